"""An arbiter without the workbook settles a disagreement in a packet that shows both sides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.review import Verdict
from codebinder.workflow import answers, reviewing
from helpers.reviewers import Packet, Reviewer
from helpers.workflows import ENGINEER, QUIET, TEMPLATE, Room


@pytest.fixture
def arbitrated(tmp_path: Path) -> Iterator[Room]:
    folder = tmp_path / "room"
    folder.mkdir()
    room = Room(folder, template=TEMPLATE.replace("role: legal, ", "role: legal, arbiter: legal, "))
    yield room
    room.session.close()


def test_she_settles_in_a_packet_and_her_answer_ends_the_disagreement(arbitrated: Room, tmp_path: Path) -> None:
    room = arbitrated
    wang, liu, mei = (Reviewer(room, tmp_path, name) for name in ("wang", "liu", "mei"))
    room.source({b"a.c": b"int one;\nint two;\nint three;\n"})
    room.scan()
    first, second = room.hide(b"a.c", 1, 1), room.hide(b"a.c", 2, 2)
    reviewing.submit(room.session, room.filing, key=ENGINEER, reviewers=("wang", "liu"), **QUIET)
    packet = Packet(room)
    with wang.desk(packet) as desk:
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        with pytest.raises(UserError, match="Nobody disagrees"):
            desk.settle(ids=[second], verdict=Verdict.APPROVE, comment="fine", key="wang")
    with liu.desk(packet) as desk:
        desk.decide(ids=[first], verdict=Verdict.APPROVE, key="liu")
        desk.decide(ids=[second], verdict=Verdict.REJECT, comment="all of it", key="liu")
    for each in (wang, liu):
        answers.import_(room.session, each.answer(packet), **QUIET)
    both = Packet(room)
    with mei.desk(both) as desk:
        assert [view.subject.id for view in desk.subjects() if view.judgement and view.judgement.conflict] == [second]
        with pytest.raises(UserError, match="says why"):
            desk.settle(ids=[second], verdict=Verdict.APPROVE, comment="", key="mei")
        desk.settle(ids=[second], verdict=Verdict.APPROVE, comment="the name tells nothing", key="mei")
        assert not any(view.judgement and view.judgement.conflict for view in desk.subjects())
    report = answers.import_(room.session, mei.answer(both), **QUIET)
    assert report.conflicts == ()
    (view,) = (view for view in reviewing.subjects(room.session, room.filing) if view.subject.id == second)
    assert view.judgement is not None
    assert (view.judgement.verdict, view.judgement.settlement is not None) == (Verdict.APPROVE, True)
    assert view.decision is not None
    assert view.decision.comment == "the name tells nothing"
