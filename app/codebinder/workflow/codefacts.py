"""What the code says against what is declared: keeps observations, lists them, and proposes rows for tables.

A scan gives each component's gathering to `keep`; everything here reads what was kept then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from codebinder import templates
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError
from codebinder.detect.facts import Gathering
from codebinder.detect.fileview import FileView
from codebinder.model.checklist import FilingFacts
from codebinder.model.filing import Filing
from codebinder.model.observations import Fill, Observation, ObservationKind
from codebinder.model.template import Column, FilingTemplate, Requirement, RequirementKind
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import filings
from codebinder.workflow.session import Session

PURPOSE = "observations"
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One observation of one component."""

    component: str
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """What prefilling did to one table: how many rows a person had written, how many were proposed, and those."""

    requirement: str
    kept: int
    added: int
    rows: tuple[tuple[tuple[str, str], ...], ...]


def kept(session: Session, filing: Filing, component: str) -> Gathering | None:
    """Give what a component's files said at the last scan; None where all of them must be read for it."""
    sealed = session.book.observations.get(filing.slug, component)
    return Gathering.unpacked(session.sealer.unseal(PURPOSE, sealed)) if sealed else None


def keep(session: Session, filing: Filing, component: str, gathering: Gathering) -> None:
    """Write down what a component's files say; inside the scan's transaction."""
    sealed = session.sealer.seal(PURPOSE, gathering.packed())
    session.book.observations.put(filing.slug, component, sealed)


def file_view(path: bytes, data: bytes) -> FileView:
    """Give a file as detectors see it."""
    return FileView(path=path, data=data, encoding=encodings.detect(data)[0])


def facts(session: Session, filing: Filing, kinds: Sequence[ObservationKind] = ()) -> tuple[FactView, ...]:
    """Give what the code of every component says, by component, kind and frequency."""
    found: list[FactView] = []
    for slug, sealed in session.book.observations.all(filing.slug):
        rows = _observations(session.sealer.unseal(PURPOSE, sealed))
        found.extend(FactView(component=slug, observation=row) for row in rows if not kinds or row.kind in kinds)
    return tuple(found)


def observed(session: Session, filing: Filing) -> tuple[Observation, ...]:
    """Give what the whole filing's code says, for the checklist. No key is asked for where nothing was observed."""
    sealed = session.book.observations.all(filing.slug)
    if len(sealed) == 1:
        return _observations(session.sealer.unseal(PURPOSE, sealed[0][1]))
    whole: dict[tuple[ObservationKind, str, str], Observation] = {}
    for _, box in sealed:
        for row in _observations(session.sealer.unseal(PURPOSE, box)):
            key = (row.kind, row.subject, row.detail)
            whole[key] = _both(whole[key], row) if key in whole else row
    return tuple(whole.values())


