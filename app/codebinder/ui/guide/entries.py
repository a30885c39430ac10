"""What the command palette offers: everything that can be done or gone to from where the window is now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton, QTabWidget, QToolButton, QWidget
from shiboken6 import isValid

from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.filing import Product
from codebinder.model.text import shown
from codebinder.ui import strings
from codebinder.ui.pages.base import step_name
from codebinder.workflow.views import FilingView, Step

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_MANY = 1000
_TRIES = 40
_ENDS = ("…", "...")
_MARK = re.compile(r"\(&.\)")
"""Where a Chinese text has the letter that chooses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the palette."""

    key: str
    """Names it from run to run; empty for what is never remembered on the disk."""
    text: str
    kind: str
    run: Callable[[], object]
    side: str = ""
    also: str = ""
    """Other words that find it: its name in the other language, its id."""
    why: str = ""
    """Why it can't be done now; empty where it can."""

    @property
    def sought(self) -> str:
        """Everything by which it is found, in lower case."""
        return f"{self.text}\n{self.also}".lower()


@cache
def _other() -> dict[str, str]:
    """Give for each text of the window the same in the other language."""
    table: dict[str, str] = {}
    for (_, source), text in strings.chinese().items():
        table.setdefault(source, text)
        table.setdefault(text, source)
    return table


def plain(text: str) -> str:
    """Give a text of a menu as it is read: without its marks."""
    name = _MARK.sub("", text.partition("\t")[0]).replace("&&", "\0").replace("&", "").replace("\0", "&")
    for end in _ENDS:
        name = name.removesuffix(end)
    return name


def other_name(text: str) -> str:
    """Give a text of the window in the language that it is not shown in; empty where it has none."""
    return plain(_other().get(text, ""))


def english(text: str, lang: str) -> str:
    """Give the English of a text that is shown, as its name from run to run."""
    return (other_name(text) or plain(text)) if lang == "zh" else plain(text)


def kinds() -> dict[str, str]:
    """Give the words for what kind an entry is."""
    return {
        "here": QCoreApplication.translate("Palette", "on this page"),
        "filing": QCoreApplication.translate("Palette", "filing"),
        "product": QCoreApplication.translate("Palette", "product"),
        "requirement": QCoreApplication.translate("Palette", "not met"),
        "file": QCoreApplication.translate("Palette", "file"),
        "finding": QCoreApplication.translate("Palette", "finding"),
        "redaction": QCoreApplication.translate("Palette", "redaction"),
        "help": QCoreApplication.translate("Palette", "help"),
        "recent": QCoreApplication.translate("Palette", "recent workbook"),
    }


def _menus(menu: QMenu | QMenuBar, above: str) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _menus(inner, plain(action.text()))
        elif action.text() and not action.isSeparator():
            yield above, action


def menu_entries(window: MainWindow) -> list[Entry]:
    """Give every action of the menus; one that can't be done now says why."""
    lang, made = window.desk.lang, list[Entry]()
    for above, action in _menus(window.menuBar(), ""):
        if action.objectName() == "palette":
            continue
        mark = "✓ " if action.isChecked() else ""
        made.append(
            Entry(
                key=f"menu:{english(action.text(), lang)}",
                text=plain(action.text()),
                kind=mark + above,
                run=action.trigger,
                side=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                also=f"{other_name(action.text())} {above}",
                why="" if action.isEnabled() else window.menus.why_not(action),
            )
        )
    return made


def page_entries(page: QWidget | None, lang: str) -> list[Entry]:
    """Give what the shown page's own buttons and their menus do."""
    if page is None:
        return []
    kind, made = kinds()["here"], dict[str, Entry]()
    never = QCoreApplication.translate("Palette", "not possible now")
    for each in page.findChildren(QPushButton):
        name = each.accessibleName() or plain(each.text())
        if each.objectName() == "step-help":
            continue
        if each.isVisibleTo(page) and name and not each.isCheckable() and len(made) < _MANY:
            tip = each.toolTip() if each.toolTip() and not each.toolTip().startswith(name) else never
            shown_ = Entry(
                key=f"here:{english(name, lang)}" if other_name(name) else "",
                text=plain(name), kind=kind, run=partial(_click, each), side=_keys_in(each.toolTip()), also=other_name(name),
                why="" if each.isEnabled() else tip,
            )  # fmt: skip
            if shown_.text not in made or made[shown_.text].why:
                made[shown_.text] = shown_
    for tool in page.findChildren(QToolButton):
        menu = tool.menu() if tool.isVisibleTo(page) else None
        for above, action in _menus(cast("QMenu", menu), tool.accessibleName()) if menu is not None else ():
            text = plain(action.text())
            made.setdefault(
                text,
                Entry(
                    key=f"here:{english(action.text(), lang)}", text=text, kind=kind, run=action.trigger,
                    side=action.text().partition("\t")[2], also=f"{other_name(action.text())} {above}",
                    why="" if action.isEnabled() else never,
                ),
            )  # fmt: skip
    return list(made.values())


def _click(made: QPushButton) -> None:
    """Press a button, unless its page has gone or put it away since the list was made."""
    if isValid(made) and made.isVisible():
        made.click()


def _keys_in(tip: str) -> str:
    """Give the key that a tooltip names in brackets at its end."""
    inner = tip.rpartition("(")[2] if tip.endswith(")") else ""
    return inner[:-1] if len(inner) < 20 else ""


