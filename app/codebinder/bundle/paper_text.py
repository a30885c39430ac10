"""Texts of a template's papers with their fields filled in, in every language of the filing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from codebinder.bundle import paper_words as words
from codebinder.model.checklist import RequirementState
from codebinder.model.package import FieldValue, Identity, Papers
from codebinder.model.template import Requirement, RequirementKind
from codebinder.model.template_papers import Paper, Signer
from codebinder.model.text import LangText

BLANK = "____________"
"""Stands for an answer that is not there, to be filled in by hand."""

_FIELD = re.compile(r"\{([a-z]+)(?:\.([a-z0-9_]+))?\}")


def vendor_name(identity: Identity, lang: str) -> str:
    """Name who files, in one language as far as there is a name in it."""
    return identity.vendor_zh if lang == "zh" and identity.vendor_zh else identity.vendor


def vendor_names(papers: Papers) -> str:
    """Name who files in the languages of the papers, one below the other."""
    names = (vendor_name(papers.identity, lang) for lang in papers.languages or ("en",))
    return "\n".join(dict.fromkeys(name for name in names if name))


def filled(text: LangText, papers: Papers) -> LangText:
    """Put the filing's values into a template's text, in every language. Each field is filled once, so that braces in
    a value stay what they are; an answer that is not there, or was left out with a reason, is a line to write on."""
    return LangText(tuple((lang, _fill(written, papers, lang)) for lang, written in text.pairs))


def _fill(text: str, papers: Papers, lang: str) -> str:
    identity, template = papers.identity, papers.template
    values = {
        "name": identity.product,
        "product": identity.product,
        "version": identity.version,
        "model": identity.model,
        "category": identity.category,
        "vendor": vendor_name(identity, lang),
        "owner": vendor_name(identity, lang),
        "recipient": identity.recipient or template.authority.get(lang),
        "authority": template.authority.get(lang),
        "template": template.names.get(lang),
        "filing": identity.filing_slug,
    }
    answers = {field.requirement: field for field in papers.fields}
    bates = template.listing.bates
    left_out = {row.requirement for row in papers.checklist if row.state is RequirementState.OMITTED}

    def value(found: re.Match[str]) -> str:
        name, of = found[1], found[2]
        given = found[0]
        if name == "field" and of:
            field = answers.get(of)
            given = (_answer(field, lang) if field is not None and of not in left_out else "") or BLANK
            if bates is not None and of == bates.start and given.isdecimal():
                given = given.zfill(bates.digits)  # as it is printed on the page
        elif name in values and not of:
            given = values[name] or BLANK
        ends = text[found.end() : found.end() + 1]  # "Example Ltd." at the end of a sentence has one full stop
        return given[:-1] if ends and ends in ".。" and given.endswith(ends) else given

    return _FIELD.sub(value, text)


def _answer(field: FieldValue, lang: str) -> str:
    """Give an answer as a sentence names it; of a table its rows, one after the other."""
    if field.rows:
        return "; ".join(", ".join(cell for cell in row if cell) for row in field.rows[1:])
    return field.texts.get(lang) or field.text


def label_of(papers: Papers, requirement: str) -> LangText:
    """Give a requirement's label in every language that the template has."""
    for each in papers.template.requirements:
        if each.id == requirement:
            return each.label
    for field in papers.fields:
        if field.requirement == requirement:
            return LangText((("en", field.label_en or field.label_zh), ("zh", field.label_zh or field.label_en)))
    return LangText((("en", requirement),))


def answer_text(papers: Papers, field: FieldValue) -> str:
    """Give an answer in the languages of the papers: beside each other where it says two things, once where one."""
    texts = [field.texts.get(lang) for lang in papers.languages] if field.texts.pairs else []
    return " / ".join(dict.fromkeys(text for text in texts if text)) or field.text


def asked_of(papers: Papers, paper: Paper) -> tuple[tuple[str, FieldValue | None], ...]:
    """Give the answers that a paper prints, in its order: those that it names (None: asked for and not answered; what
    is not asked for here has no place on it), else all."""
    held = {field.requirement: field for field in papers.fields}
    if paper.requirements:
        idle = {row.requirement for row in papers.checklist if row.state is RequirementState.NOT_APPLICABLE}
        return tuple((name, held.get(name)) for name in paper.requirements if name in held or name not in idle)
    return tuple(held.items())


def requirement_of(papers: Papers, name: str) -> Requirement | None:
    """Give a requirement of the filing's template."""
    return next((each for each in papers.template.requirements if each.id == name), None)


def of_kind(papers: Papers, names: Iterable[str], kind: RequirementKind) -> tuple[str, ...]:
    """Give those of the named requirements that are of one kind."""
    found = ((name, requirement_of(papers, name)) for name in names)
    return tuple(name for name, each in found if each is not None and each.kind is kind)


def date_of(papers: Papers, paper: Paper) -> str:
    """Give the date that a paper bears: the answer to the date that it names; empty where a hand writes it."""
    answers = {field.requirement: field.text for field in papers.fields}
    return next((answers[name] for name in of_kind(papers, paper.requirements, RequirementKind.DATE)
                 if answers.get(name)), "")  # fmt: skip


def signers_of(paper: Paper, *, seal: bool = True) -> Sequence[Signer]:
    """Give who signs: those of the paper, else the vendor's representative."""
    label = LangText((("en", words.SIGNER.en), ("zh", words.SIGNER.zh), *words.SIGNER.more))
    return paper.signers or (Signer(label=label, seal=seal),)
