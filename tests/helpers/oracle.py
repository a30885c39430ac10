"""An attack with the true PIN known: every digest that an outsider could rebuild by trying 10,000 values, looked for in
whatever somebody may get hold of."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from codebinder.base.digests import sm3
from helpers.desk import Desk

PIN = b"4711"
PLACE = b"#define PIN " + PIN + b"\n"
CONFIG = b"/* settings */\n" + PLACE + b"#define PORT 8080\n"
WITHHELD = b"pin = " + PIN + b"\n"
IMAGE = b"FWIMG" + bytes(4000) + b"pin=" + PIN + bytes(4000)
FILES = {b"src/config.h": CONFIG, b"src/main.c": b"int main(void) { return 0; }\n", b"etc/secret.ini": WITHHELD}
HEX = re.compile(rb"[0-9a-fA-F]{7,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{6,}={0,2}")


@dataclass(frozen=True, slots=True)
class Made:
    desk: Desk
    archive: Path
    guesses: dict[str, bytes]
    git: tuple[str, ...]


def digests(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "crc32", zlib.crc32(data).to_bytes(4, "big")
    for name in ("md5", "sha1", "sha256", "sha512"):
        yield name, hashlib.new(name, data, usedforsecurity=False).digest()
    fixed = sm3()
    fixed.update(data)
    yield "sm3", bytes.fromhex(fixed.hexdigest())
    yield "blob", hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()
    yield "blob256", hashlib.sha256(b"blob %d\0" % len(data) + data).digest()


def tar_of(files: dict[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name.decode())
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files: dict[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name.decode()), data)
    return out.getvalue()


def guesses() -> dict[str, bytes]:
    """Digests of everything that encloses the PIN and that an outsider can rebuild by trying 10,000 values."""
    enclosing = {
        "range": PIN, "line": PLACE[:-1], "line and end": PLACE, "line, CRLF": PLACE[:-1] + b"\r\n",
        "file": CONFIG, "withheld": WITHHELD, "withheld line": WITHHELD[:-1], "image": IMAGE,
        "region": IMAGE[4000:5000], "region of zeroes": IMAGE.strip(b"\0"), "all files": b"".join(FILES.values()),
        "name and file": b"etc/secret.ini\0" + WITHHELD, "tar": tar_of(FILES), "zip": zip_of(FILES),
    }  # fmt: skip
    return {f"{name} of {what}": value for what, data in enclosing.items() for name, value in digests(data)}


def inside(name: str, data: bytes) -> Iterator[bytes]:
    """Everything that a recipient can read in a member."""
    yield name.encode()
    yield data
    if not name.endswith(".pdf"):
        return
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        yield unpacked(stream[1])
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        whole = text.get_text_range().encode()
        yield whole
        yield b"".join(whole.split())
        text.close()
        page.close()
    yield repr(document.get_metadata_dict()).encode()
    yield repr([bookmark.get_title() for bookmark in document.get_toc()]).encode()
    document.close()


def unpacked(data: bytes) -> bytes:
    if data.rstrip().endswith(b"~>"):
        with suppress(ValueError):  # one ciphertext of some ten thousand ends like this by chance
            data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def complaints(pieces: Iterable[tuple[str, bytes]], made: Made) -> list[str]:
    """Every guess that a piece confirms: as hex, as base64, as raw bytes; ids of git also where shortened."""
    by_start: dict[bytes, list[tuple[str, bytes]]] = {}
    for what, value in made.guesses.items():
        by_start.setdefault(value.hex().encode()[:8], []).append((what, value))
    found: list[str] = []
    for name, data in pieces:
        for run in HEX.findall(data):
            low = run.lower()
            found += [f"{name}: {what}" for what, value in by_start.get(low[:8], ()) if value.hex().encode() in low]
            found += [f"{name}: git id {each}" for each in made.git if each.encode().startswith(low[:40])]
        runs = set(BASE64.findall(data))
        for what, value in made.guesses.items():
            texts = {base64.b64encode(value), base64.urlsafe_b64encode(value)}
            if {text for text in texts | {text.rstrip(b"=") for text in texts} if text in runs}:
                found.append(f"{name}: base64 {what}")
            if len(value) >= 16 and value in data:
                found.append(f"{name}: raw {what}")
        found += [f"{name}: raw git id {each}" for each in made.git if bytes.fromhex(each) in data]
    return found


def rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every value of every table of a workbook, or of a reviewer's own file, unpacked where it is packed."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as book:
        tables = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in book.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    data = value.encode() if isinstance(value, str) else value
                    if isinstance(data, bytes):
                        yield table, data
                        yield table, unpacked(data)
    book.close()
