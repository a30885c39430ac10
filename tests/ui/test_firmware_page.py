"""The Firmware page: from an image on disk to its map, its contents, its tie, and how it is disclosed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from codebinder.model.firmware import Analysis, Node, NodeKind
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.ui import theme
from codebinder.ui.imaging import board as boards
from codebinder.ui.imaging.adding import ImageDialog
from codebinder.ui.imaging.board import Board
from codebinder.ui.imaging.contents import ContentsTab
from codebinder.ui.imaging.disclosing import HideDialog
from codebinder.ui.imaging.mapping import MapTab
from codebinder.ui.imaging.nodeview import NodeDialog
from codebinder.ui.imaging.places import own_stretch
from codebinder.ui.imaging.treemodel import PORTION
from codebinder.ui.imaging.treerows import Rows
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.firmware import FirmwarePage
from codebinder.workflow import attachments, filings, imagehiding, sources
from codebinder.workflow.views import Step
from helpers import images
from helpers.outside_tools import made

Settle = Callable[[MainWindow], None]
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}
BANNER = b"Blinker 2.4.1, a small device\n" * 3
HTML = b"<html><title>Blinker</title>" + b"<p>status of the lamp</p>" * 200


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A flash as devices have it: something even, a real file system, erased rest."""
    folder = tmp_path_factory.mktemp("image")
    root = folder / "root"
    (root / "etc").mkdir(parents=True)
    (root / "www").mkdir()
    (root / "etc/banner").write_bytes(BANNER)
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
    (root / "www/index.html").write_bytes(HTML)
    made("mksquashfs", root, folder / "squash", "-comp", "gzip", "-noappend", "-quiet", "-all-root")
    squash = (folder / "squash").read_bytes()
    path = folder / "lamp.bin"
    path.write_bytes(random.Random(4).randbytes(8192) + squash + b"\xff" * 20000)
    return path


@pytest.fixture
def page(opened: MainWindow, settle: Settle) -> FirmwarePage:
    opened.show_step(Step.FIRMWARE)
    settle(opened)
    made_ = opened.page()
    assert isinstance(made_, FirmwarePage)
    return made_


@pytest.fixture
def board(page: FirmwarePage, opened: MainWindow, image: Path, settle: Settle) -> Board:
    """The page with the image added (redacted) and read."""
    session, filing = opened.desk.need()
    attachments.add_firmware(session, filing, image=image, slug="lamp", disclose=Disclosure.REDACTED, **QUIET)
    page.list.wish("lamp")
    opened.desk.changed("firmware")
    settle(opened)
    assert page.board.slug == "lamp"
    assert page.board.map.stack.currentIndex() == 0, "it is not read by itself"
    QTest.mouseClick(page.board.map.read, Qt.MouseButton.LeftButton)
    settle(opened)
    return page.board


def dialogs(window: MainWindow, kind: type[QDialog]) -> list[Any]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def number_of(reading: Analysis, name: bytes) -> int:
    return next(each.number for each in reading.nodes if each.name == name)


def test_a_newcomer_adds_an_image_and_sees_what_is_in_it(
    page: FirmwarePage, opened: MainWindow, image: Path, settle: Settle
) -> None:
    page.ask(image)
    (dialog,) = dialogs(opened, ImageDialog)
    dialog.how.setCurrentIndex(dialog.how.findData(Disclosure.DIGEST))
    dialog.go()
    assert not dialog.fault.isHidden(), "a digest alone is to be confirmed"
    dialog.how.setCurrentIndex(dialog.how.findData(Disclosure.WHOLE))
    dialog.go()
    settle(opened)
    board = page.board
    assert board.slug == "lamp"
    assert "squashfs" in board.sentence.text()
    drawn = board.map.map.drawn
    assert drawn is not None
    assert len(drawn.cells) >= 3
    assert "%" in board.map.account.text()
    assert board.found.text() == "Not scanned for secrets yet: scan"
    QTest.mouseClick(board.found, Qt.MouseButton.LeftButton)
    settle(opened)
    assert board.found.text() != "Not scanned for secrets yet: scan"
    QTest.mouseClick(page.findChild(type(board.found), "remove-image"), Qt.MouseButton.LeftButton)
    settle(opened)
    session, filing = opened.desk.need()
    assert [each.slug for each in filings.components(session, filing, ComponentKind.FIRMWARE)] != ["lamp"]
    opened.desk.history.undo()
    settle(opened)
    assert any(each.slug == "lamp" for each in filings.components(session, filing, ComponentKind.FIRMWARE))


