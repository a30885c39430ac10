"""Checks of tokens by calculation: what is right passes, what only looks so does not."""

from __future__ import annotations

import base64
import binascii
import random
import uuid

from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.tokenchecks_a import CHECKS
from codebinder.model.findings import Confidence

SEED = b"\x95\x00"
"""The two bytes in front of a NATS user's seed."""


def nkey(body: bytes) -> bytes:
    raw = SEED + body
    return base64.b32encode(raw + binascii.crc_hqx(raw, 0).to_bytes(2, "little")).rstrip(b"=")


@given(st.binary(min_size=32, max_size=32))
def test_a_seed_with_its_checksum_is_sure(body: bytes) -> None:
    assert CHECKS["nkey"](nkey(body)).confidence is Confidence.HIGH


@given(st.binary(min_size=32, max_size=32), st.integers(3, 54), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_seed_with_one_wrong_character_is_none(body: bytes, at: int, char: str) -> None:
    seed = nkey(body)
    if seed[at : at + 1] != char.encode():
        assert not CHECKS["nkey"](seed[:at] + char.encode() + seed[at + 1 :]).keep


def test_a_generated_uuid_passes_and_one_made_by_hand_is_low() -> None:
    drawn = random.Random(3)
    for _ in range(50):
        made = uuid.UUID(int=drawn.getrandbits(128), version=4)
        assert CHECKS["uuid"](str(made).encode()).confidence is None
    for by_hand in (b"00000000-0000-0000-0000-000000000000", b"11111111-2222-3333-4444-555555555555"):
        assert CHECKS["uuid"](by_hand).confidence is Confidence.LOW


def test_the_body_of_a_token_that_should_be_json_is_read() -> None:
    body = base64.b64encode(b'{"o":"7","n":"tree"}').rstrip(b"=")
    assert CHECKS["json-body"](b"glc_" + body).confidence is None
    assert CHECKS["json-body"](b"glc_eyJvIjoiNyIsIm4iOiJ0cmVl").confidence is Confidence.LOW
    assert CHECKS["json-body"](b"no such thing").confidence is Confidence.LOW


def test_a_key_of_two_parts_has_a_colon_between_them() -> None:
    assert CHECKS["two-parts"](base64.b64encode(b"aZ3kLm0pQrStUvWxYz12:Qw3rTyUiOpAsDfGhJkLzXc")).keep
    assert not CHECKS["two-parts"](base64.b64encode(b"aZ3kLm0pQrStUvWxYz12.Qw3rTyUiOpAsDfGhJkLzXc")).keep


def test_random_letters_are_told_from_names() -> None:
    assert CHECKS["scattered"](b"hf_" + b"qXbRtKpLwZsDfGhJmNvCcYuIoPaEeTrWqA").confidence is None
    assert CHECKS["scattered"](b"hf_computeallofthehiddenstatesofthenet").confidence is Confidence.LOW
    assert CHECKS["scattered"](b"hf_computeAllOfthehiddenstatesofthenet").confidence is Confidence.LOW
