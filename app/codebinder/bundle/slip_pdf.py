"""The transmittal slip: one page that goes by another way than the archive, with what the recipient compares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from codebinder.bundle import words
from codebinder.bundle.book import text_at
from codebinder.bundle.fonts import LOCK, mono_face
from codebinder.bundle.manifest_approvals import grouped
from codebinder.bundle.manifest_cover import banners, title_block
from codebinder.bundle.sheet import BODY, GREY, PALE, PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.sinks import InventoryDigest
from codebinder.bundle.words import Pair
from codebinder.model.package import Approval, Identity
from codebinder.model.review import Round

_BIG = 12.0


def slip_pdf(
    out: Path,
    *,
    identity: Identity,
    archive: InventoryDigest,
    round_: Round | None,
    approvals: Sequence[Approval] = (),
    sealer: str = "",
    draft: bool,
    languages: tuple[str, ...] = ("en", "zh"),
    moment: datetime | None = None,
) -> PaperReport:
    """Write the slip for the archive that `ZipSink.close` described; `sealer` is the fingerprint of the seal's key."""
    setup = SheetSetup(
        title=words.SLIP, subject=archive.path, author=identity.vendor, languages=languages, draft=draft, moment=moment
    )
    with LOCK:
        sheet = Sheet(setup)
        title_block(sheet, words.SLIP, subject_of(identity))
        banners(sheet, None, draft=draft)
        sheet.value(words.VENDOR, "\n".join(dict.fromkeys(filter(None, (identity.vendor, identity.vendor_zh)))))
        sheet.value(words.RECIPIENT, identity.recipient)
        sheet.value(words.ARCHIVE, archive.path)
        sheet.value(words.ARCHIVE_SIZE, sheet.both(words.BYTES.fill(size=f"{archive.size:,}")))
        sheet.value(words.FILING_ID, identity.filing_uid)
        sheet.space(6)
        _digest(sheet, Pair("SHA-256", "SHA-256"), archive.sha256)
        if archive.sm3:
            _digest(sheet, Pair("SM3", "SM3"), archive.sm3)
        if round_ is not None:
            _digest(sheet, words.ROUND_DIGEST, round_.digest, size=9.0)
        _fingerprints(sheet, approvals, sealer)
        _use(sheet, archive.path)
        return sheet.close(out)


def _fingerprints(sheet: Sheet, approvals: Sequence[Approval], sealer: str) -> None:
    en, zh = words.FINGERPRINT.en, words.FINGERPRINT.zh
    for approval in approvals:
        person = approval.key.person
        _digest(sheet, Pair(f"{en}: {person}", f"{zh}：{person}"), approval.key.fingerprint, size=9.0)
    if sealer:
        _digest(sheet, words.SEALER, sealer, size=9.0)


def _use(sheet: Sheet, archive: str) -> None:
    sheet.space(6)
    sheet.subheading(words.SLIP_USE)
    sheet.prose(words.SLIP_NOTE)
    for line in (f"sha256sum {archive}", f"certutil -hashfile {archive} SHA256"):
        sheet.box(sheet.left, sheet.y - 3.6, sheet.right - sheet.left, 13.2, fill=PALE)
        sheet.put_mono(sheet.left + 8, sheet.y, sheet.safe(line), BODY - 1.4)
        sheet.space(13.2)
    sheet.space(30)
    sheet.put(sheet.left, sheet.y, sheet.both(words.RECEIVED), BODY - 0.6, grey=GREY)
    sheet.rule(sheet.y - 3, left=sheet.left + 200, right=sheet.right, grey=0.3)


def _digest(sheet: Sheet, label: Pair, digest: str, *, size: float = _BIG) -> None:
    rows = grouped(digest).split("\n")
    sheet.need(len(rows) * size * 1.5 + 30)
    sheet.space(4)
    sheet.put(sheet.left, sheet.y, sheet.both(Pair(sheet.safe(label.en), sheet.safe(label.zh))), BODY - 0.6, grey=GREY)
    sheet.space(size * 1.5)
    for row in rows:
        code = text_at(sheet.left, sheet.y, mono_face().runs(row.replace(" ", "  "), sheet.book.doc), size)
        sheet.draw(f"0 g {code}")
        sheet.space(size * 1.5)
    sheet.space(2)
