"""What became of a template's requirements in one filing, and the facts that this is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.observations import Observation
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import Level
from codebinder.model.text import LangText


class RequirementState(StrEnum):
    """What became of a requirement in a filing."""

    MET = "met"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"
    OMITTED = "omitted"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One requirement against one filing: `why` in plain words, `where` what to set or add."""

    requirement: str
    label: LangText
    level: Level
    step: str
    state: RequirementState
    why: str
    where: str
    source: RuleSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFact:
    """How the last measure stands to the template's ceiling, in a sentence for the people of the house."""

    within: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesFact:
    """How the pages stand that would be printed to the template's rules for them, in a sentence."""

    met: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """A document that was given for a requirement. `stated` are its attributes (`Component.stated`): issued_on,
    sealed, original, translated, copies, pages; of a bill of materials also its format, and what ntia it lacks."""

    requirement: str
    name: str
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Who settled something (left it out, decided an unclear rule or a contradiction), and when (ISO)."""

    requirement: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One deadline of a template against a filing: the day (ISO, "" where there is none yet), how many days are left
    (None without a day or without a calendar), and in plain words what it hangs on."""

    label: LangText
    day: str
    days_left: int | None
    why: str
    note: LangText
    source: RuleSource


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacts:
    """What a checklist is computed from. `answers` maps a requirement id to its canonical text (tables: JSON list of
    objects; question sets: JSON object; multi_enum: JSON list; declarations "yes"); `justifications` and `rulings` map
    ids to a person's reason; `documents` counts by requirement id, `approvals` by role; `documents_open` are the
    requirement ids of documents whose hidden traits nobody has accepted; `observations` are what the code shows;
    `share` is what was measured of what is hidden, None where nothing was since the last change; `pages` is
    how the printed pages stand, None where the template has no rule for them. `supplied` are the
    documents with what is stated of them, `picked` the sources whose files are picked by rules, and `kept_back` the
    images of which not everything leaves.
    """

    facts: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    justifications: tuple[tuple[str, str], ...] = ()
    rulings: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[str, int], ...] = ()
    sources: int = 0
    firmware: int = 0
    approvals: tuple[tuple[str, int], ...] = ()
    redactions: int = 0
    documents_open: tuple[str, ...] = ()
    today: str = ""
    observations: tuple[Observation, ...] = ()
    share: ShareFact | None = None
    pages: PagesFact | None = None
    supplied: tuple[Supplied, ...] = ()
    settled: tuple[Settled, ...] = ()
    picked: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()
