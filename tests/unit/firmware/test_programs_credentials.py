"""Certificates and keys that openssl and ssh-keygen make are found in an image, told by facts, and never shown."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware.programs import READERS
from codebinder.firmware.reading import Found, Memory
from helpers.boot_images import ample, contents, members
from helpers.outside_tools import made
from helpers.program_images import mutated, sure

NOISE = random.Random(3).randbytes(777)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one key and certificate, once."""
    made_in = tmp_path_factory.mktemp("keys")
    made(
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "rsa.pem", "-out", "cert.pem",
        "-days", "90", "-subj", "/CN=device.example/O=Some Maker/C=CN", "-addext", "subjectAltName=DNS:a.example",
        cwd=made_in,
    )  # fmt: skip
    made("openssl", "x509", "-in", "cert.pem", "-outform", "der", "-out", "cert.der", cwd=made_in)
    made("openssl", "pkey", "-in", "rsa.pem", "-pubout", "-outform", "der", "-out", "pub.der", cwd=made_in)
    return made_in


def test_a_certificate_says_what_openssl_says(folder: Path) -> None:
    der = (folder / "cert.der").read_bytes()
    found = sure("certificate", NOISE + der + NOISE, len(NOISE))
    assert found.end == len(NOISE) + len(der)
    said = dict(found.facts)
    assert said["subject"] == said["issuer"] == "CN=device.example, O=Some Maker, C=CN"
    assert (said["key"], said["bits"], said["self-issued"], said["authority"]) == ("RSA", "2048", "yes", "yes")
    assert (said["signature"], said["names"]) == ("RSA with SHA-256", "a.example")
    assert said["fingerprint"] == hashlib.sha256(der).hexdigest()
    assert said["public key fingerprint"] == hashlib.sha256((folder / "pub.der").read_bytes()).hexdigest()
    dates = made("openssl", "x509", "-in", folder / "cert.pem", "-noout", "-dates", "-dateopt", "iso_8601").decode()
    assert re.findall(r"=(.*)Z", dates) == [said["not before"][:-4], said["not after"][:-4]]


def test_the_signature_of_a_certificate_covers_what_it_signs(folder: Path) -> None:
    der = (folder / "cert.der").read_bytes()
    checks = {each.name: each for each in sure("certificate", der).checks}
    signature = checks["signature"]
    made("openssl", "x509", "-in", folder / "cert.pem", "-noout", "-pubkey", "-out", folder / "pub.pem")
    (folder / "sig").write_bytes(der[signature.start : signature.end])
    (folder / "tbs").write_bytes(der[slice(*signature.covers[0])])
    command = ("openssl", "dgst", "-sha256", "-verify", folder / "pub.pem", "-signature", folder / "sig")
    assert b"Verified OK" in made(*command, folder / "tbs")
    assert checks["key identifier"].end - checks["key identifier"].start == 20


