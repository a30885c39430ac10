"""What is to be set in a filing in one gesture, and the file that says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from codebinder import templates
from codebinder.base.messages import SaidError, why_of
from codebinder.model.text import Message, shown

FIELDS_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is to be set in one gesture: answers, reasons, facts of the product, when the filing is due."""

    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    justifications: Mapping[str, str] = field(default_factory=dict[str, str])
    rulings: Mapping[str, str] = field(default_factory=dict[str, str])
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    due: str | None = None
    by: str = ""

    def __len__(self) -> int:
        counted = (self.answers, self.justifications, self.rulings, self.facts)
        return sum(map(len, counted)) + (self.due is not None)


def read_fields(path: Path) -> Given:
    """Read everything that the YAML file at `path` says (facts, answers, justifications, rulings)."""
    try:
        with path.open("rb") as stream:
            text = stream.read(FIELDS_LIMIT + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.filings.file-answers-cannot-read"), where=shown(str(path)), next_step=why_of(error)
        ) from error
    if len(text) > FIELDS_LIMIT:
        raise SaidError(Message("refuse.filings.file-answers-larger-than-4"), where=shown(str(path)))
    fields = templates.load_fields(text, shown(path.name))
    facts = {**dict(fields.facts), **dict(fields.product)}
    if fields.category:
        facts["category"] = fields.category
    return Given(
        answers=dict(fields.answers),
        justifications=dict(fields.justifications),
        rulings=dict(fields.rulings),
        facts=facts,
    )
