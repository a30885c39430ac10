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
class FilingFacts:
    """What a checklist is computed from. `answers` maps a requirement id to its canonical text (tables: JSON list of
    objects; question sets: JSON object; multi_enum: JSON list; declarations "yes"); `justifications` and `rulings` map
    ids to a person's reason; `documents` counts by requirement id, `approvals` by role; `documents_open` are the
    requirement ids of documents whose hidden traits nobody has accepted; `observations` are what the code shows;
    `share` is what was measured of what is hidden, None where nothing was since the last change.
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
