"""In a Chinese window no English is left but names and what people typed; and in an English one no Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QTimer, QTranslator
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTextBrowser,
    QWidget,
)

from codebinder import assets
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.app import set_language
from codebinder.ui.main_window import MainWindow
from codebinder.workflow import filings, packets, people, redacting, register, reviewing, vendors
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step
from helpers.spoken import CHINESE, Said, foreign, texts

Settle = Callable[[MainWindow], None]

NAMES = frozenset((Path(__file__).parents[1] / "helpers" / "spoken_names.txt").read_text(encoding="utf-8").split())
"""Words that are the same in every language, and words of the sample itself."""

TYPED = (
    "found by the scan",
    "fair-share scheduler",
    "factory setting, as the image has it",
    "password = Kestrel",
    "构建说明.md",
    "产品自身不实现密码算法，仅由操作系统自带的OpenSSL校验升级包；工程部2015-03-28确认。",
    "法务部2015-03-30决定：指南未列明本类别，暂不申请。",
    "法务部2015-03-30决定：格式未公布，按与采购银行的约定办理。",
)
"""What people typed in the sample."""

REFUSED = re.compile(r"`[^`]*`|--[a-z]+|none(?:-such)?|nobody|NONE")
"""Commands, and what the refusals below are asked for."""

FREE = re.compile(r"#job-text|#about-(?:text|list)|HelpWindow|#help|CodeView|Cells|YamlEdit|#palette-list")
"""What shows the last message, licences, code, and help, which says itself where it is in English only."""

OWN = re.compile(r"简体中文|语言|[^\s;]+〔\d+〕\d+号")
"""Chinese in an English window: the names of languages, and the numbers of laws."""


@cache
def own_words() -> str:
    """Give the shipped templates and their READMEs: what is in one language alone there is so in the window."""
    files = [each for each in assets.templates().rglob("*") if each.suffix in {".yaml", ".md"}]
    return plain(" ".join(each.read_text(encoding="utf-8") for each in files))


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.replace("\u200b", "").replace('\\"', '"')).strip()


def ours(text: str) -> str:
    """Give what is left of a text without the words of templates and of people."""
    for each in TYPED:
        text = text.replace(each, "")
    pieces = re.split(r"\n|  ·  | · | › |。|：|; | \(|\)", text)
    return "\n".join(piece for piece in pieces if plain(piece) not in own_words())


def english(said: Iterator[Said]) -> set[str]:
    """Give what has English words in it that are no names."""
    found = set()
    for where, text in said:
        if not FREE.search(where):
            words = foreign(ours(text), NAMES)
            if words:
                found.add(f"{where}: {text[:160]!r} {words}")
    return found


def dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def all_of(window: MainWindow) -> Iterator[Said]:
    """Give every text of a window and of the dialogs over it."""
    yield from texts(window)
    for each in dialogs():
        yield from texts(each)


def tour(window: MainWindow, settle: Settle, look: Callable[[], None], *, deep: bool = True) -> None:
    """Go through every page and, where asked to, through every dialog that a menu opens; look each time."""
    window.show_start()
    settle(window)
    look()
    for step in Step:
        window.show_step(step)
        settle(window)
        look()
    window.show_step(Step.SOURCES)
    settle(window)
    for action in [each for menu in window.menuBar().actions() for each in menu.menu().actions()]:
        if not deep or not action.text().endswith("…") or not action.isEnabled() or opens_files(action.text()):
            continue
        action.trigger()
        settle(window)
        look()
        for each in reversed(dialogs()):
            each.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opens_files(text: str) -> bool:
    """Would this action open a dialog of files, which runs a loop of its own?"""
    names = ("Open workbook", "Open packet", "Check a template", "Folder of")
    chinese = ("打开工作簿", "打开审核包", "检查模板", "自有模板")
    return text.replace("&", "").startswith((*names, *chinese))


def refusals(window: MainWindow, folder: Path) -> Iterator[Callable[[], object]]:
    """Give things that are refused."""
    session, filing = window.desk.need()
    quiet = {"progress": NoProgress(), "cancel": NeverCancel()}
    line = {"path": b"src/qos.c", "reason": "TS", "key": "lin-wei", "component": "gateway"}
    yield lambda: vendors.add_product(session, name="", version="1")
    yield lambda: filings.add_filing(session, product="none", template="escrow-deposit")
    yield lambda: filings.add_filing(session, product=filing.product, template="none-such")
    yield lambda: filings.set_fields(session, filing, {"no_such_field": "1"})
    yield lambda: filings.set_fields(session, filing, {"filing_date": "2026-13-41"})
    yield lambda: redacting.redact_lines(session, filing, first=9, last=3, **line)
    yield lambda: redacting.redact_lines(session, filing, first=900, last=901, **line)
    yield lambda: redacting.redact_lines(session, filing, first=1, last=2, **{**line, "reason": "NONE"})
    yield lambda: redacting.redact_lines(session, filing, first=1, last=2, **{**line, "key": "nobody"})
    yield lambda: register.set_due(session, filing, "2026-02-30")
    yield lambda: register.retain(session, filing, years=1000)
    yield lambda: people.trust(session, "nobody")
    yield lambda: reviewing.sign(session, filing, key="chen-yu", **quiet)
    yield lambda: packets.export(session, filing, out=folder / "p.age", to=["chen-yu"], key="lin-wei", **quiet)
    yield lambda: Session.open(session.environment, folder / "none.codebinder")


def test_every_page_and_dialog_is_in_the_language_of_the_window(
    open_window: Callable[..., MainWindow], sample: Path, settle: Settle, tmp_path: Path
) -> None:
    window = open_window("zh")
    left = english(all_of(window))  # without a workbook
    told: list[str] = []
    window.desk.message.connect(lambda _level, text: told.append(text))
    window.desk.open_workbook(sample)
    settle(window)
    tour(window, settle, lambda: left.update(english(all_of(window))))
    held = list(refusals(window, tmp_path))
    assert not [at for at, act in enumerate(held) if window.desk.attempt(act)]
    left |= {f"refused: {text!r} {words}" for text in told if (words := foreign(REFUSED.sub("", text), NAMES))}
    assert len(told) >= len(held)
    assert not left, "\n".join(sorted(left))
    window.set_language("en")
    settle(window)
    chinese: set[str] = set()
    tour(
        window,
        settle,
        lambda: chinese.update(f"{where}: {text}" for where, text in all_of(window) if spoken(text)),
        deep=False,
    )
    chinese = {each for each in chinese if not FREE.search(each)}
    assert not chinese, "\n".join(sorted(chinese))


def spoken(text: str) -> bool:
    """Has a text Chinese that is neither a template's, nor a person's, nor the name of the language?"""
    return bool(CHINESE.search(OWN.sub("", ours(text))))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, of menus
def test_everything_of_qt_itself_is_chinese(qapp: QApplication, tmp_path: Path) -> None:
    """Dialogs of files, messages and input, menus of fields, dates and keys; and Qt's words that it asks for there."""
    set_language("zh")
    asked: set[tuple[str, str, str]] = set()

    class Spy(QTranslator):
        def isEmpty(self) -> bool:  # noqa: N802  (Qt's name)
            return False

        def translate(self, context: str, source: str, note: str | None = None, _n: int = -1) -> str | None:
            asked.add((context, source, note or ""))
            return None

    spy = Spy()
    qapp.installTranslator(spy)
    shut = QTimer()
    shut.timeout.connect(lambda: (popup := qapp.activePopupWidget()) is None or popup.close())
    shut.start(5)
    said: set[str] = set()
    try:
        for made in qt_widgets(tmp_path):
            made.show()
            qapp.processEvents()
            said |= {text for _, text in texts(made, hidden=True)}
            made.close()
            made.deleteLater()
    finally:
        shut.stop()
        qapp.removeTranslator(spy)
    left = {
        text for text in said if foreign(text, NAMES | {"Del", *tmp_path.parts, *Path.cwd().parts, *Path.home().parts})
    }
    assert not left, left
    silent = {key for key in asked if QCoreApplication.translate(*key) == key[1] and key[0] not in UNSEEN}
    silent = {key for key in silent if re.search("[A-Za-z]{2}", key[1]) and not KEYS.fullmatch(key[1])}
    assert not silent, silent
    assert QLocale().language() == QLocale.Language.Chinese
    assert "月" in QLocale().monthName(3)
    for keys in ("Ctrl+Left", "Ctrl+Return", "Alt+Up", "Ctrl+Shift+S", "Space"):
        read = QKeySequence(keys)
        assert read.toString(QKeySequence.SequenceFormat.PortableText) == keys  # read the same in any language
    set_language("en")
    assert QLocale().language() == QLocale.Language.English


