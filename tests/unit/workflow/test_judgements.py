"""500 decisions as at most 60 judgements that mix nothing a verdict depends on; the same every time, and quickly."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from codebinder.base.messages import said
from codebinder.errors import UserError
from codebinder.model.findings import Confidence
from codebinder.model.ports import NeverCancel
from codebinder.workflow import judgements, judging, likeness
from codebinder.workflow.judging import Judged
from codebinder.workflow.surroundings import in_tests
from helpers.effort import measured, within
from helpers.filings_of_500 import FILINGS, Decided, gateway, grouped

_Make = Callable[[], Decided]


@pytest.mark.parametrize("make", FILINGS.values(), ids=FILINGS)
def test_a_filing_of_500_is_at_most_60_judgements_that_mix_nothing(make: _Make) -> None:
    made = make()
    cases = grouped(made)
    assert len(made.rows) >= 500
    assert len(cases) <= 60
    assert sorted(each for case in cases for each in case.members) == sorted(row.id for row in made.rows)
    rows = {row.id: row for row in made.rows}
    for case in cases:
        for field in ("act", "reason", "published", "confidence", "since", "stand", "waits"):
            assert len({getattr(rows[each], field) for each in case.members}) == 1, (case.id, field)
        assert case.first.act != "keep" or len({rows[each].rule for each in case.members}) == 1


def test_the_order_of_decisions_changes_no_judgement() -> None:
    made = gateway()
    sights, shuffled = made.sights(), list(made.rows)
    random.Random(5).shuffle(shuffled)
    assert judgements.group(shuffled, sights, known=made.known) == judgements.group(made.rows, sights, known=made.known)


def test_what_has_changed_since_the_last_round_is_judged_apart() -> None:
    made = gateway()
    made.rows = [replace(row, since="changed" if n % 10 == 0 else "same") for n, row in enumerate(made.rows)]
    cases = grouped(made)
    assert all(len({row.since for row in made.rows if row.id in case.members}) == 1 for case in cases)
    assert len(cases) <= 60


def test_samples_come_from_all_over_a_judgement() -> None:
    largest = max(grouped(gateway()), key=lambda case: len(case.members))
    at = [largest.members.index(each) for each in largest.samples]
    assert len(at) == 5
    assert max(at) > len(largest.members) // 2


def test_five_thousand_decisions_take_no_longer_each_than_five_hundred() -> None:
    """Nothing is compared with everything: ten times as much takes about ten times as long."""
    most = 0.0
    for copies in (1, 8):
        made = gateway()
        rows, sights = list(made.rows), made.sights()
        for n in range(1, copies):
            again = {row.id: f"{row.id}-{n}" for row in made.rows}
            rows += [replace(row, id=again[row.id], component=f"c{n}", tag=f"{row.tag}{n}") for row in made.rows]
            sights |= {again[name]: sight for name, sight in made.sights().items()}
        work = partial(judgements.group, rows, sights, known=made.known)
        if copies == 1:
            most = 8 * measured(work)[0] * 3 + 16
        else:
            within(most, work)


def test_each_judgement_is_told_in_both_languages() -> None:
    made = gateway()
    for case in grouped(made):
        for lang in ("en", "zh"):
            text = " ".join(said(each, lang) for each in (judging.headline(case, lang), *judging.facts(case)))
            assert text
            assert "{" not in text


def test_what_stands_out_in_the_same_way_by_the_dozen_is_one_judgement_that_must_be_looked_through() -> None:
    made = gateway()
    for n in range(20):
        made.keep(
            "github-token", "token", b"tests/data/tokens%d.txt" % n, b"ghp_" + made.drawn(36), note="revoked long ago"
        )
    case = next(case for case in grouped(made) if case.first.rule == "github-token")
    assert len(case.members) == 20
    assert case.odd
    assert case.each
    held = Judged(cases=(case,))
    with pytest.raises(UserError, match="20 of its members"):
        judging.members(held, [case.id], approve=True)
    assert len(judging.members(held, [case.id], approve=False)) == 20


def test_a_judgement_of_other_members_has_another_name() -> None:
    made = gateway()
    before = {case.id for case in grouped(made)}
    made.keep("email-address", "personal", b"third_party/lwip/core/mod1.c", b"new@example.org",
              note="author's address in a licence header", line=b" * Copyright (C) 2011 X <")  # fmt: skip
    after = {case.id for case in grouped(made)}
    assert len(before - after) == 1
    with pytest.raises(UserError):
        judging.members(Judged(), sorted(before - after), approve=False)


@pytest.mark.parametrize(
    ("left", "same", "form"),
    [
        (b"tok-9fQ2mZ7xB4vT6rW8yL3n", True, False), (b"OWZRMm1aN3hCNHZUNnJXOHlMM24=", True, True),
        (b"9fQ2mZ7xB4vT6rW8yL3o", True, False), (b"zzQ2mZ7xB4vTzzzzzzzz", False, False), (b"short", False, False),
    ],
    ids=["longer", "base64", "one-sign", "other", "short"],
)  # fmt: skip
def test_a_copy_of_a_hidden_value_is_known(left: bytes, same: bool, form: bool) -> None:
    found = likeness.copies({"R-1": b"9fQ2mZ7xB4vT6rW8yL3n"}, {"F-1": left})
    assert found == ({"F-1": ("R-1", form)} if same else {})


def test_a_round_and_its_packet_give_the_same_judgements(tmp_path: Path) -> None:
    """And the words about them; in a packet everything is read from what the packet holds."""
    from codebinder.workflow import leaving, packetread
    from codebinder.workflow.packetdesk import PacketDesk, own_file
    from helpers.review_room import review_room
    from helpers.reviewers import QUIET, Packet
    from helpers.workflows import ENGINEER

    room = review_room(tmp_path, count=3)
    row = room.session.book.reviews.last_round(room.filing.slug)
    assert row is not None
    with room.session:
        here = judging.of_workbook(room.session, room.filing, cancel=NeverCancel())
        packet = Packet(room)
        with packetread.open_packet(room.environment, packet.path, key=ENGINEER, **QUIET) as reader:
            with own_file(room.environment, reader.book) as store:
                there = judging.of_packet(PacketDesk(reader, room.environment, store), cancel=NeverCancel())
            parts = {part.name: part for part in leaving.of_packet(reader)}
        assert [(case.id, [each.code for each in case.odd]) for case in there.cases] == [
            (case.id, [each.code for each in case.odd]) for case in here.cases
        ]
        mine = {part.name: part for part in leaving.of_round(room.session, room.filing, row)}
        assert parts["masked"].items == mine["masked"].items
        assert parts["whole"].said == mine["whole"].said
        assert any(case.odd and here.matters[case.members[0]].path == b"src/cloud/register.py" for case in here.cases)
        assert all(each.confidence is not Confidence.HIGH or each.hides for each in here.matters.values())


@pytest.mark.parametrize(
    ("text", "value", "joined"),
    [(b"KEY=Vk8qRtz\n", b"Vk8qRtz", False), (b"KEY=Vk8qRtz==\n", b"Vk8qRtz=", True), (b"KEY=Vk8qRtz\n", b"Vk8q", True)],
    ids=["assigned", "padding-left", "cut"],
)
def test_a_value_behind_an_equals_sign_begins_no_word_in_its_middle(text: bytes, value: bytes, joined: bool) -> None:
    made = Decided(random.Random(1))
    name = made.hide_value("assigned-key", "key", b"prod.env", value, reason="CRY", line=text[: text.index(value)],
                           after=text[text.index(value) + len(value) :])  # fmt: skip
    assert made.sights()[name].joined is joined


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        (b"src/audio/sample_rate.c", False), (b"src/vector.c", False), (b"lib/demo_mode.c", False),
        (b"src/spec-parser.c", False), (b"a/examples/x.c", True), (b"conf/app.example.json", True),
        (b".env.sample", True),
        (b"a/x.spec.ts", True), (b"a/test_x.py", True), (b"a/x_test.go", True), (b"sample.env", True),
        (b"a/test_vectors.h", True),
    ],
    ids=lambda value: value.decode().replace("/", "-") if isinstance(value, bytes) else str(value),
)  # fmt: skip
def test_what_the_product_may_be_about_is_no_test(path: bytes, tests: bool) -> None:
    assert in_tests(path) is tests


def test_a_judgement_has_another_name_when_a_member_has_changed_since_it_was_listed() -> None:
    made = gateway()
    last = replace(made.rows[-1], digest="changed")
    before = {case.id for case in grouped(made)}
    made.rows[-1] = last
    after = next(case for case in grouped(made) if last.id in case.members)
    assert after.id not in before


def test_what_could_not_be_read_is_said() -> None:
    made = gateway()
    seen = made.sights()
    cases = judgements.group(made.matters, {}, known=made.known)
    (blind,) = judging.unread(Judged(cases=cases), cases[0])
    assert str(len(cases[0].members)) in said(blind)
    assert not judging.unread(Judged(cases=cases, sights=seen), cases[0])
