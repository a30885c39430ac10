"""Starts the window: the application object, theme, language, fonts; the one place that touches QApplication."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTimer, QTranslator, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from codebinder import assets
from codebinder.ui import icon, roles, strings, theme, warming
from codebinder.ui.asking import Asker
from codebinder.ui.collecting import Collector
from codebinder.ui.desk import Desk
from codebinder.ui.frame.ahead import Ahead
from codebinder.ui.frame.arrivals import Application
from codebinder.ui.frame.door import Door
from codebinder.ui.frame.hooks import Hooks
from codebinder.ui.frame.replaced import Replaced
from codebinder.ui.frame.replaced import text as replaced_text
from codebinder.ui.frame.reports import Reports
from codebinder.ui.frame.starting import hand_over, stop_on_signals, tell_of_falls, watch_jobs
from codebinder.ui.guide import codelook
from codebinder.ui.jobs import place
from codebinder.ui.main_window import MainWindow
from codebinder.ui.watchdog import VARIABLE, Watchdog
from codebinder.workflow.environment import Environment

_SWITCH = 0.0001
"""Seconds that another thread may compute while the window's waits: a click passes it a hundred times."""


def application() -> QApplication:
    """Give the application object, made and dressed at the first call."""
    held = QCoreApplication.instance()
    if isinstance(held, QApplication):
        made = held
    else:
        QCoreApplication.setApplicationName("Codebinder")
        made = Application([sys.argv[0] if sys.argv else "codebinder"])
    if made.property("dressed") is None:
        made.setProperty("dressed", True)
        sys.setswitchinterval(_SWITCH)  # a thread that computes gives way soon
        Collector(made)
        made.setApplicationDisplayName("Codebinder")
        made.setDesktopFileName("codebinder")
        made.setStyle("Fusion")
        roles.install()
        theme.set_fonts()
        if sys.platform != "darwin" or not getattr(sys, "frozen", False):  # there the bundle's own is the better one
            made.setWindowIcon(QIcon(icon.picture(256)))
    return made


def window(environment: Environment, *, lang: str = "", look: str = "") -> MainWindow:
    """Make the window (not shown yet), in the language and theme that the person chose last, or that are asked for."""
    made = application()
    desk = Desk(environment)
    desk.lang = lang or desk.settings.text("lang") or strings.system_language()
    set_language(desk.lang)
    theme.apply(look or desk.settings.text("theme", "system"))
    theme.set_code_look(codelook.read(desk.settings))
    main = MainWindow(desk)
    Asker(main)
    made.styleHints().colorSchemeChanged.connect(main.follow_system)
    main.language_wanted.connect(set_language)
    return main


def set_language(lang: str) -> None:
    """Install the texts of `lang` for everything that is built from now on."""
    made = application()
    for held in made.findChildren(QTranslator):
        made.removeTranslator(held)
        held.setParent(None)
    for each in strings.translators(lang, made):
        made.installTranslator(each)
    QLocale.setDefault(strings.locale(lang))


def run(environment: Environment, paths: list[Path]) -> int:
    """Show the window, opened on `paths`, until the person closes it; or have another window show them."""
    door = Door(environment.config_dir)
    door.enter()
    if hand_over(door, paths):
        door.leave()
        return 0
    made = application()
    main = window(environment)
    hooks = Hooks(Reports(environment.config_dir, qVersion()))
    hooks.install(lambda error: _broken(main, error))
    hooks.catch_faults(door)
    watch_jobs(main.desk, hooks.reports)
    stop_on_signals(main)
    main.life.open_door(door)
    if door.others():
        main.life.aside()
    main.show()
    main.open_paths(paths)
    tell_of_falls(main, door, hooks.reports)
    QTimer.singleShot(0, warming.start)
    Ahead(main)
    Replaced(main)
    if watched := os.environ.get(VARIABLE):
        Watchdog(Path(watched), made)
    code = made.exec()
    hooks.let_go()
    main.life.gone()
    return code


def _broken(main: MainWindow, error: BaseException) -> None:
    """Tell about an error in a slot, and go on: the workbook is always in a whole state."""
    if isinstance(error, KeyboardInterrupt):
        main.close()
        return
    where = place(error)
    logging.getLogger(__name__).error("%s in the window", where)
    if assets.replaced():
        main.desk.message.emit("warning", replaced_text())
        return
    text = QCoreApplication.translate("App", "Something went wrong inside Codebinder ({where}). Your work is saved.")
    main.desk.message.emit("error", text.format(where=where))
