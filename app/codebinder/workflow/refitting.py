"""Another text of its template for a filing: which answers stay, go along, come back, or are kept aside.

Nothing that a person wrote is lost by it: what fits no more is kept in the workbook under its old name, is listed, and
comes back when a template asks for it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from codebinder import templates
from codebinder.base.messages import Told
from codebinder.model.filing import Filing
from codebinder.model.review import RoundState
from codebinder.model.source import ComponentKind
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Requirement, RequirementKind
from codebinder.model.text import LangText, Message, shown
from codebinder.workbook.component_text import component_text, read_component
from codebinder.workflow import filings, registered, state
from codebinder.workflow.session import Session

_SIMPLE = frozenset(
    {
        RequirementKind.TEXT,
        RequirementKind.MULTILINE,
        RequirementKind.ENUM,
        RequirementKind.NUMBER,
        RequirementKind.DATE,
    }
)
_FILES = frozenset({RequirementKind.DOCUMENT, RequirementKind.SBOM})
KINDS = ("answer", "justification", "ruling")


class Fate(StrEnum):
    """What becomes of something that was answered."""

    KEPT = "kept"
    CARRIED = "carried"
    """It goes on under another id."""
    ANEW = "anew"
    """It stays where it is, and is not what is asked for any more."""
    ASIDE = "aside"
    BACK = "back"
    """It was kept aside, and is asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """One thing that was answered (`kind`: answer, justification, ruling, document), its requirement (of a document
    `slug` as well), where it goes, and why it does not fit."""

    kind: str
    requirement: str
    fate: Fate
    label: LangText = LangText()
    target: str = ""
    slug: str = ""
    whys: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Something that is kept aside, with the template whose requirement it answered."""

    key: str
    kind: str
    requirement: str
    text: str
    label: LangText
    template: str
    asked: str


def asides(session: Session, filing: Filing) -> tuple[Aside, ...]:
    """Give what is kept aside in a filing."""
    return tuple(_aside(key, text) for key, text in session.book.filings.aside(filing.slug).items())


def _aside(key: str, stored: str) -> Aside:
    held = cast("dict[str, str]", json.loads(stored))
    label = cast("dict[str, str]", json.loads(held["label"]))
    return Aside(
        key=key, kind=held["kind"], requirement=held["requirement"], text=held["text"],
        label=LangText(tuple(label.items())), template=held["template"], asked=held["asked"],
    )  # fmt: skip


def aside_text(held: Aside) -> str:
    """Give what is kept aside as somebody may read it: of a document, where its file lies."""
    if held.kind == "document":
        return shown(read_component(held.text).location)
    return "\n".join(shown(line) for line in held.text.split("\n"))


def drop_aside(session: Session, filing: Filing, key: str) -> None:
    """Throw away what is kept aside under `key`."""
    registered.check_kept(session, filing)
    with session.book.transaction("aside drop", subject=filing.slug, detail={"count": 1}):
        session.book.filings.put_aside(filing.slug, key, None)


def voids(session: Session, filing: Filing) -> int:
    """Give the number of the round that would be void after any change; 0 where none stands."""
    row = state.current_round(session, filing)
    return row.number if row is not None and row.state in {RoundState.OPEN, RoundState.SIGNED} else 0


# ---------------------------------------------------------------------------------------------------------------------
# What would become of the answers.


def plan(
    session: Session, filing: Filing, new: FilingTemplate, renamed: Mapping[str, str] | None = None
) -> tuple[Fitting, ...]:
    """Say what becomes of everything answered, if the filing had the template `new`; changes nothing."""
    return tuple(_Plan(session, filing, new, renamed or {}).run())


class _Plan:
    def __init__(self, session: Session, filing: Filing, new: FilingTemplate, renamed: Mapping[str, str]) -> None:
        self._book = session.book
        self._filing = filing
        self._new = new
        self._renamed = renamed
        self._known = {each.id: each for each in new.requirements}
        self._before = {each.id: each for each in filings.frozen(session, filing).requirements}
        self._own = templates.filled_in(new)
        self._tables = {
            "answer": self._book.filings.answers(filing.slug),
            "justification": self._book.filings.justifications(filing.slug),
            "ruling": self._book.filings.rulings(filing.slug),
        }
        self._today = session.environment.clock.now().date().isoformat()

    def run(self) -> Iterator[Fitting]:
        for kind, table in self._tables.items():
            for key, text in table.items():
                if ":" not in key or kind != "answer":
                    yield self._one(kind, key, text, table)
        slugs: set[str] = set()
        for part in self._book.components.list(self._filing.slug):
            slugs.add(part.slug)
            if part.kind is ComponentKind.DOCUMENT:
                yield self._document(part.requirement, part.slug)
        yield from self._back(slugs)

    def _one(self, kind: str, key: str, text: str, table: Mapping[str, str]) -> Fitting:
        label = self._label(key)
        if kind == "ruling" and templates.is_contradiction(self._new, key):
            return Fitting(kind=kind, requirement=key, fate=Fate.KEPT, label=label, text=text)
        target, moved = self._target(key, table)
        if not target:
            return Fitting(kind=kind, requirement=key, fate=Fate.ASIDE, label=label, text=text)
        wanted, was = self._known[target], self._before.get(key)
        whys = self._misfits(was, wanted, text) if kind == "answer" else ()
        if whys is None:
            why = (Told(Message("refit.otherwise")),)
            return Fitting(kind=kind, requirement=key, fate=Fate.ASIDE, label=label, whys=why, text=text)
        fate = Fate.ANEW if whys else Fate.CARRIED if moved else Fate.KEPT
        return Fitting(kind=kind, requirement=key, fate=fate, label=label, target=target, whys=whys, text=text)

    def _target(self, key: str, table: Mapping[str, str]) -> tuple[str, bool]:
        if key in self._known:
            return key, False
        after = self._renamed.get(key, "")
        return (after, True) if after in self._known and after not in table else ("", False)

    def _misfits(self, was: Requirement | None, wanted: Requirement, text: str) -> tuple[str, ...] | None:
        """Give what is wrong with an answer; None where it answers another question altogether."""
        if wanted.id in self._own:
            return ()
        if was is not None and was.kind is not wanted.kind and not {was.kind, wanted.kind} <= _SIMPLE:
            return None
        if wanted.kind not in FIELD_KINDS:
            return None
        if wanted.kind is RequirementKind.DECLARATION and was is not None and was.statement != wanted.statement:
            return None
        faults = tuple(templates.check_answer(wanted, text, today=self._today))
        return None if faults and was is not None and was.kind is not wanted.kind else faults

    def _document(self, key: str, slug: str) -> Fitting:
        after = key if key in self._known else self._renamed.get(key, "")
        wanted = self._known.get(after)
        if wanted is None or wanted.kind not in _FILES:
            return Fitting(kind="document", requirement=key, fate=Fate.ASIDE, label=self._label(key), slug=slug)
        fate = Fate.KEPT if after == key else Fate.CARRIED
        return Fitting(
            kind="document", requirement=key, fate=fate, label=self._label(key), target=after, slug=slug
        )  # fmt: skip

    def _back(self, slugs: set[str]) -> Iterator[Fitting]:
        taken: set[tuple[str, str]] = set()
        for key, stored in self._book.filings.aside(self._filing.slug).items():
            held = _aside(key, stored)
            wanted = self._known.get(held.requirement)
            place = (held.kind, key.partition(":")[2] if held.kind == "document" else held.requirement)
            if wanted is None or wanted.kind.value != held.asked or place in taken:
                continue
            if held.kind == "document":
                free = read_component(held.text).slug not in slugs
            else:
                free = held.requirement not in self._tables[held.kind] and not (
                    held.kind == "answer" and templates.check_answer(wanted, held.text, today=self._today)
                )
                if held.kind == "answer" and wanted.kind is RequirementKind.DECLARATION:
                    free = False  # what was declared once is declared again, or not at all
            if free:
                taken.add(place)
                yield Fitting(
                    kind=held.kind, requirement=held.requirement, fate=Fate.BACK, label=held.label,
                    target=held.requirement, slug=key, text=held.text,
                )  # fmt: skip

    def _label(self, key: str) -> LangText:
        held = self._before.get(key) or self._known.get(key)
        return held.label if held is not None else LangText()


# ---------------------------------------------------------------------------------------------------------------------
# Doing it.


def refit(
    session: Session, filing: Filing, new: FilingTemplate, *, action: str, about: str,
    renamed: Mapping[str, str] | None = None,
) -> tuple[Fitting, ...]:  # fmt: skip
    """Freeze `new` into the filing, and put every answer where it belongs then: one transaction. `about` names the
    screen or version in the audit. Give what became of everything."""
    registered.check_kept(session, filing)
    made = plan(session, filing, new, renamed)
    before = filings.frozen(session, filing)
    aside = sum(each.fate is Fate.ASIDE for each in made)
    detail: dict[str, str | int | bool] = {"about": about, "count": len(new.requirements), "aside": aside}
    with session.book.transaction(action, subject=filing.slug, detail=detail):
        session.book.filings.set_template(filing.slug, version=new.version, digest=new.digest, text=new.text)
        for each in made:
            if each.fate is Fate.ASIDE:
                _put_aside(session, filing, each, before)
            elif each.fate is Fate.BACK:
                _bring_back(session, filing, each)
            elif each.target and each.target != each.requirement:
                _carry(session, filing, each)
    return made


def _put(session: Session, filing: Filing, kind: str, key: str, text: str | None) -> None:
    book = session.book.filings
    {"answer": book.set_answer, "justification": book.set_justification, "ruling": book.set_ruling}[kind](
        filing.slug, key, text
    )


def _put_aside(session: Session, filing: Filing, fitting: Fitting, before: FilingTemplate) -> None:
    asked = next((each.kind.value for each in before.requirements if each.id == fitting.requirement), "")
    text = fitting.text
    if fitting.kind == "document":
        text = component_text(session.book.components.get(filing.slug, fitting.slug))
        session.book.components.remove(filing.slug, fitting.slug)
    else:
        _put(session, filing, fitting.kind, fitting.requirement, None)
    stored = {
        "kind": fitting.kind, "requirement": fitting.requirement, "text": text, "asked": asked,
        "label": json.dumps(dict(fitting.label.pairs)), "template": f"{before.id} {before.version}",
    }  # fmt: skip
    held = session.book.filings.aside(filing.slug)
    stem = f"{fitting.kind}:{fitting.slug or fitting.requirement}"
    key, number = stem, 2
    while key in held:  # an older one stays as well
        key, number = f"{stem}#{number}", number + 1
    session.book.filings.put_aside(filing.slug, key, json.dumps(stored))


def _bring_back(session: Session, filing: Filing, fitting: Fitting) -> None:
    if fitting.kind == "document":
        session.book.components.add(filing.slug, read_component(fitting.text))
    else:
        _put(session, filing, fitting.kind, fitting.requirement, fitting.text)
    session.book.filings.put_aside(filing.slug, fitting.slug, None)


def _carry(session: Session, filing: Filing, fitting: Fitting) -> None:
    if fitting.kind == "document":
        part = session.book.components.get(filing.slug, fitting.slug)
        session.book.components.update(filing.slug, replace(part, requirement=fitting.target))
    else:
        _put(session, filing, fitting.kind, fitting.requirement, None)
        _put(session, filing, fitting.kind, fitting.target, fitting.text)
