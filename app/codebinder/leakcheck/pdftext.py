"""Reads a PDF as its recipient would: pages, outline, metadata, attachments, notes, and what its streams hold."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from codebinder.base.workers import PDFIUM
from codebinder.errors import UserError
from codebinder.leakcheck.containers import Budget
from codebinder.model.ports import Cancel

_ANNOTATION_KEYS = (b"Contents", b"T", b"TU", b"V", b"DV", b"NM", b"Subj", b"RC")
_STREAM = re.compile(rb"stream\r?\n(?=\x78)")
_LARGEST_STREAM = 64 << 20
_PIECE = 1 << 14
PDF_BUDGET = 4 << 30
"""Bytes that the streams of one PDF may be, packed and unpacked together."""
_RUNNING = 3
_WINDOW, _OVERLAP = 256, 16
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContent:
    """What a PDF says: the text of each page, other texts with their place, and attached files."""

    pages: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    attachments: tuple[tuple[str, bytes], ...]


def is_pdf(data: bytes) -> bool:
    """Is `data` something that a reader of PDFs would open?"""
    return data.find(b"%PDF-", 0, 1024) >= 0


def read_pdf(data: bytes, *, cancel: Cancel) -> PdfContent:
    """Read everything that PDFium shows; raise UserError where it cannot open or read the document."""
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise UserError("The PDF is damaged or locked.") from None
        try:
            return _content(document, cancel)
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            raise UserError("The PDF is damaged.") from None
        finally:
            document.close()


def body_text(pages: Sequence[str]) -> str:
    """Join the pages without their running heads and feet, so that text broken over two pages reads on."""
    counts: Counter[str] = Counter()
    alike = [_DIGITS.sub("#", page).splitlines() for page in pages]
    for lines in alike:
        counts.update(set(lines))
    least = max(_RUNNING, len(pages) // 2)
    running = {line for line, count in counts.items() if count >= least}
    return "\n".join(
        "\n".join(line for line, key in zip(page.splitlines(), keys, strict=True) if key not in running)
        for page, keys in zip(pages, alike, strict=True)
    )


def windows(pages: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Give (number of the first page, pages) of stretches that overlap: memory stays flat over thousands of pages."""
    first = 0
    while len(pages) - first > _WINDOW:
        yield first, pages[first : first + _WINDOW]
        first += _WINDOW - _OVERLAP
    first = max(0, min(first, len(pages) - _WINDOW // 2))  # enough of them to tell running heads from text
    yield first, pages[first:]


def streams(data: bytes, budget: Budget | None = None) -> Iterator[tuple[int, bytes]]:
    """Give (offset, bytes) of every deflated stream: content, object streams, XMP, glyph maps; of a damaged one what
    comes before the damage, as readers show it. Raise UserError where it is more than the budget allows."""
    left = budget or Budget(PDF_BUDGET)
    view = memoryview(data)
    match = _STREAM.search(data)
    cut = False
    while match:
        content, used = _inflated(view, match.end(), left)
        cut = cut or len(content) > _LARGEST_STREAM
        if content:
            yield match.end(), content
        match = _STREAM.search(data, match.end() + used)
    if cut:
        raise UserError("A stream of it unpacks to more than is searched.")


def _inflated(view: memoryview, start: int, budget: Budget) -> tuple[bytes, int]:
    """Inflate what begins at `start`; give it, and how long it was packed (0 where it has no end).

    In pieces, since the library copies whatever it leaves unread, and all of it would be copied for every stream.
    """
    engine = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    for at in range(start, len(view), _PIECE):
        packed = view[at : at + _PIECE]
        try:
            piece = engine.decompress(packed, _LARGEST_STREAM + 1 - size)
        except zlib.error:
            break
        budget.take(len(packed) + len(piece))
        pieces.append(piece)
        size += len(piece)
        if engine.eof or size > _LARGEST_STREAM:
            unread = len(engine.unused_data) + len(engine.unconsumed_tail)
            return b"".join(pieces), at + len(packed) - unread - start
    return b"".join(pieces), 0


def _content(document: Any, cancel: Cancel) -> PdfContent:  # noqa: ANN401  (pypdfium2 has no usable types)
    pages: list[str] = []
    texts: list[tuple[str, str]] = []
    metadata = cast("dict[str, str]", document.get_metadata_dict(skip_empty=True))
    texts.extend((f"metadata {key}", value) for key, value in metadata.items())
    texts.extend(("outline", cast("str", bookmark.get_title())) for bookmark in document.get_toc(max_depth=64))
    for number in range(len(document)):
        cancel.check()
        page = document[number]
        text_page = page.get_textpage()
        pages.append(_mended(cast("str", text_page.get_text_range(errors="replace"))))
        text_page.close()
        texts.extend((f"annotation on page {number + 1}", text) for text in _annotations(page))
        page.close()
    attachments: list[tuple[str, bytes]] = []
    for number in range(cast("int", document.count_attachments())):
        attachment = document.get_attachment(number)
        attachments.append((cast("str", attachment.get_name()), bytes(attachment.get_data())))
    return PdfContent(pages=tuple(pages), texts=tuple(texts), attachments=tuple(attachments))


def _mended(text: str) -> str:
    """Give back the hyphens that PDFium takes for typesetting at the end of a line."""
    return text.replace("\x02", "-").replace("\ufffe", "-")


def _annotations(page: Any) -> Iterator[str]:  # noqa: ANN401
    import pypdfium2.raw as untyped_raw

    raw = cast("Any", untyped_raw)
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        for key in _ANNOTATION_KEYS:
            size = cast("int", raw.FPDFAnnot_GetStringValue(annotation, key, None, 0))
            if size <= 2:
                continue
            buffer = ctypes.create_string_buffer(size)
            wide = cast("Any", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
            raw.FPDFAnnot_GetStringValue(annotation, key, wide, size)
            yield buffer.raw[: size - 2].decode("utf-16-le", "replace")
        raw.FPDFPage_CloseAnnot(annotation)
