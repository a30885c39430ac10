"""Logs, privilege log, audit report and the check against what was sent, in the window."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from codebinder.base.messages import catalogue
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import SignedType
from codebinder.ui.logs.affiliations import AffiliationsDialog
from codebinder.ui.logs.againstdialog import AgainstDialog
from codebinder.ui.logs.auditing import AuditDialog
from codebinder.ui.logs.details import author_line, read_author
from codebinder.ui.logs.dialog import LogsDialog
from codebinder.ui.main_window import MainWindow
from codebinder.workflow import filings, packets, privilege, redacting, reviewing
from codebinder.workflow.privilege import Author, Standing
from codebinder.workflow.session import Session

Settle = Callable[[MainWindow], None]
T = TypeVar("T")


def top(kind: type[T]) -> T:
    """Give the visible dialog of a kind."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def of(window: MainWindow) -> Session:
    assert window.desk.session is not None
    return window.desk.session


def logs(window: MainWindow, settle: Settle, at: int = 0) -> LogsDialog:
    made = LogsDialog(window.desk, window, at)
    made.open()
    settle(window)
    return made


@pytest.fixture
def privileged(opened: MainWindow, settle: Settle) -> MainWindow:
    """Give a window whose filing has two ranges of privileged text."""
    session, filing = of(opened), opened.desk.filing
    for path in (b"src/session.c", b"src/telemetry.c"):
        redacting.redact_lines(
            session, filing, path=path, first=1, last=2, reason="AC", key="lin-wei", component="gateway"
        )
    opened.desk.changed("redactions")
    settle(opened)
    return opened


# -- internal and published


def test_the_internal_log_warns_and_says_everything_of_a_row(opened: MainWindow, settle: Settle) -> None:
    made = logs(opened, settle)
    log = made.internal
    assert log.table.rows.total == 7
    first = log.table.current()
    assert first is not None
    from PySide6.QtWidgets import QFrame, QLabel

    banners = [each.accessibleName() for each in log.findChildren(QFrame) if each.accessibleName()]
    assert any("this house only" in each for each in banners)
    said = [each.text() for each in log.findChildren(QLabel)]
    assert "First line" in said
    assert "SHA-256 before" in said
    made.reject()


def test_the_published_log_has_only_what_a_package_has(opened: MainWindow, settle: Settle) -> None:
    made = logs(opened, settle, 1)
    log = made.published
    assert log.table.rows.total == 7
    assert log.table.rows.columnCount() == 5
    made.reject()


