"""What goes with a delivery copy: its cover sheet, a label for the medium, and the slip with the passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from codebinder.bundle import copies_words as words
from codebinder.bundle import words as common
from codebinder.bundle.copies import SUMS
from codebinder.bundle.fonts import CELL, LOCK
from codebinder.bundle.manifest_approvals import grouped
from codebinder.bundle.manifest_cover import banners, title_block
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.sheet import BODY, GREY, LEFT, PALE, RIGHT, PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair
from codebinder.model.copies import CopyMade
from codebinder.model.package import Identity

_BIG = 15.0
_NAMED = 6
"""So many files are named one by one in a command; more are meant by a pattern."""
_LABEL_WIDTH, _LABEL_HEIGHT = 340.0, 208.0
"""120 × 73 mm: it fits a disc's case, a drive's box and a padded envelope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What every sheet of a copy says: whose package, its name, size and SHA-256 (hex), how it is wrapped."""

    identity: Identity
    archive: str
    size: int
    digest: str
    encrypted: bool
    draft: bool
    languages: tuple[str, ...]
    moment: datetime


def cover_pdf(out: Path, parcel: Parcel, copy: CopyMade) -> PaperReport:
    """Write the cover sheet: which copy for whom, what is in it, how it is opened with stock tools and compared."""
    with LOCK:
        sheet = _begun(words.COVER, parcel, copy)
        sheet.value(words.INSIDE, f"{parcel.archive}\n{sheet.both(common.BYTES.fill(size=f'{parcel.size:,}'))}")
        sheet.value(words.IDENTITY, grouped(parcel.digest), mono=True)
        sheet.value(words.ENCRYPTED, sheet.both(words.AES if parcel.encrypted else words.PLAIN))
        _volumes(sheet, copy)
        _how(sheet, parcel, copy)
        return sheet.close(out)


def slip_pdf(out: Path, parcel: Parcel, copy: CopyMade, passphrase: str) -> PaperReport:
    """Write the slip that goes by another way; an agreed passphrase (empty here) is not printed."""
    with LOCK:
        sheet = _begun(words.SLIP, parcel, copy)
        sheet.value(words.IDENTITY, grouped(parcel.digest), mono=True)
        sheet.space(10)
        sheet.subheading(words.PASSPHRASE)
        if passphrase:
            _large(sheet, passphrase)
            sheet.prose(words.TYPED)
        else:
            sheet.prose(words.OWN_PASSPHRASE)
        sheet.space(6)
        sheet.prose(words.APART)
        sheet.space(26)
        sheet.put(LEFT, sheet.y, sheet.both(common.RECEIVED), BODY - 0.6, grey=GREY)
        sheet.rule(sheet.y - 3, left=LEFT + 200, right=RIGHT, grey=0.3)
        return sheet.close(out)


def label_pdf(out: Path, parcel: Parcel, copy: CopyMade) -> PaperReport:
    """Write a label of 120 × 73 mm for each file of the copy, to cut out, with room for the day by hand."""
    with LOCK:
        sheet = Sheet(_setup(words.LABEL, parcel))
        title_block(sheet, words.LABEL, subject_of(parcel.identity))
        for number, volume in enumerate(copy.volumes, start=1):
            sheet.need(_LABEL_HEIGHT + 16)
            sheet.space(_LABEL_HEIGHT + 10)
            bottom = sheet.y
            sheet.box(LEFT, bottom, _LABEL_WIDTH, _LABEL_HEIGHT)
            of = words.VOLUME_OF.fill(number=number, of=len(copy.volumes)) if len(copy.volumes) > 1 else None
            _label_text(sheet, parcel, copy, bottom + _LABEL_HEIGHT, "" if of is None else sheet.both(of), volume.name)
        return sheet.close(out)


def _setup(title: Pair, parcel: Parcel) -> SheetSetup:
    return SheetSetup(
        title=title, subject=parcel.archive, author=parcel.identity.vendor, languages=parcel.languages,
        draft=parcel.draft, moment=parcel.moment,
    )  # fmt: skip


def _begun(title: Pair, parcel: Parcel, copy: CopyMade) -> Sheet:
    identity = parcel.identity
    sheet = Sheet(_setup(title, parcel))
    title_block(sheet, title, sheet.both(words.COPY_OF.fill(number=copy.number, of=copy.of)))
    banners(sheet, None, draft=parcel.draft)
    sheet.value(words.FOR, copy.recipient)
    sheet.value(common.VENDOR, "\n".join(dict.fromkeys(filter(None, (identity.vendor, identity.vendor_zh)))))
    sheet.value(common.PRODUCT, subject_of(identity))
    sheet.value(common.FILING_ID, identity.filing_uid)
    return sheet


def _volumes(sheet: Sheet, copy: CopyMade) -> None:
    sheet.section(words.VOLUMES, room=90)
    columns = (
        Col(title=words.VOLUME, width=196, size=8.0),
        Col(title=words.SIZE, width=70, size=8.0, right=True),
        Col(title=words.DIGEST, width=RIGHT - LEFT - 284, size=6.6, mono=True),
    )
    table = Table(sheet, columns, pitch=11, gap=9.0)
    for each in copy.volumes:
        table.row(each.name, f"{each.size:,}", f"{each.sha256[:32]}\n{each.sha256[32:]}")
    sheet.space(4)
    sheet.prose(words.CHECK_FILES)
    _commands(sheet, f"sha256sum -c {SUMS}", f"certutil -hashfile {copy.volumes[0].name} SHA256")


def _how(sheet: Sheet, parcel: Parcel, copy: CopyMade) -> None:
    sheet.section(words.OPEN, room=150)
    step, name = 1, copy.volumes[0].name
    if len(copy.volumes) > 1:
        whole = name.rpartition(".")[0]
        sheet.prose(words.JOIN)
        few = len(copy.volumes) <= _NAMED
        parts = "+".join(each.name for each in copy.volumes) if few else f"{whole}.???"
        _commands(sheet, f"cat {whole}.[0-9]* > {whole}", f"copy /b {parts} {whole}")
        step, name = 2, whole
    if parcel.encrypted:
        sheet.prose(words.DECRYPT.fill(step=step))
        _commands(sheet, f"bsdtar -x -f {name}")
        step += 1
    sheet.need(84)
    sheet.prose(words.COMPARE.fill(step=step))
    _commands(sheet, f"sha256sum {parcel.archive}", f"certutil -hashfile {parcel.archive} SHA256")


def _commands(sheet: Sheet, *lines: str) -> None:
    size = BODY - 1.4
    room = int((RIGHT - LEFT - 16) / (size * CELL))
    for line in lines:
        shown = sheet.safe(line)
        for at in range(0, len(shown), room):
            sheet.need(13.2)
            sheet.box(LEFT, sheet.y - 3.6, RIGHT - LEFT, 13.2, fill=PALE)
            sheet.put_mono(LEFT + 8, sheet.y, shown[at : at + room], size)
            sheet.space(13.2)
    sheet.space(8)


def _large(sheet: Sheet, text: str) -> None:
    half = text.find("-", len(text) // 2) + 1
    for row in (text[:half], text[half:]) if 0 < half < len(text) else (text,):
        sheet.space(_BIG * 1.6)
        sheet.put_mono(LEFT, sheet.y, row, _BIG)
    sheet.space(_BIG * 1.6)


def _vendor(parcel: Parcel) -> str:
    chinese = parcel.languages[:1] == ("zh",) and parcel.identity.vendor_zh
    return chinese or parcel.identity.vendor


def _label_text(sheet: Sheet, parcel: Parcel, copy: CopyMade, top: float, volume: str, name: str) -> None:
    identity, left, y = parcel.identity, LEFT + 14, top - 24
    room = _LABEL_WIDTH - 28
    number = sheet.both(words.COPY_OF.fill(number=copy.number, of=copy.of))
    rows = [
        (subject_of(identity), 12.0),
        (_vendor(parcel), 9.0),
        (f"{sheet.both(words.FOR)}: {copy.recipient}", 9.0),
        (f"{number}   {volume}".strip(), 11.0),
        (f"{name} · {sheet.both(words.AES if parcel.encrypted else words.PLAIN)}", 7.5),
    ]
    for text, size in rows:
        for line in broken(sheet.safe(text), room, size)[:3]:
            sheet.put(left, y, line, size)
            y -= size * 1.35
        y -= 3
    for at in (0, 32):
        text = parcel.digest[at : at + 32]
        sheet.put_mono(left, y, " ".join(text[i : i + 4] for i in range(0, 32, 4)), 7.6)
        y -= 11
    day = sheet.both(Pair("Date", "日期"))
    sheet.put(left, top - _LABEL_HEIGHT + 14, day, 8.0, grey=GREY)
    start = left + text_width(day, 8.0) + 8
    sheet.rule(top - _LABEL_HEIGHT + 12, left=start, right=left + room, grey=0.3)
