"""The checks of services' tokens: a right checksum makes sure, a wrong structure is no finding at all."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.tokenchecks_b import CHECKS
from codebinder.detect.validators import VALIDATORS, base62
from codebinder.detect.verdict import DROP, PASS
from codebinder.model.findings import Confidence

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(raw: bytes) -> bytes:
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = BASE58[digit] + digits
    return digits.encode()


def wallet(key: bytes) -> bytes:
    raw = b"\x80" + key
    return base58(raw + hashlib.sha256(hashlib.sha256(raw).digest()).digest()[:4])


def changed(text: bytes, at: int) -> bytes:
    other = b"7" if text[at : at + 1] != b"7" else b"6"
    return text[:at] + other + text[at + 1 :]


def test_rules_know_the_checks() -> None:
    assert CHECKS.items() <= VALIDATORS.items()


@given(key=st.binary(min_size=32, max_size=32), at=st.integers(1, 40))
def test_a_wallet_key_counts_only_with_its_checksum(key: bytes, at: int) -> None:
    text = wallet(key)
    assert CHECKS["base58check"](text).confidence is Confidence.HIGH
    assert CHECKS["base58check"](changed(text, at)) is DROP


def test_characters_outside_base_58_are_no_wallet_key() -> None:
    assert CHECKS["base58check"](b"0OIl" * 13) is DROP


@given(seed=st.binary(min_size=32, max_size=32))
def test_a_stellar_seed_counts_only_with_its_checksum(seed: bytes) -> None:
    raw = b"\x90" + seed
    text = base64.b32encode(raw + binascii.crc_hqx(raw, 0).to_bytes(2, "little"))
    assert CHECKS["stellar"](text).confidence is Confidence.HIGH
    assert CHECKS["stellar"](changed(text, 20)) is DROP
    assert CHECKS["stellar"](b"S1890") is DROP


def test_a_matrix_token_is_sure_with_its_checksum_and_likely_without() -> None:
    body = "syt_ZmlsZXI_QmZkLhrTnWqXcVbPsGyA"
    right = f"{body}_{base62(zlib.crc32(body.encode())).rjust(6, '0')}".encode()
    assert CHECKS["matrix"](right).confidence is Confidence.HIGH
    assert CHECKS["matrix"](right[:-1] + (b"0" if right[-1:] != b"0" else b"1")) is PASS


@pytest.mark.parametrize("number", ["41877120934416998", "1098765432109876543"])
def test_a_discord_token_begins_with_an_account_number(number: str) -> None:
    first = base64.b64encode(number.encode()).rstrip(b"=")
    assert CHECKS["discord"](first + b".GhT2k1." + b"q" * 38) is PASS
    assert CHECKS["discord"](b"NameOfAClassInTheModule.method.of_it") is DROP


def test_a_mapbox_token_names_its_user() -> None:
    middle = base64.b64encode(b'{"u":"filer","a":"ck1"}').rstrip(b"=")
    assert CHECKS["mapbox"](b"sk." + middle + b"." + b"x" * 22) is PASS
    assert CHECKS["mapbox"](b"sk." + middle[:-3] + b"." + b"x" * 22) is DROP


@pytest.mark.parametrize("size", [60, 180, 1200])
def test_a_bare_key_is_sure_at_its_stated_length_and_likely_when_cut(size: int) -> None:
    body = bytes(7 * number % 251 for number in range(size))
    if size < 128:
        head = bytes([0x30, size])
    elif size < 256:
        head = bytes([0x30, 0x81, size])
    else:
        head = b"\x30\x82" + size.to_bytes(2, "big")
    text = base64.b64encode(head + body)
    assert CHECKS["bare-der"](text).confidence is Confidence.HIGH
    assert CHECKS["bare-der"](text[:-8]).confidence is Confidence.MEDIUM


def test_an_access_token_of_a_jira_server_holds_a_number_and_a_colon() -> None:
    assert CHECKS["atlassian-pat"](base64.b64encode(b"649208113347:" + bytes(range(20)))) is PASS
    assert CHECKS["atlassian-pat"](base64.b64encode(b"no number stands here " + bytes(range(11)))) is DROP


def test_an_intercom_token_says_so() -> None:
    assert CHECKS["intercom"](base64.b64encode(b"tok:4f1e2d3c_0a1b_4c5d:1:0")) is PASS
    assert CHECKS["intercom"](base64.b64encode(b"talk is not a token")) is DROP


def test_base_64_of_a_file_full_of_zeros_is_no_token() -> None:
    assert CHECKS["unfilled"](b"EAAAAAAAAAAkT2fQ") is DROP
    assert CHECKS["unfilled"](b"EAAQ8fT2kLmZ0aPdWxYc") is PASS


@given(junk=st.binary(max_size=80))
def test_no_check_fails_on_junk(junk: bytes) -> None:
    for check in CHECKS.values():
        assert check(junk) is not None
