"""The meter: honest while it measures, exact once it has; an overtaken measure is never shown; words beside colour."""

from __future__ import annotations

import threading
from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codebinder.model.measure import FileMeasure, Measure, Measured, PageCover
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.redacting.measures import MeasureDialog, page_numbers
from codebinder.ui.redacting.meter import Meter
from codebinder.ui.redacting.words import above, percent
from codebinder.workflow import measuring, redacting

Settle = Callable[[MainWindow], None]
KEY = "lin-wei"
HALF = RedactionPolicy(allowed=True, ceiling="0.5", comparator="<", basis="chars", scope="file")
TOO_MUCH = Message("measure.above", {"remedy": ""})


def measured(hidden: int, whole: int = 100, *, within: bool = True) -> Measured:
    measure = Measure(chars=whole, hidden_chars=hidden, lines=10, hidden_lines=1)
    file = FileMeasure(component="a", path=b"x.c", measure=measure)
    problems = () if within else (TOO_MUCH,)
    return Measured(files=(file,), package=measure, within=within, problems=problems)


def rest(page: RedactionPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.meter.busy)


def test_it_shows_the_numbers_that_a_build_would_count(redaction: RedactionPage, qtbot: QtBot) -> None:
    rest(redaction, qtbot)
    session, filing = redaction.desk.need()
    exact = measuring.measured(session, filing, progress=NoProgress(), cancel=NeverCancel())
    shown = redaction.panes.meter.measured
    assert shown is not None
    assert shown.package == exact.package
    assert percent(exact.package.share("chars")) in redaction.panes.meter.words.text()


def test_a_gesture_is_followed_and_old_numbers_are_named_as_such(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    rest(redaction, qtbot)
    before = redaction.panes.meter.measured
    session, filing = redaction.desk.need()
    redacting.redact_lines(session, filing, path=b"src/main.c", first=1, last=9, reason="TS", key=KEY)
    opened.desk.changed("findings")
    settle(opened)
    assert "measuring" in redaction.panes.meter.words.text()
    assert "before" in redaction.panes.meter.words.text()
    rest(redaction, qtbot)
    after = redaction.panes.meter.measured
    assert before is not None
    assert after is not None
    assert after.package.hidden_lines == before.package.hidden_lines + 9
    assert "measuring" not in redaction.panes.meter.words.text()


def test_what_a_later_gesture_overtakes_is_cancelled_and_never_shown(
    redaction: RedactionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest(redaction, qtbot)
    began, answers, shown = threading.Event(), [measured(1), measured(2)], list[Measured]()
    cancelled = list[bool]()

    def slow(_session: object, _filing: object, *, progress: Progress, cancel: Cancel) -> Measured:
        del progress
        answer = answers.pop(0)
        began.set()
        if answers:  # the first one goes on until it is stopped
            while True:
                try:
                    cancel.check()
                except Exception:
                    cancelled.append(True)
                    raise
        return answer

    monkeypatch.setattr(measuring, "measured", slow)
    monkeypatch.setattr(redaction.panes.meter, "show_measured", lambda measured, _policy: shown.append(measured))
    redaction.meter.ask()
    qtbot.waitUntil(began.is_set)
    redaction.meter.ask()
    rest(redaction, qtbot)
    assert cancelled == [True]
    assert shown == [measured(2)]


def test_why_it_could_not_be_measured_is_said(
    redaction: RedactionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from codebinder.errors import UserError

    rest(redaction, qtbot)

    def broken(*_: object, **__: object) -> Measured:
        raise UserError("The repository is elsewhere.")

    monkeypatch.setattr(measuring, "measured", broken)
    redaction.meter.ask()
    rest(redaction, qtbot)
    assert "elsewhere" in redaction.panes.meter.words.text()
    assert redaction.panes.meter.bar.isHidden()


@pytest.mark.parametrize(
    ("share", "comparator", "too_much"), [("1/2", "<", True), ("1/2", "<=", False), ("51/100", "<=", True)]
)
def test_the_comparator_decides_at_the_ceiling_itself(share: str, comparator: str, *, too_much: bool) -> None:
    policy = RedactionPolicy(allowed=True, ceiling="0.5", comparator=comparator)
    assert above(Fraction(share), policy) is too_much


def test_above_the_ceiling_stands_in_words_with_its_number(qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.show_measured(measured(50, within=False), HALF)
    assert meter.words.text().startswith("ABOVE THE CEILING (< 50.0 %)")
    assert "50.0 %" in meter.bar.accessibleName()
    assert "ceiling" in meter.bar.accessibleName()
    meter.show_measured(measured(49), HALF)
    assert meter.words.text().startswith("within the ceiling")


def test_a_share_is_never_rounded_to_nothing_or_to_all() -> None:
    assert percent(Fraction(1, 100_000)) == "< 0.1 %"
    assert percent(Fraction(99_999, 100_000)) == "> 99.9 %"
    assert percent(Fraction(0)) == "0 %"
    assert percent(Fraction(1)) == "100.0 %"


def test_the_list_behind_it_names_what_is_above_and_goes_there(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    much = FileMeasure(component="gateway", path=b"src/main.c", measure=Measure(chars=10, hidden_chars=6))
    less = FileMeasure(component="gateway", path=b"src/log.c", measure=Measure(chars=10, hidden_chars=1))
    pages = (PageCover(number=3, cells=100, hidden_cells=10, lines=5, hidden_lines=1, paths=("gateway/src/main.c",)),)
    report = Measured(files=(much, less), pages=pages, within=False, problems=(TOO_MUCH,), blackout_pages=(3,))
    dialog = MeasureDialog(redaction.desk, opened, report, HALF)
    dialog.open()
    assert dialog.over.topLevelItemCount() == 1
    assert dialog.files.topLevelItemCount() == 2
    assert dialog.pages.topLevelItemCount() == 1
    item = dialog.over.topLevelItem(0)
    assert item is not None
    dialog.over.itemActivated.emit(item, 0)
    settle(opened)
    assert redaction.place == ("gateway", b"src/main.c")
    dialog._copy()
    assert QApplication.clipboard().text() == "3"
    dialog.reject()


def test_page_numbers_are_written_as_people_do() -> None:
    assert page_numbers((1, 3, 4, 5, 9, 10)) == "1, 3-5, 9-10"
    assert page_numbers(()) == ""


def test_a_file_as_filed_can_be_seen_as_printed(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    redaction.open_at("gateway", b"src/qos.c", 1)
    settle(opened)
    assert not redaction.panes.printed.isVisible()
    redaction.actions.filed.toggle()
    settle(opened)
    assert redaction.panes.printed.isVisible()
    redaction.panes.printed.click()
    settle(opened)
    assert redaction.panes.stack.currentWidget() is redaction.panes.pages
    qtbot.waitUntil(lambda: redaction.panes.pages.drawn > 0)
    redaction.actions.filed.toggle()
    settle(opened)
    assert redaction.panes.stack.currentWidget() is redaction.panes.pane
