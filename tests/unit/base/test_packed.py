"""Compressed streams and archives are read piece by piece, to the byte, and their faults are told as one kind."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile

import pytest

from codebinder.base.packed import Bytes, Inflating, PackedError, is_tar, tar_entries

DATA = random.Random(2).randbytes(70_000) + b"plain text " * 30_000


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("size", [1000, 65_536, 1 << 20])
def test_a_stream_read_in_pieces_gives_every_byte(pack: object, size: int) -> None:
    assert callable(pack)
    packed = pack(DATA[:50_000]) + pack(DATA[50_000:]) + b"\0" * 100
    stream = Inflating(packed, 1 << 30)
    assert stream.peek(10) == DATA[:10]
    pieces = []
    while piece := stream.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == DATA
    assert all(len(piece) == size for piece in pieces[:-1])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_stream_that_is_cut_or_too_large_is_told(pack: object) -> None:
    assert callable(pack)
    packed = pack(DATA)
    with pytest.raises(PackedError, match="damaged"):
        Inflating(packed[:-40], 1 << 30).read(1 << 30)
    with pytest.raises(PackedError, match="more than is allowed"):
        Inflating(packed, len(DATA) - 1).read(1 << 30)
    assert Inflating(packed, len(DATA)).read(1 << 30) == DATA


def test_links_folders_and_devices_are_entries_without_data() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"entry-{kind!r}")
            info.type, info.linkname = kind, "target" if kind in {tarfile.SYMTYPE, tarfile.LNKTYPE} else ""
            archive.addfile(info)
        info = tarfile.TarInfo("file")
        info.size = 3
        archive.addfile(info, io.BytesIO(b"abc"))
    data = out.getvalue()
    assert is_tar(data)
    entries = list(tar_entries(Bytes(data), 1 << 20))
    assert [entry.link for entry in entries] == [b"target", b"target", b"", b"", b"", b""]
    assert [entry.regular for entry in entries] == [False] * 5 + [True]
    assert entries[-1].data == b"abc"


def test_a_header_with_a_wrong_sum_is_damage() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
        archive.addfile(tarfile.TarInfo("b"))
    data = bytearray(out.getvalue())
    data[512] ^= 1
    with pytest.raises(PackedError, match="damaged"):
        list(tar_entries(Bytes(bytes(data)), 1 << 20))