PRIVATE = {
    "rsa-pkcs1": (("rsa", "-in", "rsa.pem", "-traditional"), "RSA", "PKCS #1"),
    "rsa-pkcs8": (("pkcs8", "-topk8", "-nocrypt", "-in", "rsa.pem"), "RSA", "PKCS #8"),
    "p256": (("ecparam", "-name", "prime256v1", "-genkey", "-noout"), "EC P-256", "SEC 1"),
    "p384": (("ecparam", "-name", "secp384r1", "-genkey", "-noout"), "EC P-384", "SEC 1"),
    "p521": (("ecparam", "-name", "secp521r1", "-genkey", "-noout"), "EC P-521", "SEC 1"),
    "sm2": (("ecparam", "-name", "SM2", "-genkey", "-noout"), "EC SM2", "PKCS #8, SEC 1"),
    "ed25519": (("genpkey", "-algorithm", "ed25519"), "Ed25519", "PKCS #8"),
    "x25519": (("genpkey", "-algorithm", "x25519"), "X25519", "PKCS #8"),
    "p256-pkcs8": (
        ("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
        "EC P-256",
        "PKCS #8, SEC 1",
    ),
}


@pytest.mark.parametrize("text", ["DER", "PEM"])
@pytest.mark.parametrize("case", PRIVATE)
def test_private_keys_of_all_kinds_are_found_and_never_shown(folder: Path, case: str, text: str) -> None:
    command, kind, form = PRIVATE[case]
    key = made("openssl", *command, "-outform", text, cwd=folder)
    found = sure("private key", NOISE + key + NOISE, len(NOISE))
    said = dict(found.facts)
    assert said["key"] == kind
    assert said["form"] in form.split(", ")  # versions of openssl differ
    # A PEM's last newline is no part of it; a DER may end in any byte, this one too.
    assert len(NOISE) + len(key.rstrip(b"\n") if text == "PEM" else key) == found.end
    if case not in {"ed25519", "x25519"}:
        public = made("openssl", "pkey", "-pubout", "-outform", "der", given=key)
        assert said["public key fingerprint"] == hashlib.sha256(public).hexdigest()
    shown = repr(found.facts) + found.label
    body = key if text == "DER" else b"".join(key.splitlines()[1:-1])
    for at in range(len(body) - 12):
        assert body[at : at + 12].hex() not in shown
        assert body[at : at + 12].decode("latin-1") not in shown


PUBLIC = {
    "rsa": (("rsa", "-in", "rsa.pem", "-pubout"), "RSA"),
    "rsa-pkcs1": (("rsa", "-in", "rsa.pem", "-RSAPublicKey_out"), "RSA"),
}


@pytest.mark.parametrize("text", ["DER", "PEM"])
@pytest.mark.parametrize("case", PUBLIC)
def test_public_keys_are_told_by_their_fingerprint(folder: Path, case: str, text: str) -> None:
    command, kind = PUBLIC[case]
    found = sure("public key", made("openssl", *command, "-outform", text, cwd=folder))
    said = dict(found.facts)
    assert (said["key"], said["bits"]) == (kind, "2048")
    assert said["public key fingerprint"] == hashlib.sha256((folder / "pub.der").read_bytes()).hexdigest()


def test_keys_under_a_passphrase_say_so_and_no_more(folder: Path) -> None:
    for command in (
        ("pkcs8", "-topk8", "-passout", "pass:x", "-in", "rsa.pem", "-outform", "DER"),
        ("pkcs8", "-topk8", "-passout", "pass:x", "-in", "rsa.pem"),
        ("rsa", "-aes128", "-traditional", "-passout", "pass:x", "-in", "rsa.pem"),
        ("pkcs12", "-export", "-inkey", "rsa.pem", "-in", "cert.pem", "-passout", "pass:x"),
    ):
        found = sure("private key", made("openssl", *command, cwd=folder))
        assert dict(found.facts)["encrypted"] == "yes"
        assert "bits" not in dict(found.facts)


def test_a_signature_brings_its_certificates(folder: Path) -> None:
    (folder / "text").write_bytes(b"signed")
    command = ("openssl", "cms", "-sign", "-in", "text", "-signer", "cert.pem", "-inkey", "rsa.pem", "-binary")
    der = made(*command, "-outform", "der", cwd=folder)
    found = sure("signature", b"12345678" + der, 8)
    assert list(contents(b"12345678" + der, found).values()) == [(folder / "cert.der").read_bytes()]


def test_requests_and_revocation_lists_are_told(folder: Path) -> None:
    request = made("openssl", "req", "-new", "-key", "rsa.pem", "-subj", "/CN=asks", "-outform", "der", cwd=folder)
    assert sure("certificate request", request).label == "asks"
    (folder / "index.txt").write_bytes(b"")
    (folder / "ca.cnf").write_text("[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\n")
    command = ("openssl", "ca", "-config", "ca.cnf", "-gencrl", "-keyfile", "rsa.pem", "-cert", "cert.pem")
    text = made(*command, "-crldays", "30", cwd=folder)
    assert sure("revocation list", text).label == "device.example"


@pytest.mark.parametrize("kind", ["rsa", "ed25519", "ecdsa"])
def test_what_ssh_keygen_writes_has_the_fingerprint_that_it_shows(tmp_path: Path, kind: str) -> None:
    more = ("-b", "2048") if kind == "rsa" else ()
    made("ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", "me@host", "-f", tmp_path / "k")
    shown = made("ssh-keygen", "-lf", tmp_path / "k.pub").decode().split()[1]
    private = sure("private key", (tmp_path / "k").read_bytes())
    public = sure("public key", b"# keys\n" + (tmp_path / "k.pub").read_bytes(), 7)
    assert dict(private.facts)["public key fingerprint"] == dict(public.facts)["public key fingerprint"] == shown
    assert (dict(private.facts)["encrypted"], dict(public.facts)["for"]) == ("no", "me@host")
    made("ssh-keygen", "-q", "-p", "-P", "", "-N", "abcdef", "-f", tmp_path / "k")
    assert dict(sure("private key", (tmp_path / "k").read_bytes()).facts)["encrypted"] == "yes"


def wire(*fields: bytes) -> bytes:
    return b"".join(len(each).to_bytes(4, "big") + each for each in fields)


def test_host_keys_of_small_servers_are_private(folder: Path) -> None:
    text = made("openssl", "rsa", "-in", "rsa.pem", "-noout", "-text", cwd=folder).decode()
    values = {
        name: bytes.fromhex(re.sub(r"[^0-9a-f]", "", body))
        for name, body in re.findall(r"^(\w+):\n((?: +[0-9a-f:]+\n)+)", text, re.MULTILINE)
    }
    numbers = (b"\1\0\1", *(values[each] for each in ("modulus", "privateExponent", "prime1", "prime2")))
    key = wire(b"ssh-rsa", *numbers)
    found = sure("private key", NOISE + key + NOISE, len(NOISE))
    assert (found.end, found.label) == (len(NOISE) + len(key), "RSA 2048")
    public = wire(b"ssh-rsa", *numbers[:2])
    assert sure("public key", public + NOISE).end == len(public)
    pair = wire(b"ssh-ed25519", NOISE[:64])
    assert sure("private key", pair + NOISE).end == len(pair)


def test_words_that_programs_print_are_no_keys() -> None:
    for text in (
        b"-----BEGIN RSA PRIVATE KEY-----\0-----END RSA PRIVATE KEY-----\0",
        b"-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----" + NOISE + b"-----END CERTIFICATE-----",
        b"-----BEGIN PRIVATE KEY-----\nAAAA",
        b"ssh-rsa AAAAB3NzaC1yc2E= nobody",
        bytes.fromhex("302e020100300506032b656e04220420") + bytes(100),
    ):
        assert found_in(text) == []


def test_a_key_of_negative_numbers_is_none(folder: Path) -> None:
    der = (folder / "pub.der").read_bytes()
    modulus = der.index(b"\x02\x82\x01\x01\x00")
    assert found_in(der[: modulus + 4] + b"\xff" + der[modulus + 5 :]) == []


def found_in(data: bytes) -> list[Found]:
    """Give what any reader claims anywhere."""
    blob, out = Memory(data), []
    for reader in READERS:
        for magic, offset in reader.magics:
            at = data.find(magic)
            while at >= 0:
                if at >= offset and (at - offset) % reader.align == 0:
                    out.append(reader.read(blob, at - offset, ample()))
                at = data.find(magic, at + 1)
    return [each for each in out if each is not None]


def test_chance_makes_no_claims() -> None:
    assert found_in(random.Random(11).randbytes(4 << 20)) == []


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 12), st.binary(min_size=1, max_size=5)), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, length=st.integers(1, 2000))
def test_no_change_breaks_the_readers(folder: Path, changes: list[tuple[int, bytes]], length: int) -> None:
    for name in ("cert.der", "rsa.pem", "pub.der"):
        for found in found_in(mutated((folder / name).read_bytes(), changes, length)):
            members(found)
