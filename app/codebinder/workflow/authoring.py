"""What an author is told of a template beside its faults: what nobody can be sure of, and what is missing beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codebinder import templates
from codebinder.base.messages import SaidError, why_of
from codebinder.errors import Faults, UserError
from codebinder.model.checklist import FilingFacts, RequirementState
from codebinder.model.rule_source import Certainty, RuleSource
from codebinder.model.template import FilingTemplate, Level, RequirementKind
from codebinder.model.text import LangText, Message, shown
from codebinder.templates import Fields

_LIMIT = 4 * 1024 * 1024
_FILES = frozenset({RequirementKind.DOCUMENT, RequirementKind.SBOM})
_COMPONENTS = frozenset({"sources", "firmware", "documents", "review"})
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that an author should mend; `line` is 0 where it is about the whole file, or about another."""

    message: Message
    line: int = 0


def read_sample(path: Path) -> Fields:
    """Read a filled-in example; Faults with every fault in it."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_LIMIT + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.filings.file-answers-cannot-read"), where=shown(str(path)), next_step=why_of(error)
        ) from error
    if len(text) > _LIMIT:
        raise SaidError(Message("refuse.filings.file-answers-larger-than-4"), where=shown(str(path)))
    return templates.load_fields(text, shown(path.name))


def facts_of(template: FilingTemplate, sample: Fields, today: str = "") -> FilingFacts:
    """Give the filing that a sample makes, with every file that is asked for."""
    stated = {**dict(sample.facts), **({"category": sample.category} if sample.category else {})}
    kinds = Counter(each.kind for each in template.requirements if each.level is not Level.FORBIDDEN)
    return FilingFacts(
        facts=tuple(sorted({"has.source": "yes", "has.firmware": "yes", "has.document": "yes", **stated}.items())),
        answers=sample.answers,
        justifications=sample.justifications,
        rulings=sample.rulings,
        documents=tuple((each.id, max(1, each.min_count)) for each in template.requirements if each.kind in _FILES),
        sources=int(bool(kinds[RequirementKind.SOURCE])),
        firmware=int(bool(kinds[RequirementKind.FIRMWARE])),
        approvals=((template.approvals.role, template.approvals.count),),
        today=today,
    )


def advice(template: FilingTemplate, folder: Path | None, today: str) -> tuple[Advice, ...]:
    """Give what an author should mend; `folder` is where the template lies, with its README and sample."""
    lines = {row.name: row.line for row in templates.outline(template.text) if row.level and row.key == "requirements"}
    found = [*_words(template, lines), *_sources(template, lines), *_dates(template), *_ids(template, lines)]
    if folder is not None:
        found += _beside(template, folder, today)
    return tuple(sorted(found, key=lambda each: each.line))


def _words(template: FilingTemplate, lines: dict[str, int]) -> Iterator[Advice]:
    """Both the languages of the window are wanted, whatever languages the papers have."""
    for lang in ("en", "zh"):
        if not _has(template.names, lang):
            yield Advice(Message("advice.name", {"lang": Message(f"lang.{lang}")}))
        missing = [each.id for each in template.requirements if not _has(each.label, lang)]
        for name in missing[:_NAMED]:
            params = {"name": name, "lang": Message(f"lang.{lang}")}
            yield Advice(Message("advice.label", params), lines.get(name, 0))
        if len(missing) > _NAMED:
            params = {"count": len(missing) - _NAMED, "lang": Message(f"lang.{lang}")}
            yield Advice(Message("advice.labels", params))


def _has(text: LangText, lang: str) -> bool:
    return bool(dict(text.pairs).get(lang))


def _sources(template: FilingTemplate, lines: dict[str, int]) -> Iterator[Advice]:
    rules: list[tuple[str, RuleSource]] = [(each.id, each.source) for each in template.requirements]
    if template.listing.mode != "none":
        rules.append(("listing", template.listing.source))
    rules += [
        ("redaction", template.redaction.source),
        ("approvals", template.approvals.source), ("archive", template.archive.source),
    ]  # fmt: skip
    for name, source in rules:
        if not source.text:
            yield Advice(Message("advice.no-source", {"name": name}), lines.get(name, 0))
        elif not source.date and source.certainty in {Certainty.SOURCE, Certainty.SECONDARY}:
            yield Advice(Message("advice.no-date", {"name": name}), lines.get(name, 0))


def _dates(template: FilingTemplate) -> Iterator[Advice]:
    if not template.check_by and template.status.value != "contractual":
        yield Advice(Message("advice.no-check-by"))
    if template.changes and template.version not in {each.version for each in template.changes}:
        yield Advice(Message("advice.no-change", {"version": template.version}))
    if not template.legal_basis and template.status.value in {"in_force", "suspended", "draft"}:
        yield Advice(Message("advice.no-basis"))


def _ids(template: FilingTemplate, lines: dict[str, int]) -> Iterator[Advice]:
    """An id that is another one's but for a letter is read as that one."""
    names = [each.id for each in template.requirements]
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            if one.rstrip("s") == other.rstrip("s") or one.replace("_", "") == other.replace("_", ""):
                yield Advice(Message("advice.alike", {"name": other, "other": one}), lines.get(other, 0))


def _beside(template: FilingTemplate, folder: Path, today: str) -> Iterator[Advice]:
    if folder.name != template.id:
        yield Advice(Message("advice.folder", {"folder": shown(folder.name), "id": template.id}))
    if not (folder / "README.md").is_file():
        yield Advice(Message("advice.no-readme"))
    sample = folder / "sample.yaml"
    if not sample.is_file():
        yield Advice(Message("advice.no-sample"))
        return
    try:
        read = read_sample(sample)
    except Faults as faults:
        for each in faults.faults[:_NAMED]:
            yield Advice(Message("advice.sample-fault", {"what": each}))
        return
    except UserError as error:
        yield Advice(Message("advice.sample-fault", {"what": str(error)}))
        return
    yield from _fits(template, read, today)


def _fits(template: FilingTemplate, sample: Fields, today: str) -> Iterator[Advice]:
    """Does the sample answer what is asked, and nothing else?"""
    facts = facts_of(template, sample, today)
    held = templates.resolved(template, facts)
    known = {each.id for each in template.requirements}
    for name, _ in (*sample.answers, *sample.justifications, *sample.rulings):
        if name not in known and name != "recipient" and not templates.is_contradiction(template, name):
            yield Advice(Message("advice.sample-unknown", {"name": shown(name)}))
    for row in templates.checklist(held, facts):
        if row.state is RequirementState.UNMET and row.step not in _COMPONENTS:
            yield Advice(Message("advice.sample-unmet", {"name": row.requirement, "why": row.why}))
