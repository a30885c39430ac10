"""Says what a dropped file or folder is, by a look at its beginning; nothing of it is run or changed."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

_DOCUMENTS = {
    ".pdf",
    ".png",
    ".jpg",
    ".jpeg",
    ".docx",
    ".xlsx",
    ".pptx",
    ".doc",
    ".xls",
    ".txt",
    ".md",
    ".csv",
    ".json",
    ".xml",
    ".ofd",
}
_SQLITE = b"SQLite format 3\0"
_AGE = b"age-encryption.org/v1"[:16]
_DOOR = b"codebinder-packet-passphrase/v1"[:16]


def is_repository(path: Path) -> bool:
    """Does a folder look like a git repository, bare ones too?"""
    bare = (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()
    return (path / ".git").exists() or bare


def what_is(path: Path) -> str:
    """Give workbook, package, sealed (an opening, a packet, an answer), archive, repository, folder, document, image or
    nothing."""
    with suppress(OSError):
        if path.is_dir():
            if (path / "bagit.txt").is_file():
                return "package"
            return "repository" if is_repository(path) else "folder"
        if path.suffix.lower() == ".codebinder":
            return "workbook"
        with path.open("rb") as stream:
            start = stream.read(16)
        if start in {_SQLITE, _AGE, _DOOR}:
            return "workbook" if start == _SQLITE else "sealed"
        if path.suffix.lower() in _DOCUMENTS:
            return "document"
        if start.startswith(b"PK"):
            return "package" if _is_package(path) else "archive"
        return "image"
    return "nothing"


def _is_package(path: Path) -> bool:
    with suppress(OSError, zipfile.BadZipFile, ValueError), zipfile.ZipFile(path) as held:
        return any(name.endswith("bagit.txt") and name.count("/") <= 1 for name in held.namelist()[:20000])
    return False
