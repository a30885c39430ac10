"""The container of a packet: strict, bounded, and every bit of it covered."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.errors import Bug, UserError
from codebinder.review import packet as container
from codebinder.review import packetparts as parts

KEY = b"a signature of 64 bytes stands here in these tests, it does so.."
OBJECT = b'{"members":"%s"}'


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def written(members: dict[str, bytes], *, large: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    writer = container.PacketWriter(out)
    for name, data in members.items():
        writer.add(container.Packed.of(name, data, deflated(data)))
    for name, data in (large or {}).items():
        writer.add_stream(name, [data[:10], data[10:]])
    listing = writer.listing()
    writer.close(listing, OBJECT % container.digest_of(listing).encode(), KEY)
    return out.getvalue()


def opened(tmp_path: Path, data: bytes) -> container.PacketContainer:
    path = tmp_path / "packet"
    path.write_bytes(data)
    return container.PacketContainer(path)


def raw(rows: object, body: bytes, *, stored: bytes = b"{}") -> bytes:
    listing = json.dumps(rows, separators=(",", ":")).encode()
    lengths = (len(body), len(listing), len(stored))
    return container.MAGIC + body + listing + stored + KEY + b"".join(each.to_bytes(8, "big") for each in lengths)


def row(name: str, data: bytes, *, method: str = "stored", size: int | None = None) -> list[object]:
    return [name, method, len(data) if size is None else size, len(data), hashlib.sha256(data).hexdigest()]


MEMBERS = {"head.json": b"[]", "filed/data/a b.c": b"int x;\n" * 50, "original/000001": b""}


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    with opened(tmp_path, written(MEMBERS, large={"filed/big": bytes(5000)})) as held:
        assert list(held.members) == [*MEMBERS, "filed/big"]
        for name, data in MEMBERS.items():
            assert held.read(name, 1000) == data
        assert b"".join(held.chunks("filed/big")) == bytes(5000)
        assert held.stored == OBJECT % held.members_digest.encode()
        assert held.signature == KEY
        with pytest.raises(UserError, match="larger"):
            held.read("filed/data/a b.c", 10)
        with pytest.raises(UserError, match="missing"):
            held.read("filed/nothing", 10)


def test_every_single_bit_is_covered(tmp_path: Path) -> None:
    """Whatever is flipped: it is refused, or shows in the digest of the list or the two things that are signed."""
    whole = written({"filed/a": b"x" * 20})
    with opened(tmp_path, whole) as held:
        signed = (held.members_digest, held.stored, held.signature)
    for at in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            try:
                with opened(tmp_path, bytes(changed)) as held:
                    same = (held.members_digest, held.stored, held.signature) == signed
                    for name in held.members:
                        held.check(name)
            except UserError:
                continue
            assert not same, f"byte {at}, bit {bit}"


def test_cut_short_or_longer_is_refused(tmp_path: Path) -> None:
    whole = written(MEMBERS)
    for data in (b"", whole[:10], *(whole[:-cut] for cut in (1, 24, 25, 88, 200)), whole + b"\0", b"\0" + whole):
        with pytest.raises(UserError):
            opened(tmp_path, data)


NAMES = (
    "../up", "/root", "filed/../up", "filed/a/../../b", "filed/", "filed//a", "filed/./a", "filed/a\\b", "filed/a\nb",
    "filed/é", "original/1", "original/../1", "HEAD.json", "head.json/x", "", "text/00000a",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=[f"name-{number}" for number in range(len(NAMES))])
def test_a_name_that_no_packet_has_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="name that no packet has"):
        opened(tmp_path, raw([row(name, b"x")], b"x"))
    with pytest.raises(Bug):
        container.PacketWriter(io.BytesIO()).add(container.Packed.of(name, b"x"))


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="twice"):
        opened(tmp_path, raw([row("filed/a", b"x"), row("filed/a", b"y")], b"xy"))


def test_what_would_unpack_to_more_than_is_allowed_is_refused(tmp_path: Path) -> None:
    small = deflated(bytes(1 << 20))
    for size in (container.LARGE + 1, 1 << 50, len(small)):
        with pytest.raises(UserError, match="unpack to more"):
            opened(tmp_path, raw([row("filed/a", small, method="deflate", size=size)], small))
    many = [row(f"filed/{number}", small, method="deflate", size=container.LARGE) for number in range(20)]
    with pytest.raises(UserError, match="unpack to more"):
        opened(tmp_path, raw(many, small * 20))
    with (
        opened(tmp_path, raw([row("filed/a", small, method="deflate", size=100_000)], small)) as held,
        pytest.raises(UserError, match="unpack"),
    ):
        held.read("filed/a", 1 << 20)


def test_bytes_behind_a_deflate_stream_are_refused(tmp_path: Path) -> None:
    data = deflated(b"x" * 500) + b"more"
    with (
        opened(tmp_path, raw([row("filed/a", data, method="deflate", size=500)], data)) as held,
        pytest.raises(UserError, match="unpack"),
    ):
        held.read("filed/a", 1000)


ZERO = "0" * 64
ROWS: tuple[object, ...] = (
    {}, [1], [["filed/a", "stored", 1, 1]], [["filed/a", "stored", -1, 1, ZERO]], [["filed/a", "zip", 1, 1, ZERO]],
    [["filed/a", "stored", 2, 1, ZERO]], [["filed/a", "stored", True, 1, ZERO]], [["filed/a", "stored", 1, 1, "0"]],
)  # fmt: skip


@pytest.mark.parametrize("rows", ROWS, ids=[f"list-{number}" for number in range(len(ROWS))])
def test_a_list_that_is_none_is_refused(tmp_path: Path, rows: object) -> None:
    with pytest.raises(UserError):
        opened(tmp_path, raw(rows, b"x"))


def test_members_that_do_not_add_up_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="add up"):
        opened(tmp_path, raw([row("filed/a", b"x")], b"xy"))
    with pytest.raises(UserError, match="add up"):
        opened(tmp_path, raw([row("filed/a", b"xyz")], b"xy"))


texts = st.text(st.characters(codec="utf-8"), max_size=20)
counts = st.integers(0, 2**53 - 1)


@given(
    st.builds(
        parts.RangeRow, what=texts, component=texts, kind=texts, path=st.binary(max_size=20), payload=texts,
        ordinal=counts, start=counts, end=counts, offset=counts, length=counts,
        redactions=st.lists(texts, max_size=3).map(tuple), reason=texts, label=texts, encoding=texts,
        salt=st.binary(max_size=40), commitment=texts, hidden=st.binary(max_size=20), original=texts,
        named=st.booleans(),
    )
)  # fmt: skip
def test_rows_are_read_back_as_they_were_written(one: parts.RangeRow) -> None:
    assert parts.load(parts.dump([one, one]), parts.RangeRow) == (one, one)


def test_a_row_of_another_shape_is_refused() -> None:
    one = parts.FileRow(
        component="a", path=b"p", payload="x", filed="", original="", parts=((1, 0, 2),), filed_parts=()
    )
    good = json.loads(parts.dump([one]))[0]
    assert parts.load(json.dumps([good]).encode(), parts.FileRow) == (one,)
    bad: list[object] = [[], good[:-1], [*good, 1], {}, [1, *good[1:]], [good[0], "0", *good[2:]]]
    bad += [[*good[:-2], [[1, 2]], []], [*good[:-2], [[1, 2, -3]], []], [good[0], "AB", *good[2:]]]
    for each in bad:
        with pytest.raises(UserError):
            parts.load(json.dumps([each]).encode(), parts.FileRow)
    for data in (b"{}", b"[", b"\xff"):
        with pytest.raises(UserError):
            parts.load(data, parts.FileRow)
        with pytest.raises(UserError):
            parts.load_signed(data)


SIGNED: tuple[object, ...] = (
    ["seal"],
    ["seal", "s", "!", "00"],
    ["seal", "s", "AA==", "0g"],
    ["x", "s", "AA==", "00"],
    7,
)


@pytest.mark.parametrize("signed", SIGNED, ids=[f"object-{number}" for number in range(len(SIGNED))])
def test_a_signed_object_of_another_shape_is_refused(signed: object) -> None:
    with pytest.raises(UserError):
        parts.load_signed(json.dumps([signed]).encode())
