"""Judgements in the window: one key for each; what stands out is alone and first; nothing goes that was not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from codebinder.base.messages import said
from codebinder.model.review import Role, Round, RoundState, ShownHow, Subject, Verdict
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile
from codebinder.ui.reviewing.board import Board
from codebinder.ui.reviewing.data import Review, Where
from codebinder.ui.widgets.document import Document
from codebinder.workflow import cards, judgements
from codebinder.workflow.judging import Judged
from codebinder.workflow.views import FileView, SubjectView
from helpers.filings_of_500 import FILINGS, Decided

Settle = Callable[[MainWindow], None]
PLANTED = 10


class Filing:
    """Three filings in one as the source of a board: what is decided is written down."""

    uid, filing_slug, packet, writable = "made-up", "f", False, True

    def __init__(self) -> None:
        self.parts: dict[str, Decided] = {name: make() for name, make in FILINGS.items()}
        self.wrong = [self.plant(self.parts["gateway"], n) for n in range(PLANTED)]
        self.rows = [
            replace(row, id=f"{row.id}@{name}", component=name, tag=f"{row.tag}{name}")
            for name, made in self.parts.items()
            for row in made.rows
        ]
        self.sights = {
            f"{id_}@{name}": sight for name, made in self.parts.items() for id_, sight in made.sights().items()
        }
        self.verdicts: dict[str, tuple[Verdict, ShownHow]] = {}

    @staticmethod
    def plant(made: Decided, number: int) -> str:
        """Keep a live token of the product under the note of its tests."""
        value = b"sk_live_" + made.drawn(24)
        note = made.common_note("assigned-token")
        return made.keep("stripe-key", "token", b"src/cloud/pay%d.c" % number, value, note=note) + "@gateway"

    def read(self) -> Review:
        row = Round(number=1, digest="d" * 64, previous="", state=RoundState.OPEN, submitted_at="", submitter="",
                    input_tag="", files=1, size=1)  # fmt: skip
        views = tuple(
            SubjectView(
                subject=Subject(id=each.id, kind=each.act.value, digest=each.id, proposer=""),
                title=each.rule, where=each.component, internal_reason=each.reason, note=each.note, decision=None,
            )
            for each in self.rows
        )  # fmt: skip
        places = {each.id: Where(each.component, each.path, each.start, each.end) for each in self.rows}
        return Review(round=row, subjects=views, places=places, people={}, role=Role.LEGAL)

    def judged(self, _review: Review, _cancel: Any) -> Judged:
        known = self.parts["gateway"].known
        cases = judgements.group(self.rows, self.sights, known=known)
        return Judged(cases=cases, matters={each.id: each for each in self.rows}, sights=self.sights)

    def leaving(self, _review: Review) -> tuple[()]:
        return ()

    def card(self, judged: Judged, name: str, lang: str) -> cards.Card:
        return cards.card_of(judged.matters[name], lang=lang)

    def ask_key(self, _role: Role) -> str:
        return "hers"

    def file(self, component: str, path: bytes) -> OpenFile:
        data = bytes(self.parts[component].files[path])
        view = FileView(
            component=component, path=path, data=data, encoding="utf-8", language="", findings=(), redactions=()
        )
        return OpenFile(view, Document(data, "utf-8"), ())

    def filed(self, *_: Any) -> FiledFile:
        raise AssertionError("nobody rests on a file here")

    def shows(self, *_: Any) -> ShownHow:
        return ShownHow.WHOLE

    def place(self, where: Where) -> int:
        return where.start

    def withdraw(self, ids: Sequence[str], _key: str) -> None:
        for each in ids:
            self.verdicts.pop(each, None)

    def decide(
        self, ids: Sequence[str], verdict: Verdict, _comment: str, how: Mapping[str, ShownHow], _key: str
    ) -> None:
        self.verdicts.update({each: (verdict, how[each]) for each in ids})


@pytest.fixture
def board(window: MainWindow, settle: Settle, qtbot: QtBot) -> Board:
    made = Board(window.desk)
    qtbot.addWidget(made)
    made.showing.rest.setInterval(10**8)  # the file as filed is none of this test's business
    made.resize(900, 600)
    made.show()
    made.open(Filing())  # type: ignore[arg-type]  (a source of the board)
    made.refresh()
    settle(window)
    return made


def held(board: Board) -> Filing:
    assert isinstance(board.source, Filing)
    return board.source


def test_a_lawyer_decides_by_one_key_a_judgement_and_sees_every_mistake_alone(
    board: Board, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    filing, picker = held(board), board.picker
    assert picker.grouped
    count, keys, decided = len(picker.judged.cases), 0, 0
    assert len(filing.rows) > 1500
    assert 60 <= count < 150
    while decided < count:
        case = picker.cases.current_case()
        assert case is not None
        wrong = filing.wrong[0] in case.members or set(filing.wrong) & set(case.members)
        if decided < PLANTED:
            assert len(case.members) == 1, "what stands out comes first, alone"
            assert wrong
            assert "note" in picker.card.words()
        qtbot.keyClick(picker.cases, Qt.Key.Key_X if case.odd else Qt.Key.Key_A)
        keys += 1
        if case.odd:
            board.ask.field.setText("Hide it.")
            qtbot.keyClick(board.ask.field, Qt.Key.Key_Return)
            keys += 1
        decided += 1
    settle(window)
    assert len(filing.verdicts) == len(filing.rows)
    assert keys <= 1.2 * count
    assert all(filing.verdicts[each][0] is Verdict.REJECT for each in filing.wrong)
    how = {each for _, each in filing.verdicts.values()}
    assert how <= {ShownHow.CONTEXT, ShownHow.BULK}, "what had no line on the screen is signed as decided in bulk"


def test_approving_together_leaves_what_stands_out_and_what_was_not_looked_at(
    board: Board, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    filing, picker = held(board), board.picker
    plain = [at for at, case in enumerate(picker.cases.rows.cases) if not case.odd]
    for at in plain[:3]:
        picker.cases.setCurrentIndex(picker.cases.rows.index(at, 0))
    board.approve_all()
    words = board.ask.accessibleName()
    board.ask._first()
    settle(window)
    wanted = {each for at in plain[:3] for each in picker.cases.rows.cases[at].members}
    assert set(filing.verdicts) == wanted
    assert f"{PLANTED}." in words
    picker.turn(grouped=False)
    board.approve_all()
    assert f"stand out: {PLANTED - 1}" in board.ask.accessibleName(), "one was on the screen when the board opened"
    board.ask.dismiss()
    picker.turn(grouped=True)
    picker.cases.selectAll()
    qtbot.keyClick(picker.cases, Qt.Key.Key_A)
    settle(window)
    assert not set(filing.wrong[1:]) & set(filing.verdicts)


def test_enter_opens_a_judgement_to_its_members_and_filters_narrow_it(
    board: Board, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    filing, picker = held(board), board.picker
    largest = max(range(len(picker.judged.cases)), key=lambda at: len(picker.judged.cases[at].members))
    picker.cases.setCurrentIndex(picker.cases.rows.index(largest, 0))
    qtbot.keyClick(picker.cases, Qt.Key.Key_Return)
    first = picker.cases.current_member()
    assert first == picker.judged.cases[largest].members[0]
    qtbot.keyClick(picker.cases, Qt.Key.Key_A)
    settle(window)
    assert list(filing.verdicts) == [first]
    assert picker.cases.current_member() == picker.judged.cases[largest].members[1]
    qtbot.keyClick(picker.cases, Qt.Key.Key_Escape)
    assert not picker.cases.currentIndex().internalId()
    board.actions.only.setCurrentIndex(board.actions.only.findData("odd"))
    assert picker.cases.rows.rowCount() == PLANTED
    board.actions.show_all()
    board.actions.kind.setCurrentIndex(board.actions.kind.findData("export"))
    assert {case.first.kind for case in picker.cases.rows.cases} == {"export"}
    board.actions.show_all()
    board.actions.search.setText("standard notice library")
    qtbot.waitUntil(lambda: 0 < picker.cases.rows.rowCount() < 5)
    card = picker.card.card
    settle(window)
    card = picker.card.card
    assert card is not None
    assert said(card.could) in picker.card.words()


def test_what_was_shown_of_a_judgement_is_all_that_counts_as_looked_at(
    board: Board, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    filing, picker = held(board), board.picker
    largest = max(range(len(picker.judged.cases)), key=lambda at: len(picker.judged.cases[at].members))
    whole = picker.judged.cases[largest]
    wanted = next(each for each in filing.rows if each.id == whole.members[-1])
    picker.show_rows([view for view in filing.read().subjects if view.subject.id == wanted.id])
    picker.cases.setCurrentIndex(picker.cases.rows.index(0, 0))
    assert wanted.path.decode() in picker.cases.rows.title(picker.cases.rows.cases[0]), "its own place is named"
    picker.cases.setCurrentIndex(QModelIndex())
    board.actions.show_all()
    board._filter()
    assert not set(whole.members) & set(picker.bulk().ids), "one of them was on the screen, the judgement was not"
    # Every single thing, all chosen: what stands out and was not opened is left out.
    picker.turn(grouped=False)
    picker.list.selectAll()
    ids, why = picker.approvable()
    assert why
    assert not set(filing.wrong[1:]) & set(ids)
    # While nobody can say what stands out, only what was opened goes together; what changed was not seen.
    picker.seen[filing.rows[0].id] = ShownHow.WHOLE
    picker._judged_of = ""
    assert set(picker.bulk().ids) <= set(picker.seen)
    assert set(picker.approvable()[0]) <= set(picker.seen)
    review = filing.read()
    views = [replace(view, subject=replace(view.subject, digest="other")) for view in review.subjects[:1]]
    picker.show_review(replace(review, subjects=(*views, *review.subjects[1:])))
    settle(window)
    assert picker.ready
    assert filing.rows[0].id not in picker.seen
