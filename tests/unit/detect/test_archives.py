"""Archives are looked into at any depth, within limits; what cannot be is said, and the rest goes on."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.archives import Limits, Member, Refused, is_archive, members
from helpers.effort import within

gzipped = partial(gzip.compress, mtime=0)
"""The same bytes every second: samples name their tests."""

BODY = b"what stands inside\n" * 20


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(files: dict[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def arred(files: dict[bytes, bytes]) -> bytes:
    out = b"!<arch>\n"
    for name, data in files.items():
        out += name.ljust(16) + b"0".ljust(12) + b"0".ljust(6) * 2 + b"644".ljust(8)
        out += str(len(data)).encode().ljust(10) + b"`\n" + data + b"\n" * (len(data) % 2)
    return out


def cpioed(files: dict[bytes, bytes]) -> bytes:
    out = b""
    for name, data in [*files.items(), (b"TRAILER!!!", b"")]:
        numbers = [1, 0o100644, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
        head = b"070701" + b"".join(b"%08X" % number for number in numbers) + name + b"\0"
        out += head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4)
    return out


def walked(name: str, data: bytes, **limits: int) -> tuple[dict[bytes, bytes], dict[bytes, str]]:
    found: dict[bytes, bytes] = {}
    refused: dict[bytes, str] = {}
    for one in members(name.encode(), data, Limits(**limits)):
        if isinstance(one, Member):
            found[one.path] = one.data
        else:
            refused[one.path] = one.reason
    return found, refused


@pytest.mark.parametrize(
    ("name", "data", "path"),
    [
        ("a.zip", zipped({"x/y.txt": BODY}), b"x/y.txt"),
        ("a.jar", zipped({"x/y.txt": BODY}, zipfile.ZIP_STORED), b"x/y.txt"),
        ("a.tar", tarred({"x/y.txt": BODY}), b"x/y.txt"),
        ("a.tar", tarred({"x/" * 90 + "y.txt": BODY}, tarfile.GNU_FORMAT), b"x/" * 90 + b"y.txt"),
        ("a.tar", tarred({"x/" * 90 + "y.txt": BODY}, tarfile.PAX_FORMAT), b"x/" * 90 + b"y.txt"),
        ("a.tar", tarred({"x/" * 90 + "y.txt": BODY}, tarfile.USTAR_FORMAT), b"x/" * 90 + b"y.txt"),
        ("a.tar.gz", gzipped(tarred({"y": BODY})), b"y"),
        ("a.tar.bz2", bz2.compress(tarred({"y": BODY})), b"y"),
        ("a.tar.xz", lzma.compress(tarred({"y": BODY})), b"y"),
        ("dump.sql.gz", gzipped(BODY), b"dump.sql"),
        ("two.gz", gzipped(BODY[:50]) + gzipped(BODY[50:]), b"two"),
        ("lib.a", arred({b"y.o/": BODY}), b"y.o"),
        ("lib.a", arred({b"//": b"a_very_long_name.o/\n", b"/0": BODY}), b"a_very_long_name.o"),
        ("lib.a", arred({b"#1/20": b"a_very_long_name.o\0\0" + BODY}), b"a_very_long_name.o"),
        ("initrd", cpioed({b"etc/shadow": BODY}), b"etc/shadow"),
        ("initrd", gzipped(cpioed({b"etc/shadow": BODY})), b"etc/shadow"),
        ("a.zip", zipped({"in.tar.gz": gzipped(tarred({"y": BODY}))}), b"in.tar.gz!/y"),
        ("a.deb", arred({b"data.tar.gz": gzipped(tarred({"./etc/x": BODY}))}), b"data.tar.gz!/./etc/x"),
        ("a.rpm", b"\xed\xab\xee\xdb" + bytes(200) + gzipped(cpioed({b"etc/x": BODY})), b"etc/x"),
    ],
)
def test_every_kind_of_archive_is_looked_into(name: str, data: bytes, path: bytes) -> None:
    assert is_archive(data)
    assert walked(name, data) == ({path: BODY}, {})


@pytest.mark.parametrize(
    "head", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x01\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"]
)
def test_what_is_not_opened_is_said(head: bytes) -> None:
    assert walked("a.bin", head + bytes(600)) == ({}, {b"": "it is packed in a format that is not opened"})


def test_an_encrypted_member_is_said_and_the_others_are_looked_into() -> None:
    data = bytearray(zipped({"open": BODY, "shut": BODY}))
    at = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    data[at + 8] |= 1
    assert walked("a.zip", bytes(data)) == ({b"open": BODY}, {b"shut": "it is encrypted"})


def test_a_damaged_member_is_said_and_the_others_are_looked_into() -> None:
    data = bytearray(zipped({"bad": bytes(range(256)) * 9, "good": BODY}))
    data[60] ^= 0xFF
    assert walked("a.zip", bytes(data)) == ({b"good": BODY}, {b"bad": "it is damaged"})


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.7])
def test_an_archive_that_is_cut_short_is_said(cut: float) -> None:
    for name, data in [("a.zip", zipped({"x": BODY})), ("a.tgz", gzipped(tarred({"x": BODY, "y": BODY})))]:
        _found, refused = walked(name, data[: int(len(data) * cut)])
        assert b"" in refused


def test_a_bomb_is_refused_and_takes_no_time() -> None:
    bomb = gzipped(gzipped(bytes(200 << 20)))
    found, refused = within(60, lambda: walked("a.gz", bomb, total=32 << 20, member=16 << 20))
    assert not found
    assert refused
    many = zipped({f"{number}": bytes(1 << 20) for number in range(64)})
    found, refused = within(60, lambda: walked("a.zip", many, free=8 << 20, ratio=10))
    assert len(found) < 12
    assert refused == {b"": "it unpacks to more than is looked into"}


def test_many_tiny_streams_take_no_time() -> None:
    data = gzipped(b"") * 60_000
    assert within(160, lambda: walked("a.gz", data)) == ({b"a": b""}, {})


def test_too_many_members_are_refused() -> None:
    found, refused = walked("a.tar", tarred({f"{number}": b"" for number in range(50)}), members=10)
    assert len(found) == 10
    assert refused == {b"": "it has more members than are looked into"}


def test_nesting_ends_at_the_depth_allowed() -> None:
    data = BODY
    for _ in range(6):
        data = zipped({"in.zip": data})
    found, refused = walked("a.zip", data)
    assert not found
    assert refused == {b"in.zip!/in.zip!/in.zip!/in.zip": "it is packed too deeply"}


def test_a_member_larger_than_allowed_is_passed_over() -> None:
    files = {"large": bytes(3 << 20), "small": BODY}
    for name, data in [("a.zip", zipped(files)), ("a.tar", tarred(files)), ("a.tgz", gzipped(tarred(files)))]:
        found, refused = walked(name, data, member=1 << 20)
        assert found == {b"small": BODY}
        assert refused == {b"large": "it is larger than what is looked into"}


def test_text_is_no_archive() -> None:
    assert not is_archive(b"int main(void) { return 0; }\n" * 40)
    assert walked("main.c", b"int main(void) { return 0; }\n" * 40) == ({}, {})


SOUND = [
    zipped({"x": BODY, "y": zipped({"z": BODY})}),
    tarred({"x": BODY, "y": BODY}),
    gzipped(tarred({"x": BODY})),
    arred({b"y.o/": BODY}),
    cpioed({b"x": BODY, b"y": BODY}),
    lzma.compress(BODY),
    bz2.compress(BODY),
]


@given(st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=8))
def test_damage_never_raises(data: bytes, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(data)
    for at, value in changes:
        broken[at % len(broken)] = value
    for one in members(b"a", bytes(broken), Limits(member=1 << 20, total=4 << 20)):
        assert isinstance(one, Member | Refused)


@given(st.binary(max_size=400))
def test_any_bytes_behind_a_known_beginning_never_raise(data: bytes) -> None:
    for head in (b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"!<arch>\n", b"070701", b"070707"):
        list(members(b"a", head + data, Limits(total=4 << 20)))
    list(members(b"a", b"PK\3\4" + data + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 1, 1, 46, 4, 0), Limits()))
