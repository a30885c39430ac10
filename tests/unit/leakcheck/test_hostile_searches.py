"""Things made to crash, to loop or to fill the memory: each is bounded, and listed where it was not searched whole."""

from __future__ import annotations

import base64
import gzip
import io
import random
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.leakcheck import OutputMember, check_bytes, check_members, containers
from codebinder.model.package import LeakReport, Needle
from helpers.effort import within

SECRET = b"Zq7-zebra=9041/kilo-Vault"
VALUE = Needle(redaction="R-1", kind="value", data=SECRET)
STARTS = (
    b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x5d\0\0\x80\0" + b"\xff" * 8, b"!<arch>\n",
    b"070701", b"\xed\xab\xee\xdb", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"UF2\nWQ]\x9e", b":10000000",
    b"S00600004844521B\n", b"<?xml version='1.0'?>", b"\0x\x9c", b"const a[]={0x1f,0x8b,0x08,", b"H4sIAAAAAAAA",
    b"quoted-printable\n=", b"1f8b08", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n1 0 obj<</Filter[/A85/LZW/RL/AHx]>>stream\n",
)  # fmt: skip


def searched(data: bytes, name: str = "member") -> LeakReport:
    member = OutputMember(name=name, size=len(data), read=lambda: data, pieces=lambda: iter([data]))
    return check_members([member], [VALUE], workers=0)


@settings(max_examples=150, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=600), digits=st.booleans())
def test_whatever_follows_a_beginning_ends_in_no_trace(start: bytes, rest: bytes, digits: bool) -> None:
    searched(start + (rest.hex().encode() if digits else rest))


@settings(max_examples=100, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200))
def test_a_value_that_stands_plainly_is_found_whatever_surrounds_it(start: bytes, rest: bytes) -> None:
    assert searched(start + rest + b"\n\n" + SECRET + b"\n\n" + rest).hits


@pytest.mark.parametrize("seed", range(6))
def test_damaged_archives_end_in_no_trace(seed: int) -> None:
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.xml", b"<a>" * 99 + gzip.compress(chance.randbytes(300)))
    data = bytearray(out.getvalue())
    for _ in range(12):
        data[chance.randrange(len(data))] = chance.randrange(256)
        searched(bytes(data))


def quick(data: bytes, most: float = 800) -> LeakReport:
    return within(most, lambda: searched(data))


@pytest.mark.parametrize(
    "data",
    [
        b"\0" + b"x\x9c" * 400_000,
        b"\0" + b"x\x01\x00\x10\x00\xef\xff" * 100_000,
        b"\0" + b"PK\3\4" * 200_000,
        b"\0" + b"\x1f\x8b\x08\x00" * 200_000,
        b"\0" + b"\xfd7zXZ\0" * 100_000,
        b"\0" + (b"\x5d\0\0\x80\0" + b"\xff" * 8) * 50_000,
        b"%PDF-1.4\n" + b"(" * 300_000,
        b"%PDF-1.4\n" + b"(a" * 200_000,
        b"%PDF-1.4\n" + b"<a" * 200_000,
        b"%PDF-1.4\n" + b"/Filter /LZWDecode stream\n" * 30_000,
        b"<" * 500_000,
        b"<!--" * 200_000 + b"</",
        b"<w:del " * 100_000 + b"</",
        b"0x1f,0x8b,8," * 100_000,
        b"H4sI" * 200_000,
        b" H4sI" * 200_000,
        b"quoted-printable" + b"=?a?Q?" * 100_000,
        b"\0\0\0a" * 200_000,
        b":10000000" + b"00" * 16 + b"00\n" + b":1000" * 100_000,
        b"1f8b08" * 100_000,
    ],
    ids=lambda data: repr(data[:14]).encode().hex(),
)
def test_repetitions_take_no_time(data: bytes) -> None:
    quick(data)


def test_a_bomb_in_base64_is_listed() -> None:
    bomb = base64.b64encode(gzip.compress(bytes(520 << 20), compresslevel=1))
    assert any("more than is allowed" in text for text in quick(b"data: " + bomb, 800).opaque)


def test_a_bomb_of_many_streams_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "BUDGET", 32 << 20)  # a sixteenth of what is allowed: filling all of it takes 30 s
    bomb = zlib.compress(bytes(2 << 20), 1)
    assert any("more than is allowed" in text for text in quick(b"\0" + bomb * 17, 800).opaque)


def test_an_archive_that_holds_itself_ends() -> None:
    data = SECRET
    for _ in range(40):
        data = gzip.compress(data)
    assert any("too deeply" in text for text in searched(data).opaque)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(64)),
        ("a.rar", b"Rar!\x1a\x07\x01\0" + bytes(64)),
        ("a.zst", b"\x28\xb5\x2f\xfd" + bytes(64)),
        ("firmware.bin", bytes(64) + b"\x28\xb5\x2f\xfd" + bytes(64)),
        ("rootfs.bin", bytes(64) + b"hsqs" + bytes(24) + b"\4\0" + bytes(64)),
        ("ubi.img", b"UBI#\x01" + bytes(64)),
        ("cut.gz", gzip.compress(random.Random(1).randbytes(999))[:-200]),
        ("a.pdf", b"%PDF-1.4\nnothing of one"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)),
    ],
)
def test_what_cannot_be_searched_whole_is_listed(name: str, data: bytes) -> None:
    assert any(text.startswith(f"{name}: ") for text in searched(data, name).opaque)


def test_an_encrypted_member_is_listed_and_the_others_are_searched() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("open.txt", SECRET + b" " * 99)
        archive.writestr("closed.txt", b"x" * 99)
    data = bytearray(out.getvalue())
    for magic, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.rfind(magic)
        data[at + flags] |= 1
    report = searched(bytes(data), "a.zip")
    assert {hit.member for hit in report.hits} == {"a.zip/open.txt"}
    assert any("encrypted" in text for text in report.opaque)


def test_a_name_that_tells_something_is_not_repeated_where_its_member_is_not_searched() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(SECRET.decode().replace("/", "_"), b"7z\xbc\xaf\x27\x1c" + bytes(64))
    needle = Needle(redaction="R-1", kind="value", data=SECRET.replace(b"/", b"_"))
    hits = check_bytes("a.zip", out.getvalue(), [needle])
    assert {hit.place for hit in hits} >= {"name"}
    assert needle.data.decode() not in repr(hits)
