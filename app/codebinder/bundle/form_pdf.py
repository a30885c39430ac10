"""form.pdf: the filled form with labels in both languages, tables in full, and a place for signature and seal."""

from __future__ import annotations

from pathlib import Path

from codebinder.bundle import words
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.manifest_approvals import hand_lines
from codebinder.bundle.manifest_cover import banners, identity_block, screens, title_block
from codebinder.bundle.paper_text import answer_text, label_of
from codebinder.bundle.sheet import PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair, pair_of
from codebinder.model.package import FieldValue, Papers
from codebinder.model.text import LangText


def form_pdf(out: Path, papers: Papers) -> PaperReport:
    """Write form.pdf. It is in the round, so it bears no date of approval and no time."""
    with LOCK:
        sheet = form_sheet(papers)
        return sheet.close(out)


def form_sheet(papers: Papers) -> Sheet:
    """Lay the form out."""
    identity, template = papers.identity, papers.template
    sheet = Sheet(
        SheetSetup(
            title=words.FORM,
            subject=subject_of(identity),
            author=identity.vendor,
            languages=papers.languages,
            draft=papers.draft,
            moment=None,
        )
    )
    title_block(sheet, words.FORM, sheet.both(pair_of(template.names)))
    banners(sheet, template, draft=papers.draft)
    sheet.section(words.APPLICANT, label="1")
    identity_block(sheet, papers)
    authority = sheet.both(pair_of(template.authority))
    if authority:
        sheet.value(words.AUTHORITY, authority)
    for basis in template.legal_basis:
        title = sheet.both(pair_of(basis.title))
        sheet.value(words.LEGAL_BASIS, "\n".join(filter(None, (title, f"{basis.number} {basis.date}".strip()))))
    sheet.value(words.TEMPLATE, f"{template.id} {template.version}")
    screens(sheet, template)
    sheet.section(words.ANSWERS, label="2")
    for index, field in enumerate(papers.fields, start=1):
        _field(sheet, papers, index, field)
    if not papers.fields:
        sheet.prose(words.NONE)
    number = 3
    if papers.statements:
        sheet.section(words.STATEMENTS, label=str(number))
        number += 1
        for index, statement in enumerate(papers.statements, start=1):
            sheet.paragraph(f"{index}. {statement}")
    sheet.need(210)
    sheet.section(words.SIGNATURES, label=str(number))
    sheet.value(words.REPRESENTATIVE, " ")
    hand_lines(sheet)
    return sheet


def _field(sheet: Sheet, papers: Papers, index: int, field: FieldValue) -> None:
    sheet.target(f"field.{field.requirement}")
    text, first = label_of(papers, field.requirement), sheet.languages[0]
    label = LangText(
        tuple((lang, f"2.{index}  {text.get(lang)}" if lang == first else text.get(lang)) for lang in sheet.languages)
    )
    if not field.rows:
        sheet.value(label, answer_text(papers, field) or "–")
        return
    sheet.need(90)
    sheet.subheading(label)
    if field.text:
        sheet.paragraph(field.text)
    head, *rows = field.rows
    gap = 9.0
    width = (sheet.right - sheet.left - gap * (len(head) - 1)) / max(1, len(head))
    columns = [Col(title=Pair(text, text), width=width, size=8.0) for text in head]
    table = Table(sheet, columns, pitch=11, gap=gap)
    for row in rows:
        padded = (*row, *("" for _ in range(len(head) - len(row))))
        table.row(*padded[: len(head)])
    sheet.space(8)