def test_a_log_is_narrowed_by_any_text(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    made = logs(opened, settle)
    qtbot.keyClicks(made.internal.search, "publish.py")
    rows = made.internal.table.rows.rows
    assert rows
    assert all(any("publish.py" in text for text in row.texts) for row in rows)
    assert len(rows) < made.internal.table.rows.total
    made.reject()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_log_is_written_once_and_never_over_another_file(
    opened: MainWindow, settle: Settle, tmp_path: Path, form: str
) -> None:
    made = logs(opened, settle, 1)
    out = tmp_path / f"log.{form}"
    made.published.export.save(out, form)
    settle(opened)
    before = out.read_bytes()
    assert before
    made.published.export.save(out, form)
    settle(opened)
    assert made.fault.text()
    assert out.read_bytes() == before
    made.reject()


def test_the_internal_log_is_written_as_pdf(opened: MainWindow, settle: Settle, tmp_path: Path) -> None:
    made = logs(opened, settle)
    made.internal.export.save(tmp_path / "log.pdf", "pdf")
    settle(opened)
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")
    made.reject()


# -- privilege


def test_without_privileged_text_the_log_says_so(opened: MainWindow, settle: Settle) -> None:
    made = logs(opened, settle, 2)
    assert "AC" in made.privilege.form.note.text()
    assert not made.privilege.one.isEnabled()
    made.reject()


def test_proposals_are_confirmed_row_by_row_with_corrections(privileged: MainWindow, settle: Settle) -> None:
    made = logs(privileged, settle, 2)
    log = made.privilege
    assert log.table.rows.total == 2
    assert log.table.rows.rows[0].texts[3]  # a date, from the history
    log.form.description.setPlainText("Advice on the session table")
    log.form.authors.setPlainText("Chen Yu; Meridian Legal; *")
    log.one.click()
    settle(privileged)
    found = privilege.entries(of(privileged), privileged.desk.filing, blame=False)
    first = found[0]
    assert first.standing is Standing.CONFIRMED
    assert first.details.authors == (Author(name="Chen Yu", affiliation="Meridian Legal", attorney=True),)
    assert found[1].standing is Standing.UNCONFIRMED
    assert log.table.rows.rows[0].glyph == "complete"
    made.reject()


def test_proposals_are_confirmed_in_bulk(privileged: MainWindow, settle: Settle) -> None:
    made = logs(privileged, settle, 2)
    log = made.privilege
    assert not log.bulk.isEnabled()
    log.all.click()
    assert "(2)" in log.bulk.text()
    log.bulk.click()
    settle(privileged)
    found = privilege.entries(of(privileged), privileged.desk.filing, blame=False)
    assert {each.standing for each in found} == {Standing.CONFIRMED}
    made.reject()


def test_a_date_that_is_none_is_refused_and_nothing_is_written(privileged: MainWindow, settle: Settle) -> None:
    made = logs(privileged, settle, 2)
    made.privilege.form.fields["date"].setText("yesterday")
    made.privilege.one.click()
    settle(privileged)
    assert "not a date" in made.fault.text()
    assert made.privilege.one.isEnabled()
    found = privilege.entries(of(privileged), privileged.desk.filing, blame=False)
    assert {each.standing for each in found} == {Standing.UNCONFIRMED}
    made.reject()


def test_affiliations_change_what_is_proposed(privileged: MainWindow, settle: Settle) -> None:
    made = logs(privileged, settle, 2)
    made.privilege.people.click()
    asked = top(AffiliationsDialog)
    settle(privileged)
    asked.findChild(QPlainTextEdit, "domains").setPlainText("example.com = Meridian Networks\nexample.org=Somebody")
    asked.findChild(QPlainTextEdit, "attorneys").setPlainText("Chen Yu")
    asked.verb.click()
    settle(privileged)
    table = privilege.people_table(of(privileged), privileged.desk.filing)
    assert dict(table.domains) == {"example.com": "Meridian Networks", "example.org": "Somebody"}
    assert table.attorneys == ("Chen Yu",)
    made.reject()


@pytest.mark.parametrize(
    "author",
    [
        Author(name="Lin Wei"),
        Author(name="Lin Wei", affiliation="Meridian"),
        Author(name="Chen Yu", affiliation="Meridian", attorney=True),
        Author(name="Chen Yu", attorney=True),
    ],
    ids=["name", "affiliation", "attorney", "no-affiliation"],
)
def test_an_author_survives_being_edited_as_a_line(author: Author) -> None:
    assert read_author(author_line(author)) == author


def test_a_privilege_log_is_written_by_category(privileged: MainWindow, settle: Settle, tmp_path: Path) -> None:
    made = logs(privileged, settle, 2)
    made.privilege.by.setCurrentIndex(1)
    made.privilege.export.save(tmp_path / "log.csv", "csv")
    settle(privileged)
    assert "C-0001" in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    made.reject()


# -- audit


def audit(window: MainWindow, settle: Settle) -> AuditDialog:
    made = AuditDialog(window.desk, window)
    made.open()
    settle(window)
    return made


def test_a_whole_chain_is_said_to_be_whole(opened: MainWindow, settle: Settle, tmp_path: Path) -> None:
    made = audit(opened, settle)
    assert made.report is not None
    assert not made.report.faults
    assert made.acts.rows.total == len(made.report.rows)
    made.export.save(tmp_path / "report.pdf", "pdf")
    settle(opened)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    made.reject()


def test_a_row_that_was_changed_is_told(window: MainWindow, sample: Path, settle: Settle) -> None:
    base = sqlite3.connect(sample)
    try:
        tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for each in tables:
            base.execute(f"DROP TRIGGER {each}")
        base.execute("UPDATE audit SET subject = 'nobody' WHERE seq = 3")
        base.commit()
    finally:
        base.close()
    window.desk.open_workbook(sample)
    settle(window)
    made = audit(window, settle)
    assert made.report is not None
    assert made.report.faults
    made.reject()


def test_a_packet_that_was_exported_agrees(opened: MainWindow, settle: Settle, tmp_path: Path) -> None:
    session, filing = of(opened), filings.resolve(of(opened), None)
    reviewing.submit(session, filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    out = tmp_path / "round.packet"
    packets.export(session, filing, out=out, to=["chen-yu"], key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    made = AgainstDialog(opened.desk, opened)
    made.open()
    settle(opened)
    assert not made.verb.isEnabled()
    made.file.setText(str(out))
    made.key.setCurrentIndex(made.key.findData("chen-yu"))
    made.verb.click()
    settle(opened)
    assert made.verdict.text() == "It agrees.", made.fault.text()
    made.reject()


def test_a_workbook_rolled_back_is_told(
    open_window: Callable[..., MainWindow], sample: Path, settle: Settle, tmp_path: Path
) -> None:
    import shutil

    old = tmp_path / "older"
    shutil.copytree(sample.parent, old)
    first = open_window()
    first.desk.open_workbook(sample)
    settle(first)
    session, filing = of(first), filings.resolve(of(first), None)
    reviewing.submit(session, filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    out = tmp_path / "round.packet"
    packets.export(session, filing, out=out, to=["chen-yu"], key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    first.desk.open_workbook(old / sample.name)
    settle(first)
    made = AgainstDialog(first.desk, first)
    made.open()
    settle(first)
    made.file.setText(str(out))
    made.key.setCurrentIndex(made.key.findData("chen-yu"))
    made.verb.click()
    settle(first)
    assert made.verdict.text() == "It does not agree.", made.fault.text()
    made.reject()


def test_what_is_no_packet_is_refused(opened: MainWindow, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello", encoding="utf-8")
    made = AgainstDialog(opened.desk, opened)
    made.open()
    settle(opened)
    made.file.setText(str(path))
    made.verb.click()
    settle(opened)
    assert made.fault.text()
    assert made.verb.isEnabled()
    made.reject()


@pytest.mark.parametrize("kind", list(SignedType), ids=[each.value for each in SignedType])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_of_signed_object_has_a_word_in_the_report(kind: SignedType, lang: str) -> None:
    assert f"report.type-{kind.value}" in catalogue(lang).ids
