"""Every page and what brings it about, for the pictures of the whole matrix; each in the states that it can have."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.shots import settle
from helpers.shots_books import Books
from helpers.shots_imaging import TABS, show_tab

STATES = ("sample", "empty", "absurd")


class Stage:
    """A window, the workbooks and which state is wanted; `widget` is what the picture shows."""

    def __init__(self, window: Any, books: Books, state: str) -> None:
        self.window, self.books, self.state = window, books, state

    def settle(self, seconds: float = 60) -> None:
        settle(self.window, seconds)

    def open(self, stage: str = "opened") -> None:
        """Open the state's workbook; of the sample the one at that stage."""
        absurd, desk = self.books.absurd, self.window.desk
        if self.state == "absurd" and absurd is not None:
            home, path = absurd.room.environment, absurd.room.folder / "w.codebinder"
        else:
            home = self.books.home
            path = self.books.nothing if self.state == "empty" else getattr(self.books, stage)
        if desk.session is None or desk.session.path.resolve() != path.resolve():
            desk.close_workbook()
            desk._base = replace(home, config_dir=self.books.home.config_dir)
            desk.open_workbook(path)
            self.settle()
        slug = "g" if stage == "asked" else "f"
        if self.state == "absurd" and (desk.filing is None or desk.filing.slug != slug):
            desk.select_filing(slug)
            self.settle()

    def step(self, name: str, stage: str = "opened") -> Any:
        """Show a step of the state's workbook; give its page."""
        from codebinder.workflow.views import Step

        self.open(stage)
        self.window.show_step(Step(name))
        self.settle()
        return self.window.page()


def _start(stage: Stage) -> Any:
    if stage.state == "empty":
        stage.window.desk.close_workbook()
    else:
        stage.open("built")
    stage.window.show_start()
    stage.settle()
    return stage.window


def _plain(name: str) -> Callable[[Stage], Any]:
    def show(stage: Stage) -> Any:
        stage.step(name)
        return stage.window

    return show


def _form(stage: Stage) -> Any:
    page = stage.step("filing")
    page.area.verticalScrollBar().setValue(900)
    return stage.window


def _adding(stage: Stage) -> Any:
    page = stage.step("sources")
    repo = stage.books.opened.parent / "gateway.git"
    if stage.state == "absurd" and stage.books.absurd is not None:
        repo = next(stage.books.absurd.room.folder.glob("source-of*.git"))
    page.begin(repo, git=True)
    stage.settle()
    page.adder.rules.put((), ("/tests/", "*.nothing"))
    time.sleep(0.4)
    stage.settle()
    return stage.window


def _redaction(stage: Stage) -> Any:
    page = stage.step("redaction")
    groups = page.queue.model.groups
    if groups:
        page.queue.go_to(groups[min(3, len(groups) - 1)].first.id)
    return stage.window


def _long_line(stage: Stage) -> Any:
    page = stage.step("redaction")
    absurd = stage.books.absurd
    if absurd is not None:
        page.open_at("source-of-a-product-with-far-too-long-na", b"src/one-line.c", 4075)
    return stage.window


def _review(stage: Stage) -> Any:
    page = stage.step("review", "asked")
    board = getattr(page, "board", None)
    if board is not None and stage.state != "empty":
        time.sleep(0.3)
        stage.settle()
    return stage.window


def _rejecting(stage: Stage) -> Any:
    _review(stage)
    board = stage.window.page().board
    board.reject()
    return stage.window


def _package(stage: Stage) -> Any:
    from codebinder.ui.pages.package import memory

    stage.open("built")
    package = _archive(stage)
    if stage.state != "empty":
        stage.window.desk.settings.put(memory(stage.window.desk, "package"), str(package))
    page = stage.step("package", "built")
    page.tabs.setCurrentIndex(0)
    return stage.window


def _tab(at: int) -> Callable[[Stage], Any]:
    def show(stage: Stage) -> Any:
        _package(stage)
        stage.window.page().tabs.setCurrentIndex(at)
        return stage.window

    return show


def _pages_laid_out(stage: Stage) -> Any:
    _package(stage)
    page = stage.window.page()
    page.reveal("listing_pages")
    page.paging.lay_out()
    stage.settle()
    return stage.window


def _archive(stage: Stage) -> Path:
    absurd = stage.books.absurd
    return absurd.package if stage.state == "absurd" and absurd is not None else stage.books.package


def _verify(*, damaged: bool) -> Callable[[Stage], Any]:
    def show(stage: Stage) -> Any:
        page = stage.step("verify", "built")
        if stage.state != "empty":
            page.drop([str(stage.books.damaged if damaged else _archive(stage))])
        return stage.window

    return show


def _packet(stage: Stage) -> Any:
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.ui.reviewing.holding import open_held
    from helpers.shots_absurd import PASSPHRASE

    stage.open("asked")
    desk = stage.window.desk
    absurd = stage.books.absurd if stage.state == "absurd" else None
    path = absurd.packet if absurd is not None else stage.books.packet
    if desk.packet is None or desk.packet.path != path:
        desk.hold_packet(None)
        who = {"key": "", "passphrase": PASSPHRASE} if absurd is not None else {"key": "chen-yu", "passphrase": ""}
        home, desk._base = desk._base, _of(stage, desk._base)
        desk.hold_packet(open_held(desk, path, **who, progress=NoProgress(), cancel=NeverCancel()))
        desk._base = home
    stage.window.show_packet()
    stage.settle()
    time.sleep(0.3)
    return stage.window


