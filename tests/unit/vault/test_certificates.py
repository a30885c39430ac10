"""PKCS#12 files and PAdES signatures: read, signed, judged by pyHanko and by strangers' tools, and refused in words."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from codebinder import vault
from codebinder.errors import UserError
from codebinder.vault import pades
from devkit.places import environment
from helpers.certificates import NOW, PASSPHRASE, PERSON, authority, issue, private_key

LATER = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def plain() -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.docinfo["/Producer"] = "Codebinder"
        made.save(out, static_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def signed(plain: bytes) -> bytes:
    return signing(plain)


def signing(plain: bytes, kind: str = "ecdsa") -> bytes:
    holder = vault.open_holder(issue(kind).pkcs12, PASSPHRASE)
    return vault.sign_pdf(holder, plain, at=NOW, reason="Approval of round 1")


@pytest.mark.parametrize("kind", ["rsa2048", "ecdsa", "ed25519"])
def test_a_key_of_each_kind_signs_and_pyhanko_s_own_validator_agrees(plain: bytes, kind: str, tmp_path: Path) -> None:
    issued = issue(kind)
    holder = vault.open_holder(issued.pkcs12, PASSPHRASE)
    assert holder.certificate == issued.der
    made = vault.sign_pdf(holder, plain, at=NOW)
    assert made.startswith(plain)
    report = vault.validate_pdf(made, issued.sha256)
    assert report.good, report
    assert (report.at, report.certificate) == ("2026-11-20T08:00:00Z", holder.facts)
    assert f"CN={PERSON}" in holder.facts.subject
    theirs = validated_by_pyhanko(made)
    assert theirs.bottom_line
    assert theirs.coverage.name == "ENTIRE_FILE"
    path = tmp_path / "approval.pdf"
    path.write_bytes(made)
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    if shutil.which("pdfsig") and kind != "ed25519":  # Debian's reads no Ed25519
        said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid." in said
        assert "Total document signed" in said


def validated_by_pyhanko(made: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Their validator, as one who trusts our authority would call it."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = x509.Certificate.load(authority()[0].public_bytes(serialization.Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=NOW)
    return validate_pdf_signature(PdfFileReader(BytesIO(made)).embedded_signatures[0], context)


def test_the_file_tells_nothing_of_the_computer(plain: bytes, tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from datetime import datetime, UTC\n"
        "from codebinder import vault\n"
        "p12, pdf, out = sys.argv[1:]\n"
        "held = vault.open_holder(open(p12, 'rb').read(), sys.stdin.read())\n"
        "made = vault.sign_pdf(held, open(pdf, 'rb').read(), at=datetime(2026, 11, 20, 8, tzinfo=UTC))\n"
        "open(out, 'wb').write(made)\n"
    )
    (tmp_path / "a.p12").write_bytes(issue("ed25519").pkcs12)
    (tmp_path / "a.pdf").write_bytes(plain)
    command = [sys.executable, "-c", code, *(str(tmp_path / name) for name in ("a.p12", "a.pdf", "b.pdf"))]
    env = environment(TZ="Asia/Urumqi")
    subprocess.run(command, env=env, input=PASSPHRASE, text=True, check=True)
    added = (tmp_path / "b.pdf").read_bytes().removeprefix(plain)
    assert b"+06" not in added
    assert b"ModDate" not in added
    assert b"yHanko" not in added
    assert b"20261120080000Z" in added


def test_every_changed_bit_of_a_sample_is_seen(signed: bytes) -> None:
    assert good(signed)
    draw, missed = random.Random(5), []
    for _ in range(250):
        at, bit = draw.randrange(len(signed)), draw.randrange(8)
        changed = bytearray(signed)
        changed[at] ^= 1 << bit
        if good(bytes(changed)):
            missed.append((at, bit))
    assert missed == []


def test_bytes_added_behind_or_a_page_replaced_is_no_whole_signature(signed: bytes) -> None:
    expected = issue().sha256
    behind = vault.validate_pdf(signed + b"\n%more\n", expected)
    assert not behind.good
    with pikepdf.open(BytesIO(signed)) as opened:
        opened.pages[0].rotate(90, relative=False)
        out = BytesIO()
        opened.save(out)
    assert not vault.validate_pdf(out.getvalue(), expected).good


def test_a_signer_who_replaces_what_was_drawn_before_signing_is_seen(plain: bytes) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(plain))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = __import__("pyhanko.pdf_utils.generic", fromlist=["x"]).NumberObject(90)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    made = signing(out.getvalue())
    report = vault.validate_pdf(made, issue().sha256)
    assert report.intact
    assert not report.whole


def test_another_certificate_is_named(signed: bytes) -> None:
    report = vault.validate_pdf(signed, "0" * 64)
    assert (report.intact, report.expected, report.good) == (True, False, False)
    assert report.faults[0].params["subject"] == f"C=CN, CN={PERSON}"


def test_two_signatures_and_none_are_refused(plain: bytes, signed: bytes) -> None:
    with pytest.raises(UserError, match="0 signatures"):
        vault.validate_pdf(plain, issue().sha256)
    for junk in (b"", b"PK\3\4", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(2000)):
        assert not good(junk)


def good(pdf: bytes) -> bool:
    try:
        return vault.validate_pdf(pdf, issue().sha256).good
    except UserError:
        return False


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: (issue().pkcs12, "wrong"), "passphrase does not open"),
        (lambda: (issue().pkcs12, ""), "passphrase does not open"),
        (lambda: (b"", PASSPHRASE), "not a PKCS#12"),
        (lambda: (b"%PDF-1.7", PASSPHRASE), "not a PKCS#12"),
        (lambda: (issue().pkcs12[:-200], PASSPHRASE), "not a PKCS#12"),
        (lambda: (b"0" * (2 << 20), PASSPHRASE), "not a PKCS#12"),
        (lambda: (issue("dsa").pkcs12, PASSPHRASE), "kind that cannot sign"),
        (lambda: (issue("rsa1024").pkcs12, PASSPHRASE), "kind that cannot sign"),
        (lambda: (two_keys(), PASSPHRASE), "several private keys"),
        (lambda: (only_certificate(), ""), "no certificate with its private key"),
        (lambda: (swapped(), ""), "no certificate with its private key"),
    ],
    ids=["wrong", "empty", "nothing", "a-pdf", "cut", "large", "dsa", "short-rsa", "two-keys", "no-key", "another-key"],
)
def test_a_file_that_cannot_sign_gets_a_sentence(make: Callable[[], tuple[bytes, str]], sentence: str) -> None:
    data, passphrase = make()
    with pytest.raises(UserError, match=sentence):
        vault.open_holder(data, passphrase, where="anna.p12")


def two_keys() -> bytes:
    """Both bags side by side in one safe, as a keystore with two entries has them."""
    from asn1crypto import pkcs12 as asn1

    files = [asn1.Pfx.load(issue(kind).pkcs12) for kind in ("ecdsa", "ed25519")]
    safes = [asn1.AuthenticatedSafe.load(each["auth_safe"]["content"].native) for each in files]
    joined = asn1.AuthenticatedSafe([each for safe in safes for each in safe])
    files[0]["auth_safe"]["content"] = joined.dump()
    return files[0].dump(force=True)


def only_certificate() -> bytes:
    return pkcs12.serialize_key_and_certificates(None, None, None, [authority()[0]], NoEncryption())


def swapped() -> bytes:
    """The certificate of one key beside another key: made by hand, since no library makes such a file."""
    own, other = (key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()) for key in
                  (private_key("ecdsa"), generate_private_key(SECP256R1())))  # fmt: skip
    made = pkcs12.serialize_key_and_certificates(
        b"x", private_key("ecdsa"), issue("ecdsa").certificate, None, NoEncryption()  # type: ignore[arg-type]
    )  # fmt: skip
    assert made.count(own) == 1
    from asn1crypto import pkcs12 as asn1

    read = asn1.Pfx.load(made.replace(own, other))
    return asn1.Pfx({"version": read["version"], "auth_safe": read["auth_safe"]}).dump()


@pytest.mark.parametrize(
    ("at", "days", "signing", "sentence"),
    [
        (NOW - timedelta(days=800), 365, True, "expired on 2025-09-11"),
        (NOW + timedelta(days=800), 365, True, "not valid before"),
        (NOW, 365, False, "not issued for signing"),
    ],
    ids=["expired", "too-early", "not-for-signing"],
)
def test_a_certificate_that_may_not_sign_now_is_refused(
    plain: bytes, at: datetime, days: int, signing: bool, sentence: str
) -> None:
    held = vault.open_holder(issue(at=at, days=days, signing=signing).pkcs12, PASSPHRASE)
    with pytest.raises(UserError, match=sentence):
        vault.sign_pdf(held, plain, at=NOW, where="anna.p12")


def test_a_claimed_time_outside_of_the_certificate_s_is_told(plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    issued = issue(days=30)
    monkeypatch.setattr(pades.pkcs12, "check_may_sign", lambda *_, **__: None)
    made = vault.sign_pdf(vault.open_holder(issued.pkcs12, PASSPHRASE), plain, at=LATER)
    report = vault.validate_pdf(made, issued.sha256)
    assert not report.timely
    assert not report.good


def test_without_the_extra_one_sentence_says_how_to_get_it_or_go_without(tmp_path: Path) -> None:
    code = (
        "import sys, importlib.abc\n"
        "class Gone(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'pyhanko', 'pyhanko_certvalidator', 'asn1crypto', 'aiohttp'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Gone())\n"
        "from codebinder import vault\n"
        "from codebinder.vault import pades\n"
        "pades.importlib.util.find_spec = lambda name: None\n"
        "held = vault.open_holder(open(sys.argv[1], 'rb').read(), sys.stdin.read())\n"
        "print(held.facts.key)\n"
        "acts = lambda: vault.sign_pdf(held, b'%PDF-', at=None), lambda: vault.validate_pdf(b'%PDF-', '')\n"
        "for act in acts:\n"
        "    try:\n"
        "        act()\n"
        "    except Exception as error:\n"
        "        print(error)\n"
    )
    (tmp_path / "a.p12").write_bytes(issue().pkcs12)
    command = [sys.executable, "-c", code, str(tmp_path / "a.p12")]
    done = subprocess.run(command, env=environment(), input=PASSPHRASE, capture_output=True, text=True, check=True)
    kind, *sentences = done.stdout.splitlines()
    assert kind == "ECDSA secp256r1"
    assert len(sentences) == 2
    assert all("pip install codebinder[pades]" in said and "go without" in said for said in sentences)


def test_nothing_of_it_is_loaded_before_it_signs() -> None:
    code = "import sys, codebinder.app, codebinder.vault\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert {"pyhanko", "aiohttp", "asn1crypto"} & {name.split(".")[0] for name in done.stdout.split()} == set()
