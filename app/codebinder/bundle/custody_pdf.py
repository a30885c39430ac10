"""The chain-of-custody form: which package, on which media, under which seals, and who handed it to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from codebinder.bundle import register_words as words
from codebinder.bundle import words as common
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.manifest_approvals import grouped
from codebinder.bundle.manifest_cover import title_block
from codebinder.bundle.prose import broken
from codebinder.bundle.sheet import BODY, GREY, PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair
from codebinder.model.package import Identity
from codebinder.model.register import Delivery

_ROW = 30.0
_LABEL = BODY - 1.8


def custody_pdf(
    out: Path,
    *,
    identity: Identity,
    archive: str,
    digest: str,
    size: int,
    deliveries: Sequence[Delivery],
    blank: int,
    languages: tuple[str, ...],
    moment: datetime,
) -> PaperReport:
    """Write the form for one package, filled from its deliveries, with `blank` transfers more to fill in by hand."""
    setup = SheetSetup(
        title=words.CUSTODY, subject=subject_of(identity), author=identity.vendor, languages=languages, draft=False,
        moment=moment,
    )  # fmt: skip
    with LOCK:
        sheet = Sheet(setup)
        title_block(sheet, words.CUSTODY, subject_of(identity))
        sheet.value(common.VENDOR, "\n".join(dict.fromkeys(filter(None, (identity.vendor, identity.vendor_zh)))))
        sheet.value(common.RECIPIENT, identity.recipient)
        sheet.value(common.FILING_ID, f"{identity.filing_slug}\n{identity.filing_uid}")
        sheet.value(words.ARCHIVE, archive)
        if size:
            sheet.value(words.SIZE, f"{size:,}")
        sheet.value(words.DIGEST, grouped(digest), mono=True)
        sheet.space(6)
        sheet.prose(words.CUSTODY_NOTE)
        _media(sheet, deliveries)
        sheet.section(words.CUSTODY_TRANSFERS, room=260)
        for number in range(1, len(deliveries) + blank + 1):
            _transfer(sheet, number, deliveries[number - 1] if number <= len(deliveries) else None)
        return sheet.close(out)


def _media(sheet: Sheet, deliveries: Sequence[Delivery]) -> None:
    sheet.section(words.CUSTODY_MEDIA, room=90)
    if not deliveries:
        sheet.prose(words.NO_MEDIA)
        return
    columns = (
        Col(title=words.NUMBER, width=28),
        Col(title=words.MEDIUM, width=96, size=8.2),
        Col(title=words.COPIES, width=84, size=8.2),
        Col(title=words.SEALS, width=130, size=8.2),
        Col(title=words.TRACKING_NUMBER, width=108, size=8.2),
    )
    table = Table(sheet, columns, pitch=11)
    for number, each in enumerate(deliveries, start=1):
        medium = sheet.stacked(words.MEDIA[each.medium])
        count = f"{each.copies} × {each.volumes}"
        table.row(str(number), medium, count, "\n".join(each.seals) or "–", each.tracking or "–")


def _transfer(sheet: Sheet, number: int, given: Delivery | None) -> None:
    """Draw one transfer as two rows of ruled fields; what the register knows stands in them."""
    sheet.need(3 * _ROW + 34)
    sheet.subheading(words.TRANSFER.fill(number=number))
    sheet.space(6)
    released = given.released_by if given is not None else ""
    received = (given.received_by or given.to) if given is not None else ""
    when = given.day if given is not None else ""
    receipt = given.receipts[-1] if given is not None and given.receipts else None
    taken = f"{receipt.day} {receipt.number}".strip() if receipt is not None else ""
    _fields(sheet, ((words.RELEASED_BY, released), (words.WHEN, when), (words.SIGNED, "")))
    _fields(sheet, ((words.RECEIVED_BY, received), (words.RECEIPT, taken), (words.SIGNED, "")))
    sheet.put(sheet.left, sheet.y, sheet.both(words.INTACT), _LABEL, grey=GREY)
    sheet.box(sheet.left + 260, sheet.y - 2, 9, 9)
    sheet.space(22)


def _fields(sheet: Sheet, fields: Sequence[tuple[Pair, str]]) -> None:
    gap = 14.0
    width = (sheet.right - sheet.left - gap * (len(fields) - 1)) / len(fields)
    size = BODY - 0.6
    for place, (label, text) in enumerate(fields):
        left = sheet.left + place * (width + gap)
        lines = _fitting(sheet, text, width, size)
        for row, line in enumerate(lines):
            sheet.put(left, sheet.y - 5 + 10 * (len(lines) - 1 - row), line, size)
        sheet.rule(sheet.y - 9, left=left, right=left + width, grey=0.3)
        sheet.put(left, sheet.y - 18, sheet.both(label), _LABEL, grey=GREY)
    sheet.space(_ROW + 6)


def _fitting(sheet: Sheet, text: str, width: float, size: float) -> list[str]:
    """Break a name over the two lines that a field has; what is longer stands in the register."""
    return broken(sheet.safe(text), width, size)[:2] if text else []
