"""Cuts a supplied PDF into a new one that holds the chosen pages and nothing of the others.

A page is copied as its size, its content and those fonts, pictures and patterns that the content names; notes, links,
outlines, scripts, attachments, metadata and whatever else hangs on the document stay behind. What notes and form fields
show on the page becomes a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from codebinder.bundle.excerpt import StreamPlan, choose
from codebinder.model.template_pages import Listing, Stream
from codebinder.model.text import Message

if TYPE_CHECKING:
    import pikepdf

_KEPT = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
_DROPPED = ("/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/OPI", "/AF", "/Ref")
_NAMED = ("/Font", "/XObject", "/Pattern", "/Shading", "/ColorSpace", "/ExtGState", "/Properties")
_FAULTS = (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, MemoryError)
_DEEPEST = 12


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
    with pikepdf.new() as new:
        for number in numbers:
            page = pdf.pages[number - 1]
            bare = pikepdf.Dictionary(Type=pikepdf.Name.Page)
            for key in _KEPT:
                value = _inherited(page.obj, key)
                if value is not None:
                    bare[key] = value
            page.contents_coalesce()
            content = page.obj.get("/Contents")
            if content is not None:
                bare["/Contents"] = content
            resources = _inherited(page.obj, "/Resources")
            names = _names(page)
            bare["/Resources"] = _used(pdf, resources, names, 0) if resources is not None else pikepdf.Dictionary()
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


def _names(stream: object) -> frozenset[str]:
    """Give every name that a content stream uses as an operand."""
    import pikepdf

    found: set[str] = set()
    for instruction in pikepdf.parse_content_stream(cast("Any", stream)):
        for operand in cast("Any", instruction).operands if hasattr(instruction, "operands") else ():
            found.update(_named(operand))
    return frozenset(found)


def _named(operand: object) -> Iterator[str]:
    import pikepdf

    if isinstance(operand, pikepdf.Name):
        yield str(operand)
    elif isinstance(operand, pikepdf.Array):
        for each in cast("Any", operand):
            yield from _named(each)


def _used(pdf: pikepdf.Pdf, resources: Any, names: frozenset[str], depth: int) -> pikepdf.Object:  # noqa: ANN401
    """Copy a resource dictionary with those entries that the names call for; forms in it are bared the same way."""
    import pikepdf

    if depth > _DEEPEST:
        raise ValueError("forms within forms")
    every = names | _borrowed(resources, names)
    kept = pikepdf.Dictionary()
    for kind in _NAMED:
        table = resources.get(kind)
        if table is None:
            continue
        entries = pikepdf.Dictionary()
        for name, thing in table.items():
            if name in every:
                entries[name] = _bared(pdf, thing, depth)
        if len(entries):
            kept[kind] = entries
    return kept


def _borrowed(resources: Any, names: frozenset[str]) -> frozenset[str]:  # noqa: ANN401
    """Give the names that forms without resources of their own use: they borrow those of the page."""
    import pikepdf

    found: set[str] = set()
    waiting = set(names)
    table = resources.get("/XObject")
    while table is not None and waiting:
        form = table.get(waiting.pop())
        if isinstance(form, pikepdf.Stream) and str(form.get("/Subtype")) == "/Form" and form.get("/Resources") is None:
            waiting |= _names(form) - found
            found |= _names(form)
    return frozenset(found)


def _bared(pdf: pikepdf.Pdf, thing: Any, depth: int) -> object:  # noqa: ANN401
    """Give a form or a pattern with no more resources than it names; anything else as it is."""
    import pikepdf

    if not isinstance(thing, pikepdf.Stream) or thing.get("/Resources") is None:
        return thing
    kept = {key: value for key, value in cast("Any", thing).items() if key not in {"/Length", "/Resources", *_DROPPED}}
    copy = pdf.make_stream(thing.read_raw_bytes(), pikepdf.Dictionary(kept))
    copy["/Resources"] = _used(pdf, thing["/Resources"], _names(thing), depth + 1)
    return copy


def _clean(pdf: pikepdf.Pdf) -> None:
    """Take private data of programs, metadata and links to structure out of everything that came along."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in _DROPPED:
                if key in thing:
                    del thing[key]
