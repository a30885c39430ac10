"""Papers that people write to people: letters, declarations, forms, pages for signatures and seals."""

from __future__ import annotations

from codebinder.bundle import paper_words as words
from codebinder.bundle import words as common
from codebinder.bundle.manifest_cover import banners, title_block
from codebinder.bundle.paper_parts import (
    SEAL,
    answers_table,
    begin,
    paragraphs,
    seal_frame,
    sign_block,
    who_block,
)
from codebinder.bundle.paper_text import (
    BLANK,
    answer_text,
    asked_of,
    date_of,
    filled,
    label_of,
    of_kind,
    signers_of,
    vendor_name,
)
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.sheet import BODY, BOTTOM, GREY, PITCH, Sheet, subject_of
from codebinder.model.package import Papers
from codebinder.model.template import RequirementKind
from codebinder.model.template_papers import Paper
from codebinder.model.text import LangText

_HEAD = 15.0


def letter(papers: Papers, paper: Paper) -> Sheet:
    """A letter on the vendor's letterhead; its date is the answer that it names, or a line for a hand."""
    sheet = begin(papers, paper.title)
    _letterhead(sheet, papers)
    date = date_of(papers, paper)
    text = f"{sheet.both(words.DATE)}  {date or BLANK}"
    sheet.put(sheet.right - text_width(sheet.safe(text), BODY), sheet.y, sheet.safe(text), BODY)
    sheet.space(2 * PITCH)
    recipient = papers.identity.recipient
    authority = sheet.stacked(papers.template.authority)
    sheet.value(words.TO, "\n".join(dict.fromkeys(filter(None, (recipient, *authority.split("\n"))))) or BLANK)
    sheet.value(words.ABOUT, subject_of(papers.identity))
    sheet.space(10)
    title = filled(paper.title, papers)
    with sheet.tagged("H1"):
        for one in dict.fromkeys(title.get(lang) for lang in sheet.languages):
            sheet.paragraph(one, size=13, after=2)
    sheet.space(10)
    paragraphs(sheet, [filled(text, papers) for text in paper.body])
    dates = of_kind(papers, paper.requirements, RequirementKind.DATE)
    rest = [row for row in asked_of(papers, paper) if paper.requirements and row[0] not in dates]
    if rest:
        answers_table(sheet, papers, rest)
    sheet.space(10)
    sign_block(sheet, signers_of(paper))
    return sheet


def _letterhead(sheet: Sheet, papers: Papers) -> None:
    """Set the vendor's name as large as it fits, in the languages of the filing, over a line."""
    names = dict.fromkeys(vendor_name(papers.identity, lang) for lang in sheet.languages)
    for at, name in enumerate(filter(None, names)):
        size = _HEAD if at == 0 else _HEAD - 4
        for line in broken(sheet.safe(name), sheet.right - sheet.left, size):
            sheet.space(size + 3)
            sheet.put(sheet.left, sheet.y, line, size, grey=0.0 if at == 0 else GREY)
    sheet.space(10)
    sheet.rule(sheet.y, grey=0.3, weight=0.9)
    sheet.space(26)


def declaration(papers: Papers, paper: Paper) -> Sheet:
    """A declaration: what is declared, word for word, with the answers that belong to it, and who signs for it."""
    sheet = _for_hands(papers, paper)
    asked = asked_of(papers, paper)
    declared = of_kind(papers, (name for name, _ in asked), RequirementKind.DECLARATION)
    statements = [(name, field) for name, field in asked if name in declared]
    if statements:
        sheet.subheading(words.DECLARED)
    for number, (name, field) in enumerate(statements, start=1):
        sheet.target(f"field.{name}")
        if field is None:
            sheet.paragraph(f"{number}. {sheet.both(words.NOT_ANSWERED)}", grey=GREY)
            continue
        sheet.prose(_numbered(number, field.texts if field.texts.pairs else LangText((("en", field.text),))))
    rest = [row for row in asked if row[0] not in declared] if paper.requirements else []
    if rest:
        sheet.space(4)
        answers_table(sheet, papers, rest)
    if not (statements or rest or paper.body):
        sheet.prose(words.NOTHING_DECLARED)
    sheet.space(10)
    sign_block(sheet, signers_of(paper))
    return sheet