def _of(stage: Stage, home: Any) -> Any:
    from codebinder.workflow import demo

    return home if stage.state == "absurd" else demo.home_of(home, stage.books.asked)


def _gallery(stage: Stage) -> Any:
    stage.window.templates.show()
    time.sleep(0.3)
    return stage.window


def _editor(stage: Stage) -> Any:
    from codebinder.workflow import shelves

    environment = stage.window.desk.environment
    path = shelves.own_folder(environment) / "bank-annex" / "template.yaml"
    if not path.exists():
        shelves.copy_new(environment, "cn-cbrc-317", "bank-annex", {"en": "Our bank's annex", "zh": "本行附件"})
    page = stage.window.templates.show()
    stage.settle()
    page.refresh(str(path))
    stage.settle()
    page._edit(page.browser.current(), 0)
    stage.settle()
    page.editor.preview.tabs.setCurrentIndex(1)
    time.sleep(0.4)
    return stage.window


def _palette(stage: Stage) -> Any:
    from codebinder.ui.guide.palette import Palette, open_palette

    stage.step("sources")
    open_palette(stage.window)
    palette = stage.window.findChild(Palette)
    palette.field.setText("s" if stage.state != "empty" else "qqzz")
    time.sleep(0.2)
    return stage.window


def _job(stage: Stage) -> Any:
    from helpers.shots_absurd import TITLE

    def slowly(progress: Any, cancel: Any) -> None:
        progress.start("progress.read", 38570)
        progress.advance(12345, 90_000_000)
        while True:
            progress.advance(1, 10_000)
            cancel.check()
            time.sleep(0.02)

    stage.step("sources")
    stage.window.desk.run_job(TITLE if stage.state == "absurd" else "Reading the tree", slowly)
    stage.window.jobbar.show_log(True)
    return stage.window


def _dialog(make: Callable[[Stage], Any], stage_name: str = "opened") -> Callable[[Stage], Any]:
    def show(stage: Stage) -> Any:
        from PySide6.QtWidgets import QApplication, QDialog

        stage.open(stage_name)
        stage.window.show_start()
        stage.settle()
        make(stage)
        stage.settle()
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        return shown[-1]

    return show


def _help(stage: Stage) -> Any:
    from codebinder.ui.guide.helpwindow import open_help

    return open_help(stage.window, "redaction-step")


def _about(stage: Stage) -> Any:
    from codebinder.ui.guide.about import about

    return about(stage.window)


def _legend(stage: Stage) -> Any:
    from codebinder.ui.guide.legend import shortcut_legend

    return shortcut_legend(stage.window)


def _preferences(stage: Stage) -> Any:
    from codebinder.ui.guide.preferences import preferences

    return preferences(stage.window, 0)


def _keys(stage: Stage) -> Any:
    from codebinder.ui.people.dialog import KeysDialog

    dialog = KeysDialog(stage.window.desk, stage.window)
    dialog.open()
    dialog.tabs.setCurrentIndex(1)
    return dialog


def _after(stage: Stage) -> Any:
    from codebinder.ui.register.dialog import AfterDialog

    desk = stage.window.desk
    dialog = AfterDialog(desk, stage.window, desk.need()[1])
    dialog.open()
    return dialog


def _audit(stage: Stage) -> Any:
    from codebinder.ui.logs.auditing import AuditDialog

    dialog = AuditDialog(stage.window.desk, stage.window)
    dialog.open()
    return dialog


ALL = STATES
SOME = ("sample", "absurd")
ONE = ("sample",)
PAGES: dict[str, tuple[tuple[str, ...], Callable[[Stage], Any]]] = {
    "start": (ALL, _start),
    "filing": (ALL, _plain("filing")),
    "filing-form": (SOME, _form),
    "sources": (ALL, _plain("sources")),
    "sources-adding": (SOME, _adding),
    "firmware": (ALL, _plain("firmware")),
    **{f"firmware-{name}": (SOME, show_tab(name)) for name in TABS},
    "documents": (ALL, _plain("documents")),
    "redaction": (ALL, _redaction),
    "redaction-line": (("absurd",), _long_line),
    "job": (SOME, _job),
    "palette": (ALL, _palette),
    "preferences": (ONE, _dialog(_preferences)),
    "about": (ONE, _dialog(_about)),
    "legend": (ONE, _dialog(_legend)),
    "help": (ONE, _help),
    "gallery": (ONE, _gallery),
    "editor": (ONE, _editor),
    "review": (ALL, _review),
    "review-rejecting": (SOME, _rejecting),
    "packet": (SOME, _packet),
    "package": (ALL, _package),
    "package-result": (SOME, _tab(1)),
    "package-papers": (ONE, _tab(2)),
    "package-contents": (SOME, _tab(3)),
    "package-pages": (SOME, _pages_laid_out),
    "verify": (ALL, _verify(damaged=False)),
    "verify-damaged": (ONE, _verify(damaged=True)),
    "dialog-keys": (SOME, _dialog(_keys)),
    "dialog-after": (SOME, _dialog(_after, "built")),
    "dialog-audit": (SOME, _dialog(_audit)),
    "dialog-filing": (SOME, _dialog(lambda stage: stage.window.start.new_filing())),
    "dialog-workbook": (ONE, _dialog(lambda stage: stage.window.start.new_workbook())),
    "dialog-product": (SOME, _dialog(lambda stage: stage.window.start.new_product())),
}
