"""The window side of requirements: typed cells, revisions, reasons with who, what is stated, the list as typed."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from codebinder.model.package import CounselRow
from codebinder.model.template import Choice, Column, Level, Question, QuestionSet, Requirement, RequirementKind
from codebinder.model.text import LangText
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.filing import FilingPage
from codebinder.ui.widgets.cells import ChoiceCells
from codebinder.ui.widgets.counselview import CounselDialog
from codebinder.ui.widgets.questions import QuestionsEditor
from codebinder.ui.widgets.reasons import ReasonLine
from codebinder.ui.widgets.stated import StatedForm
from codebinder.ui.widgets.tables import TableEditor
from codebinder.workflow import counselling, filings
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


def text(english: str) -> LangText:
    return LangText((("en", english),))


def asked(kind: RequirementKind, **more: object) -> Requirement:
    return Requirement(id="it", kind=kind, level=Level.REQUIRED, label=text("It"), **more)


def test_a_typed_cell_is_chosen_from_its_labels_and_kept_as_its_value(qtbot: QtBot) -> None:
    choices = (Choice(value="tcp", label=text("Transmission")), Choice(value="udp", label=text("Datagrams")))
    columns = (
        Column(id="port", label=text("Port"), kind="number"),
        Column(id="proto", label=text("Protocol"), kind="enum", choices=choices),
    )
    editor = TableEditor(asked(RequirementKind.TABLE, columns=columns), "en")
    qtbot.addWidget(editor)
    editor.put('[{"port":"22","proto":"tcp"}]')
    cells = editor.table.itemDelegateForColumn(1)
    assert isinstance(cells, ChoiceCells)
    index = editor.table.model().index(0, 1)
    assert cells.displayText("tcp", editor.locale()) == "Transmission"
    box = cells.createEditor(QWidget(editor), QStyleOptionViewItem(), index)
    assert isinstance(box, QComboBox)
    cells.setEditorData(box, index)
    assert box.currentText() == "Transmission"
    box.setCurrentIndex(box.findData("udp"))
    cells.setModelData(box, editor.table.model(), index)
    assert json.loads(editor.value()) == [{"port": "22", "proto": "udp"}]
    assert "a number" in editor.table.horizontalHeaderItem(0).toolTip()


def test_another_revision_keeps_the_answers_to_equal_questions_and_names_the_others(qtbot: QtBot) -> None:
    def questions(*rows: tuple[str, str]) -> tuple[Question, ...]:
        return tuple(Question(id=name, text=text(words)) for name, words in rows)

    sets = (
        QuestionSet(revision="r1", questions=questions(("a", "A?"), ("b", "B?"))),
        QuestionSet(revision="r2", questions=questions(("a", "A?"), ("b", "B now?"))),
    )
    editor = QuestionsEditor(asked(RequirementKind.QUESTIONS, sets=sets), "en")
    qtbot.addWidget(editor)
    editor.show()
    editor.put('{"revision":"r1","a":"one","b":"two"}')
    assert editor.revisions.currentData() == "r1"
    assert "the newest is r2" in editor._note.text()
    editor.revisions.setCurrentIndex(editor.revisions.findData("r2"))
    with qtbot.waitSignal(editor.committed):
        editor._switch()
    assert json.loads(editor.value()) == {"revision": "r2", "a": "one"}
    assert editor._note.text().endswith("b")
    editor.ask({"a"})
    assert not editor._fields["a"].isHidden()
    assert editor._fields["b"].isHidden()


def test_a_reason_says_who_gave_it_and_is_saved_when_both_are_left(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = ReasonLine("Decide", "Why")
    line.setParent(holder)
    elsewhere = QLineEdit(holder)
    holder.show()
    holder.activateWindow()
    with qtbot.waitActive(holder):
        pass
    told: list[str] = []
    line.saved.connect(told.append)
    line._open()
    qtbot.keyClicks(line.line, "They said so")
    line.who.setFocus()
    qtbot.wait(1)
    assert told == []
    qtbot.keyClicks(line.who, "Wei")
    elsewhere.setFocus()
    qtbot.waitUntil(lambda: told == ["They said so"])
    assert line.by() == "Wei"


def test_what_is_stated_of_a_document_is_saved_and_faults_stay_beside_it(
    opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    opened.show_step(Step.DOCUMENTS)
    settle(opened)
    page = opened.page()
    form = page.findChild(StatedForm)
    assert form is not None
    slug = form._part.slug
    form._show_others()
    check = form.findChild(QCheckBox, f"stated-{slug}-sealed")
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton)
    session, filing = opened.desk.need()
    part = next(each for each in filings.components(session, filing) if each.slug == slug)
    assert dict(part.stated)["sealed"] == "yes"
    form = next(each for each in page.findChildren(StatedForm) if each._part.slug == slug)
    form._show_others()
    line = form.findChild(QLineEdit, f"stated-{slug}-issued_on")
    line.setText("31 September 2018")
    line.editingFinished.emit()
    assert "September 2018 has 30 days" in form._fault.text()
    assert not form._fault.isHidden()


def test_the_checklist_follows_what_is_typed_before_it_is_saved(
    opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    opened.show_step(Step.FILING)
    settle(opened)
    opened.activateWindow()
    with qtbot.waitActive(opened):
        pass
    page = opened.page()
    assert isinstance(page, FilingPage)
    session, filing = opened.desk.need()
    before = filings.answers(session, filing)["filing_date"]
    line = page.findChild(QLineEdit, "field-filing_date")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "2015-02-30")
    settle(opened)
    assert "2015" in page._rows["filing_date"]._glyph.toolTip()
    assert filings.answers(session, filing)["filing_date"] == before
    line.setText("1 March 2015")
    page._rows["filing_date"]._commit()
    assert line.text() == "2015-03-01"
    settle(opened)


def test_counsel_reads_every_row_and_may_take_the_text_along(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    session, filing = opened.desk.need()
    filings.set_fields(session, filing, {"rd_centre_staff": ""}, justifications={"rd_centre_staff": "None."}, by="Li")
    rows = counselling.counsel(session, filing)
    assert any(row.requirement == "rd_centre_staff" and row.by == "Li" for row in rows)
    dialog = CounselDialog(opened, rows, filings.template(session, filing), "en")
    qtbot.addWidget(dialog)
    dialog._copy()
    assert "rd_centre_staff" in dialog._text
    assert "Li, " in dialog._text
    empty = CounselDialog(opened, (), None, "en")
    qtbot.addWidget(empty)
    assert empty._text == ""
    assert isinstance(rows[0], CounselRow)
