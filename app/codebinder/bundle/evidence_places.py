"""Where in the package a requirement is met: files by name, and links that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from codebinder.base.safenames import safe_names
from codebinder.bundle import paper_words as words
from codebinder.bundle.paper_text import asked_of
from codebinder.bundle.words import Pair
from codebinder.model.package import FieldValue, Papers
from codebinder.model.source import Disclosure
from codebinder.model.template import FIELD_KINDS, Requirement, RequirementKind
from codebinder.model.template_papers import Paper, PaperKind

FORM = "papers/form.pdf"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Places in words, each with the link that leads there ("" where none can)."""

    places: tuple[tuple[Pair, str], ...] = ()


def form_papers(papers: Papers) -> tuple[Paper, ...]:
    """Give the template's own forms that are drawn in the package."""
    return tuple(each for each in papers.papers if each.kind is PaperKind.FORM and each.place == "papers")


def prints_form(papers: Papers) -> bool:
    """Is the program's own form drawn? Not where the template's forms print every answer."""
    forms = form_papers(papers)
    if any(not each.requirements for each in forms):
        return False
    named = {name for each in (*forms, *_declarations(papers)) for name in each.requirements}
    return not forms or not {field.requirement for field in papers.fields} <= named


def _declarations(papers: Papers) -> tuple[Paper, ...]:
    """Give the declarations in the package that print answers by name; an answer on one of these is on paper too."""
    own = (each for each in papers.papers if each.kind is PaperKind.DECLARATION and each.place == "papers")
    return tuple(each for each in own if each.requirements)


def main_form(papers: Papers) -> str:
    """Give the paper that prints the form's answers, or most of them."""
    forms = form_papers(papers)
    return FORM if prints_form(papers) or not forms else f"papers/{forms[0].id}.pdf"


def where_answered(papers: Papers, requirement: str) -> tuple[str, int]:
    """Give the paper that prints an answer, and its number there."""
    for paper in (*form_papers(papers), *_declarations(papers)):
        names = tuple(name for name, _ in asked_of(papers, paper))
        if requirement in names:
            return f"papers/{paper.id}.pdf", names.index(requirement) + 1
    names = tuple(field.requirement for field in papers.fields)
    return FORM, names.index(requirement) + 1 if requirement in names else 0


def evidence_of(papers: Papers, base: str, names: Iterable[str] = ()) -> Mapping[str, Evidence]:
    """Give, by requirement, where each is met; `base` leads from the paper to the package's folder ("../" or ""),
    `names` are the files that the package has so far."""
    answered = {field.requirement: field for field in papers.fields}
    listings = tuple(name for name in names if name.startswith("data/listing/"))
    return {
        each.id: Evidence(tuple(_places(papers, each, answered, base, listings)))
        for each in papers.template.requirements
    }


def _places(
    papers: Papers, asked: Requirement, answered: Mapping[str, FieldValue], base: str, listings: Sequence[str]
) -> list[tuple[Pair, str]]:
    if asked.kind in FIELD_KINDS:
        return _answer(papers, asked.id, base) if asked.id in answered else []
    if asked.kind is RequirementKind.SOURCE:
        return _sources(papers, base, listings)
    if asked.kind is RequirementKind.FIRMWARE:
        return _firmware(papers, base)
    if asked.kind is RequirementKind.APPROVAL:
        return [(words.AFTERWARDS, f"{base}manifest.pdf#approvals")]
    found = [
        _file(part.payload_path, base)
        for part in papers.documents
        if part.requirement in {asked.id, asked.refers_to or asked.id}
    ]
    if asked.refers_to in answered:
        found += _answer(papers, asked.refers_to, base)
    return found


def _answer(papers: Papers, requirement: str, base: str) -> list[tuple[Pair, str]]:
    file, item = where_answered(papers, requirement)
    shown = f"2.{item}" if file == FORM and prints_form(papers) else str(item)
    inside = file.removeprefix("papers/") if base == "../" else f"{base}{file}"
    return [(words.FORM_PLACE.fill(file=file, item=shown), f"{inside}#field.{requirement}")]


def _sources(papers: Papers, base: str, listings: Sequence[str]) -> list[tuple[Pair, str]]:
    found: list[tuple[Pair, str]] = []
    if papers.template.archive.sources:
        found += [(_same(f"data/source/{part.slug}/"), "") for part in papers.sources]
    return [*found, *(_file(name, base) for name in listings)]


def _firmware(papers: Papers, base: str) -> list[tuple[Pair, str]]:
    found: list[tuple[Pair, str]] = []
    for part in papers.firmware:
        if part.disclosure in {Disclosure.WHOLE, Disclosure.REDACTED}:
            name = part.name.encode()
            found.append(_file(f"data/firmware/{part.slug}/{safe_names([name])[name]}", base))
        else:
            found.append(
                (Pair(f"manifest.pdf: {part.slug}", f"manifest.pdf：{part.slug}"), f"{base}manifest.pdf#disclosed")
            )
    return found


def _file(path: str, base: str) -> tuple[Pair, str]:
    return _same(path), f"{base}{path}"


def _same(text: str) -> Pair:
    return Pair(text, text)
