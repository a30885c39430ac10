"""Finds what a PDF holds besides its pages: metadata, attachments, notes, form values, scripts, earlier revisions."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from codebinder.intake.document_pdftext import hidden_kinds
from codebinder.model.source import DocumentTrait
from codebinder.model.text import shown

if TYPE_CHECKING:
    import pikepdf

_SHOWN = 500
_STREAM_LIMIT = 4 * 1024 * 1024
_TOTAL_LIMIT = 96 * 1024 * 1024
_MOST_OBJECTS = 200_000
_MOST_TRAITS = 300
_QUIET_ANNOTATIONS = frozenset({"/Link", "/Widget", "/Popup", "/FileAttachment"})
# What a damaged or hostile file makes the library raise when its objects are not of the kind that they claim.
_FAULTS = (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, MemoryError)


def traits(data: bytes) -> list[DocumentTrait]:
    """Give what is in the PDF `data` besides its visible pages."""
    import pikepdf

    found: list[DocumentTrait] = []
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                found.append(_trait("encrypted", "document", "opens without a password, but its uses are restricted"))
            if re.search("damaged|reconstruct", str(cast("object", pdf.get_warnings()))):
                found.append(_trait("repaired", "structure", "damaged; other programs may show other content"))
            for trait in _all(pdf):
                found.append(trait)
                if len(found) >= _MOST_TRAITS:
                    found.append(
                        _trait("unreadable", "count", f"more than {_MOST_TRAITS} traits; the rest is not listed")
                    )
                    break
    except pikepdf.PasswordError:
        found.append(_trait("unreadable", "encrypted", "a password is needed to open it"))
    except (pikepdf.PdfError, *_FAULTS) as error:
        found.append(_trait("unreadable", "structure", f"damaged or unusual ({type(error).__name__})"))
    found += _revisions(data)
    return found


def pages(data: bytes) -> int:
    """Give how many pages the PDF `data` has; 0 where it can't be opened."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return len(pdf.pages)
    except (pikepdf.PasswordError, pikepdf.PdfError, *_FAULTS):
        return 0


def _all(pdf: pikepdf.Pdf) -> Iterator[DocumentTrait]:
    yield from _information(pdf)
    yield from _catalogue(pdf)
    yield from _objects(pdf)
    yield from _hidden_text(pdf)


def _information(pdf: pikepdf.Pdf) -> Iterator[DocumentTrait]:
    info = pdf.trailer.get("/Info")
    for key, value in _items(info):
        text = str(value).strip()
        if text:
            yield _trait("metadata", key.removeprefix("/"), text)


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[DocumentTrait]:
    root = pdf.Root
    layers = root.get("/OCProperties")
    default = layers.get("/D") if layers is not None else None
    hidden = default.get("/OFF") if default is not None else None
    if hidden is not None and len(cast("Any", hidden)) > 0:
        yield _trait("hidden-layer", "layers", f"{len(cast('Any', hidden))} layers are switched off")
    elif layers is not None:
        yield _trait("layers", "layers", "layers that a reader can switch on and off")
    if root.get("/Collection") is not None:
        yield _trait("attachment", "portfolio", "a cover around other files")
    form = root.get("/AcroForm")
    if form is not None and form.get("/XFA") is not None:
        yield _trait("form-field", "XFA", "a form of the XFA kind, with data of its own")


def _objects(pdf: pikepdf.Pdf) -> Iterator[DocumentTrait]:
    """Look at every object, also at those that nothing refers to any more."""
    import pikepdf

    left = _TOTAL_LIMIT
    for number, thing in enumerate(pdf.objects):
        if number >= _MOST_OBJECTS:
            yield _trait("unreadable", "objects", f"more than {_MOST_OBJECTS} objects; the rest is not looked into")
            return
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        yield from _scripts(thing)
        kind, subtype = str(thing.get("/Type", "")), str(thing.get("/Subtype", ""))
        if kind == "/Metadata" and isinstance(thing, pikepdf.Stream):
            text = _bounded(thing, min(left, _STREAM_LIMIT))
            left -= len(text)
            yield _trait("xmp", "XMP", _xmp_text(text))
        elif kind == "/Filespec" and thing.get("/EF") is not None:
            name = thing.get("/UF") or thing.get("/F") or ""
            yield _trait("attachment", str(name), str(thing.get("/Desc", "")))
        elif subtype and thing.get("/Rect") is not None and subtype not in _QUIET_ANNOTATIONS:
            author = str(thing.get("/T", ""))
            yield _trait("annotation", f"{subtype.removeprefix('/')} {author}".strip(), str(thing.get("/Contents", "")))
        if thing.get("/FT") is not None and thing.get("/V") is not None:
            yield from _field(thing)
        if thing.get("/PieceInfo") is not None:
            yield _trait("metadata", "PieceInfo", "private data of the program that made it")
        if thing.get("/Thumb") is not None:
            yield _trait("thumbnail", "page", "a small picture of a page, possibly of an earlier state")


