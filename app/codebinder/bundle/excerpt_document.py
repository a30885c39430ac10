"""Cuts a supplied PDF into a new one that holds the chosen pages and nothing of the others.

A page is copied as its size, its content and those fonts, pictures and patterns that the content names; notes, links,
outlines, scripts, attachments, metadata and whatever else hangs on the document stay behind. What notes and form fields
show on the page becomes a part of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from codebinder.bundle.excerpt import StreamPlan, choose
from codebinder.bundle.excerpt_resources import DROPPED, Barer
from codebinder.model.template_pages import Listing, Stream
from codebinder.model.text import Message

if TYPE_CHECKING:
    import pikepdf

_KEPT = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
_FAULTS = (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, MemoryError)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCut:
    """What came of a document: its plan (None where it cannot be cut), and what is wrong with it."""

    plan: StreamPlan | None
    faults: tuple[Message, ...] = ()


def cuts(listing: Listing, requirement: str) -> Listing | None:
    """Give the recipe of one requirement's documents; None where they leave as they are."""
    own = tuple(each for each in listing.segments if each.stream == Stream.DOCUMENT and each.requirement == requirement)
    return replace(listing, segments=own, must_include="") if own and listing.mode == "excerpt" else None


def cut(path: Path, out: Path | None, listing: Listing, answers: Mapping[str, str], *, name: str = "") -> DocumentCut:
    """Write the pages that the recipe `listing` (from `cuts`) chooses into `out`; without it they are only chosen."""
    import pikepdf

    name = name or path.name
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            return DocumentCut(plan=None, faults=(Message("fault.pages.document-not-pdf", {"name": name}),))
    unreadable = Message("fault.pages.document-unreadable", {"name": name})
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if _hides_layers(pdf):
                return DocumentCut(plan=None, faults=(Message("fault.pages.document-layers", {"name": name}),))
            chosen = choose(listing, answers, totals={Stream.DOCUMENT: len(pdf.pages)})
            plan = chosen.streams[0]
            if out is not None and plan.pages:
                _write(pdf, plan.pages, out)
            return DocumentCut(plan=plan, faults=chosen.faults)
    except (pikepdf.PasswordError, pikepdf.PdfError, *_FAULTS):
        return DocumentCut(plan=None, faults=(unreadable,))


def _hides_layers(pdf: pikepdf.Pdf) -> bool:
    """Is there a layer that a reader does not show at first? Cut out of its document, everything would be shown."""
    layers = cast("Any", pdf.Root.get("/OCProperties"))
    default = layers.get("/D") if layers is not None else None
    if default is None:
        return False
    return bool(len(default.get("/OFF", []))) or str(default.get("/BaseState", "/ON")) == "/OFF"


def _write(pdf: pikepdf.Pdf, numbers: Sequence[int], out: Path) -> None:
    import pikepdf

    pdf.flatten_annotations("print")
    barer = Barer(pdf)
    with pikepdf.new() as new:
        for number in numbers:
            page = pdf.pages[number - 1]
            bare = pikepdf.Dictionary(Type=pikepdf.Name.Page)
            for key in _KEPT:
                value = _inherited(page.obj, key)
                if value is not None:
                    bare[key] = barer.bared(value, "group" if key == "/Group" else "", 0)
            content = page.obj.get("/Contents")
            if content is not None:
                bare["/Contents"] = barer.bared(content, "content", 0)
            resources = _inherited(page.obj, "/Resources")
            kept = barer.used(resources, barer.names(content), 0) if resources is not None else pikepdf.Dictionary()
            bare["/Resources"] = kept
            new.pages.append(pikepdf.Page(pdf.make_indirect(bare)))
        _clean(new)
        new.remove_unreferenced_resources()
        new.save(
            out,
            deterministic_id=True,
            compress_streams=False,  # what is packed stays as it is: builds of zlib differ
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node: Any = page
    for _ in range(64):
        if node is None:
            return None
        value = node.get(key)
        if value is not None:
            return cast("pikepdf.Object", value)
        node = node.get("/Parent")
    return None


def _clean(pdf: pikepdf.Pdf) -> None:
    """Take private data of programs, metadata and links to structure out of everything that came along."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in DROPPED:
                if key in thing:
                    del thing[key]