def filing_entries(window: MainWindow, register: tuple[FilingView, ...]) -> list[Entry]:
    """Give every filing of the workbook."""
    kind, desk = kinds()["filing"], window.desk

    def go(slug: str) -> None:
        desk.select_filing(slug)
        desk.go(window.step or Step.FILING)

    return [
        Entry(
            key="", text=shown(f"{view.filing.slug} · {view.product.name} {view.product.version}"), kind=kind,
            run=lambda slug=view.filing.slug: go(slug), also=f"{view.template.id} {shown(view.filing.recipient)}",
        )
        for view in register[:_MANY]
    ]  # fmt: skip


def product_entries(window: MainWindow, products: tuple[Product, ...]) -> list[Entry]:
    """Give every product of the workbook."""
    kind = kinds()["product"]
    return [
        Entry(
            key="", text=shown(f"{each.name} {each.version}"), kind=kind,
            run=lambda slug=each.slug: window.start.show_product(slug), also=f"{each.slug} {kind}",
        )
        for each in products[:_MANY]
    ]  # fmt: skip


def step_entries(window: MainWindow) -> list[Entry]:
    """Give what the steps are for, from wherever one is: to go there, and to press the button that does it."""
    if window.desk.filing is None:
        return []
    acts = (
        (Step.FILING, "add-screen", QCoreApplication.translate("Palette", "Add a screen")),
        (Step.FILING, "migrate", QCoreApplication.translate("Palette", "Move to a newer version of the template")),
        (Step.FILING, "counsel", QCoreApplication.translate("Palette", "List for counsel")),
        (Step.SOURCES, "add-repository", QCoreApplication.translate("Palette", "Add a repository")),
        (Step.FIRMWARE, "add-image", QCoreApplication.translate("Palette", "Add a firmware image")),
        (Step.REDACTION, "scan", QCoreApplication.translate("Palette", "Scan the sources")),
        (Step.REVIEW, "submit-first submit", QCoreApplication.translate("Palette", "Submit for review")),
        (Step.REVIEW, "send-packet", QCoreApplication.translate("Palette", "Send to reviewer")),
        (Step.REVIEW, "import-answer", QCoreApplication.translate("Palette", "Import answer")),
        (Step.REVIEW, "sign", QCoreApplication.translate("Palette", "Sign the round")),
        (Step.PACKAGE, "lay-pages", QCoreApplication.translate("Palette", "Lay the pages out")),
        (Step.PACKAGE, "draw-papers", QCoreApplication.translate("Palette", "Look at the papers")),
        (Step.PACKAGE, "delivery-copies", QCoreApplication.translate("Palette", "Make delivery copies")),
        (Step.PACKAGE, "build", QCoreApplication.translate("Palette", "Build the package")),
        (Step.PACKAGE, "build-draft", QCoreApplication.translate("Palette", "Build a draft")),
        (Step.VERIFY, "verify", QCoreApplication.translate("Palette", "Verify a package")),
    )
    return [
        Entry(
            key=f"act:{step.value}:{name}", text=text, kind=step_name(step), also=other_name(text),
            run=lambda step=step, name=name: press(window, step, name),
        )
        for step, name, text in acts
        if step is not window.step
    ]  # fmt: skip


def press(window: MainWindow, step: Step, names: str, otherwise: Step | None = None, there: str = "") -> None:
    """Go to a step, and press the first of the named buttons that can be pressed, as soon as the page has read what it
    needs to know; where there is none, go to the step `otherwise`, and press the button `there`."""
    window.show_step(step)
    tries = _TRIES

    def look() -> None:
        nonlocal tries
        tries -= 1
        page = window.page()
        if page is None or window.step is not step:
            return  # the person went elsewhere
        _turn_to(page, names)
        found = [each for name in names.split() for each in page.findChildren(QPushButton, name) if each.isVisible()]
        ready = next((each for each in found if each.isEnabled()), None)
        if ready is not None:
            ready.click()
        elif tries:
            QTimer.singleShot(50, window, look)
        elif otherwise is not None and there:
            press(window, otherwise, there)
        elif otherwise is not None:
            window.show_step(otherwise)

    QTimer.singleShot(0, window, look)


def _turn_to(page: QWidget, names: str) -> None:
    """Bring the tab to the front that holds a named button."""
    for tabs in page.findChildren(QTabWidget):
        for at in range(tabs.count()):
            held = (each for name in names.split() for each in tabs.widget(at).findChildren(QPushButton, name))
            if tabs.isTabVisible(at) and any(not each.isHidden() for each in held):
                tabs.setCurrentIndex(at)
                return


def requirement_entries(window: MainWindow, rows: tuple[ChecklistRow, ...]) -> list[Entry]:
    """Give what the template asks for and is not met yet."""
    kind, lang, desk = kinds()["requirement"], window.desk.lang, window.desk
    return [
        Entry(
            key="", text=shown(row.label.get(lang)), kind=f"{step_name(Step(row.step))} · {kind}",
            run=lambda row=row: desk.go(Step(row.step), row.requirement),
            also=f"{row.requirement} {row.label.get('en')} {row.label.get('zh')}",
        )
        for row in rows
        if row.state is RequirementState.UNMET and row.step in _STEPS
    ][:_MANY]  # fmt: skip


_STEPS = frozenset(each.value for each in Step)
