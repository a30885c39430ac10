"""Letters that follow a filing: they name a package by its digest and say nothing of what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from codebinder.bundle import register_words as words
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.manifest_approvals import grouped
from codebinder.bundle.manifest_cover import title_block
from codebinder.bundle.sheet import BODY, GREY, PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.words import Pair
from codebinder.model.package import Identity
from codebinder.model.register import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says: to whom, about which delivered package, on what basis; `members` and `ranges` name places."""

    identity: Identity
    to: str
    day: str
    digest: str
    archive: str
    reference: str = ""
    basis: str = ""
    members: tuple[str, ...] = ()
    ranges: tuple[int, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


def clawback_pdf(out: Path, letter: Letter, *, languages: tuple[str, ...], moment: datetime) -> PaperReport:
    """Write the notice that something left that should not have."""
    with LOCK:
        sheet = _begin(words.CLAWBACK, letter, languages, moment)
        sheet.prose(words.CLAWBACK_WHAT, after=8)
        _package(sheet, letter)
        whole = sheet.both(words.WHOLE)
        sheet.value(words.MEMBERS, "\n".join(letter.members) or whole, mono=bool(letter.members))
        if letter.ranges:
            sheet.value(words.RANGES, ", ".join(f"{each:06d}" for each in letter.ranges), mono=True)
        sheet.value(words.BASIS, letter.basis)
        sheet.space(8)
        _asked(sheet, words.CLAWBACK_ASKED, words.CLAWBACK_STEPS)
        sheet.prose(words.CLAWBACK_REPLACED, after=4)
        _hand(sheet, words.FROM)
        _hand(sheet, words.CLAWBACK_CONFIRM, digest=letter.digest)
        return sheet.close(out)


def withdrawal_pdf(out: Path, letter: Letter, *, languages: tuple[str, ...], moment: datetime) -> PaperReport:
    """Write the letter that withdraws a filing which was sent."""
    with LOCK:
        sheet = _begin(words.WITHDRAWAL, letter, languages, moment)
        sheet.prose(words.WITHDRAWAL_WHAT, after=12)
        _package(sheet, letter)
        if letter.basis:
            sheet.value(words.BASIS, letter.basis)
        sheet.space(8)
        _asked(sheet, words.WITHDRAWAL_ASKED, words.WITHDRAWAL_STEPS)
        _hand(sheet, words.FROM)
        return sheet.close(out)


def _begin(title: Pair, letter: Letter, languages: tuple[str, ...], moment: datetime) -> Sheet:
    identity = letter.identity
    setup = SheetSetup(
        title=title, subject=subject_of(identity), author=identity.vendor, languages=languages, draft=False,
        moment=moment,
    )  # fmt: skip
    sheet = Sheet(setup)
    title_block(sheet, title, subject_of(identity))
    sheet.value(words.TO, letter.to)
    sheet.value(words.FROM, "\n".join(dict.fromkeys(filter(None, (identity.vendor, identity.vendor_zh)))))
    sheet.value(words.DAY, letter.day)
    if letter.reference:
        sheet.value(words.REFERENCE, letter.reference)
    sheet.space(8)
    return sheet


def _package(sheet: Sheet, letter: Letter) -> None:
    if letter.archive:
        sheet.value(words.ARCHIVE, letter.archive)
    sheet.value(words.DIGEST, grouped(letter.digest), mono=True)
    for each in letter.deliveries:
        tracking = words.TRACKING.fill(number=each.tracking) if each.tracking else Pair("", "")
        medium = words.MEDIA[each.medium]
        text = Pair(
            words.DELIVERED_TEXT.en.format(day=each.day, medium=medium.en, tracking=tracking.en),
            words.DELIVERED_TEXT.zh.format(day=each.day, medium=medium.zh, tracking=tracking.zh),
        )
        sheet.value(words.DELIVERED, sheet.stacked(text))


def _asked(sheet: Sheet, title: Pair, steps: Sequence[Pair]) -> None:
    sheet.subheading(title)
    for number, each in enumerate(steps, start=1):
        sheet.prose(Pair(f"{number}. {each.en}", f"{number}. {each.zh}"), after=4)
    sheet.space(4)


def _hand(sheet: Sheet, title: Pair, *, digest: str = "") -> None:
    """Leave room for a hand signature and a company seal; what comes back by itself names the package once more."""
    sheet.need(84 if digest else 54)
    sheet.subheading(title)
    if digest:
        sheet.value(words.DIGEST, grouped(digest), mono=True)
    sheet.space(16)
    width = (sheet.right - sheet.left - 32) / 3
    for place, label in enumerate((words.SIGNED, words.SIGN_DAY, words.SEALED)):
        left = sheet.left + place * (width + 16)
        sheet.rule(sheet.y, left=left, right=left + width, grey=0.3)
        sheet.put(left, sheet.y - 11, sheet.both(label), BODY - 1.6, grey=GREY)
    sheet.space(24)