def _field(thing: pikepdf.Object) -> Iterator[DocumentTrait]:
    if str(thing.get("/FT")) == "/Sig":
        signature = cast("pikepdf.Object", thing.get("/V"))
        yield _trait("signature", str(signature.get("/Name", "")), str(signature.get("/Reason", "")))
    elif str(thing.get("/V")):
        yield _trait("form-field", str(thing.get("/T", "")), str(thing.get("/V")))


def _scripts(thing: pikepdf.Object) -> Iterator[DocumentTrait]:
    action = str(thing.get("/S", ""))
    if action in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR"}:
        yield _trait("javascript" if action == "/JavaScript" else "action", action.removeprefix("/"), "")


def _hidden_text(pdf: pikepdf.Pdf) -> Iterator[DocumentTrait]:
    """Find pages and forms that draw text which nobody sees, as scanned pages with recognised text do."""
    import pikepdf

    left = _TOTAL_LIMIT
    pages: dict[str, list[str]] = {}
    for number, page in enumerate(pdf.pages, 1):
        contents = page.obj.get("/Contents")
        streams = list(cast("Any", contents)) if isinstance(contents, pikepdf.Array) else [contents]
        pieces = [_bounded(each, min(left, _STREAM_LIMIT)) for each in streams if isinstance(each, pikepdf.Stream)]
        left -= sum(map(len, pieces))
        for kind in hidden_kinds(b"\n".join(pieces)):
            pages.setdefault(kind, []).append(str(number))
        if left <= 0:
            yield _trait("unreadable", "pages", f"too large; looked for hidden text up to page {number} only")
            break
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and str(thing.get("/Subtype", "")) == "/Form" and left > 0:
            text = _bounded(thing, min(left, _STREAM_LIMIT))
            left -= len(text)
            for kind in hidden_kinds(text):
                pages.setdefault(kind, []).append("a form")
    for kind, where in sorted(pages.items()):
        yield _trait("hidden-text", f"{kind} letters", "pages " + ", ".join(list(dict.fromkeys(where))[:50]))


def _bounded(stream: pikepdf.Object, limit: int) -> bytes:
    """Give the start of a stream's content; never more than `limit` bytes, however well it was compressed."""
    raw: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [] if filters is None else [str(item) for item in filters] if _is_array(filters) else [str(filters)]
    if not names:
        return raw[:limit]
    if names == ["/FlateDecode"]:
        try:
            return zlib.decompressobj().decompress(raw, limit)
        except zlib.error:
            return b""
    return b""


def _revisions(data: bytes) -> list[DocumentTrait]:
    """Count the states saved one after the other: the earlier ones are still in the file, whole."""
    ends = data.count(b"%%EOF")
    expected = 2 if b"/Linearized" in data[:2048] else 1
    if ends <= expected:
        return []
    return [
        _trait("revision", "earlier revisions", f"{ends - expected} earlier states of the document are still in it")
    ]


def _xmp_text(data: bytes) -> str:
    text = data.decode("utf-8", "backslashreplace")
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", text)).strip() or "(no text)"


def _items(thing: pikepdf.Object | None) -> Iterator[tuple[str, Any]]:
    if thing is None or not hasattr(thing, "keys"):
        return
    for key in thing.keys():  # noqa: SIM118 - a PDF dictionary is no mapping
        yield str(key), thing[key]


def _is_array(thing: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)


def _trait(kind: str, name: str, text: str) -> DocumentTrait:
    return DocumentTrait(kind=kind, name=shown(name[:_SHOWN]), text=shown(text[:_SHOWN]))