def test_what_is_inside_is_found_shown_and_saved(
    board: Board, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    board.tabs.setCurrentIndex(boards.CONTENTS)
    contents = board.contents
    contents.filter.setText("banner")
    settle(opened)
    node = contents.node()
    assert node is not None
    assert node.name == b"etc/banner"
    contents.view.setFocus()
    QTest.keyClick(contents.view, Qt.Key.Key_B)
    settle(opened)
    (dialog,) = dialogs(opened, NodeDialog)
    assert dialog.code.document.data == BANNER
    dialog.reject()
    assert board.reading is not None
    board.opener.save_to("lamp", board.reading.path(node.number), tmp_path / "banner")
    settle(opened)
    assert (tmp_path / "banner").read_bytes() == BANNER
    contents.filter.clear()
    settle(opened)
    contents.choose(number_of(board.reading, b"www/index.html"))
    index = contents.view.currentIndex()
    assert (index.data(), index.parent().data()) == ("index.html", "www")
    QTest.mouseClick(contents.map, Qt.MouseButton.LeftButton)
    settle(opened)
    region = board.map.region()
    assert board.tabs.currentIndex() == boards.MAP
    assert region is not None
    assert board.reading.nodes[region.node].format == "squashfs"
    QTest.keyClick(board.map.map, Qt.Key.Key_B)
    settle(opened)
    (dialog,) = dialogs(opened, NodeDialog)
    assert dialog.code.document.data[8192:8196] == b"hsqs"
    assert dialog.pane.bytes is not None
    assert min(dialog.pane.bytes.selection) == 8192
    dialog.reject()


def test_a_region_is_hidden_listed_drawn_withdrawn_and_undone(board: Board, opened: MainWindow, settle: Settle) -> None:
    session, filing = opened.desk.need()
    board._hide_region(0, 0)
    (dialog,) = dialogs(opened, HideDialog)
    assert (dialog.start.text(), dialog.end.text()) == ("0x0", "0x2000")
    dialog.start.setText("nonsense")
    dialog.go()
    assert not dialog.fault.isHidden()
    dialog.put(0x100, 0x180)
    dialog.go()
    settle(opened)
    assert not dialogs(opened, HideDialog)
    (row,) = imagehiding.rows(session, filing, "lamp", **QUIET)
    assert (row.start, row.end) == (0x100, 0x180)
    tab = board.disclose
    assert tab.table.rows.rowCount() == 1
    assert board.map.map.drawn is not None
    assert board.map.map.drawn.hidden
    assert "1 hidden" in board.way.text()
    tab.how.setCurrentIndex(tab.how.findData(Disclosure.WHOLE.value))
    tab.change.click()
    settle(opened)
    assert board._seen is not None
    assert board._seen.state.row.part.disclosure is Disclosure.REDACTED, "what hides something does not leave whole"
    tab.table.choose(0)
    tab.withdraw.click()
    settle(opened)
    assert tab.table.rows.rowCount() == 0
    opened.desk.history.undo()
    settle(opened)
    assert tab.table.rows.rowCount() == 1


def test_a_digest_alone_is_chosen_only_with_its_confirmation(board: Board, opened: MainWindow, settle: Settle) -> None:
    board.tabs.setCurrentIndex(boards.DISCLOSE)
    tab = board.disclose
    tab.how.setCurrentIndex(tab.how.findData(Disclosure.WITHHELD.value))
    tab.change.click()
    settle(opened)
    assert "withheld" in board.way.text()
    tab.how.setCurrentIndex(tab.how.findData(Disclosure.DIGEST.value))
    assert tab.confirmed.isVisible()
    assert not tab.change.isEnabled()
    tab.confirmed.setChecked(True)
    assert tab.change.isEnabled()
    opened.desk.history.undo()
    settle(opened)
    assert "redacted" in board.way.text()


def test_the_tie_is_a_figure_with_a_careful_sentence_until_the_sources_change(
    board: Board, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    board.tabs.setCurrentIndex(boards.TIE)
    tab = board.tie
    assert tab.stack.currentIndex() == 0
    QTest.mouseClick(tab.compute, Qt.MouseButton.LeftButton)
    settle(opened)
    assert tab.stack.currentIndex() == 1
    assert tab.figure.text().endswith("%")
    assert "gateway" in tab.sentence.text()
    assert "Next to nothing" in tab.caution.text()
    assert "too few" in tab.caution.text()
    assert tab.figure.text() in board.tied.text()
    table = tab.table()
    assert table is not None
    table.choose(0)
    tab.go.click()
    assert board.tabs.currentIndex() == boards.CONTENTS
    more = tmp_path / "more"
    more.mkdir()
    (more / "banner.txt").write_bytes(BANNER)
    session, filing = opened.desk.need()
    sources.add_folder(session, filing, folder=more, **QUIET)
    opened.desk.changed("sources")
    settle(opened)
    assert tab.stack.currentIndex() == 0
    assert not tab.stale.isHidden()
    assert "outdated" in board.tied.text()
    board.compute_tie()
    settle(opened)
    assert "more" in tab.sentence.text()
    assert tab.figure.text() != "0.0 %"


def test_how_it_was_built_saves_itself_and_a_wrong_day_is_refused(
    board: Board, opened: MainWindow, settle: Settle
) -> None:
    board.tabs.setCurrentIndex(boards.BUILD)
    tab = board.build
    fields = tab._fields
    fields["toolchain"].setFocus()
    QTest.keyClicks(fields["toolchain"], "gcc 12.2.0")
    QTest.keyClick(fields["toolchain"], Qt.Key.Key_Return)
    area = fields["commands"]
    assert isinstance(area, QPlainTextEdit)
    area.setFocus()
    area.setPlainText("make\nmake install")
    fields["built_on"].setFocus()
    QTest.keyClicks(fields["built_on"], "yesterday")
    QTest.keyClick(fields["built_on"], Qt.Key.Key_Return)
    settle(opened)
    assert not tab.fault.isHidden()
    assert board._seen is not None
    facts = board._seen.state.build
    assert facts is not None
    assert (facts.toolchain, facts.commands, facts.built_on) == ("gcc 12.2.0", "make\nmake install", "")


def test_another_image_is_compared_shown_and_reported(
    board: Board, opened: MainWindow, image: Path, settle: Settle, tmp_path: Path
) -> None:
    other = tmp_path / "again.bin"
    data = bytearray(image.read_bytes())
    data[100] ^= 1
    other.write_bytes(data)
    board.compare_rebuilt(other)
    settle(opened)
    tab = board.compare
    assert board.tabs.currentIndex() == boards.COMPARE
    assert "differ" in tab.verdict.text()
    assert all(each.drawn is not None and each.drawn.cells for each in tab.maps)
    tab.which.setCurrentIndex(1)
    tab._follow(0)
    assert tab.which.currentIndex() == 0
    tab.save_to(tmp_path / "told.json")
    settle(opened)
    assert json.loads((tmp_path / "told.json").read_text())
    assert "1 of" in board.build.outcome.text()
    board.compare_with("mg240-2-4-1")
    settle(opened)
    assert "removed" in tab.verdict.text()


def test_another_programs_report_stands_beside_what_was_found(
    board: Board, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    report = tmp_path / "binwalk.csv"
    report.write_text(
        'DECIMAL,HEXADECIMAL,DESCRIPTION\n8192,0x2000,"Squashfs filesystem, little endian"\n4,0x4,something\n'
    )
    board.take_report(report)
    settle(opened)
    table = board.reports.table
    cells = [[table.rows.index(row, column).data() for column in (0, 3)] for row in range(table.rows.rowCount())]
    assert ["0x2000", "squashfs"] in cells
    assert any(first == "0x4" and "squashfs" not in ours for first, ours in cells)
    board.reports._act(cells.index(["0x2000", "squashfs"]))
    region = board.map.region()
    assert board.tabs.currentIndex() == boards.MAP
    assert region is not None
    assert region.start == 0x2000


class Table:
    """Stands in for the desk: what it is asked for happens at once."""

    lang, can_write = "en", True

    def look(self, work: Callable[[], Any], done: Callable[[Any], None], _failed: object = None) -> None:
        done(work())


def many(count: int) -> Analysis:
    """Very many regions, and a file system of very many files, most of them in one folder."""
    base = images.crowded(5000)
    regions = (replace(base.nodes[0].regions[0], node=1, format="squashfs"), *base.nodes[0].regions[1:])
    nodes = [replace(base.nodes[0], regions=regions)]
    nodes.append(Node(number=1, parent=0, kind=NodeKind.PART, name=b"squashfs", size=512, start=0, depth=1))
    nodes.append(Node(number=2, parent=1, kind=NodeKind.FOLDER, name=b"lib", size=0, depth=2))
    nodes += [
        Node(number=number, parent=1, kind=NodeKind.FILE, name=b"lib/%d.so" % number, size=number, depth=2)
        for number in range(3, count)
    ]
    return replace(base, nodes=tuple(nodes))


def test_very_many_files_are_laid_out_in_portions(qtbot: QtBot) -> None:
    theme.apply("light")
    reading = many(20_000)
    tab = ContentsTab(Table())  # type: ignore[arg-type]
    qtbot.addWidget(tab)
    tab.resize(700, 400)
    tab.show()
    tab.show_rows(Rows(reading))
    folder = tab.model.place(2)
    tab.view.expand(folder)
    assert tab.model.rowCount(folder) < 6 * PORTION
    tab.choose(15_000)
    node = tab.node()
    assert node is not None
    assert node.number == 15_000
    assert tab.model.flat, "it stands by itself, since its folder is too long to be laid out"
    tab.filter.clear()
    tab._ask()
    assert not tab.model.flat
    tab.filter.setText("so")
    tab._ask()
    assert "are listed" in tab.told.text()


@pytest.mark.parametrize("name", ["crowded", "huge", "hostile", "router"])
def test_absurd_images_are_shown(qtbot: QtBot, name: str) -> None:
    theme.apply("light")
    reading = getattr(images, name)()
    shown = MapTab(Table())  # type: ignore[arg-type]
    contents = ContentsTab(Table())  # type: ignore[arg-type]
    for each in (shown, contents):
        qtbot.addWidget(each)
        each.resize(700, 400)
        each.show()
    shown.show_reading(reading, ("", ""), "")
    contents.show_rows(Rows(reading))
    contents.view.expandAll()
    assert not contents.grab().isNull()
    for at in range(min(12, len(reading.nodes[0].regions))):
        shown.choose(0, at)
        assert shown.told.text().isprintable()
    QTest.mouseClick(shown.map, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
    assert not shown.grab().isNull()


def test_a_place_inside_something_packed_leads_to_what_encloses_it() -> None:
    reading = images.router()
    kernel = number_of(reading, b"vmlinux")
    start, end, packed = own_stretch(reading, kernel, 0, 16)
    assert packed
    assert (start, end) == (0x40040, 0x40000 + 0x1A0000)
    assert own_stretch(reading, 0, 5, 9) == (5, 9, False)
