"""The menu bar and its shortcuts; everything in it can be done by the pages as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from codebinder.ui.detection.tools import DetectionTools
from codebinder.ui.dialogs import open_workbook
from codebinder.ui.frame.recents import RecentMenu
from codebinder.ui.guide.pages import FIRST, WORDS, name_of
from codebinder.ui.pages.base import step_name
from codebinder.ui.strings import LANGUAGES
from codebinder.ui.undoing.editing import EditMenu
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_Keys = QKeySequence.StandardKey


@runtime_checkable
class _Stays(Protocol):
    """What the menus open once: palette and help. It speaks the language, and wears the colours, of its time."""

    def close_for_good(self) -> None: ...


class Menus(QObject):
    """Builds the menus of one window, and keeps their entries enabled as fits."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.menuBar())
        self._window = window
        self._desk = window.desk
        self._needs_book: list[QAction] = []
        self._needs_filing: list[QAction] = []
        self._needs_packet: list[QAction] = []
        for old in window.children():
            if isinstance(old, _Stays):
                old.close_for_good()
        self._file()
        self.edit = EditMenu(window.desk.history, window.menuBar().addMenu(self.tr("&Edit")))
        self._go()
        self._detection()
        self._logs()
        self._templates()
        self._view()
        self._help()
        for action in window.menuBar().findChildren(QAction):
            if action.menuRole() is QAction.MenuRole.TextHeuristicRole:
                # macOS would move what begins with "Settings", "About" or "Quit", a recent file too, into its own menu.
                action.setMenuRole(QAction.MenuRole.NoRole)
        self.update_state()

    def why_not(self, action: QAction) -> str:
        """Say why an entry can't be done now."""
        if action in self._needs_packet:
            return self.tr("Open a review packet first.")
        if self._desk.session is None:
            return self.tr("Open or make a workbook first.")
        if action in self._needs_filing:
            return self.tr("Open or begin a filing first.")
        return self.tr("Not possible now.")

    def update_state(self) -> None:
        """Enable what can be done now."""
        for action in self._needs_book:
            action.setEnabled(self._desk.session is not None)
        for action in self._needs_filing:
            action.setEnabled(self._desk.filing is not None)
        for action in self._needs_packet:
            action.setEnabled(self._desk.packet is not None)

    def _add(
        self, menu: QMenu, text: str, slot: Callable[..., object], keys: QKeySequence | _Keys | str = ""
    ) -> QAction:
        action = QAction(text, menu)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        menu.addAction(action)
        return action

    def _file(self) -> None:
        window, start = self._window, self._window.start
        menu = window.menuBar().addMenu(self.tr("&File"))
        self._add(menu, self.tr("&New workbook…"), start.new_workbook, _Keys.New)
        self._add(menu, self.tr("&Open workbook…"), lambda: open_workbook(window, self._desk), _Keys.Open)
        self._add(menu, self.tr("Open pac&ket…"), self._open_packet, "Ctrl+Shift+O")
        menu.addMenu(RecentMenu(window, menu))
        self._add(menu, self.tr("Try the &sample…"), start.try_sample)
        menu.addSeparator()
        self._needs_book += [
            self._add(menu, self.tr("New &product…"), start.new_product, "Ctrl+Shift+P"),
            self._add(menu, self.tr("New &filing…"), start.new_filing, "Ctrl+Shift+N"),
            self._add(menu, self.tr("&Vendor…"), start.edit_vendor),
        ]
        self._needs_filing.append(self._add(menu, self.tr("Add a &repository…"), window.add_repository, "Ctrl+R"))
        self._add(menu, self.tr("&Keys and roster…"), self.keys_dialog, "Ctrl+Shift+K")
        self._add(menu, self.tr("&Import a recovery file…"), self._import_recovery)
        menu.addSeparator()
        self._needs_book.append(self._add(menu, self.tr("&Close workbook"), self._desk.close_workbook, _Keys.Close))
        menu.addSeparator()
        self._add(menu, self.tr("Preferences…"), self._preferences, "Ctrl+,").setMenuRole(
            QAction.MenuRole.PreferencesRole
        )
        self._add(menu, self.tr("&Quit"), window.close, "Ctrl+Q").setMenuRole(QAction.MenuRole.QuitRole)

    def _preferences(self) -> None:
        from codebinder.ui.guide.preferences import preferences

        preferences(self._window)

    def keys_dialog(self) -> None:
        """Show one's keys and the workbook's roster."""
        from codebinder.ui.people.dialog import KeysDialog

        KeysDialog(self._desk, self._window).open()

    def _open_packet(self) -> None:
        from codebinder.ui.reviewing.opening import choose_packet

        choose_packet(self._window, self._desk)

    def _import_recovery(self) -> None:
        from codebinder.ui.redacting.recovery import ImportRecovery

        ImportRecovery(self._desk, self._window).open()

    def _go(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(self.tr("&Go"))
        palette = self._add(menu, self.tr("&Command palette…"), self._palette, "Ctrl+K")
        palette.setObjectName("palette")
        menu.addSeparator()
        self._add(menu, self.tr("&Start page"), window.show_start, "Alt+Home")
        self._needs_packet.append(self._add(menu, self.tr("Review pac&ket"), window.show_packet, "Ctrl+9"))
        menu.addSeparator()
        for number, step in enumerate(Step, start=1):
            action = self._add(menu, step_name(step), lambda _=False, step=step: self._to_step(step), f"Ctrl+{number}")
            if step is not Step.VERIFY:
                self._needs_filing.append(action)

    def _detection(self) -> None:
        tools = DetectionTools(self._desk, self._window)
        tools.setParent(self)
        menu = self._window.menuBar().addMenu(self.tr("&Detection"))
        self._needs_book += [
            self._add(menu, self.tr("Detection &rules…"), tools.rules, "Ctrl+Shift+D"),
            self._add(menu, self.tr("Crown &jewels…"), tools.jewels, "Ctrl+Shift+J"),
        ]
        self._needs_filing.append(self._add(menu, self.tr("What the &code says…"), tools.facts, "Ctrl+Shift+C"))
        menu.addSeparator()
        self._needs_filing += [
            self._add(menu, self.tr("&Import findings of another tool…"), tools.bring_in),
            self._add(menu, self.tr("&Export findings as SARIF…"), tools.give_out),
        ]

    def _logs(self) -> None:
        menu = self._window.menuBar().addMenu(self.tr("&Logs"))
        self._needs_filing += [
            self._add(menu, self.tr("&Logs of this filing…"), self._show_logs, "Ctrl+Shift+L"),
            self._add(menu, self.tr("&Privilege log…"), lambda: self._show_logs(at=2)),
            self._add(menu, self.tr("After it is &sent…"), self.after_sending, "Ctrl+Shift+S"),
        ]
        menu.addSeparator()
        self._needs_book += [
            self._add(menu, self.tr("&Audit report…"), self._audit, "Ctrl+Shift+A"),
            self._add(menu, self.tr("&Check against a packet or package…"), self._against),
        ]

    def _templates(self) -> None:
        room = self._window.templates
        menu = self._window.menuBar().addMenu(self.tr("&Templates"))
        self._add(menu, self.tr("&All templates"), lambda: room.show(), "Ctrl+Shift+T")  # noqa: PLW0108  (the action sends whether it is ticked)
        self._add(menu, self.tr("&New template from this one…"), lambda: room.new_from())  # noqa: PLW0108  (likewise)
        menu.addSeparator()
        self._add(menu, self.tr("&Check a template file…"), lambda: room.choose_file())  # noqa: PLW0108  (likewise)
        self._add(menu, self.tr("&Folder of your own templates…"), lambda: room.choose_folder())  # noqa: PLW0108  (likewise)

    def _show_logs(self, _on: bool = False, *, at: int = 0) -> None:  # noqa: FBT001, FBT002  (what an action sends)
        from codebinder.ui.logs.dialog import LogsDialog

        LogsDialog(self._desk, self._window, at).open()

    def _to_step(self, step: Step) -> None:
        self._window.show_step(step)
        self._window.next_bar.follow()

    def after_sending(self) -> None:
        """Show what became of the open filing after it was sent."""
        from codebinder.ui.register.dialog import AfterDialog

        if self._desk.filing is not None:
            AfterDialog(self._desk, self._window, self._desk.filing).open()

    def _audit(self) -> None:
        from codebinder.ui.logs.auditing import AuditDialog

        AuditDialog(self._desk, self._window).open()

    def _against(self) -> None:
        from codebinder.ui.logs.againstdialog import AgainstDialog

        AgainstDialog(self._desk, self._window).open()

    def _view(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(self.tr("&View"))
        self.fold = fold = self._add(menu, self.tr("&Requirements"), window.fold_inspector, "F9")
        fold.setCheckable(True)
        fold.setChecked(True)
        log = self._add(menu, self.tr("&Log"), window.jobbar.show_log, "F8")
        log.setCheckable(True)
        menu.addSeparator()
        themes = menu.addMenu(self.tr("&Theme"))
        chosen = self._desk.settings.text("theme", "system")
        names = (("system", self.tr("Like the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        group = QActionGroup(themes)
        for key, text in names:
            action = self._add(themes, text, lambda _=False, key=key: window.set_theme(key))
            action.setCheckable(True)
            action.setChecked(key == chosen)
            group.addAction(action)
        languages = menu.addMenu("&Language / 语言")
        group = QActionGroup(languages)
        for key, text in LANGUAGES:
            action = self._add(languages, text, lambda _=False, key=key: window.set_language(key))
            action.setCheckable(True)
            action.setChecked(key == self._desk.lang)
            group.addAction(action)

    def _help(self) -> None:
        menu = self._window.menuBar().addMenu(self.tr("&Help"))
        self._add(menu, self.tr("Help on this &step"), lambda: self._show_help(""), "F1")
        self._add(menu, self.tr("Your &first package in five minutes"), lambda: self._show_help(FIRST))
        self._add(menu, self.tr("What the &words mean"), lambda: self._show_help(WORDS))
        self._add(menu, self.tr("&Shortcuts"), self._legend, "?")
        menu.addSeparator()
        self._add(menu, self.tr("&About Codebinder"), self._about).setMenuRole(QAction.MenuRole.AboutRole)

    def _palette(self) -> None:
        from codebinder.ui.guide.palette import open_palette

        open_palette(self._window)

    def _show_help(self, name: str) -> None:
        from codebinder.ui.guide.helpwindow import open_help

        window = self._window
        packet = window.packet_page is not None and window.stack.currentWidget() is window.packet_page
        here = "templates" if window.templates.shown else name_of(Step.REVIEW if packet else window.step)
        open_help(window, name or here)

    def _legend(self) -> None:
        from codebinder.ui.guide.legend import shortcut_legend

        shortcut_legend(self._window)

    def _about(self) -> None:
        from codebinder.ui.guide.about import about

        about(self._window)
