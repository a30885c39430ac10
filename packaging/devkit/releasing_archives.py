"""Reads what lies in the artefacts of a release, with the standard library alone: names, bytes, links."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from devkit.talk import Stop

AR = b"!<arch>\n"
ENTRY = 60
Member = tuple[str, bytes, str]
"""Name, content, and the place of a link (whose content is empty)."""


def members(path: Path) -> Iterator[Member]:
    """Give every file of an artefact; a file that is no archive gives itself. Folders are left out."""
    if path.name.endswith(".deb"):
        yield from deb_members(path)
    elif path.name.endswith((".whl", ".zip")):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield info.filename, archive.read(info), ""
    elif path.name.endswith(".tar.xz"):
        with lzma.open(path) as packed:
            yield from tar_members(packed)  # type: ignore[arg-type]
    else:
        yield path.name, path.read_bytes(), ""


def tar_members(stream: io.BufferedIOBase) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for entry in archive:
            name = entry.name.removeprefix("./")
            if entry.issym():
                yield name, b"", entry.linkname
            elif entry.isfile():
                content = archive.extractfile(entry)
                yield name, content.read() if content else b"", ""


def deb_members(path: Path) -> Iterator[Member]:
    """Give the files of a Debian package, as they will stand below the root, and its control files."""
    data = path.read_bytes()
    if not data.startswith(AR):
        raise Stop(f"{path.name} is no Debian package.")
    at = len(AR)
    while at + ENTRY <= len(data):
        name, size = data[at : at + 16].decode("ascii").strip().rstrip("/"), int(data[at + 48 : at + 58])
        body = data[at + ENTRY : at + ENTRY + size]
        at += ENTRY + size + size % 2
        if not name.endswith(".xz"):
            continue
        prefix = "DEBIAN/" if name.startswith("control") else ""
        for label, content, link in tar_members(io.BytesIO(lzma.decompress(body))):
            yield prefix + label, content, link
