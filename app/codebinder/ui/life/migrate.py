"""The dialog that moves a filing over to another version of its template, and shows before what that means."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from codebinder.base.messages import said, text_of
from codebinder.errors import CodebinderError
from codebinder.model.text import Message, shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.life.attach import voided_strip
from codebinder.ui.parts import button, label, scrolled
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import migrating
from codebinder.workflow.migrating import Difference, Migration
from codebinder.workflow.refitting import Fate, Fitting

_WAYS = {"added": "decided", "removed": "excluded", "changed": "work"}
_FATES = {
    Fate.KEPT: "complete",
    Fate.CARRIED: "complete",
    Fate.BACK: "complete",
    Fate.ANEW: "warning",
    Fate.ASIDE: "some",
}


def part_name(part: str) -> str:
    """Give the word for what differs."""
    return {
        "requirement": QCoreApplication.translate("Life", "requirement"),
        "fact": QCoreApplication.translate("Life", "fact of the product"),
        "group": QCoreApplication.translate("Life", "group"),
        "mode": QCoreApplication.translate("Life", "way to file"),
        "paper": QCoreApplication.translate("Life", "paper"),
        "rule": QCoreApplication.translate("Life", "rule"),
    }.get(part, part)


def way_name(way: str) -> str:
    """Give the word for how it differs."""
    return {
        "added": QCoreApplication.translate("Life", "new"),
        "removed": QCoreApplication.translate("Life", "gone"),
        "changed": QCoreApplication.translate("Life", "changed"),
    }.get(way, way)


class MigrateDialog(Dialog):
    """What changed, what becomes of every answer, and the one button."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("MigrateDialog", "Another version of the template"),
            QCoreApplication.translate(
                "MigrateDialog",
                "This filing keeps the text that it began with until you move it over. It is one step, and can be "
                "undone; what fits no more is kept aside.",
            ),
        )
        self.desk = desk
        self.resize(860, 600)
        self.found: Migration | None = None
        self._head = QVBoxLayout()
        self._head.setSpacing(GRID)
        self.body.addLayout(self._head)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What moving over means"))
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(button(self.tr("Leave it as it is"), self.reject))
        self.verb = button(self.tr("Move the filing over"), self._go, "primary", name="migrate-now")
        self.verb.setEnabled(False)
        self.buttons.addWidget(self.verb)
        session, filing = desk.need()
        desk.look(lambda: migrating.plan(session, filing), self._planned, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _planned(self, found: Migration) -> None:
        self.found = found
        for each in found.others:
            name, params = shown(each.names.get(self.desk.lang)), {"was": shown(each.was), "now": shown(each.now)}
            text = self.tr("{was} → {now}").format(**params)
            self._head.addWidget(label(f"{name}: {text}", "label"))
        strip = voided_strip(found.voided)
        if strip is not None:
            self._head.addWidget(strip)
        self._words(found)
        self._table(
            self.tr("What changed"),
            [self.tr("What"), self.tr("How"), self.tr("In detail")],
            (self._difference(at, each) for at, each in enumerate(found.differences)),
        )
        self._table(
            self.tr("What becomes of the answers"),
            [self.tr("Answer"), self.tr("Of"), self.tr("What becomes of it")],
            (self._fitting(at, each) for at, each in enumerate(sorted(found.fittings, key=_order))),
        )
        self.verb.setEnabled(found.there and self.desk.can_write)
        self.verb.setFocus()

    def _words(self, found: Migration) -> None:
        if not found.changes:
            return
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, GRID, GRID, GRID)
        for each in found.changes:
            box.addWidget(label(" · ".join(shown(part) for part in (each.version, each.date) if part), "caption"))
            box.addWidget(label(shown(each.text.get(self.desk.lang))))
        box.addStretch(1)
        name = self.tr("In the author's words")
        self.tabs.addTab(scrolled(inner, name), name)

    def _table(self, name: str, headers: list[str], rows: Iterator[Row]) -> None:
        table = RowTable(name, headers, [260, 150, 0])
        table.rows.show(rows)
        self.tabs.addTab(table, name)

    def _difference(self, at: int, each: Difference) -> Row:
        lang = self.desk.lang
        name = shown(each.label.get(lang)) or shown(each.id)
        whats = "; ".join(shown(said(what, lang)) for what in each.whats)
        texts = (name, f"{way_name(each.way.value)} · {part_name(each.part)}", whats)
        return Row(id=str(at), glyph=_WAYS[each.way.value], texts=texts)

    def _fitting(self, at: int, each: Fitting) -> Row:
        lang = self.desk.lang
        kind = said(Message(f"aside.{each.kind}"), lang)
        fate = {
            Fate.KEPT: self.tr("stays as it is"),
            Fate.CARRIED: self.tr("goes on as {target}").format(target=shown(each.target)),
            Fate.ANEW: self.tr("stays, and needs a new one"),
            Fate.ASIDE: self.tr("is kept aside"),
            Fate.BACK: self.tr("comes back"),
        }[each.fate]
        why = " ".join(shown(text_of(text, lang)) for text in each.whys)
        texts = (shown(each.label.get(lang)) or shown(each.requirement), kind, f"{fate}: {why}" if why else fate)
        return Row(id=str(at), glyph=_FATES[each.fate], texts=texts)

    def _go(self) -> None:
        session, filing = self.desk.need()
        self.verb.setEnabled(False)
        self.desk.look(lambda: migrating.migrate(session, filing), self._done, self._failed)

    @Slot(object)
    def _done(self, _made: object) -> None:
        self.accept()
        self.desk.changed("filing")


def _order(fitting: Fitting) -> int:
    """What a person has to know first."""
    return [Fate.ASIDE, Fate.ANEW, Fate.CARRIED, Fate.BACK, Fate.KEPT].index(fitting.fate)
