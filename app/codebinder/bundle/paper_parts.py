"""What several papers are put together from: lines to sign on, boxes for seals, answers beside their labels."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.bundle import paper_words as words
from codebinder.bundle import words as common
from codebinder.bundle.paper_text import answer_text, label_of, vendor_names
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.sheet import BODY, GREY, PITCH, RULE, Sheet, SheetSetup, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair, Words
from codebinder.model.package import FieldValue, Papers
from codebinder.model.template_papers import Signer
from codebinder.model.text import LangText

SEAL = 92.0
_SMALL = BODY - 1.6
_GAP = 9.0


def begin(papers: Papers, title: LangText | Pair, *, landscape: bool = False, legend: Pair | None = None) -> Sheet:
    """Begin a paper of the template's paper size, in the languages of the filing; it bears no time."""
    return Sheet(
        SheetSetup(
            title=title,
            subject=subject_of(papers.identity),
            author=papers.identity.vendor,
            languages=papers.languages,
            draft=papers.draft,
            moment=None,
            landscape=landscape,
            paper=papers.template.listing.page.paper,
            legend=legend,
        )
    )


def who_block(sheet: Sheet, papers: Papers) -> None:
    """Say in three lines who files what with whom."""
    sheet.value(common.VENDOR, vendor_names(papers))
    if papers.identity.recipient:
        sheet.value(common.RECIPIENT, papers.identity.recipient)
    sheet.value(words.ABOUT, subject_of(papers.identity))


def paragraphs(sheet: Sheet, texts: Sequence[Words], *, after: float = 8.0) -> None:
    """Set paragraphs, both languages side by side."""
    for text in texts:
        sheet.prose(text, after=after)


def answers_table(
    sheet: Sheet, papers: Papers, answers: Sequence[tuple[str, FieldValue | None]], *, first: int = 1
) -> None:
    """Set answers as a ruled table of two columns, tables among them below their label, in the order given."""
    width = sheet.right - sheet.left
    head = (
        Col(title=words.NUMBER, width=26, size=8.2, grey=GREY),
        Col(title=words.ITEM, width=0.36 * width - 26 - _GAP, size=8.6),
        Col(title=words.ANSWER, width=0.64 * width - _GAP, size=9.0),
    )
    table: Table | None = None
    for number, (name, field) in enumerate(answers, start=first):
        label = sheet.stacked(label_of(papers, name))
        if field is not None and field.rows:
            table = None
            _grid(sheet, number, name, label, field)
            continue
        if table is None:
            table = Table(sheet, head, pitch=11.4, gap=_GAP, pad=6)
        sheet.target(f"field.{name}")
        text = answer_text(papers, field) if field is not None else sheet.both(words.NOT_ANSWERED)
        table.row(str(number), label, text or "–")
    sheet.space(8)


def _grid(sheet: Sheet, number: int, name: str, label: str, field: FieldValue) -> None:
    """Set an answer that is a table, in full and with its headings on every page."""
    lines = broken(sheet.safe(label), sheet.right - sheet.left - 35, BODY)
    sheet.need(60 + PITCH * len(lines))
    sheet.space(4)
    sheet.target(f"field.{name}")
    with sheet.tagged("H2"):
        sheet.put(sheet.left, sheet.y, str(number), BODY, grey=GREY)
        for line in lines:
            sheet.put(sheet.left + 35, sheet.y, line, BODY)
            sheet.space(PITCH)
    sheet.space(3)
    head, *rows = field.rows
    shares = _shares(head, rows)
    room = sheet.right - sheet.left - _GAP * (len(head) - 1)
    columns = [
        Col(title=Pair(text, text), width=room * share, size=8.0) for text, share in zip(head, shares, strict=True)
    ]
    table = Table(sheet, columns, pitch=11, gap=_GAP)
    for row in rows:
        table.row(*(*row, *("" for _ in range(len(head) - len(row))))[: len(head)])
    sheet.space(8)


def _shares(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Share the width out by what stands in the columns, so that a column of numbers does not get that of prose."""
    longest = [
        min(60.0, max(8.0, text_width(title, 1.0), *(text_width(row[at], 1.0) for row in rows[:200] if at < len(row))))
        for at, title in enumerate(head)
    ]
    return [each / sum(longest) for each in longest]


def sign_block(sheet: Sheet, signers: Sequence[Signer], *, name: bool = True) -> None:
    """Set one block for each who signs: what they are, lines for hand, name and date, a frame for the seal."""
    for signer in signers:
        _signer(sheet, signer, name=name)


def _signer(sheet: Sheet, signer: Signer, *, name: bool) -> None:
    labels = [
        line
        for text in dict.fromkeys(signer.label.get(lang) for lang in sheet.languages)
        for line in broken(sheet.safe(text), sheet.right - sheet.left - 12, BODY)
    ]
    rows = (common.SIGN_HERE, words.NAME_BLOCK, common.SIGN_DATE) if name else (common.SIGN_HERE, common.SIGN_DATE)
    height = 30.0 * len(rows) + 8
    sheet.need(height + PITCH * len(labels) + 14)
    sheet.space(8)
    for line in labels:
        sheet.put(sheet.left, sheet.y, line, BODY)
        sheet.space(PITCH)
    top = sheet.y
    right = sheet.right
    if signer.seal:
        seal_frame(sheet, sheet.right - SEAL, top - SEAL + 6, SEAL, common.SEAL_HERE)
        right -= SEAL + 24
    for at, label in enumerate(rows):
        y = top - 24 - at * 30
        both = sheet.both(label)
        lines = [both] if text_width(both, BODY - 0.6) <= 104 else sheet.stacked(label).split("\n")
        for down, line in enumerate(lines):
            sheet.put(sheet.left, y - 9.5 * down, line, BODY - 0.6, grey=GREY)
        sheet.rule(y - 3, left=sheet.left + 112, right=right, grey=0.3)
    sheet.space(max(height, SEAL + 6 if signer.seal else 0) + 6)


def seal_frame(sheet: Sheet, left: float, bottom: float, side: float, label: Words) -> None:
    """Draw a dashed frame for a seal, with what goes there."""
    sheet.draw(f"q 0.6 w {RULE} G [3 2] 0 d {left:.2f} {bottom:.2f} {side:.2f} {side:.2f} re S Q")
    lines = [
        line
        for text in dict.fromkeys(label.get(lang) for lang in sheet.languages)
        for line in broken(sheet.safe(text), side - 14, _SMALL)
    ]
    for at, line in enumerate(lines[: int(side / 9)]):
        sheet.put(left + 7, bottom + side - 12 - 9.4 * at, line, _SMALL, grey=GREY)
