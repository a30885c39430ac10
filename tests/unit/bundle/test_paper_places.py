"""Which paper prints which answer, and what has no place on a paper at all."""

from __future__ import annotations

from dataclasses import replace

from codebinder.bundle.evidence_places import FORM, prints_form, where_answered
from codebinder.bundle.paper_text import asked_of
from codebinder.model.checklist import RequirementState
from codebinder.model.template_papers import Paper, PaperKind
from helpers.filing_papers import both, papers


def _paper(kind: PaperKind, *names: str, place: str = "papers") -> Paper:
    return Paper(id=kind.value, kind=kind, title=both("Paper", "文书"), requirements=names, place=place)


def test_what_is_not_asked_for_has_no_line_and_what_is_not_answered_has_one() -> None:
    held = papers()
    idle = [row.requirement for row in held.checklist if row.state is RequirementState.NOT_APPLICABLE]
    unmet = [row.requirement for row in held.checklist if row.state is RequirementState.UNMET]
    assert idle
    assert unmet
    rows = asked_of(held, _paper(PaperKind.FORM, idle[0], "a", unmet[0]))
    assert [(name, field is not None) for name, field in rows] == [("a", True), (unmet[0], False)]


def test_an_answer_on_a_declaration_needs_no_second_form() -> None:
    form, declared = _paper(PaperKind.FORM, "a"), _paper(PaperKind.DECLARATION, "b")
    alone = replace(papers(), papers=(form,))
    assert prints_form(alone)
    assert where_answered(alone, "b") == (FORM, 2)
    together = replace(papers(), papers=(form, declared))
    assert not prints_form(together)
    assert where_answered(together, "b") == ("papers/declaration.pdf", 1)
    beside = replace(papers(), papers=(form, replace(declared, place="beside")))
    assert prints_form(beside)
