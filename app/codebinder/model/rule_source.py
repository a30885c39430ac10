"""Where a rule of a template comes from, as of when, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.text import LangText


class Certainty(StrEnum):
    """How a rule is known: read in a source, in a secondary page, general knowledge, or inferred by us."""

    SOURCE = "source"
    SECONDARY = "secondary"
    MEMORY = "memory"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """Where a rule comes from, as of when, and how sure that is."""

    text: str = ""
    date: str = ""
    certainty: Certainty = Certainty.INFERRED
    note: LangText = LangText()
