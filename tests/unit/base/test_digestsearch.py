"""Digests are found however they are written, among thousands, and nothing else is."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.digestsearch import DigestSearch

DIGESTS = [(f"D{number}", hashlib.new(("md5", "sha1", "sha256", "sha512")[number % 4], b"%d" % number).digest())
           for number in range(3000)]  # fmt: skip
IDS = [(f"O{number}", hashlib.sha1(b"id %d" % number).hexdigest().encode()) for number in range(3000)]
SEARCH = DigestSearch(DIGESTS, IDS)
TEXT = st.text("gxyz +/-_:=\n", max_size=30).map(str.encode)


def written(digest: bytes) -> dict[str, bytes]:
    digits, text = digest.hex().encode(), base64.b64encode(digest)
    return {
        "hex": digits, "upper": digits.upper(), "base64": text, "url": base64.urlsafe_b64encode(digest),
        "bare": text.rstrip(b"="), "wrapped": digits[:17] + b"\n    " + digits[17:], "raw": digest,
        "wrapped base64": text[:11] + b"\r\n" + text[11:], "quoted": digits[:19] + b'" +\n "' + digits[19:],
        "multihash": b"1220" + digits + b"00", "utf-16-le": digits.decode().encode("utf-16-le"),
        "utf-16-be": text.decode().encode("utf-16-be"),
    }  # fmt: skip


@pytest.mark.parametrize("how", list(written(bytes(32))))
@given(number=st.integers(0, 2999), before=TEXT, after=TEXT)
def test_every_way_to_write_a_digest_is_seen(how: str, number: int, before: bytes, after: bytes) -> None:
    id_, digest = DIGESTS[number]
    spelt = written(digest)[how]
    if how.startswith("utf-16"):
        codec = how
        before, after = (each.decode().encode(codec) for each in (before, after))
    data = (
        before + b"\n" * (0 if how.startswith("utf-16") else 1) + spelt + b"\n"[: not how.startswith("utf-16")] + after
    )
    hits = [hit for hit in SEARCH.search(data) if hit[0] == id_]
    assert hits
    assert any(-1 <= start - data.find(spelt) <= 4 for _, start, _, _ in hits)


@given(number=st.integers(0, 2999), size=st.integers(7, 40))
def test_an_object_id_is_seen_in_any_abbreviation_of_seven_digits_or_more(number: int, size: int) -> None:
    id_, digits = IDS[number]
    for spelt in (digits[:size], digits[:size].upper()):
        assert [hit[:3] for hit in SEARCH.search(b"v1.0-3-g" + spelt + b" x")] == [(id_, 8, 8 + size)]
    wide = (b"index " + digits[:size]).decode().encode("utf-16-le")
    assert [hit[0] for hit in SEARCH.search(b"\xff\xfe" + wide)] == [id_]


def test_what_only_begins_like_an_object_id_or_is_part_of_a_longer_run_is_none() -> None:
    digits = IDS[7][1]
    for data in (digits[:6], digits[:7] + b"0" if digits[7:8] != b"0" else digits[:7] + b"1", b"0" + digits[:20]):
        assert SEARCH.search(b" " + data + b" ") == []


@given(st.binary(max_size=400))
def test_other_bytes_hold_none(data: bytes) -> None:
    assert SEARCH.search(data) == []
    assert SEARCH.search(data.hex().encode() + base64.b64encode(data)) == []


def test_a_word_that_was_clean_is_seen_when_a_digest_begins_in_it() -> None:
    """Words are remembered as clean only where no piece of a digest stands in them."""
    id_, digest = DIGESTS[2]
    digits = digest.hex().encode()
    for _ in range(2):
        assert SEARCH.search(b"commonword_1234 " + digits[:31]) == []
        assert [hit[0] for hit in SEARCH.search(b"commonword_1234" + digits)] == [id_]
