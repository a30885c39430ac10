"""Reads a PDF as its recipient would: pages, outline, metadata, attachments, notes, and what its streams hold."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from codebinder.base.messages import SaidError
from codebinder.base.workers import PDFIUM
from codebinder.model.ports import Cancel
from codebinder.model.text import Message

_ANNOTATION_KEYS = (b"Contents", b"T", b"TU", b"V", b"DV", b"NM", b"Subj", b"RC")
_REMOVE_SECURITY = 3
_MOST_PAGES, _MOST_TEXT = 200_000, 1 << 29
"""A file of a few lines may claim any number of pages, each with all of its text."""
_MOST_STATES = 16
_END = b"%%EOF"
_RUNNING = 3
_WINDOW, _OVERLAP = 256, 16
_DIGITS = re.compile(r"[0-9]+")
_GUTTER = re.compile(r"^[ \t]*[0-9]{1,9}(?:[ \t]|$)|[ \t][0-9]{1,9}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContent:
    """What a PDF says: the text of each page, other texts with their place, and attached files."""

    pages: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    attachments: tuple[tuple[str, bytes], ...]
    unlocked: bytes = b""
    """The whole document without its encryption, where it has one that opens without a password."""


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
            raise SaidError(Message("leak.pdf-locked")) from None
        try:
            return _content(document, cancel)
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            raise SaidError(Message("leak.pdf-damaged")) from None
        finally:
            document.close()


def page_texts(data: bytes, *, cancel: Cancel) -> tuple[str, ...]:
    """Give the text of each page; raise UserError where the document cannot be read."""
    return read_pdf(data, cancel=cancel).pages


def earlier_states(data: bytes) -> Iterator[bytes]:
    """Give the states of the document before it was saved again: each is still in the file, whole, the latest first."""
    ends: list[int] = []
    at = data.find(_END)
    while at >= 0:
        ends.append(at + len(_END))
        at = data.find(_END, at + 1)
    first = 1 if b"/Linearized" in data[:2048] else 0  # the first part of such a file is no document of its own
    for end in reversed(ends[first:-1][-_MOST_STATES:]):
        yield data[:end] + b"\n"


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


def numbers_gone(text: str) -> str:
    """Take the numbers away that a listing prints before its lines: they stand between what belongs together."""
    return _GUTTER.sub("", text)


def windows(pages: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Give (number of the first page, pages) of stretches that overlap: memory stays flat over thousands of pages."""
    first = 0
    while len(pages) - first > _WINDOW:
        yield first, pages[first : first + _WINDOW]
        first += _WINDOW - _OVERLAP
    first = max(0, min(first, len(pages) - _WINDOW // 2))  # enough of them to tell running heads from text
    yield first, pages[first:]


def _content(document: Any, cancel: Cancel) -> PdfContent:  # noqa: ANN401  (pypdfium2 has no usable types)
    pages: list[str] = []
    texts: list[tuple[str, str]] = []
    metadata = cast("dict[str, str]", document.get_metadata_dict(skip_empty=True))
    texts.extend((f"metadata {key}", value) for key, value in metadata.items())
    texts.extend(("outline", cast("str", bookmark.get_title())) for bookmark in document.get_toc(max_depth=64))
    size = 0
    if len(document) > _MOST_PAGES:
        raise SaidError(Message("leak.pages"))
    for number in range(len(document)):
        cancel.check()
        page = document[number]
        text_page = page.get_textpage()
        pages.append(_mended(cast("str", text_page.get_text_range(errors="replace"))))
        text_page.close()
        size += len(pages[-1])
        if size > _MOST_TEXT:
            raise SaidError(Message("leak.text"))
        texts.extend((f"annotation on page {number + 1}", text) for text in _annotations(page))
        page.close()
    attachments: list[tuple[str, bytes]] = []
    for number in range(cast("int", document.count_attachments())):
        attachment = document.get_attachment(number)
        attachments.append((cast("str", attachment.get_name()), bytes(attachment.get_data())))
    unlocked = _unlocked(document)
    return PdfContent(pages=tuple(pages), texts=tuple(texts), attachments=tuple(attachments), unlocked=unlocked)


def _unlocked(document: Any) -> bytes:  # noqa: ANN401
    """Give the document without its encryption: the streams and strings of the file itself tell nothing then."""
    import pypdfium2.raw as untyped_raw

    if cast("Any", untyped_raw).FPDF_GetSecurityHandlerRevision(document) < 0:
        return b""
    copy = io.BytesIO()
    document.save(copy, flags=_REMOVE_SECURITY)
    return copy.getvalue()


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