def _numbered(number: int, text: LangText) -> LangText:
    return LangText(tuple((lang, f"{number}. {written}") for lang, written in text.pairs))


def form(papers: Papers, paper: Paper) -> Sheet:
    """A form of the authority: every answer beside its label, tables in full."""
    sheet = begin(papers, paper.title)
    title_block(sheet, filled(paper.title, papers), sheet.both(papers.template.names))
    banners(sheet, papers.template, draft=papers.draft)
    paragraphs(sheet, [filled(text, papers) for text in paper.body])
    who_block(sheet, papers)
    sheet.space(10)
    answers = asked_of(papers, paper)
    if answers:
        answers_table(sheet, papers, answers)
    else:
        sheet.prose(common.NONE)
    if not paper.requirements:
        for at, statement in enumerate(papers.statements, start=1):
            sheet.paragraph(f"{at}. {statement}")
    if paper.signers:
        sheet.space(6)
        sign_block(sheet, paper.signers)
    return sheet


def _for_hands(papers: Papers, paper: Paper) -> Sheet:
    """Begin a page that is signed or sealed by hand: its title, whose it is, and what it says."""
    sheet = begin(papers, paper.title)
    title_block(sheet, filled(paper.title, papers), sheet.both(papers.template.names))
    banners(sheet, None, draft=papers.draft)
    who_block(sheet, papers)
    sheet.space(8)
    paragraphs(sheet, [filled(text, papers) for text in paper.body])
    return sheet


def signature_page(papers: Papers, paper: Paper) -> Sheet:
    """A page for hands only: who signs, as what, and which filing the page belongs to."""
    sheet = _for_hands(papers, paper)
    answers = [(name, field) for name, field in asked_of(papers, paper) if paper.requirements]
    for name, field in answers:
        sheet.value(label_of(papers, name), answer_text(papers, field) if field is not None else BLANK)
    sign_block(sheet, signers_of(paper))
    _belongs(sheet, papers)
    return sheet


def seal_page(papers: Papers, paper: Paper) -> Sheet:
    """A page for seals: a frame for each with what goes there, and where the seal across all edges goes."""
    sheet = _for_hands(papers, paper)
    side, gap = SEAL + 40, 22.0
    signers = signers_of(paper)
    across = max(1, int((sheet.right - sheet.left - 60 + gap) / (side + gap)))
    for first in range(0, len(signers), across):
        sheet.need(side + 30)
        bottom = sheet.y - side
        for at, signer in enumerate(signers[first : first + across]):
            seal_frame(sheet, sheet.left + at * (side + gap), bottom, side, signer.label)
        sheet.space(side + gap)
    _across_edges(sheet)
    sheet.prose(words.SEAL_NOTE)
    _belongs(sheet, papers)
    return sheet


def _across_edges(sheet: Sheet) -> None:
    """Draw half a frame at the edge of the page, where the seal goes that joins all pages."""
    side = SEAL
    sheet.need(side + 60)
    sheet.space(8)
    bottom = sheet.y - side
    edge = sheet.width
    sheet.draw(
        f"q 0.6 w 0.5 G [3 2] 0 d {edge - side / 2:.2f} {bottom + side:.2f} m {edge - side / 2:.2f} {bottom:.2f} l "
        f"{edge:.2f} {bottom:.2f} l S {edge - side / 2:.2f} {bottom + side:.2f} m {edge:.2f} {bottom + side:.2f} l S Q"
    )
    with sheet.tagged("H2"):
        sheet.put(sheet.left, sheet.y - 10, sheet.safe(sheet.both(words.SEAL_ACROSS)), BODY + 0.8)
    sheet.space(30)
    for one in dict.fromkeys(words.SEAL_ACROSS_HOW.get(lang) for lang in sheet.languages):
        sheet.paragraph(one, right=edge - side / 2 - 16)
    sheet.y = min(sheet.y, max(bottom - 14, BOTTOM))


def _belongs(sheet: Sheet, papers: Papers) -> None:
    identity = papers.identity
    sheet.space(6)
    sheet.prose(words.BELONGS.fill(slug=identity.filing_slug, uid=identity.filing_uid), size=BODY - 1.2)