UNSEEN = {"QMimeType", "QShortcut"}  # kinds of files are not shown, and keys have the names that are printed on them
KEYS = re.compile(r"Alt\+\w+|%p%")


def qt_widgets(folder: Path) -> Iterator[QWidget]:
    """Give everything of Qt's own that the window uses."""
    for mode in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFile):
        for way in QFileDialog.AcceptMode:
            files = QFileDialog(None, "…", str(folder), "*.…")
            files.setOption(QFileDialog.Option.DontUseNativeDialog)
            files.setFileMode(mode)
            files.setAcceptMode(way)
            yield files
    box = QMessageBox()
    for each in QMessageBox.StandardButton:
        if each.value >= QMessageBox.StandardButton.Ok.value:
            box.addButton(each)
    box.setDetailedText("…")
    yield box
    buttons = QDialogButtonBox()
    for each in QDialogButtonBox.StandardButton:
        if each is not QDialogButtonBox.StandardButton.NoButton:
            buttons.addButton(each)
    yield buttons
    yield QInputDialog()
    yield QCalendarWidget()
    for field in (QLineEdit("…"), QPlainTextEdit("…"), QTextBrowser()):
        menu = field.createStandardContextMenu()
        menu.setParent(field, menu.windowFlags())
        yield field
        yield menu
    for held in (QSpinBox(), QScrollBar()):
        QTimer.singleShot(0, held, lambda held=held: held.contextMenuEvent(asked_at(held)))
        yield held


def asked_at(widget: QWidget) -> QContextMenuEvent:
    """Give what a widget is told when its menu is wanted."""
    at = QPoint(1, 1)
    return QContextMenuEvent(QContextMenuEvent.Reason.Other, at, widget.mapToGlobal(at))
