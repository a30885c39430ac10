"""Preferences (Ctrl+,): applied at once and saved at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui import theme
from codebinder.ui.dialogs import Dialog
from codebinder.ui.guide import codelook
from codebinder.ui.guide.prefpages import files_page, keys_page, privacy_page, templates_page
from codebinder.ui.guide.turns import in_turns
from codebinder.ui.parts import button, label, scrolled
from codebinder.ui.strings import LANGUAGES
from codebinder.ui.theme import GRID, CodeLook

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow


class Preferences(Dialog):
    """Pages at the left, the chosen one at the right."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, QCoreApplication.translate("Preferences", "Preferences"))
        self.setObjectName("preferences")
        self._window, self._desk = window, window.desk
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages of the preferences"))
        self.list.setFixedWidth(160)
        self.stack = QStackedWidget()
        self._makers: list[Callable[[], QWidget]] = []
        for name, maker in (
            (self.tr("General"), self._general),
            (self.tr("Code"), self._code),
            (self.tr("Keys"), lambda: keys_page(window)),
            (self.tr("Files"), lambda: files_page(window)),
            (self.tr("Templates"), lambda: templates_page(window)),
            (self.tr("Privacy"), lambda: privacy_page(window)),
        ):
            self.list.addItem(name)
            self._makers.append(maker)
            self.stack.addWidget(QWidget())
        self.list.currentRowChanged.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Close"), self.accept, "primary"))
        self.resize(760, 480)
        self.list.setFocus()

    @Slot(int)
    def _show(self, at: int) -> None:
        """Show a page; it is made when it is first wanted."""
        held = self.stack.widget(at)
        if not isinstance(held, QScrollArea):
            page = self._makers[at]()
            page.setAccessibleName(self.list.item(at).text())
            self.stack.removeWidget(held)
            self.stack.insertWidget(at, scrolled(page))
            held.deleteLater()
        self.stack.setCurrentIndex(at)

    # -- general

    def _general(self) -> QWidget:
        page, form = _form()
        self.language = _choice("language", self.tr("Language"), LANGUAGES, self._desk.lang)
        self.language.activated.connect(self._set_language)
        form.addRow(self.tr("Language"), self.language)
        looks = (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        self.theme = _choice("theme", self.tr("Theme"), looks, self._desk.settings.text("theme", "system"))
        self.theme.activated.connect(self._set_theme)
        form.addRow(self.tr("Theme"), self.theme)
        form.addRow(label(self.tr("Everything here holds at once. There is nothing to save."), "muted"))
        return page

    @Slot()
    def _set_language(self) -> None:
        lang, window = str(self.language.currentData()), self._window
        if lang != self._desk.lang:
            self.accept()
            window.set_language(lang)
            _come_back(window)  # the same page, in the language now chosen

    @Slot()
    def _set_theme(self) -> None:
        window = self._window
        if str(self.theme.currentData()) != self._desk.settings.text("theme", "system"):
            self.accept()
            window.set_theme(str(self.theme.currentData()))
            _come_back(window)

    # -- code

    def _code(self) -> QWidget:
        page, form = _form()
        held = codelook.read(self._desk.settings)
        usual = round(held.size or theme.mono().pointSizeF())
        sizes = tuple((str(size), self.tr("{size} pt").format(size=size)) for size in range(*codelook.SIZES))
        tabs = tuple((str(tab), str(tab)) for tab in codelook.TABS)
        self.size = _choice("code-size", self.tr("Text size"), sizes, str(usual))
        self.tab = _choice("tab-width", self.tr("Tab width"), tabs, str(held.tab))
        self.wrap = QCheckBox(self.tr("Wrap long lines"))
        self.wrap.setObjectName("wrap")
        self.wrap.setChecked(held.wrap)
        self.size.activated.connect(self._set_code)
        self.tab.activated.connect(self._set_code)
        self.wrap.toggled.connect(self._set_code)
        form.addRow(self.tr("Text size"), self.size)
        form.addRow(self.tr("Tab width"), self.tab)
        form.addRow("", self.wrap)
        form.addRow(
            label(self.tr("How code is shown here. What leaves the house looks as the template says."), "muted")
        )
        return page

    @Slot()
    def _set_code(self) -> None:
        look = CodeLook(size=int(self.size.currentData()), tab=int(self.tab.currentData()), wrap=self.wrap.isChecked())
        codelook.write(self._desk.settings, look)
        codelook.show(self._window, look)


def _form() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    outer = QVBoxLayout(page)
    form = QFormLayout()
    form.setHorizontalSpacing(2 * GRID)
    form.setVerticalSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    outer.addLayout(form)
    outer.addStretch(1)
    return page, form


def _choice(name: str, spoken: str, rows: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(spoken)
    made.setMinimumWidth(200)
    for key, text in rows:
        made.addItem(text, key)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def _come_back(window: MainWindow) -> None:
    """Show the preferences again when the window has been built anew."""
    in_turns(window, (*(lambda: None,) * 4, lambda: preferences(window)))


def preferences(window: MainWindow, at: int = 0) -> Preferences:
    """Show the preferences, at one of their pages."""
    held = next((each for each in window.findChildren(Preferences) if each.isVisible()), None)
    dialog = held or Preferences(window)
    dialog.list.setCurrentRow(at)
    dialog.open()
    return dialog
