"""Encrypted containers name themselves: told as encrypted, from header to end, and nothing else is taken for one."""

from __future__ import annotations

import random
import struct

from codebinder.firmware import Memory, read_image
from codebinder.model.firmware import Analysis, RegionKind, stretches
from codebinder.model.ports import NeverCancel, NoProgress


def _read(data: bytes) -> Analysis:
    return read_image(Memory(data), name=b"x", progress=NoProgress(), cancel=NeverCancel())


def _kinds(found: Analysis) -> list[tuple[int, int, RegionKind]]:
    return [(each.start, each.end, each.region.kind) for each in stretches(found)]


def test_what_openssl_encrypts_with_a_passphrase_says_so() -> None:
    sealed = b"Salted__" + random.Random(3).randbytes(8 + 20_000)
    found = _read(sealed)
    assert found.nodes[0].format == "openssl encrypted"
    assert _kinds(found) == [(0, 16, RegionKind.KNOWN), (16, len(sealed), RegionKind.ENCRYPTED)]
    assert _read(b"Salted__ butter is sold by the pound.\n" * 100).nodes[0].format == ""


def test_a_luks_volume_fills_its_partition() -> None:
    head = b"LUKS\xba\xbe\0\1" + b"aes".ljust(32, b"\0") + b"xts-plain64".ljust(32, b"\0") + b"sha256".ljust(32, b"\0")
    head += struct.pack(">2I", 8, 64) + bytes(56)
    head += b"1fb3bc7d-74ce-4d11-8c96-9d5a4d1b8d0a".ljust(40, b"\0")
    sealed = head.ljust(4096, b"\0") + random.Random(4).randbytes(12_000)
    found = _read(sealed)
    said = dict(found.nodes[0].facts)
    assert (found.nodes[0].format, said["cipher"], said["key bits"]) == ("luks", "aes-xts-plain64", "512")
    assert _kinds(found) == [(0, 4096, RegionKind.KNOWN), (4096, len(sealed), RegionKind.ENCRYPTED)]
