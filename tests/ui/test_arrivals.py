"""What happens with files from outside: said beforehand, done one after another, refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from codebinder.ui.begin import ProductDialog, WorkbookDialog
from codebinder.ui.chooser import TemplateDialog
from codebinder.ui.dropping import what_is
from codebinder.ui.frame.beginning import OfferDialog, product_name
from codebinder.ui.frame.launch import command
from codebinder.ui.frame.overlay import DropOverlay
from codebinder.ui.frame.plan import Act, No, State, planned
from codebinder.ui.main_window import MainWindow
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
EMPTY = State()
BOOK = State(book=True, write=True)
FILING = State(book=True, filing=True, write=True)
READ = State(book=True, filing=True)


def at(step: Step) -> State:
    return State(book=True, filing=True, write=True, step=step)


@pytest.mark.parametrize(
    ("name", "kind", "state", "wanted"),
    [
        pytest.param("a.codebinder", "workbook", FILING, Act.OPEN, id="workbook"),
        pytest.param("a.zip", "package", READ, Act.VERIFY, id="package"),
        pytest.param("a.zip", "archive", EMPTY, Act.VERIFY, id="archive without a filing"),
        pytest.param("a.zip", "archive", FILING, Act.FIRMWARE, id="archive"),
        pytest.param("x-review.age", "sealed", EMPTY, Act.PACKET, id="packet by name"),
        pytest.param("x.age", "packet", EMPTY, Act.PACKET, id="packet by its beginning"),
        pytest.param("x-review-answer.age", "sealed", FILING, Act.ANSWER, id="answer"),
        pytest.param("x-review-answer.age", "sealed", READ, Act.ASK, id="answer that can't be taken"),
        pytest.param("x-opening.age", "sealed", EMPTY, Act.OPENING, id="opening"),
        pytest.param("x-review.age", "sealed", at(Step.VERIFY), Act.OPENING, id="on the verify page"),
        pytest.param("x.age", "sealed", EMPTY, Act.ASK, id="nameless"),
        pytest.param("x", "repository", FILING, Act.SOURCE, id="repository"),
        pytest.param("x", "folder", FILING, Act.SOURCE, id="folder"),
        pytest.param("x", "repository", EMPTY, Act.BEGIN, id="newcomer"),
        pytest.param("x", "repository", BOOK, Act.CHOOSE, id="no filing yet"),
        pytest.param("x", "image", EMPTY, Act.CHOOSE, id="image without a filing"),
        pytest.param("x", "image", FILING, Act.FIRMWARE, id="image"),
        pytest.param("x", "image", at(Step.DOCUMENTS), Act.DOCUMENT, id="image on documents"),
        pytest.param("x.pdf", "document", FILING, Act.DOCUMENT, id="document"),
        pytest.param("x.pdf", "document", at(Step.FIRMWARE), Act.FIRMWARE, id="document on firmware"),
        pytest.param("x", "repository", READ, No.READ_ONLY, id="reading only"),
        pytest.param("x.yaml", "template", BOOK, Act.TEMPLATE, id="template"),
        pytest.param("x.yaml", "template", EMPTY, Act.TEMPLATE, id="template without a workbook"),
        pytest.param("x", "nothing", FILING, No.GONE, id="gone"),
    ],
)
def test_what_a_file_is_and_what_is_open_decide(name: str, kind: str, state: State, wanted: Act | No) -> None:
    (row,) = planned([(Path(name), kind)], state)
    assert row.does is wanted


def test_of_several_workbooks_the_first_opens_here_and_the_others_beside() -> None:
    rows = planned([(Path("a"), "workbook"), (Path("b"), "workbook")], EMPTY)
    assert [each.does for each in rows] == [Act.OPEN, Act.BESIDE]
    program, words = command([Path("/x/b.codebinder")])
    assert Path(program).is_file()
    assert words[-1] == str(Path("/x/b.codebinder").absolute())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("t.yaml", b"# c\nschema: 1\nid: x\n", "template"),
        ("t.yml", b"a: 1\n", "document"),
        ("p", b"codebinder-packet-passphrase/v1\n", "packet"),
        ("q", b"age-encryption.org/v1\n", "sealed"),
        ("w", b"SQLite format 3\0", "workbook"),
    ],
    ids=["template", "yaml", "packet", "sealed", "workbook"],
)
def test_files_are_known_by_their_beginning(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert what_is(tmp_path / name) == kind
    assert what_is(tmp_path / "gone") == "nothing"


def test_a_product_is_named_after_its_repository() -> None:
    assert [product_name(each) for each in ("my-router_fw.git", "x", "")] == ["My router fw", "X", ""]


def dialog(kind: type[QDialog]) -> QDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_while_files_hang_over_the_window_it_says_what_would_happen(
    window: MainWindow, made_sample: Path, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    none = (Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    repository = made_sample / "gateway.git"
    data = urls(repository, tmp_path / "gone")
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), none[0], data, none[1], none[2]))
    overlay = window.findChild(DropOverlay)
    assert overlay.isVisible()
    qtbot.waitUntil(lambda: len(overlay.lines) == 2)
    assert overlay.lines == ["Begin a filing with this source code", "Not taken: It can't be read."]
    bad = urls(tmp_path / "gone")
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), none[0], bad, none[1], none[2]))
    qtbot.waitUntil(lambda: overlay.lines == ["Not taken: It can't be read."])
    move = QDragMoveEvent(QPoint(300, 300), none[0], bad, none[1], none[2])
    move.setAccepted(True)
    QApplication.sendEvent(window, move)
    assert not move.isAccepted()
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), none[0], data, none[1], none[2]))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), none[0], data, none[1], none[2]))
    settle(window)
    assert not overlay.isVisible()
    offer = dialog(OfferDialog)
    offer.findChild(object, "offer-begin").click()
    settle(window)
    book = dialog(WorkbookDialog)
    book.vendor.setText("Example Devices")
    book.path.setText(str(tmp_path / "new.codebinder"))
    book.verb.click()
    settle(window)
    product = dialog(ProductDialog)
    assert product.name.text() == "Gateway"
    product.version.setText("1")
    product.verb.click()
    settle(window)
    chooser = dialog(TemplateDialog)
    chooser.search.setText("escrow")
    chooser.verb.click()
    settle(window)
    assert window.step is Step.SOURCES
    assert window.page().adder.isVisible()
    assert window.page().adder.verb.isEnabled()


def test_it_is_said_where_more_files_come_than_are_taken(
    window: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(
        window.desk.message, check_params_cb=lambda level, text: level == "warning" and "200 of 10\u202f000" in text
    ):
        window.drops.take([tmp_path / str(number) for number in range(10_000)])


def test_a_heap_of_workbooks_does_not_start_a_heap_of_programs() -> None:
    does = [each.does for each in planned([(Path(f"{n}.codebinder"), "workbook") for n in range(100)], EMPTY)]
    assert does[:2] == [Act.OPEN, Act.BESIDE]
    assert does.count(Act.BESIDE) < 10
    assert does[-1] is No.MANY
