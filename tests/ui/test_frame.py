"""The frame: steps never locked, requirements lead to their fields, languages, themes, names, and a quick start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolTip,
)
from pytestqt.qtbot import QtBot

from codebinder.ui import theme
from codebinder.ui.inspector import RuleRow
from codebinder.ui.main_window import MainWindow
from codebinder.workflow import filings, vendors
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
HEAVY = ("git", "reportlab", "keyring", "numpy", "openpyxl", "pikepdf", "pypdfium2", "pygments", "pydantic_core.x")

START = """
import sys
from codebinder import app
from codebinder.ui.app import application, window
from helpers.effort import measured
made = application()
def shown():
    main = window(app.environment(ask=False))
    main.show()
    made.processEvents()
    return main
took, main = measured(shown)
heavy = [name for name in sys.argv[1].split(",") if name in sys.modules]
main.close()
print(heavy, took < 160, took)
"""


def test_nothing_heavy_is_loaded_when_the_window_shows(own_home: Path) -> None:
    import os

    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(root / "app"), str(root / "tests")])
    env = {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [sys.executable, "-c", START, ",".join(HEAVY)], env=env, capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.startswith("[] True "), ran.stdout


def test_every_step_can_be_shown_at_any_time(opened: MainWindow, settle: Settle) -> None:
    for step in Step:
        opened.show_step(step)
        settle(opened)
        assert opened.step is step
        assert opened.page().isVisible()


def test_nothing_complains_where_nothing_has_been_done_yet(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "new.codebinder"
    with Session.create(window.desk.environment, path, vendor="Acme") as session:
        product = vendors.add_product(session, name="Box", version="1.0")
        filings.add_filing(session, product=product.slug, template="escrow-deposit")
    said: list[tuple[str, str]] = []
    window.desk.message.connect(lambda level, text: said.append((level, text)))
    window.desk.open_workbook(path)
    settle(window)
    for step in Step:
        window.show_step(step)
        settle(window)
    assert [text for level, text in said if level in {"error", "warning"}] == []


def test_the_rail_says_each_step_s_state_in_words(opened: MainWindow, settle: Settle) -> None:
    model = opened.rail.tree.model()
    product = model.index(0, 0)
    filing = model.index(0, 0, product)
    said = [model.index(row, 0, filing).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(len(Step))]
    assert said[0] == "Filing: complete"
    assert said[-1] == "Verify: not begun"
    assert len(set(said)) == len(Step)


def test_a_requirement_leads_to_its_field(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    opened.show_step(Step.FILING)
    settle(opened)
    row = next(each for each in opened.inspector.findChildren(RuleRow) if "Version" in each.accessibleName())
    opened.activateWindow()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: getattr(opened.focusWidget(), "objectName", str)() == "field-product_version")


def test_the_inspector_folds(opened: MainWindow) -> None:
    opened.show_step(Step.FILING)
    assert opened.inspector.isVisible()
    opened.fold_inspector(False)
    assert not opened.inspector.isVisible()
    opened.fold_inspector(True)
    opened._inspector_asked = False
    opened.show_step(Step.REVIEW)  # 1280 pixels: two files side by side need the room
    assert not opened.inspector.isVisible()
    assert not opened.menus.fold.isChecked()
    opened.menus.fold.trigger()
    assert opened.inspector.isVisible()


def test_the_language_can_be_changed_in_the_middle_of_work(opened: MainWindow, settle: Settle) -> None:
    opened.show_step(Step.SOURCES)
    opened.set_language("zh")
    settle(opened)
    assert opened.step is Step.SOURCES
    assert opened.page().title() == "源代码"
    assert opened.menuBar().actions()[0].text() == "文件(&F)"
    opened.set_language("en")
    settle(opened)
    assert opened.page().title() == "Sources"


def test_light_and_dark_paint_different_colours(opened: MainWindow, settle: Settle) -> None:
    light = theme.token("window")
    opened.set_theme("dark")
    settle(opened)
    assert theme.token("window") != light
    opened.set_theme("light")
    settle(opened)
    assert theme.token("window") == light


@pytest.mark.parametrize("step", [Step.FILING, Step.SOURCES, Step.FIRMWARE, Step.DOCUMENTS])
def test_every_control_has_a_name(opened: MainWindow, settle: Settle, step: Step) -> None:
    opened.show_step(step)
    settle(opened)
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for each in opened.findChildren(kind):
            inside_qt = each.objectName().startswith("qt_") or "QComboBoxPrivate" in type(each).__name__
            if (
                each.isVisible()
                and not inside_qt
                and not isinstance(each.parent(), QAbstractItemView | QLineEdit | QComboBox)
            ):
                named = each.accessibleName() or getattr(each, "text", str)()
                assert named, (kind, each.objectName(), each.parent())


def test_no_text_is_wider_than_the_window_at_its_smallest(opened: MainWindow, settle: Settle) -> None:
    opened.resize(1280, 720)
    for step in (Step.FILING, Step.SOURCES, Step.FIRMWARE, Step.DOCUMENTS):
        opened.show_step(step)
        settle(opened)
        assert opened.width() == 1280, step
        assert opened.height() == 720, step


def test_a_second_program_on_the_workbook_reads_only_and_says_so(
    opened: MainWindow, sample: Path, open_window: Callable[..., MainWindow], settle: Settle
) -> None:
    other = open_window()
    other.desk.open_workbook(sample)
    settle(other)
    assert other.desk.session is not None
    assert other.desk.session.read_only
    assert not other.desk.can_write
    other.show_step(Step.FILING)
    settle(other)
    assert not other.page().findChild(QLineEdit, "field-product_version").isEnabled()


def test_dropping_things_does_the_obvious(opened: MainWindow, sample: Path, settle: Settle) -> None:
    opened.open_paths([sample.parent / "gateway.git"])
    settle(opened)
    assert opened.step is Step.SOURCES
    assert opened.page().adder.isVisible()
    assert opened.page().adder.verb.isEnabled()
    image = next((sample.parent / "firmware").iterdir())
    opened.open_paths([image])
    settle(opened)
    assert opened.step is Step.FIRMWARE
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and each is not opened and hasattr(each, "reject"):
            each.reject()


def test_no_tooltip_is_html_whatever_a_file_or_a_person_is_called(window: MainWindow, tmp_path: Path) -> None:
    trap = tmp_path / "x.png"
    window.setToolTip(f"src/<b>a</b><img src='{trap}'>")
    QToolTip.showText(window.mapToGlobal(QPoint(5, 5)), window.toolTip(), window)
    (tip,) = (each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel")
    assert isinstance(tip, QLabel)
    assert (tip.textFormat(), tip.text()) == (Qt.TextFormat.PlainText, window.toolTip())
    QToolTip.hideText()
