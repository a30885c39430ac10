"""One template in the gallery: what it is, what it asks for and where that comes from, what leaves, its faults."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from codebinder.model.filing import Filing
from codebinder.model.shelf import Origin, Placed
from codebinder.model.template import FilingTemplate, Level, Requirement
from codebinder.model.template_papers import TemplateKind
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.gallery.grouping import kind_word
from codebinder.ui.gallery.prose import labels
from codebinder.ui.gallery.words import (
    both,
    breakable,
    fault_line,
    glyph_of,
    kind_name,
    limits_of,
    names_of,
    origin_word,
    rules_of,
    status_word,
)
from codebinder.ui.inspector import certainty_name, source_text
from codebinder.ui.parts import Elided, button, clear, glyph_label, label, scrolled
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.regimes import inferred, place_name, status_look
from codebinder.ui.standing import strips
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.ui.widgets.form import level_name
from codebinder.workflow import gallery, standing


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of a template off the window's thread."""

    placed: Placed
    readme: str
    users: tuple[Filing, ...]


class Details(QFrame):
    """The right side of the gallery."""

    edit_wanted = Signal(object, int)
    """An own template's Placed, and the line to go to (0: where it was left)."""
    copy_wanted = Signal(object)
    filing_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.seen: Seen | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self._head = QVBoxLayout()
        self._head.setSpacing(GRID)
        box.addLayout(self._head)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What the template says"))
        self._about = self._page(self.tr("About"))
        self.tabs.addTab(self._asks(), self.tr("Requirements"))
        self._rules = self._page(self.tr("What leaves"))
        self.faults = QListWidget()
        self.faults.setAccessibleName(self.tr("Faults of the template"))
        self.faults.setWordWrap(True)
        self.faults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.faults.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.faults.itemActivated.connect(self._to_fault)
        self._faults_at = self.tabs.addTab(self.faults, self.tr("Faults"))
        box.addWidget(self.tabs, 1)

    def _page(self, name: str) -> QVBoxLayout:
        inner = QWidget()
        made = QVBoxLayout(inner)
        made.setContentsMargins(0, GRID, GRID, GRID)
        made.setSpacing(GRID)
        self.tabs.addTab(scrolled(inner, name), name)
        return made

    def _asks(self) -> QWidget:
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        headers = [self.tr("Requirement"), self.tr("Asked"), self.tr("Where the rule comes from")]
        self.table = RowTable(self.tr("Requirements of the template"), headers, [250, 130, 0])
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        box.addWidget(self.table, 1)
        inner = QWidget()
        self._one = QVBoxLayout(inner)
        self._one.setContentsMargins(0, 0, GRID, 0)
        self._one.setSpacing(2)
        below = scrolled(inner, self.tr("The marked requirement"))
        below.setFixedHeight(132)
        box.addWidget(below)
        return whole

    def show_template(self, seen: Seen | None) -> None:
        """Show a template; None: there is none to show."""
        same = self.seen is not None and seen is not None and self.seen.placed.path == seen.placed.path
        self.seen = seen
        clear(self._head)
        self.tabs.setVisible(seen is not None)
        if seen is None:
            self._head.addWidget(label(self.tr("No template matches."), "muted"))
            return
        self._fill_head(seen.placed)
        self._fill_about(seen)
        self._fill_rules(seen.placed)
        self._fill_requirements(seen.placed)
        self._fill_faults(seen.placed)
        if seen.placed.template is None:
            self.tabs.setCurrentIndex(self._faults_at)
        elif not same or self.tabs.currentIndex() == self._faults_at:
            self.tabs.setCurrentIndex(0)

    def _fill_head(self, placed: Placed) -> None:
        lang = self._desk.lang
        first, other = names_of(placed, lang)
        self._head.addWidget(label(first, "heading"))
        if other:
            self._head.addWidget(label(other, "muted"))
        tags = FlowLayout()
        look = status_look(placed.template.status) if placed.template is not None else "tag-bad"
        word = status_word(placed)
        status = QWidget()
        row = QHBoxLayout(status)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(glyph_label(glyph_of(placed), word))
        row.addWidget(label(word, look))
        tags.addWidget(status)
        if placed.template is not None:
            tags.addWidget(label(place_name(shown(placed.template.jurisdiction)), "tag"))
            tags.addWidget(label(kind_word(placed.template.kind), "tag"))
            tags.addWidget(label(f"{placed.id} {shown(placed.template.version)}", "tag"))
        tags.addWidget(label(origin_word(placed), "tag"))
        self._head.addLayout(tags)
        self._head.addWidget(self._acts(placed))

    def _acts(self, placed: Placed) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        own = placed.origin is Origin.OWN
        edit = button(
            self.tr("Edit…") if own else self.tr("Read its text…"),
            lambda: self.edit_wanted.emit(placed, 0),
            name="edit-template",
        )
        copy = button(self.tr("New one from it…"), lambda: self.copy_wanted.emit(placed), name="copy-template")
        copy.setEnabled(placed.template is not None)
        begin = button(self.tr("Begin a filing…"), lambda: self.filing_wanted.emit(placed), name="begin-with")
        screen = placed.template is not None and placed.template.kind is TemplateKind.SCREEN
        begin.setVisible(self._desk.session is not None and not screen)
        begin.setEnabled(placed.template is not None and not placed.hidden and self._desk.can_write)
        for each in (edit, copy, begin):
            row.addWidget(each)
        row.addStretch(1)
        return whole

    def _fill_about(self, seen: Seen) -> None:
        clear(self._about)
        placed, lang = seen.placed, self._desk.lang
        template = placed.template
        if template is not None:
            rows = standing.of_template(self._desk.environment, template)
            for strip in strips(rows, shown(template.status_note.get(lang)), lang):
                self._about.addWidget(strip)
            self._about.addWidget(label(shown(template.summary.get(lang))))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for at, (name, text) in enumerate(self._facts(seen)):
            grid.addWidget(label(name, "muted", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(breakable(text)), at, 1)
        at = grid.rowCount()
        grid.addWidget(label(self.tr("File"), "muted", wrap=False), at, 0)
        grid.addWidget(Elided(shown(str(placed.path)), middle=True), at, 1)
        self._about.addLayout(grid)
        if seen.readme:
            self._about.addSpacing(GRID)
            self._about.addWidget(label(self.tr("README"), "caption"))
            for each in labels(seen.readme):
                self._about.addWidget(each)
        self._about.addStretch(1)

    def _facts(self, seen: Seen) -> list[tuple[str, str]]:
        template, lang = seen.placed.template, self._desk.lang
        rows: list[tuple[str, str]] = []
        if template is not None:
            since = f"{status_word(seen.placed)}, {template.status_date}"
            rows = [(self.tr("Status"), shown(since)), (self.tr("Authority"), shown(template.authority.get(lang)))]
            rows += [
                (
                    self.tr("Legal basis"),
                    shown(" · ".join(x for x in (each.title.get(lang), each.number, each.date) if x)),
                )
                for each in template.legal_basis
            ]
            guessed = inferred(template)
            sure = shown(template.confidence) or self.tr("not stated")
            if guessed:
                sure += " · " + self.tr("{count} rules are inferred, not read in a source").format(count=guessed)
            rows.append((self.tr("How sure"), sure))
            rows += self._life(template)
            if template.sources:
                rows.append((self.tr("Read from"), "\n".join(shown(each) for each in template.sources)))
            if template.based_on is not None:
                text = self.tr("{id}, version {version}")
                rows.append(
                    (
                        self.tr("Made from"),
                        text.format(id=shown(template.based_on.id), version=shown(template.based_on.version)),
                    )
                )
            rows.append((self.tr("SHA-256"), template.digest))
        if self._desk.session is not None:
            rows.append((self.tr("Filings with it"), self._users(seen)))
        return rows

    def _life(self, template: FilingTemplate) -> list[tuple[str, str]]:
        """What a template says of its own dates and versions."""
        lang = self._desk.lang
        rows: list[tuple[str, str]] = []
        if template.effective_from or template.effective_to:
            text = self.tr("from {begin} to {end}")
            rows.append(
                (
                    self.tr("Applies"),
                    text.format(begin=shown(template.effective_from) or "…", end=shown(template.effective_to) or "…"),
                )
            )
        if template.check_by:
            rows.append((self.tr("Look at it again by"), shown(template.check_by)))
        if template.screens:
            rows.append((self.tr("Proposes the screens"), ", ".join(map(shown, template.screens))))
        for each in template.changes:
            about = " · ".join(part for part in (shown(each.date), shown(each.text.get(lang))) if part)
            rows.append((self.tr("Version {number}").format(number=shown(each.version)), about))
        return rows

    def _users(self, seen: Seen) -> str:
        if not seen.users:
            return self.tr("none in this workbook")
        digest = seen.placed.template.digest if seen.placed.template is not None else ""
        return "\n".join(
            f"{shown(each.slug)} · {shown(each.template_version)}"
            + ("" if each.template_digest == digest else " · " + self.tr("another text of it"))
            for each in seen.users
        )

    def _fill_rules(self, placed: Placed) -> None:
        clear(self._rules)
        for name, text, source in rules_of(placed.template, self._desk.lang) if placed.template is not None else ():
            self._rules.addWidget(label(name, "label"))
            self._rules.addWidget(label(text))
            if source:
                self._rules.addWidget(label(shown(source), "second"))
            self._rules.addSpacing(GRID // 2)
        self._rules.addStretch(1)

    def _fill_requirements(self, placed: Placed) -> None:
        rows = placed.template.requirements if placed.template is not None else ()
        lang = self._desk.lang
        glyph = {
            Level.REQUIRED: "work",
            Level.OPTIONAL: "nothing",
            Level.OMITTABLE: "some",
            Level.FORBIDDEN: "excluded",
        }
        self.table.rows.show(
            Row(
                id=each.id,
                glyph=glyph[each.level],
                texts=(
                    shown(each.label.get(lang)),
                    level_name(each),
                    shown(source_text(each.source, lang).replace("\n", " · ")) or certainty_name(each.source.certainty),
                ),
            )
            for each in rows
        )
        clear(self._one)
        if rows:
            self.table.selectRow(0)

    @Slot()
    def _chosen(self, *_: object) -> None:
        clear(self._one)
        row = self.table.current()
        template = self.seen.placed.template if self.seen is not None else None
        if row is None or template is None:
            return
        found = next((each for each in template.requirements if each.id == row.id), None)
        if found is not None:
            self._describe(found)

    def _describe(self, found: Requirement) -> None:
        lang = self._desk.lang
        template = self.seen.placed.template if self.seen is not None else None
        self._one.addWidget(label("  ·  ".join(part for part in both(found.label, lang) if part), "label"))
        about = " · ".join(
            part for part in (found.id, kind_name(found.kind), level_name(found), limits_of(found)) if part
        )
        self._one.addWidget(label(about, "muted"))
        if found.help.get(lang):
            self._one.addWidget(label(shown(found.help.get(lang))))
        where = gallery.rule_of(template, found, lang) if template is not None else ""
        if where:
            self._one.addWidget(label(self.tr("Only where {condition}").format(condition=shown(where)), "second"))
        source = source_text(found.source, lang)
        if source:
            self._one.addWidget(label(shown(source.replace("\n", " · ")), "second"))
        self._one.addStretch(1)

    def _fill_faults(self, placed: Placed) -> None:
        self.faults.clear()
        for fault in placed.faults:
            item = QListWidgetItem(theme.glyph("error"), fault_line(fault, self._desk.lang))
            item.setData(Qt.ItemDataRole.UserRole, fault.line)
            self.faults.addItem(item)
        self.tabs.setTabVisible(self._faults_at, bool(placed.faults))

    @Slot(QListWidgetItem)
    def _to_fault(self, item: QListWidgetItem) -> None:
        if self.seen is not None:
            self.edit_wanted.emit(self.seen.placed, int(item.data(Qt.ItemDataRole.UserRole)))


__all__ = ["Details", "Seen"]
