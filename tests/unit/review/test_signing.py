"""Signed objects: their exact bytes, and that nothing but them is taken (proof.md §3)."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import review
from codebinder.base import canonical
from codebinder.errors import Bug, UserError
from codebinder.model.review import Signed, SignedType, Subject, Verdict
from codebinder.vault import public_pem
from helpers.people import BOOK, FILING, Desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="module")
def approval(desk: Desk) -> Signed:
    return desk.approval("lena", "d" * 64)


def test_the_signed_bytes_are_domain_type_length_and_the_stored_bytes() -> None:
    assert review.signed_message(SignedType.SEAL, b"{}") == b"codebinder/seal/v1\0" + bytes(7) + b"\x02{}"


def test_an_object_reads_back_with_every_common_field(desk: Desk, approval: Signed) -> None:
    fields = review.check(approval, desk.key("lena"))
    assert fields["type"] == "approval"
    assert fields["version"] == 1
    assert (fields["workbook"], fields["filing"], fields["round"]) == (BOOK, FILING, 1)
    assert fields["signer"] == desk.key("lena").fingerprint
    assert fields["digest"] == "d" * 64
    assert fields["shown"] == {"undecided": 0, "kept": 2, "scored_down": 3}
    assert canonical.dumps(dict(fields)) == approval.stored
    assert review.stored_digest(approval) == hashlib.sha256(approval.stored).hexdigest()


def test_openssl_takes_the_message_as_it_is(desk: Desk, approval: Signed, tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(review.signed_message(approval.type, approval.stored))
    (tmp_path / "a.sig").write_bytes(approval.signature)
    (tmp_path / "a.pem").write_bytes(public_pem(desk.key("lena").ed25519))
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-rawin",
        "-pubin",
        "-inkey",
        "a.pem",
        "-in",
        "a.msg",
        "-sigfile",
        "a.sig",
    ]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "a.pem").write_bytes(public_pem(desk.key("egon").ed25519))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_every_single_bit_flip_is_refused(desk: Desk, approval: Signed) -> None:
    key = desk.key("lena")
    for name in ("stored", "signature"):
        data = getattr(approval, name)
        for bit in range(len(data) * 8):
            flipped = bytearray(data)
            flipped[bit // 8] ^= 1 << bit % 8
            with pytest.raises(UserError):
                review.check(replace(approval, **{name: bytes(flipped)}), key)


@given(st.data())
def test_cut_or_lengthened_objects_are_refused(data: st.DataObject) -> None:
    desk = Desk()
    approval = desk.approval("lena", "d" * 64)
    name = data.draw(st.sampled_from(["stored", "signature"]))
    old = getattr(approval, name)
    new = data.draw(
        st.one_of(
            st.integers(0, len(old) - 1).map(lambda n: old[:n]),
            st.binary(min_size=1, max_size=4).map(lambda b: old + b),
        )
    )
    with pytest.raises(UserError):
        review.check(replace(approval, **{name: new}), desk.key("lena"))


def test_another_type_another_signer_and_another_key_are_refused(desk: Desk, approval: Signed) -> None:
    key, other = desk.key("lena"), desk.key("egon")
    for forged, by in (
        (replace(approval, type=SignedType.SUBMISSION), key),
        (replace(approval, signer=other.fingerprint), key),
        (replace(approval, signer=other.fingerprint), other),
        (approval, other),
        (approval, replace(key, ed25519=other.ed25519)),
        (approval, replace(key, ed25519=bytes(32), fingerprint=hashlib.sha256(bytes(32)).hexdigest())),
    ):
        with pytest.raises(UserError):
            review.check(forged, by)


def resigned(desk: Desk, stored: bytes) -> Signed:
    """Sign any bytes as an approval by lena: what a hostile signer, not a hostile carrier, may send."""
    signer = desk.signer("lena")
    signature = signer.sign(review.signed_message(SignedType.APPROVAL, stored))
    return Signed(type=SignedType.APPROVAL, stored=stored, signature=signature, signer=signer.fingerprint)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "submission"}, {"version": True}, {"version": 0}, {"version": "1"}, {"workbook": 1}, {"filing": None},
        {"round": -1}, {"round": True}, {"round": 1.5}, {"previous_round": "x"}, {"template": "A" * 64}, {"roster": 0},
        {"signer": "0" * 64}, {"sequence": 0}, {"sequence": "1"}, {"previous": "d" * 63}, {"at": "2026-11-21"},
        {"at": "2026-11-21T20:00:00+01:00"}, {"digest": ""}, {"digest": "D" * 64}, {"shown": {}}, {"shown": []},
        {"shown": {"undecided": 0, "kept": 0, "scored_down": -1}}, {"audit_head": [1]}, {"audit_head": ["1", "d" * 64]},
        {"critical": ["quorum"]}, {"critical": "digest"}, {"critical": [1]}, {"workbook": "x" * 2000},
    ],
)  # fmt: skip
def test_a_field_of_another_kind_is_refused_even_when_signed(
    desk: Desk, approval: Signed, change: dict[str, object]
) -> None:
    fields = dict(review.check(approval, desk.key("lena"))) | change
    with pytest.raises(UserError):
        review.check(resigned(desk, canonical.dumps(fields)), desk.key("lena"))


@pytest.mark.parametrize(
    "name", ["type", "version", "workbook", "sequence", "previous", "digest", "shown", "audit_head", "at"]
)
def test_a_missing_field_is_refused_even_when_signed(desk: Desk, approval: Signed, name: str) -> None:
    fields = dict(review.check(approval, desk.key("lena")))
    del fields[name]
    with pytest.raises(UserError, match=r"missing|type|version"):
        review.check(resigned(desk, canonical.dumps(fields)), desk.key("lena"))


def test_duplicate_keys_other_spellings_and_no_json_are_refused_even_when_signed(desk: Desk, approval: Signed) -> None:
    stored = approval.stored
    for bad in (
        stored.replace(b'"digest":', b'"digest":"' + b"e" * 64 + b'","digest":', 1),
        stored[:-1] + b',"version":1}',
        stored.replace(b",", b", ", 1),
        stored + b"\n",
        b"[" + stored + b"]",
        b"[]",
        b"",
        b"[" * 100_000,
    ):
        assert bad != stored
        with pytest.raises(UserError):
            review.check(resigned(desk, bad), desk.key("lena"))


def test_unknown_fields_are_let_pass_unless_they_are_called_critical(desk: Desk, approval: Signed) -> None:
    fields = dict(review.check(approval, desk.key("lena")))
    later = canonical.dumps(fields | {"note": "x", "critical": ["digest"]})
    assert review.check(resigned(desk, later), desk.key("lena"))["note"] == "x"
    with pytest.raises(UserError, match="`quorum`"):
        review.check(resigned(desk, canonical.dumps(fields | {"quorum": 2, "critical": ["quorum"]})), desk.key("lena"))
    with pytest.raises(UserError, match="newer"):
        review.check(resigned(desk, canonical.dumps(fields | {"version": 2})), desk.key("lena"))


def test_what_enters_a_package_unapproved_says_nothing_that_its_verifier_does_not_know(desk: Desk) -> None:
    made = review.answer(digest="d" * 64, objects=[], place=desk.place("lena"), signer=desk.signer("lena"))
    fields = dict(review.check(made, desk.key("lena")))
    stored = canonical.dumps(fields | {"note": "beside the point"})
    signature = desk.signer("lena").sign(review.signed_message(made.type, stored))
    with pytest.raises(UserError, match="says more"):
        review.check(Signed(type=made.type, stored=stored, signature=signature, signer=made.signer), desk.key("lena"))


def test_we_never_sign_what_we_would_refuse(desk: Desk) -> None:
    with pytest.raises(Bug):
        desk.approval("lena", "not a digest")
    with pytest.raises(Bug):
        review.sign(SignedType.SEAL, {}, desk.signer("lena"))
    fields = dict(review.check(desk.approval("lena", "d" * 64), desk.key("lena")))
    with pytest.raises(Bug, match="another key"):
        review.sign(SignedType.APPROVAL, fields, desk.signer("egon"))


def test_a_decision_carries_no_comment_in_the_open(desk: Desk) -> None:
    subject = Subject(id="R-1", kind="redaction", digest="1" * 64, proposer=desk.key("egon").fingerprint)
    signed = review.decide(
        subject,
        Verdict.REJECT,
        place=desk.place("lena"),
        signer=desk.signer("lena"),
        roster=desk.roster,
        comment_tag="2" * 64,
    )
    fields = review.check(signed, desk.key("lena"))
    assert (fields["verdict"], fields["comment_tag"]) == ("reject", "2" * 64)
