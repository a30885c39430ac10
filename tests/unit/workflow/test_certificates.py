"""A page that a certificate signed: drawn alike on both sides, judged, kept, packed, or refused."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.certificates import ApprovalPage
from codebinder.model.review import Signed, SignedType
from codebinder.verify.package import verify_package
from codebinder.workflow import certificates, people, state
from helpers.certificates import PASSPHRASE, Issued, issue
from helpers.workflows import ENGINEER, LEGAL, Room

FILES = {b"a.c": b"int a;\nint b;\n"}


class Signing:
    """A room in which legal has approved, and a certificate that is bound to her."""

    def __init__(self, folder: Path) -> None:
        self.room = room = Room(folder)
        now = room.environment.clock.now()
        self.issued: Issued = issue("ecdsa", at=datetime(now.year, now.month, now.day, tzinfo=UTC))
        room.source(FILES)
        room.scan()
        room.hide(b"a.c", 1, 1)
        people.bind_certificate(room.session, LEGAL, self.issued.der, key=ENGINEER)
        room.approve()
        self.file = self.issued.write(folder)
        (self.approval,) = state.approvals(room.session, room.filing)

    @property
    def signed(self) -> Signed:
        return self.approval.signed

    @property
    def bound(self) -> str:
        return certificates.bound(self.room.session.roster(), self.approval.key.fingerprint)

    def page(self, **changes: object) -> ApprovalPage:
        row = state.current_round(self.room.session, self.room.filing)
        assert row is not None
        made = certificates.page(
            self.room.session, self.room.filing, row, approver=self.approval.key, at=self.approval.at,
            account_shared=self.approval.account_shared,
        )  # fmt: skip
        return replace(made, **changes)  # type: ignore[arg-type]

    def sign(self, page: ApprovalPage | None = None, *, bound: str | None = None) -> bytes:
        return certificates.signed_approval(
            self.room.environment, page or self.page(), pkcs12=self.file, passphrase=PASSPHRASE,
            certificate_sha256=self.bound if bound is None else bound,
        )  # fmt: skip

    def judge(self, pdf: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN201
        return certificates.judge_answer(self.room.session, self.room.filing, self.signed, pdf)

    def keep(self, pdf: bytes) -> bool:
        with self.room.session.book.transaction("review import", actor="", subject="f", detail={}):
            return certificates.keep(self.room.session, self.signed, pdf)


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    return Signing(tmp_path)


def test_a_signed_page_is_judged_kept_and_packed_as_it_came(signing: Signing) -> None:
    pdf = signing.sign()
    assert signing.judge(pdf).good
    assert signing.keep(pdf)
    assert not signing.keep(pdf)
    archive = signing.room.build()
    with zipfile.ZipFile(archive) as opened:
        (name,) = [each for each in opened.namelist() if each.endswith("approval-1.pdf")]
        assert opened.read(name) == pdf
        assert name.endswith("/proof/approvals/approval-1.pdf")
    report = verify_package(archive, level="full", signers=(signing.approval.key.fingerprint,), digest="")
    assert report.exit_code == 0, report.faults
    (judged,) = certificates.pages(signing.room.session, signing.room.filing).values()
    assert judged.good


def test_a_page_drawn_from_other_values_is_refused(signing: Signing) -> None:
    for changes in ({"kept": 7}, {"filing_uid": "0" * 36}, {"recipient": "somebody else"}):
        with pytest.raises(UserError, match="drawn from other values"):
            signing.judge(signing.sign(signing.page(**changes)))


def test_another_certificate_than_the_bound_one_neither_signs_nor_counts(signing: Signing, tmp_path: Path) -> None:
    other = issue("ed25519", "Somebody Else", at=datetime(2026, 1, 1, tzinfo=UTC), days=3000)
    mine, signing.file = signing.file, other.write(tmp_path, "other.p12")
    with pytest.raises(UserError, match="another certificate than the one bound"):
        signing.sign()
    forged = signing.sign(bound=other.sha256)
    with pytest.raises(UserError, match="signed with another certificate"):
        signing.judge(forged)
    signing.file = mine
    assert signing.judge(signing.sign()).good


def test_nothing_bound_and_a_changed_byte_are_refused(signing: Signing) -> None:
    with pytest.raises(UserError, match="No certificate is bound"):
        signing.sign(bound="")
    pdf = bytearray(signing.sign())
    pdf[-40] ^= 1
    with pytest.raises(UserError, match="refused"):
        signing.judge(bytes(pdf))


def test_a_page_of_an_older_round_is_refused(signing: Signing) -> None:
    pdf = signing.sign()
    signing.room.hide(b"a.c", 2, 2)
    signing.room.submit()
    with pytest.raises(UserError, match="another round"):
        signing.judge(pdf)


def test_a_second_page_of_one_approval_and_one_of_none_are_refused(signing: Signing) -> None:
    signing.keep(signing.sign())
    with pytest.raises(UserError, match="Another signed page"):
        signing.keep(b"%PDF-1.7 another")
    (submission,) = signing.room.session.book.reviews.objects(type=SignedType.SUBMISSION)
    signing.approval = replace(signing.approval, signed=submission)
    with pytest.raises(UserError, match="no approval"):
        signing.keep(b"%PDF-1.7")


def test_what_would_be_refused_afterwards_is_refused_before_the_key_signs(signing: Signing) -> None:
    before = certificates.check_before
    approver, at = signing.approval.key, signing.approval.at
    before(signing.file, PASSPHRASE, approver=approver, certificate_sha256=signing.bound, at=at)
    with pytest.raises(UserError, match="passphrase does not open"):
        before(signing.file, "wrong", approver=approver, certificate_sha256=signing.bound, at=at)
    with pytest.raises(UserError, match="expired"):
        before(signing.file, PASSPHRASE, approver=approver, certificate_sha256=signing.bound, at="2099-01-01T00:00:00Z")
    with pytest.raises(UserError, match="cannot be read"):
        before(signing.file.with_name("x"), PASSPHRASE, approver=approver, certificate_sha256=signing.bound, at=at)
