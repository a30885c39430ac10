"""Every dialog about people, the register and logs: fits a small screen, cuts no words, names every control."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from codebinder.model.filing import FilingState
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.register import Medium
from codebinder.model.review import Duty, Role
from codebinder.ui.logs.affiliations import AffiliationsDialog
from codebinder.ui.logs.againstdialog import AgainstDialog
from codebinder.ui.logs.auditing import AuditDialog
from codebinder.ui.logs.dialog import LogsDialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.people.dialog import KeysDialog
from codebinder.ui.register.dialog import AfterDialog
from codebinder.workflow import filings, people, register

Settle = Callable[[MainWindow], None]
LONG = "Absurdly Long Name of an Authority With Very Many Words in It and a Place Far Away " * 3


@pytest.fixture(params=["en", "zh"])
def lived(
    request: pytest.FixtureRequest, open_window: Callable[..., MainWindow], sample: Path, settle: Settle, tmp_path: Path
) -> MainWindow:
    """Give a window whose filing has a past, with names that no layout likes."""
    window = open_window(request.param, "light")
    window.resize(1280, 720)
    window.desk.open_workbook(sample)
    settle(window)
    session, filing = window.desk.session, window.desk.filing
    assert session is not None
    assert filing is not None
    people.create_key(session.environment, "long", role=Role.LEGAL, person=LONG.strip()[:78])
    people.trust(session, "long")
    people.delegate(session, giver="chen-yu", taker="long", duties=(Duty.APPROVE,), filing=filing, until="2099-12-31")
    people.set_successors(session, ["lin-wei", "long"], 2)
    parcel = register.Parcel(to=LONG, medium=Medium.DISC, tracking="T" * 200, note="by courier", seals=("A" * 100,))
    register.proposal(session, filing, parcel, digest="ab" * 32, force=True)
    register.clawback(
        session,
        filing,
        out=tmp_path / "notice.pdf",
        basis="Agreement of 2024, clause 7",
        progress=NoProgress(),
        cancel=NeverCancel(),
    )
    register.hold(session, filing, reference=LONG, key="")
    register.retain(session, filing, years=10)
    return window


def cut(widget: QWidget) -> Iterator[str]:
    """Name the labels that have less room than their words need."""
    for each in widget.findChildren(QLabel):
        if not each.isVisible() or not each.text():
            continue
        if each.wordWrap():
            if each.heightForWidth(each.width()) > each.height() + 1:
                yield f"{each.text()[:60]}: {each.height()} of {each.heightForWidth(each.width())} high"
        elif each.sizeHint().width() > each.width() + 1:
            yield f"{each.text()[:60]}: {each.width()} of {each.sizeHint().width()} wide"


def nameless(widget: QWidget) -> Iterator[str]:
    """Name the controls that say nothing to those who can't see them."""
    for each in widget.findChildren(QWidget):
        inner = isinstance(each, QLineEdit) and isinstance(each.parent(), QComboBox | QDateEdit)
        if not each.isVisible() or inner or each.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        said = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        kinds = QAbstractButton | QAbstractItemView | QComboBox | QDateEdit | QLineEdit | QPlainTextEdit
        if isinstance(each, kinds) and not said and each.objectName() != "qt_spinbox_lineedit":
            yield f"{type(each).__name__} {each.objectName()}"


def look(window: MainWindow, dialog: QDialog, settle: Settle) -> list[str]:
    settle(window)
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    name = type(dialog).__name__
    found = [f"{name}: cut: {each}" for each in cut(dialog)]
    found += [f"{name}: nameless: {each}" for each in nameless(dialog)]
    if dialog.width() > 1280 or dialog.height() > 700:
        found.append(f"{name}: {dialog.width()}x{dialog.height()}")
    return found


def tabs(window: MainWindow, dialog: Any, settle: Settle) -> list[str]:
    dialog.open()
    settle(window)
    found: list[str] = []
    for at in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(at)
        found += look(window, dialog, settle)
    return found


def acts(window: MainWindow, dialog: Any, wanted: list[tuple[str, object]], settle: Settle) -> list[str]:
    found: list[str] = []
    for name, about in wanted:
        dialog.act(name, about)
        settle(window)
        inner = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible() and each.parent() is dialog
        ]
        assert inner, name
        for each in inner:
            found += look(window, each, settle)
            each.reject()
    return found


def test_people_fit(lived: MainWindow, settle: Settle) -> None:
    dialog = KeysDialog(lived.desk, lived)
    found = tabs(lived, dialog, settle)
    roster = people.roster(lived.desk.session)
    for each in roster.members:
        dialog.roster.choose(each.fingerprint)
        dialog.tabs.setCurrentIndex(1)
        found += look(lived, dialog, settle)
    who = next(each for each in roster.members if each.name == "long")
    names = ("duties", "delegate", "revoke", "remove", "keeper", "certificate")
    wanted: list[tuple[str, object]] = [(name, who) for name in names]
    wanted += [("end", roster.delegations[0]), ("successors", None), ("endorse", None), ("take-over", None)]
    wanted += [("trust", people.export_key(lived.desk.environment, "long"))]
    found += acts(lived, dialog, wanted, settle)
    assert not found, "\n".join(found)
    dialog.reject()


def test_the_register_fits(lived: MainWindow, settle: Settle) -> None:
    dialog = AfterDialog(lived.desk, lived, lived.desk.filing)
    found = tabs(lived, dialog, settle)
    view = dialog.seen.view
    claw = view.clawbacks[0]
    wanted: list[tuple[str, object]] = [("state", each) for each in (FilingState.CORRECTION, FilingState.WITHDRAWN)]
    wanted += [(name, None) for name in ("due", "sent", "answer", "clawback", "hold", "release", "retain", "erase")]
    wanted += [
        ("receipt", view.deliveries[0]),
        ("custody", ""),
        ("step", claw),
        ("destroyed", claw),
        ("replaced", claw),
    ]
    found += acts(lived, dialog, wanted, settle)
    assert not found, "\n".join(found)
    dialog.reject()


def test_logs_and_audit_fit(lived: MainWindow, settle: Settle) -> None:
    dialog = LogsDialog(lived.desk, lived)
    found = tabs(lived, dialog, settle)
    inner = AffiliationsDialog(lived.desk, dialog, filings.resolve(lived.desk.session, None))
    inner.open()
    found += look(lived, inner, settle)
    inner.reject()
    dialog.reject()
    audit = AuditDialog(lived.desk, lived)
    found += tabs(lived, audit, settle)
    against = AgainstDialog(lived.desk, audit)
    against.open()
    found += look(lived, against, settle)
    against.reject()
    audit.reject()
    assert not found, "\n".join(found)
