"""Digests that stand written in bytes are found as people and programs write them."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.written import written_digests

DIGEST = hashlib.sha256(b"pin = 4711").digest()


def says(data: bytes) -> list[bytes]:
    return [each.digest for each in written_digests(data)]


@pytest.mark.parametrize(
    "line",
    [
        b"%s  etc/pin.ini\n",
        b"SHA256 (etc/pin.ini) = %s\n",
        b'"integrity": "sha256-%s",\n',
        b"h=%s;",
        b"%s",
        b"    --hash=sha256:%s \\\n",
        b"checksum = '%s'",
    ],
)
@pytest.mark.parametrize("spelling", ["hex", "HEX", "base64", "base64 without padding", "url-safe base64"])
def test_a_digest_is_found_however_it_is_written(line: bytes, spelling: str) -> None:
    text = {
        "hex": DIGEST.hex().encode(),
        "HEX": DIGEST.hex().upper().encode(),
        "base64": base64.b64encode(DIGEST),
        "base64 without padding": base64.b64encode(DIGEST).rstrip(b"="),
        "url-safe base64": base64.urlsafe_b64encode(DIGEST),
    }[spelling]
    data = b"before\n" + line % text + b" after"
    found = [each for each in written_digests(data) if each.digest == DIGEST]
    assert [data[each.start : each.end] for each in found] == [text]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "x"])
def test_a_digest_in_utf_16_is_found_by_whole_characters(codec: str, before: str) -> None:
    data = (before + DIGEST.hex() + " etc").encode(codec)
    [found] = [each for each in written_digests(data) if each.digest == DIGEST]
    assert data[found.start : found.end].decode(codec) == DIGEST.hex()


def test_a_longer_run_of_digits_is_no_digest() -> None:
    assert DIGEST not in says(DIGEST.hex().encode() + b"00")
    assert DIGEST not in says(b"ab" + DIGEST.hex().encode())


def test_the_head_of_a_patch_and_a_describe_banner_name_objects_by_a_few_digits() -> None:
    data = b"index 83db48f..bf269f4 100644\nv1.2-3-g9fceb02\nnot an index abcdef0..1234567\n"
    assert [each.digits for each in written_digests(data)] == [b"83db48f", b"bf269f4", b"9fceb02"]


def test_names_and_paths_of_source_code_are_hardly_ever_candidates() -> None:
    assert written_digests(b"some_long_identifier_in_snake_case(another_very_long_name_here)\n" * 9) == ()


@given(st.binary(max_size=400), st.sampled_from([16, 20, 28, 32, 48, 64]), st.binary(max_size=400))
def test_any_digest_between_any_bytes_that_do_not_go_on_is_found(before: bytes, size: int, after: bytes) -> None:
    digest = hashlib.shake_256(before).digest(size)
    assert digest in says(before.replace(b"\0", b"") + b" " + digest.hex().encode() + b" " + after.replace(b"\0", b""))


@given(st.binary(max_size=3000))
def test_candidates_lie_inside_and_in_order(data: bytes) -> None:
    found = written_digests(data)
    assert all(0 <= each.start < each.end <= len(data) for each in found)
    assert list(found) == sorted(found, key=lambda each: (each.start, each.end, each.digest, each.digits))
