"""Key containers are known by structure: whole files, keys inside bigger binaries, and nothing in other bytes."""

from __future__ import annotations

import random
import struct

import pytest
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.der import private_key
from codebinder.detect.fileview import FileView
from codebinder.detect.keystores import look
from codebinder.detect.keystores.openpgp import secret_key
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence
from helpers.effort import within

CLEAR = forms.NoEncryption()
LOCKED = forms.BestAvailableEncryption(b"pw")
PKCS8 = forms.PrivateFormat.PKCS8
OLD = forms.PrivateFormat.TraditionalOpenSSL
DER = forms.Encoding.DER
CURVE = ec.generate_private_key(ec.SECP384R1())
RSA = rsa.generate_private_key(65537, 1024)
KEYS = {
    "rsa": RSA.private_bytes(DER, OLD, CLEAR),
    "rsa-pkcs8": RSA.private_bytes(DER, PKCS8, CLEAR),
    "ec": CURVE.private_bytes(DER, OLD, CLEAR),
    "ec-pkcs8": CURVE.private_bytes(DER, PKCS8, CLEAR),
    "ed25519": ed25519.Ed25519PrivateKey.generate().private_bytes(DER, PKCS8, CLEAR),
    "dsa": dsa.generate_private_key(1024).private_bytes(DER, OLD, CLEAR),
    "locked": CURVE.private_bytes(DER, PKCS8, LOCKED),
}


def seen(data: bytes, path: bytes = b"image/firmware.bin", encoding: str = "binary") -> list[Sight]:
    return list(look(FileView(path=path, data=data, encoding=encoding)))


@pytest.mark.parametrize("name", KEYS)
def test_a_key_in_der_is_found_as_a_file_whatever_it_is_called(name: str) -> None:
    (found,) = seen(KEYS[name], b"data/blob")
    assert (found.start, found.end, found.rule) == (0, len(KEYS[name]), "der-private-key")
    assert found.confidence is Confidence.HIGH
    assert ("encrypted" in found.reason) == (name == "locked")


@pytest.mark.parametrize("name", KEYS)
def test_a_key_inside_a_binary_is_found_to_the_byte(name: str) -> None:
    drawn = random.Random(name)
    for _ in range(20):
        before = b"\x7fELF\0" + drawn.randbytes(drawn.randrange(3000))
        data = before + KEYS[name] + drawn.randbytes(drawn.randrange(3000))
        assert [(one.start, one.end) for one in seen(data)] == [(len(before), len(before) + len(KEYS[name]))]


def test_two_keys_that_touch_are_both_found() -> None:
    data = b"\0" * 9 + KEYS["rsa"] + KEYS["ec"] + b"\0" * 9
    assert [one.end - one.start for one in seen(data)] == [len(KEYS["rsa"]), len(KEYS["ec"])]


def test_primes_that_do_not_fit_are_no_key() -> None:
    broken = bytearray(KEYS["rsa"])
    broken[40] ^= 1  # in the modulus
    assert private_key(bytes(broken)) is None
    assert not seen(b"\0" * 20 + bytes(broken) + b"\0" * 20)


def test_a_public_key_and_a_certificate_are_low() -> None:
    public = CURVE.public_key().public_bytes(DER, forms.PublicFormat.SubjectPublicKeyInfo)
    (found,) = seen(public, b"keys/public.der")
    assert (found.rule, found.confidence) == ("certificate-file", Confidence.LOW)


def test_random_bytes_hold_no_key() -> None:
    data = random.Random(7).randbytes(8 << 20)
    assert not within(160, lambda: seen(data))


def test_many_beginnings_of_keys_take_no_time() -> None:
    for head in (b"\x30\x82\x10\x00\x02\x01\x00\x30", b"\x30\x82\x7f\xff\x02\x01\x00\x02\x01\x01"):
        data = head * ((1 << 20) // len(head))
        assert not within(400, lambda data=data: seen(data))
    huge = b"\x02\x83\x10\x00\x00" + b"\xff" * (1 << 20)
    body = b"\x02\x01\x00" + huge * 5 + b"\x02\x01\x01" * 3
    key = b"\x30\x84" + len(body).to_bytes(4, "big") + body
    assert within(80, lambda: private_key(key)) is None


def test_a_store_of_certificates_only_is_low_and_one_with_a_key_is_not() -> None:
    head = bytes.fromhex("feedfeed00000002")
    entry = (
        struct.pack(">IH", 2, 2) + b"ca" + bytes(8) + struct.pack(">H", 5) + b"X.509" + struct.pack(">I", 4) + b"cert"
    )
    key = struct.pack(">IH", 1, 3) + b"key" + bytes(8) + struct.pack(">I", 40) + bytes(40) + bytes(4)
    (trust,) = seen(head + struct.pack(">I", 2) + entry * 2 + bytes(20))
    assert (trust.rule, trust.confidence) == ("java-truststore", Confidence.LOW)
    (mixed,) = seen(head + struct.pack(">I", 2) + entry + key + bytes(20))
    assert (mixed.rule, mixed.confidence) == ("java-keystore", Confidence.HIGH)
    (cut,) = seen(head + struct.pack(">I", 9) + entry * 2)
    assert cut.rule == "java-keystore"


def test_a_public_key_ring_is_no_secret_one() -> None:
    body = b"\4" + struct.pack(">I", 1_600_000_000) + b"\1" + b"\x08\x00\x81" + bytes(255) + b"\0\x11\1\0\1" + bytes(60)
    head = struct.pack(">H", len(body))
    assert secret_key(b"\x95" + head + body)
    assert not secret_key(b"\x99" + head + body)
    assert not secret_key(b"\x95" + head + body + b"plain text")
    assert not secret_key(b"\x95" + head + body.replace(b"\x08\x00\x81", b"\x08\x00\x01"))


def test_text_and_utf_16_are_left_alone() -> None:
    assert not seen(b'static const char magic[] = "openssh-key-v1"; /* SQLite format 3 */\n' * 50, encoding="utf-8")
    assert not seen(("0" * 500).encode("utf-16"), encoding="utf-16-le")


@given(
    st.sampled_from(sorted(KEYS)),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=5),
)
def test_damage_never_raises(name: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(KEYS[name])
    for at, value in changes:
        data[at % len(data)] = value
    seen(bytes(data))
    seen(b"\0\0" + bytes(data))


@given(
    st.sampled_from([0x30, 0xFE, 0xCE, 0, 1, 3, 7, 0x1E, 0x95, 0xC5, *b"LSo(CK"]), st.binary(min_size=15, max_size=200)
)
def test_any_bytes_behind_a_known_first_one_never_raise(first: int, rest: bytes) -> None:
    for name in (b"a", b"wallet.dat", b"key4.db", b"x.bks", b"a.gpg"):
        seen(bytes([first]) + rest, name)
