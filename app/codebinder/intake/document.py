"""Looks into a supplied document for what does not meet the eye: metadata, comments, revisions, attachments.

The traits stop a build until the document is cleaned or a person accepts them. A document is hostile: every reader is
bounded, and one that fails says "unreadable" instead of "clean".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from codebinder.intake import document_image, document_office, document_pdf
from codebinder.intake.files import FileContent
from codebinder.model.source import DocumentTrait
from codebinder.model.text import shown

_LARGEST = 512 * 1024 * 1024
_TEXT = frozenset({"txt", "csv", "md", "json", "yaml", "yml", "xml", "log", "pem", "crt", "asc"})
_IMAGES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif",
           b"II*\0": "image/tiff", b"MM\0*": "image/tiff"}  # fmt: skip
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\U000e0000-\U000e0fff]+"
)
_MOST_REMARKS = 50
_PDF = "application/pdf"
_TEXT_LIMIT = 32 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A document's size, what it is, what is in it besides the visible text, and its pages (0: not counted)."""

    size: int
    media_type: str
    traits: tuple[DocumentTrait, ...]
    pages: int = 0


def inspect_document(path: Path) -> DocumentFacts:
    """Read the document at `path` (PDF, Office and OpenDocument, images, text) and list what is hidden in it.

    Raises UserError where there is no readable file; whatever can't be understood becomes a trait "unreadable".
    """
    content = FileContent(path)
    if content.size > _LARGEST:
        trait = DocumentTrait(kind="unreadable", name="size", text="larger than 512 MiB; not looked into")
        return DocumentFacts(size=content.size, media_type="application/octet-stream", traits=(trait,))
    data = content.read(_LARGEST)
    media_type, traits = _look(data, path.suffix.lower().removeprefix("."))
    pages = document_pdf.pages(data) if media_type == _PDF else 1 if media_type.startswith("image/") else 0
    return DocumentFacts(size=len(data), media_type=media_type, traits=tuple(dict.fromkeys(traits)), pages=pages)


def _look(data: bytes, suffix: str) -> tuple[str, list[DocumentTrait]]:
    if b"%PDF-" in data[:1024]:
        return _PDF, document_pdf.traits(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return document_office.look(data)
    for magic, media_type in _IMAGES.items():
        if data.startswith(magic):
            return media_type, document_image.traits(data, media_type)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp", document_image.traits(data, "image/webp")
    if data.startswith(_OLE):
        return "application/x-ole-storage", [
            DocumentTrait(kind="unreadable", name="format", text="an old Office file; save it as PDF")
        ]
    if data.startswith(b"{\\rtf"):
        return "application/rtf", document_office.rtf_traits(data)
    if suffix in _TEXT or b"\0" not in data:
        return "text/plain", _text_traits(data)
    return "application/octet-stream", [
        DocumentTrait(kind="unreadable", name="format", text="of an unknown format; not looked into")
    ]


def _text_traits(data: bytes) -> list[DocumentTrait]:
    """Find characters that nobody sees, and the remarks in marked-up text."""
    text = data[:_TEXT_LIMIT].decode("utf-8", "replace").removeprefix("\ufeff")
    found: list[DocumentTrait] = []
    runs = sum(1 for _ in _INVISIBLE.finditer(text))
    if runs:
        found.append(DocumentTrait(kind="hidden-text", name="characters", text=f"{runs} runs of invisible characters"))
    if b"</" in data:
        found += _remarks(data[:_TEXT_LIMIT])
    return found


def _remarks(data: bytes) -> list[DocumentTrait]:
    found: list[DocumentTrait] = []
    at = data.find(b"<!--")
    while at >= 0:
        end = data.find(b"-->", at)
        if end < 0:
            break
        if len(found) >= _MOST_REMARKS:
            found.append(DocumentTrait(kind="unreadable", name="remarks", text="more than are listed"))
            break
        remark = data[at + 4 : min(end, at + 2000)].decode("utf-8", "replace").strip()[:500]
        found.append(DocumentTrait(kind="comment", name="remark", text=shown(remark)))
        at = data.find(b"<!--", end)
    return found
