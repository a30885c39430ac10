"""What was decided for one filing is proposed to another: found in its sources, and hidden by a person's word alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.redaction import RedactionKind
from codebinder.workflow import filings, proposing, redacting, sources
from codebinder.workflow.carrying import Outcome
from helpers.workflows import ENGINEER, LEGAL, QUIET, TEMPLATE, TOKEN, Room

RECIPE = b"int recipe(int heat)\n{\n    int seed = 0x5eed1234;\n    return stir(seed, heat) + stir(heat, seed);\n}\n"
HEAD = b"".join(b"int before_%d(void) { return %d; }\n" % (at, at) for at in range(9))
LINE = b'char *token = "' + TOKEN + b'";\n'
CODE = HEAD + RECIPE + b"int last;\n" + LINE
NOTES = b"the whole of our plans\n" * 9
OWN = TEMPLATE.replace(
    "redaction: {allowed: yes,",
    "redaction: {allowed: yes, reasons: [{internal: RCP, published: TS, label: {en: A recipe}}],",
)
"""Knows a reason of its own, beside those that every template knows."""


def other(room: Room, *, template: str = TEMPLATE, move: bool = False) -> str:
    """Hide four things in the first filing, and begin a second one over the same repository."""
    room.source({b"a.c": CODE, b"notes.txt": NOTES})
    room.scan()
    room.redact()
    room.hide(b"a.c", 10, 14)
    redacting.redact_file(room.session, room.filing, path=b"notes.txt", reason="3P", key=ENGINEER, note="a partner's")
    room.template.write_text(template, encoding="utf-8")
    second = room.begin("g")
    rev = "v1"
    if move:
        rev = room.repositories["src"].commit({b"lib/a.c": b"// x\n" + CODE}, delete=(b"a.c",))
    sources.add_repository(room.session, second, repo=room.repositories["src"].path, rev=rev, slug="src", **QUIET)
    return second.slug


@pytest.mark.parametrize("move", [False, True], ids=["same commit", "a later one"])
def test_what_one_filing_hides_another_can_hide_too(room: Room, move: bool) -> None:
    second = filings.resolve(room.session, other(room, move=move))
    report = proposing.proposals(room.session, second, source="f", **QUIET)
    assert [row.possible for row in report.rows] == [True] * 3
    assert redacting.redactions(room.session, second) == ()
    made = proposing.propose(room.session, second, source="f", ids=None, key=LEGAL, **QUIET)
    assert [row.kind for row in made] == [RedactionKind.VALUE, RedactionKind.PLACE, RedactionKind.FILE]
    assert {row.proposer for row in made} == {room.session.member(LEGAL).fingerprint}
    assert made[2].note == "a partner's"
    path = b"lib/a.c" if move else b"a.c"
    data = redacting.as_filed(room.session, second, path, **QUIET).data
    assert b"0x5eed1234" not in data
    assert TOKEN not in data
    assert b"before_8" in data
    again = proposing.proposals(room.session, second, source="f", **QUIET)
    assert [row.already for row in again.rows] == [row.id for row in made]
    assert proposing.propose(room.session, second, source="f", ids=None, key=ENGINEER, **QUIET) == ()


def test_a_reason_that_the_template_does_not_know_is_not_proposed(tmp_path: Path) -> None:
    room = Room(tmp_path, template=OWN)
    try:
        room.source({b"a.c": CODE})
        common = {"path": b"a.c", "key": ENGINEER}
        redacting.redact_lines(room.session, room.filing, first=10, last=14, reason="RCP", **common)
        redacting.redact_lines(room.session, room.filing, first=2, last=3, reason="TS", **common)
        room.template.write_text(TEMPLATE, encoding="utf-8")
        second = room.begin("g")
        sources.add_repository(room.session, second, repo=room.repositories["src"].path, rev="v1", slug="src", **QUIET)
        report = proposing.proposals(room.session, second, source="f", **QUIET)
        assert [(row.reason, bool(row.published)) for row in report.rows] == [("RCP", False), ("TS", True)]
        with pytest.raises(UserError, match="doesn't know the reason RCP"):
            proposing.propose(room.session, second, source="f", ids=["R-1"], key=ENGINEER, **QUIET)
        assert len(proposing.propose(room.session, second, source="f", ids=None, key=ENGINEER, **QUIET)) == 1
    finally:
        room.session.close()


def test_a_template_that_forbids_redaction_is_proposed_nothing(room: Room) -> None:
    second = filings.resolve(room.session, other(room, template=TEMPLATE.replace("allowed: yes", "allowed: no")))
    with pytest.raises(UserError, match="forbids every redaction"):
        proposing.proposals(room.session, second, source="f", **QUIET)


def test_findings_are_linked_and_keeps_are_hints_only(room: Room) -> None:
    room.source({b"a.c": CODE})
    (finding,) = room.scan()
    room.keep(finding.id, note="of the test bench")
    room.hide(b"a.c", 10, 14)
    second = room.begin("g")
    sources.add_repository(room.session, second, repo=room.repositories["src"].path, rev="v1", slug="src", **QUIET)
    (mine,) = room.scan(second)
    report = proposing.proposals(room.session, second, source="f", **QUIET)
    assert [(hint.finding, hint.kept, hint.note) for hint in report.keeps] == [
        (mine.id, finding.id, "of the test bench")
    ]
    proposing.propose(room.session, second, source="f", ids=None, key=ENGINEER, **QUIET)
    assert [each.state.value for each in room.findings(second)] == ["open"]
    room.hide(b"a.c", 16, 16)
    (made,) = proposing.propose(room.session, second, source="f", ids=None, key=ENGINEER, **QUIET)
    assert made.finding_ids == (mine.id,)
    assert [each.state.value for each in room.findings(second)] == ["redacted"]


def test_what_is_not_the_same_here_is_listed_with_why(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.hide(b"a.c", 10, 14)
    second = room.begin("g")
    rev = room.repositories["src"].commit({b"a.c": CODE.replace(b"+ stir", b"- stir")})
    sources.add_repository(room.session, second, repo=room.repositories["src"].path, rev=rev, slug="other", **QUIET)
    (row,) = proposing.proposals(room.session, second, source="f", **QUIET).rows
    assert (row.outcome, row.possible, row.component, row.line) == (Outcome.CHANGED, False, "other", 10)
    with pytest.raises(UserError, match="changed here"):
        proposing.propose(room.session, second, source="f", ids=[row.redaction], key=ENGINEER, **QUIET)
    with pytest.raises(UserError, match="to itself"):
        proposing.proposals(room.session, second, source="g", **QUIET)
