"""What a checklist lacks, one sentence for each requirement, so that it can be said in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.base.messages import Told
from codebinder.base.recognising import recognised_each
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.text import Message


def unmet(rows: Sequence[ChecklistRow]) -> tuple[str, ...]:
    """Give a sentence for each requirement that is not met."""
    return tuple(
        Told(
            Message(
                "said.unmet",
                {
                    "requirement": row.requirement,
                    "step": row.step,
                    "why": recognised_each(row.why, "why", "field"),
                    "where": f" {row.where}" if row.where else "",
                },
            )
        )
        for row in rows
        if row.state is RequirementState.UNMET
    )
