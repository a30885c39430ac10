"""The form: it saves itself, shows faults beside the field, and takes reasons where the template allows them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from codebinder.model.template import Choice, Column, Level, Question, Requirement, RequirementKind
from codebinder.model.text import LangText
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.filing import FilingPage
from codebinder.ui.widgets.editors import make_editor
from codebinder.workflow import filings, vendors
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


def text(english: str) -> LangText:
    return LangText((("en", english),))


@pytest.fixture
def form(opened: MainWindow, settle: Settle, qtbot: QtBot) -> FilingPage:
    opened.show_step(Step.FILING)
    settle(opened)
    opened.activateWindow()
    with qtbot.waitActive(opened):
        pass
    page = opened.page()
    assert isinstance(page, FilingPage)
    return page


def type_into(form: FilingPage, qtbot: QtBot, name: str, words: str) -> None:
    line = form.findChild(QLineEdit, f"field-{name}")
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, words)
    form.recipient.setFocus()


def test_an_answer_is_saved_when_the_person_leaves_the_field(form: FilingPage, qtbot: QtBot, settle: Settle) -> None:
    type_into(form, qtbot, "product_model", "MG-999")
    settle(form.window())
    session, filing = form.desk.need()
    assert filings.answers(session, filing)["product_model"] == "MG-999"


def test_a_faulty_answer_is_told_beside_the_field_and_not_saved(form: FilingPage, qtbot: QtBot, settle: Settle) -> None:
    session, filing = form.desk.need()
    before = filings.answers(session, filing)["filing_date"]
    type_into(form, qtbot, "filing_date", "2015-02-30")
    settle(form.window())
    row = form._rows["filing_date"]
    assert row._fault.isVisible()
    assert "2015-02-30" in row._fault.text()
    assert filings.answers(session, filing)["filing_date"] == before
    type_into(form, qtbot, "filing_date", "2015-03-01")
    settle(form.window())
    assert not row._fault.isVisible()
    assert filings.answers(session, filing)["filing_date"] == "2015-03-01"


def test_leaving_a_field_untouched_writes_nothing(form: FilingPage, qtbot: QtBot, settle: Settle) -> None:
    told: list[str] = []
    form.desk.data_changed.connect(told.append)
    for row in form._rows.values():
        row._commit()
    settle(form.window())
    assert told == []


def test_a_fact_switches_requirements_on(form: FilingPage, qtbot: QtBot, settle: Settle) -> None:
    row = form._rows["crypto_certificate_number"]
    assert row.isHidden()
    qtbot.mouseClick(form.findChild(QRadioButton, "fact-uses_crypto-yes"), Qt.MouseButton.LeftButton)
    settle(form.window())
    assert not row.isHidden()
    session, filing = form.desk.need()
    assert dict(filings.product(session, filing).facts)["uses_crypto"] == "yes"
    assert vendors.products(session)[0].slug == filing.product


def test_something_is_left_out_with_a_reason(form: FilingPage, qtbot: QtBot, settle: Settle) -> None:
    session, filing = form.desk.need()
    filings.set_fields(session, filing, {"rd_centre_staff": ""})
    form.desk.changed("form")
    row = form._rows["rd_centre_staff"]
    reason = row._reasons["justification"]
    reason._open()
    qtbot.keyClicks(reason.line, "no such centre")
    form.recipient.setFocus()
    settle(form.window())
    assert dict(filings.facts(session, filing).justifications)["rd_centre_staff"] == "no such centre"


def test_the_recipient_saves_itself(form: FilingPage, qtbot: QtBot, settle: Settle) -> None:
    form.recipient.setFocus()
    form.recipient.setText("Another regulator")
    form.findChild(QLineEdit, "field-product_model").setFocus()
    settle(form.window())
    assert form.desk.filing.recipient == "Another regulator"


CHOICES = (Choice(value="a", label=text("A")), Choice(value="b", label=text("B")))
ANSWERS = {
    RequirementKind.TEXT: "one line",
    RequirementKind.MULTILINE: "two\nlines",
    RequirementKind.ENUM: "b",
    RequirementKind.MULTI_ENUM: '["a", "b"]',
    RequirementKind.DATE: "2026-11-22",
    RequirementKind.NUMBER: "42",
    RequirementKind.DECLARATION: "yes",
    RequirementKind.PERSON: '{"name": "Lin Wei", "email": "lin@example.org"}',
    RequirementKind.ADDRESS: '{"country": "CN", "city": "上海"}',
    RequirementKind.TABLE: '[{"one": "1", "two": "2"}, {"one": "3"}]',
    RequirementKind.QUESTIONS: '{"q1": "yes, because", "q2": "no"}',
}


@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.value)
def test_every_kind_of_answer_goes_through_its_editor_unchanged(qtbot: QtBot, kind: RequirementKind) -> None:
    requirement = Requirement(
        id="r",
        kind=kind,
        level=Level.REQUIRED,
        label=text("R"),
        choices=CHOICES,
        columns=(Column(id="one", label=text("One")), Column(id="two", label=text("Two"), required=False)),
        questions=(Question(id="q1", text=text("First?")), Question(id="q2", text=text("Second?"))),
        statement=text("We swear."),
    )
    editor = make_editor(requirement, "en")
    qtbot.addWidget(editor)
    assert editor.value() == ""
    editor.put(ANSWERS[kind])
    got = editor.value()
    assert got == ANSWERS[kind] or json.loads(got) == json.loads(ANSWERS[kind])
    editor.put("")
    assert editor.value() == ""


def test_a_plain_address_from_the_vendor_stays_as_it_is_until_it_is_edited(qtbot: QtBot) -> None:
    requirement = Requirement(id="a", kind=RequirementKind.ADDRESS, level=Level.REQUIRED, label=text("A"))
    editor = make_editor(requirement, "en")
    qtbot.addWidget(editor)
    editor.put("1 Example Road, Shanghai")
    assert editor.value() == "1 Example Road, Shanghai"
    editor.findChild(QLineEdit, "field-a-city").setText("Shanghai")
    assert json.loads(editor.value()) == {"city": "Shanghai", "street": "1 Example Road, Shanghai"}


@pytest.mark.parametrize("field", ["product_model", "filer_address-city"])
def test_what_is_being_typed_is_saved_when_the_workbook_closes(
    form: FilingPage, qtbot: QtBot, settle: Settle, field: str
) -> None:
    window = form.window()
    path, slug = form.desk.session.path, form.desk.filing.slug
    line = form.findChild(QLineEdit, f"field-{field}")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "typed last")
    window.desk.close_workbook()
    settle(window)
    window.desk.open_workbook(path)
    settle(window)
    window.desk.select_filing(slug)
    session, filing = window.desk.need()
    assert "typed last" in filings.answers(session, filing)[field.partition("-")[0]]


def test_where_a_requirement_is_taller_than_the_window_its_first_field_is_seen(
    opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session, filing = opened.desk.need()
    filings.add_filing(session, product=filing.product, template="escrow-deposit", slug="tall")
    opened.desk.select_filing("tall")
    opened.resize(1280, 640)
    opened.show_step(Step.FILING)
    settle(opened)
    page = opened.page()
    assert isinstance(page, FilingPage)
    qtbot.waitUntil(lambda: "questionnaire" in page._rows)
    assert page._rows["questionnaire"].height() > page.area.viewport().height()
    page.reveal("questionnaire")
    qtbot.waitUntil(lambda: (held := page.area.focusWidget()) is not None and "questionnaire" in held.objectName())
    settle(opened)
    first = page.area.focusWidget()
    assert first.objectName() == "field-questionnaire-function"
    assert first.visibleRegion().boundingRect() == first.rect()
