"""The register: states change by a table, days are real, and what went to whom is known by digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.filing import FilingState
from codebinder.model.register import CHANGES, AnswerKind, Medium
from codebinder.workflow import filings, register, registered
from codebinder.workflow.register import Parcel
from helpers.workflows import ENGINEER, LEGAL, QUIET, Room

DAY = "2026-11-22"


@pytest.fixture
def built(room: Room) -> Room:
    """A room with an approved package, built."""
    room.source({b"a.c": b"int a;\nint hidden_line;\nint b;\n"})
    room.scan()
    room.hide(b"a.c", 2, 2)
    room.approve()
    room.build()
    return room


def send(room: Room, **more: object) -> register.deliveries.__class__:  # type: ignore[valid-type]
    return register.sent(room.session, room.filing, Parcel(to="CAC", medium=Medium.DISC, **more), key=ENGINEER)  # type: ignore[arg-type]


def test_smoke(built: Room) -> None:
    made = send(built)
    assert made.round == 1
    assert registered.now(built.session, built.filing).state is FilingState.SENT
