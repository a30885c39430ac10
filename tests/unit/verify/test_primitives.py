"""The verifier's own Ed25519, SM3, JSON and list readers: the standards' vectors, and what must be refused."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base import canonical
from codebinder.verify import standalone
from codebinder.verify.standalone import L, P, ed25519_valid

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]

SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032(key: str, message: str, signature: str) -> None:
    raw, text, signed = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert ed25519_valid(raw, text, signed)
    assert not ed25519_valid(raw, text + b"x", signed)
    for at in range(0, 64, 5):
        bent = bytearray(signed)
        bent[at] ^= 1
        assert not ed25519_valid(raw, text, bytes(bent))


def test_s_beyond_the_order_is_refused() -> None:
    key, _, signature = (bytes.fromhex(part) for part in VECTORS[0])
    s = int.from_bytes(signature[32:], "little")
    assert not ed25519_valid(key, b"", signature[:32] + (s + L).to_bytes(32, "little"))


@pytest.mark.parametrize("point", SMALL_ORDER)
def test_points_of_small_order_are_refused_as_key_and_as_commitment(point: str) -> None:
    raw = bytes.fromhex(point)
    good_key = bytes.fromhex(VECTORS[0][0])
    for message in (b"", b"a", b"b", b"c", b"d", b"e", b"f", b"g"):
        assert not ed25519_valid(raw, message, raw + bytes(32))
        assert not ed25519_valid(good_key, message, raw + bytes(32))


def test_points_that_are_written_in_a_second_way_are_refused() -> None:
    for y in range(P, 2**255):  # the 19 encodings beyond the field
        assert standalone._decode_point(y.to_bytes(32, "little")) is None
    assert standalone._decode_point((1 | 1 << 255).to_bytes(32, "little")) is None


@pytest.mark.parametrize(("key", "signature"), [(b"", b""), (b"k" * 31, b"s" * 64), (b"k" * 32, b"s" * 63)])
def test_other_lengths_are_refused(key: bytes, signature: bytes) -> None:
    assert not ed25519_valid(key, b"", signature)


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=100), flip=st.integers(0, 511))
def test_we_agree_with_openssl(seed: bytes, message: bytes, flip: int) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert ed25519_valid(key, message, signature)
    bent = bytearray(signature)
    bent[flip // 8] ^= 1 << flip % 8
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes(bent), message)
        theirs = True
    except InvalidSignature:
        theirs = False
    assert ed25519_valid(key, message, bytes(bent)) is theirs


def test_our_sm3_gives_the_examples_of_the_standard() -> None:
    for data, digest in (
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ):
        own = standalone.OwnSm3()
        own.update(data)
        assert own.hexdigest() == digest


@pytest.mark.skipif(not standalone.STOCK_SM3, reason="this OpenSSL has no SM3")
@given(st.lists(st.binary(max_size=150), max_size=5))
def test_our_sm3_agrees_with_openssl_however_it_is_fed(parts: list[bytes]) -> None:
    own = standalone.OwnSm3()
    for part in parts:
        own.update(part)
    assert own.hexdigest() == hashlib.new("sm3", b"".join(parts)).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":2}',
        b"NaN",
        b"1e999",
        b"0.5",
        b"[Infinity]",
        b"[" * 100 + b"]" * 100,
        b"9" * 20,
        b'"\\ud800"',
        b"\xff",
        b"",
        b"{",
    ],
)
def test_json_that_is_not_strict_is_refused(text: bytes) -> None:
    with pytest.raises(standalone.Problem):
        standalone.strict_json(text)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcXYZ_", max_size=4), inner, max_size=3),
        max_leaves=8,
    )
)
def test_canonical_json_is_that_of_the_program(value: object) -> None:
    assert standalone.canonical(value) == canonical.dumps(value)
    assert standalone.strict_json(canonical.dumps(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        f"{'0' * 64}  b\n{'0' * 64}  a\n",
        f"{'0' * 64}  a\n{'0' * 64}  a\n",
        f"{'0' * 64}  a",
        f"{'0' * 63}  a\n",
        f"{'A' * 64}  a\n",
        f"{'0' * 64} *a\n",
        "\n",
    ],
)
def test_checksum_lists_are_read_strictly(text: str) -> None:
    with pytest.raises(standalone.Problem):
        standalone.parse_sums(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        f"000002  {'0' * 64}  value  data/a  0\n000001  {'0' * 64}  value  data/a  0\n",
        f"000001  {'0' * 64}  file  data/a  0\n",
        f"000001  {'0' * 64}  value  -  0\n",
        f"000001  {'0' * 64}  file  -  3\n",
        f"000001  {'0' * 64}  file  -  0\n000002  {'1' * 64}  value  data/a  0\n",
        f"000001  {'1' * 64}  file  -  0\n000002  {'0' * 64}  file  -  0\n",
        f"1  {'0' * 64}  value  data/a  0\n",
        f"000001  {'0' * 64}  value  data/a  00\n",
        f"000001  {'0' * 64}  value  data/a  0",
    ],
)
def test_commitment_lists_are_read_strictly(text: str) -> None:
    with pytest.raises(standalone.Problem):
        standalone.parse_commitments(text.encode())


@given(st.text())
def test_shown_text_moves_no_cursor(text: str) -> None:
    assert standalone.shown(text).isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_mask_is_found_in_the_encoding_of_its_file(encoding: str) -> None:
    label = "[REDACTED 000001 TS]"
    data = "前".encode(encoding) + label.encode(encoding)
    at = len("前".encode(encoding))
    assert standalone.mask_stands(data, at, label)
    assert not standalone.mask_stands(data, at + 1, label)
