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
_HEAD = 64 * 1024
_STARTS = {
    b"SQLite format 3\0": "workbook",
    b"age-encryption.org/v1"[:16]: "sealed",
    b"codebinder-packet-passphrase/v1"[:16]: "packet",
}


def is_repository(path: Path) -> bool:
    """Does a folder look like a git repository, bare ones too?"""
    bare = (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()
    return (path / ".git").exists() or bare


def what_is(path: Path) -> str:
    """Give workbook, package, packet, sealed (an opening, a packet, an answer), archive, repository, folder, template,
    document, image or nothing.

    It may wait for a disk or a network, so it is called off the window's thread. A pipe or a device is nothing."""
    with suppress(OSError):
        if path.is_dir():
            if (path / "bagit.txt").is_file():
                return "package"
            return "repository" if is_repository(path) else "folder"
        if path.is_file():
            return "workbook" if path.suffix.lower() == ".codebinder" else _file_kind(path)
    return "nothing"


def _file_kind(path: Path) -> str:
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        start = stream.read(16)
    if start in _STARTS:
        return _STARTS[start]
    if suffix in {".yaml", ".yml"}:
        return "template" if _is_template(path) else "document"
    if suffix in _DOCUMENTS:
        return "document"
    if start.startswith(b"PK"):
        return "package" if _is_package(path) else "archive"
    return "image"


def _is_template(path: Path) -> bool:
    with path.open("rb") as stream:
        lines = stream.read(_HEAD).splitlines()
    return any(line.startswith(b"schema:") for line in lines) and any(line.startswith(b"id:") for line in lines)


def _is_package(path: Path) -> bool:
    with suppress(OSError, zipfile.BadZipFile, ValueError), zipfile.ZipFile(path) as held:
        return any(name.endswith("bagit.txt") and name.count("/") <= 1 for name in held.namelist()[:20000])
    return False
