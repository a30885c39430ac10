"""Most templates are questions and documents alone: their steps for sources must not look unfinished."""

from __future__ import annotations

from codebinder.workflow import filings, overview
from codebinder.workflow.views import Standing, Step
from helpers.workflows import Room


def test_steps_that_nothing_is_asked_of_are_not_required(room: Room) -> None:
    session, product = room.session, room.filing.product
    asked = filings.add_filing(session, product=product, template="us-fcc-software-security", slug="asked")
    deposit = filings.add_filing(session, product=product, template="escrow-deposit", slug="deposit")
    steps = {each.step: each.standing for each in overview.view(session, asked).steps}
    idle = {Step.SOURCES, Step.FIRMWARE, Step.DOCUMENTS, Step.REDACTION}
    assert {step for step, standing in steps.items() if standing is Standing.UNASKED} == idle
    rows = filings.checklist_without_approvals(session, asked)
    assert overview.refuses(rows, Step.SOURCES)
    assert not overview.wants(rows, Step.SOURCES)
    steps = {each.step: each.standing for each in overview.view(session, deposit).steps}
    assert steps[Step.SOURCES] is steps[Step.REDACTION] is Standing.NOTHING
    assert overview.wants(filings.checklist_without_approvals(session, deposit), Step.SOURCES)
