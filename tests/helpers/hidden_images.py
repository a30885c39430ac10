"""A router's flash with a kernel in U-Boot's own wrapping, of which something is hidden."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from codebinder.base.digests import sm3
from codebinder.model.redaction import Redaction
from codebinder.model.source import Component, Disclosure
from codebinder.workflow import attachments, imagehiding
from helpers.boot_images import noise
from helpers.workflows import ENGINEER, QUIET, Room

TABLE = b"calibration table of the vendor, line %04d\n"
LOADER = 1024
START, END = LOADER + 64 + 2048, LOADER + 64 + 2048 + 3000
"""Where the hidden table stands in the flash."""
FILES = {b"main.c": b"int main(void) { return 0; }\n", b"notes.txt": b"nothing here\n"}


def table(seed: int = 0) -> bytes:
    return b"".join(TABLE % (seed + at) for at in range(100))[:3000]


def uimage(payload: bytes, name: bytes = b"kernel") -> bytes:
    """What mkimage makes, without its clock."""
    rest = struct.pack(">IIIII4B32s", 1700000000, len(payload), 0x80008000, 0x80008000, zlib.crc32(payload), 5, 2, 2, 0,
                       name)  # fmt: skip
    head = struct.pack(">II", 0x27051956, 0) + rest
    return struct.pack(">II", 0x27051956, zlib.crc32(head)) + rest + payload


def flash(hidden: bytes) -> bytes:
    """A loader, the kernel with the hidden table in it, erased flash."""
    kernel = uimage(noise(2048, 3) + hidden + noise(4096, 4))
    image = noise(LOADER, 5) + kernel
    return image + b"\xff" * (32768 - len(image))


def digests(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every number that an outsider would compute to try a guess."""
    import hashlib

    for name, value in (("crc32", zlib.crc32(data)), ("adler32", zlib.adler32(data))):
        yield name, value.to_bytes(4, "big")
        yield f"{name} turned", value.to_bytes(4, "little")
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b"):
        yield name, hashlib.new(name, data, usedforsecurity=False).digest()
    fixed = sm3()
    fixed.update(data)
    yield "sm3", bytes.fromhex(fixed.hexdigest())
    for name in ("sha1", "sha256"):
        yield f"git {name}", hashlib.new(name, b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()


def add(room: Room, data: bytes, *, disclose: Disclosure = Disclosure.REDACTED, name: str = "flash.bin") -> Component:
    path = Path(room.folder / name)
    path.write_bytes(data)
    return attachments.add_firmware(
        room.session, room.filing, image=path, disclose=disclose, slug="flash", confirmed=True, **QUIET
    )


def hide(room: Room, start: int = START, end: int = END, *, reason: str = "TS") -> Redaction:
    (row,) = imagehiding.hide(
        room.session, room.filing, "flash", [(start, end)], reason=reason, note="the vendor's own table", key=ENGINEER,
        **QUIET,
    )  # fmt: skip
    return row