def _both(one: Observation, other: Observation) -> Observation:
    places = (*one.places, *other.places)[:20]
    return Observation(
        kind=one.kind, subject=one.subject, detail=one.detail, count=one.count + other.count,
        aside=one.aside + other.aside, places=places,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _observations(packed: bytes) -> tuple[Observation, ...]:
    """Add up a kept gathering; pages ask again and again while nothing changes."""
    gathering = Gathering.unpacked(packed)
    return gathering.observations() if gathering else ()


def proposals(session: Session, filing: Filing) -> tuple[TableView, ...]:
    """Give the rows that the code proposes for the template's tables, beside those that people wrote."""
    chosen = filings.template(session, filing)
    known = filings.facts(session, filing)
    seen = observed(session, filing)
    answers = dict(known.answers)
    return tuple(
        _proposed(chosen, requirement, answers.get(requirement.id, ""), seen)
        for requirement in chosen.requirements
        if requirement.prefill and requirement.kind is RequirementKind.TABLE and _applies(requirement, chosen, known)
    )


def _applies(requirement: Requirement, chosen: FilingTemplate, known: FilingFacts) -> bool:
    """Is the table asked for, or not known not to be?"""
    if requirement.condition is None:
        return True
    return templates.judge(requirement.condition, known, chosen.categories) is not False


def prefill(session: Session, filing: Filing, *, only: str = "") -> tuple[TableView, ...]:
    """Add the proposed rows to the tables, or to the one of the requirement `only`. What a person wrote stays as it
    is, and stands first.

    Cells that the code can't fill stay empty: the checklist then names what a person has still to state.
    """
    if not session.book.observations.all(filing.slug):
        raise SaidError(
            Message("refuse.codefacts.nothing-known-about-code-yet"),
            where=filing.slug,
            next_step=Message("next.run-scan-file-first-then"),
        )
    tables = tuple(each for each in proposals(session, filing) if only in {"", each.requirement})
    count = sum(table.added for table in tables)
    if not count:
        return tables
    answers = filings.answers(session, filing)
    with session.book.transaction("facts prefill", subject=filing.slug, detail={"count": count}):
        for table in tables:
            if table.added:
                rows = [*_rows(answers.get(table.requirement, "")), *(dict(row) for row in table.rows)]
                text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
                session.book.filings.set_answer(filing.slug, table.requirement, text)
    return tables


def _proposed(
    template: FilingTemplate, requirement: Requirement, answer: str, seen: Iterable[Observation]
) -> TableView:
    held = _rows(answer)
    cells = [str(cell).casefold() for row in held for cell in row.values()]
    wanted = templates.bearing(seen, requirement.prefill)
    chinese = "zh" in template.languages and template.languages[0] == "zh"
    rows: list[tuple[tuple[str, str], ...]] = []
    names: set[str] = set()
    room = min(_MOST_ROWS, requirement.max_count or _MOST_ROWS) - len(held)
    ports = any(row.kind is ObservationKind.PORT for row in wanted)
    for row in wanted:
        if row.kind is ObservationKind.LISTENER and ports:
            continue  # a call that listens tells less than the port that it listens at
        made = tuple((column.id, _cell(column, row, chinese=chinese)) for column in requirement.columns)
        key = "\0".join(text for (_, text), column in zip(made, requirement.columns, strict=True) if column.fill)
        if key in names or _stands(row.subject, cells) or len(rows) >= room:
            continue
        names.add(key)
        rows.append(made)
    return TableView(requirement=requirement.id, kept=len(held), added=len(rows), rows=tuple(rows))


def _stands(subject: str, cells: Sequence[str]) -> bool:
    """Does a table name this already, in whatever words?"""
    wanted = re.compile(rf"(?<![\w.]){re.escape(subject.casefold())}(?![\w.])")
    return any(wanted.search(cell) for cell in cells)


def _cell(column: Column, row: Observation, *, chinese: bool) -> str:
    text = _filled(column.fill, row, chinese=chinese)
    if column.kind != "number":
        return text
    return row.subject if column.fill == Fill.NAME and row.subject.isdecimal() else ""


def _filled(fill: str, row: Observation, *, chinese: bool) -> str:
    if fill == Fill.NAME:
        prefix = ("端口 " if chinese else "port ") if row.kind is ObservationKind.PORT else ""
        return prefix + row.subject
    detail, _, service = row.detail.partition("; usually ")
    if fill == Fill.SERVICE:
        return service or (detail if row.kind is not ObservationKind.PORT else "")
    if fill == Fill.DETAIL:
        return detail
    if fill == Fill.PLACES:
        return ", ".join(f"{shown_path(place.path)}:{place.line}" for place in row.places[:3])
    return ""


def _rows(answer: str) -> list[dict[str, object]]:
    try:
        value: object = json.loads(answer) if answer else []
    except ValueError:
        raise SaidError(Message("refuse.codefacts.table-filing-cannot-read"), where=shown(answer[:40])) from None
    if not isinstance(value, list):
        return []
    return [cast("dict[str, object]", row) for row in cast("list[object]", value) if isinstance(row, dict)]
