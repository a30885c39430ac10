"""The template chooser: what there is to do, search, filters; warnings where the regime binds nobody today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.template import FilingTemplate, Status
from codebinder.model.template_papers import TemplateKind
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.gallery.cards import card, card_list, heading, rows_of, runs
from codebinder.ui.gallery.chosen import ChosenPane, ScreenTicks, words_of_head
from codebinder.ui.gallery.grouping import group_name, group_of, grouped, groups, kind_word
from codebinder.ui.gallery.words import both, glyph_of_status
from codebinder.ui.parts import button, offer, scrolled
from codebinder.ui.regimes import place_name, status_name, status_of
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow import filings, gallery, standing, vendors
from codebinder.workflow.gallery import Choice
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.workflow.gallery import Head

_ROLE = Qt.ItemDataRole.UserRole


def _group(choice: Choice) -> str:
    return group_of(choice.head.task, choice.head.kind)


class TemplateDialog(Dialog):
    """Begin a filing: a product, a template, a recipient. Type to search, the arrow keys choose, Enter begins."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("TemplateDialog", "New filing"),
            QCoreApplication.translate(
                "TemplateDialog",
                "The template's text is frozen into the filing; later changes of it don't touch what you began.",
            ),
        )
        self.desk = desk
        self.resize(1040, 660)
        self._rows: tuple[Choice, ...] = ()
        self._texts: list[str] = []
        self._wanted = ""
        self._files: tuple[Choice, ...] = ()
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self._choice())
        self.detail = ChosenPane(desk.lang)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(scrolled(self.detail), 1)
        right.addLayout(self._lower())
        middle.addLayout(right, 1)
        self.body.addLayout(middle, 1)
        self.search.setFocus()
        self._read()

    def _choice(self) -> QWidget:
        whole = QWidget()
        whole.setFixedWidth(360)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.search = entry(self.tr("Search templates"), hint=self.tr("Search templates"))
        self.search.setClearButtonEnabled(True)
        box.addWidget(self.search)
        self.task, self.place, self.status, self.kind = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        filters = FlowLayout()
        filters.setSpacing(GRID)
        for each, name in (
            (self.task, self.tr("What do you have to do?")),
            (self.place, self.tr("Jurisdiction")),
            (self.status, self.tr("Status")),
            (self.kind, self.tr("Kind")),
        ):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            each.setAccessibleName(name)
            each.currentIndexChanged.connect(self._fill)
            filters.addWidget(each)
        box.addLayout(filters)
        self.list = card_list(self.tr("Templates"))
        self.list.setObjectName("templates")
        box.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(button(self.tr("From a file…"), self._file, "link"))
        row.addStretch(1)
        row.addWidget(button(self.tr("All templates, and your own…"), self._gallery, "link", name="to-gallery"))
        box.addLayout(row)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._show)
        return whole

    def _lower(self) -> QFormLayout:
        session = self.desk.session
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.product = QComboBox()
        self.product.setAccessibleName(self.tr("Product"))
        self.origin = QComboBox()
        self.origin.setAccessibleName(self.tr("Take answers from"))
        self.origin.addItem(self.tr("nothing: begin empty"), "")
        if session is not None:
            for each in vendors.products(session):
                offer(self.product, shown(f"{each.name} {each.version}"), each.slug)
            for held in filings.filings(session):
                self.origin.addItem(held.slug, held.slug)
        self.product.setCurrentIndex(self.product.count() - 1)
        self.recipient = entry(self.tr("Recipient"), hint=self.tr("who receives the package"))
        form.addRow(self.tr("Product"), self.product)
        form.addRow(self.tr("Recipient"), self.recipient)
        if self.origin.count() > 1:
            form.addRow(self.tr("Take answers from"), self.origin)
        self.screens = ScreenTicks(self.desk.lang)
        form.addRow(self.screens)
        self.screens.told.connect(lambda there: form.setRowVisible(self.screens, there))
        form.setRowVisible(self.screens, False)
        self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
        self.verb = button(self.tr("Begin the filing"), self._go, "primary", name="begin-filing")
        self.verb.setDefault(True)
        self.verb.setEnabled(False)
        self.buttons.addWidget(self.verb)
        return form

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys run through the templates while somebody types."""
        return (watched is self.search and runs(self.list, event)) or super().eventFilter(watched, event)

    # -- what there is

    def _read(self) -> None:
        environment = self.desk.environment
        self.desk.gauges.submit(
            "", lambda _progress, cancel: gallery.choices(environment, cancel), self._loaded, self._failed
        )

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(error_text(error, self.desk.lang))
        self.verb.setEnabled(self.chosen() is not None and self.desk.can_write)

    @Slot(object)
    def _loaded(self, rows: tuple[Choice, ...]) -> None:
        self.screens.offer(rows)
        self._rows = (*self._files, *(each for each in rows if each.head.kind != TemplateKind.SCREEN))
        self._texts = [words_of_head(each.head) for each in self._rows]
        held = [each.head for each in self._rows]
        places = [(place_name(shown(code)), code) for code in sorted({each.jurisdiction for each in held})]
        states = [(status_name(each), each.value) for each in Status if any(row.status == each for row in held)]
        kinds = [(kind_word(each), each.value) for each in TemplateKind if any(row.kind == each for row in held)]
        tasks = [(group_name(each), each) for each in groups() if any(_group(row) == each for row in self._rows)]
        for box, text, words in (
            (self.task, self.tr("What do you have to do?"), tasks),
            (self.place, self.tr("All jurisdictions"), places),
            (self.status, self.tr("Any status"), states),
            (self.kind, self.tr("Any kind"), kinds),
        ):
            box.blockSignals(True)
            box.clear()
            box.addItem(text, "")
            for name, value in words:
                box.addItem(name, value)
            box.blockSignals(False)
        self._fill()

    def want(self, identifier: str) -> None:
        """Mark the template of this id as soon as it is there."""
        self._wanted = identifier

    @Slot()
    def _fill(self, *_: object) -> None:
        marked = self._marked()
        held = self._wanted or (marked.head.id if marked is not None else "")
        self.list.blockSignals(True)
        self.list.clear()
        for group, rows in grouped(self._fitting(), _group):
            self.list.addItem(heading(group_name(group)))
            for choice in rows:
                self.list.addItem(self._card(choice))
                if choice.head.id == held and self.list.currentItem() is None:
                    self.list.setCurrentRow(self.list.count() - 1)
                    self._wanted = ""
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(rows_of(self.list)[0])
        self.list.blockSignals(False)
        self._show()

    def _fitting(self) -> Iterator[Choice]:
        words = self.search.text().casefold().split()
        wanted = [str(each.currentData() or "") for each in (self.task, self.place, self.status, self.kind)]
        for choice, text in zip(self._rows, self._texts, strict=True):
            has = (_group(choice), choice.head.jurisdiction, choice.head.status, choice.head.kind)
            fits = all(want in {"", is_} for want, is_ in zip(wanted, has, strict=True))
            if fits and all(word in text for word in words):
                yield choice

    def _card(self, choice: Choice) -> QListWidgetItem:
        head = choice.head
        first, other = both(head.names, self.desk.lang)
        facts = [place_name(shown(head.jurisdiction)), status_of(head.status)]
        if head.kind != TemplateKind.FILING:
            facts.insert(0, kind_word(head.kind))
        if choice.own:
            facts.append(self.tr("your own"))
        item = card(glyph_of_status(head.status), (first or shown(head.id), other, " · ".join(facts)))
        item.setData(_ROLE, choice)
        return item

    def _marked(self) -> Choice | None:
        item = self.list.currentItem()
        return item.data(_ROLE) if item is not None else None

    def chosen(self) -> Head | None:
        """Give the head of the template that is marked."""
        choice = self._marked()
        return choice.head if choice is not None else None

    @Slot()
    def _show(self, *_: object) -> None:
        choice = self._marked()
        self.verb.setEnabled(choice is not None and self.desk.can_write)
        self.say("")
        if choice is None:
            self.detail.nothing(self.tr("No template matches."))
            return
        rows = standing.of_template(self.desk.environment, choice.head)
        self.detail.show_head(choice.head, rows)
        environment, ref = self.desk.environment, choice.ref
        self.desk.look(lambda: (ref, gallery.find(environment, ref)), self._found, self._failed)

    @Slot(object)
    def _found(self, found: tuple[str, FilingTemplate]) -> None:
        choice = self._marked()
        if choice is None or choice.ref != found[0]:
            return  # somebody has gone on
        self.detail.show_template(found[1], standing.of_template(self.desk.environment, found[1]))
        self.screens.propose(found[1].screens)

    # -- from elsewhere

    def _file(self) -> None:
        kinds = self.tr("Templates (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Template from a file"), str(Path.home()), kinds)
        if chosen:
            self.take_file(chosen)

    def take_file(self, chosen: str) -> None:
        """Check the template in a file off the window's thread, offer it, and mark it."""
        self.desk.look(lambda: gallery.choice_in(Path(chosen)), self._taken, self._failed)

    @Slot(object)
    def _taken(self, choice: Choice) -> None:
        self.say("")
        old = [each for each in self._rows if each not in self._files]
        self._files = (choice,)
        self.search.clear()
        self._wanted = ""
        self._loaded((*old, *self.screens.choices))
        self.list.setCurrentRow(next(at for at in rows_of(self.list) if self.list.item(at).data(_ROLE) is choice))

    def _gallery(self) -> None:
        window = self.parentWidget()
        self.reject()
        self.desk.templates_wanted.emit()
        if window is not None:
            window.activateWindow()

    # -- beginning

    def _go(self) -> None:
        session, choice = self.desk.session, self._marked()
        if session is None or choice is None or not self.verb.isEnabled():
            return
        self.verb.setEnabled(False)
        product, origin = str(self.product.currentData() or ""), str(self.origin.currentData() or "")
        recipient = self.recipient.text()
        template, screens = choice.ref, self.screens.ticked()

        def begin() -> Filing:
            made = filings.add_filing(
                session, product=product, template=template, recipient=recipient, from_filing=origin,
                screens=screens,
            )  # fmt: skip
            filings.template(session, made)  # read here once, so that no page waits for it
            return made

        self.desk.look(begin, self._begun, self._failed)

    @Slot(object)
    def _begun(self, filing: Filing) -> None:
        self.accept()
        self.desk.select_filing(filing.slug)
        self.desk.changed("filing")
        self.desk.go(Step.FILING)
