"""The template chooser: search, jurisdiction, status; a banner where the regime is suspended or a draft."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.rule_source import Certainty, RuleSource
from codebinder.model.shelf import Origin, Placed
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level, Status
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, clear, label, offer, scrolled
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow import filings, gallery, vendors
from codebinder.workflow.views import Step

_ROLE = Qt.ItemDataRole.UserRole


def status_name(status: Status) -> str:
    """Give the word for a regime's status."""
    return {
        Status.IN_FORCE: QCoreApplication.translate("Status", "in force"),
        Status.SUSPENDED: QCoreApplication.translate("Status", "suspended"),
        Status.DRAFT: QCoreApplication.translate("Status", "draft"),
        Status.WITHDRAWN: QCoreApplication.translate("Status", "withdrawn"),
        Status.CONTRACTUAL: QCoreApplication.translate("Status", "by contract"),
    }[status]


def status_look(status: Status) -> str:
    """Give the look of a status tag."""
    return {Status.IN_FORCE: "tag-good", Status.CONTRACTUAL: "tag"}.get(status, "tag-warn")


def place_name(jurisdiction: str) -> str:
    """Give a jurisdiction's name; a code that we have no name for shows itself."""
    names = {
        "CN": QCoreApplication.translate("Jurisdiction", "China"),
        "INT": QCoreApplication.translate("Jurisdiction", "international"),
        "US": QCoreApplication.translate("Jurisdiction", "United States"),
        "EU": QCoreApplication.translate("Jurisdiction", "European Union"),
    }
    return names.get(jurisdiction) or jurisdiction or QCoreApplication.translate("Jurisdiction", "anywhere")


def inferred(template: FilingTemplate) -> int:
    """Count the rules that nobody has read in a source."""
    rules: list[RuleSource] = [each.source for each in template.requirements]
    rules += [template.listing.source, template.redaction.source, template.approvals.source, template.archive.source]
    return sum(rule.certainty is Certainty.INFERRED for rule in rules)


def status_banner(template: FilingTemplate, lang: str) -> QWidget | None:
    """Give the strip that says that a regime binds nobody today, or that it has to be checked before use."""
    note = shown(template.status_note.get(lang))
    if template.status in {Status.SUSPENDED, Status.DRAFT, Status.WITHDRAWN}:
        since = f" ({template.status_date})" if template.status_date else ""
        return banner("warn", f"{status_name(template.status).capitalize()}{since}. {note}")
    if template.verify_before_use:
        return banner(
            "info",
            note
            or QCoreApplication.translate("Status", "Check these rules against the authority's own words before use."),
        )
    return None


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
        self.resize(960, 620)
        self._rows: tuple[Placed, ...] = ()
        self._texts: list[str] = []
        self._wanted = ""
        self._files: tuple[Placed, ...] = ()
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self._choice())
        inner = QWidget()
        self._detail = QVBoxLayout(inner)
        self._detail.setContentsMargins(0, 0, GRID, 0)
        self._detail.setSpacing(GRID)
        middle.addWidget(scrolled(inner), 1)
        self.body.addLayout(middle, 1)
        self._lower()
        self.search.setFocus()
        self._read()

    def _choice(self) -> QWidget:
        from codebinder.ui.gallery.cards import card_list

        whole = QWidget()
        whole.setFixedWidth(360)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.search = entry(self.tr("Search templates"), hint=self.tr("Search templates"))
        self.search.setClearButtonEnabled(True)
        box.addWidget(self.search)
        self.place, self.status = QComboBox(), QComboBox()
        filters = FlowLayout()
        filters.setSpacing(GRID)
        for each, name in ((self.place, self.tr("Jurisdiction")), (self.status, self.tr("Status"))):
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

    def _lower(self) -> None:
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
        self.body.addLayout(form)
        self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
        self.verb = button(self.tr("Begin the filing"), self._go, "primary", name="begin-filing")
        self.verb.setDefault(True)
        self.verb.setEnabled(False)
        self.buttons.addWidget(self.verb)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys run through the templates while somebody types."""
        from codebinder.ui.gallery.cards import runs

        return (watched is self.search and runs(self.list, event)) or super().eventFilter(watched, event)

    # -- what there is

    def _read(self) -> None:
        environment = self.desk.environment
        self.desk.gauges.submit(
            "", lambda _progress, cancel: gallery.usable(environment, cancel), self._loaded, self._failed
        )

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(error_text(error, self.desk.lang))
        self.verb.setEnabled(self.chosen() is not None and self.desk.can_write)

    @Slot(object)
    def _loaded(self, rows: tuple[Placed, ...]) -> None:
        from codebinder.ui.gallery.browsing import words_of

        self._rows = (*self._files, *rows)
        self._texts = [words_of(each) for each in self._rows]
        held = [each.template for each in self._rows if each.template is not None]
        for box, text in ((self.place, self.tr("All jurisdictions")), (self.status, self.tr("Any status"))):
            box.blockSignals(True)
            box.clear()
            box.addItem(text, "")
        for code in sorted({each.jurisdiction for each in held}):
            self.place.addItem(place_name(shown(code)), code)
        for status in Status:
            if any(each.status is status for each in held):
                self.status.addItem(status_name(status), status.value)
        self.place.blockSignals(False)
        self.status.blockSignals(False)
        self._fill()

    def want(self, identifier: str) -> None:
        """Mark the template of this id as soon as it is there."""
        self._wanted = identifier

    @Slot()
    def _fill(self, *_: object) -> None:
        from codebinder.ui.gallery.cards import card
        from codebinder.ui.gallery.words import glyph_of, names_of, status_word

        marked = self._marked()
        held = self._wanted or (marked.id if marked is not None else "")
        words = self.search.text().casefold().split()
        place, status = str(self.place.currentData() or ""), str(self.status.currentData() or "")
        self.list.blockSignals(True)
        self.list.clear()
        for placed, text in zip(self._rows, self._texts, strict=True):
            template = placed.template
            if (
                template is None
                or place not in {"", template.jurisdiction}
                or status not in {"", template.status.value}
            ):
                continue
            if all(word in text for word in words):
                first, other = names_of(placed, self.desk.lang)
                facts = [place_name(shown(template.jurisdiction)), status_word(placed)]
                if placed.origin is Origin.OWN:
                    facts.append(self.tr("your own"))
                item = card(glyph_of(placed), (first, other, " · ".join(facts)))
                item.setData(_ROLE, placed)
                self.list.addItem(item)
                if placed.id == held and self.list.currentItem() is None:
                    self.list.setCurrentItem(item)
                    self._wanted = ""
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show()

    def _marked(self) -> Placed | None:
        item = self.list.currentItem()
        return item.data(_ROLE) if item is not None else None

    def chosen(self) -> FilingTemplate | None:
        """Give the template that is marked."""
        placed = self._marked()
        return placed.template if placed is not None else None

    @Slot()
    def _show(self, *_: object) -> None:
        clear(self._detail)
        template = self.chosen()
        self.verb.setEnabled(template is not None and self.desk.can_write)
        if template is None:
            self._detail.addWidget(label(self.tr("No template matches."), "muted"))
            self._detail.addStretch(1)
            return
        lang = self.desk.lang
        self._detail.addWidget(label(shown(template.names.get(lang)), "heading"))
        tags = FlowLayout()
        tags.setSpacing(GRID)
        tags.addWidget(label(status_name(template.status), status_look(template.status)))
        tags.addWidget(label(place_name(shown(template.jurisdiction)), "tag"))
        tags.addWidget(label(f"{template.id} {shown(template.version)}", "tag"))
        self._detail.addLayout(tags)
        strip = status_banner(template, lang)
        if strip is not None:
            self._detail.addWidget(strip)
        self._detail.addWidget(label(shown(template.summary.get(lang))))
        for name, text in self._facts(template, lang):
            self._detail.addWidget(label(name, "caption"))
            self._detail.addWidget(label(shown(text) if "\n" not in text else text))
        self._detail.addStretch(1)

    def _facts(self, template: FilingTemplate, lang: str) -> list[tuple[str, str]]:
        rows = [each for each in template.requirements if each.level is Level.REQUIRED]
        fields = sum(each.kind in FIELD_KINDS for each in rows)
        asks = self.tr("{fields} answers and {others} other things, depending on the product").format(
            fields=fields, others=len(rows) - fields
        )
        policy = template.redaction
        hide = self.tr("Nothing may be hidden.")
        if policy.allowed and policy.ceiling:
            hide = self.tr("Parts may be hidden, up to a share of {ceiling}.").format(ceiling=policy.ceiling)
        elif policy.allowed:
            hide = self.tr("Parts may be hidden; no ceiling is stated.")
        guessed = inferred(template)
        sure = template.confidence or self.tr("not stated")
        if guessed:
            sure += self.tr(" · {count} rules are inferred by this template, not read in a source").format(
                count=guessed
            )
        found = [
            (self.tr("Authority"), template.authority.get(lang)),
            (self.tr("Asks for"), asks),
            (self.tr("Redaction"), hide),
            (self.tr("How sure the rules are"), sure),
        ]
        if template.legal_basis:
            basis = "\n".join(
                shown(" · ".join(part for part in (each.title.get(lang), each.number, each.date) if part))
                for each in template.legal_basis
            )
            found.append((self.tr("Legal basis"), basis))
        return found

    # -- from elsewhere

    def _file(self) -> None:
        kinds = self.tr("Templates (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Template from a file"), str(Path.home()), kinds)
        if chosen:
            self.take_file(chosen)

    def take_file(self, chosen: str) -> None:
        """Check the template in a file off the window's thread, offer it, and mark it."""
        self.desk.look(lambda: gallery.in_file(Path(chosen)), self._taken, self._failed)

    @Slot(object)
    def _taken(self, placed: Placed) -> None:
        self.say("")
        old = [each for each in self._rows if each not in self._files]
        self._files = (placed,)
        self.search.clear()
        self._loaded(tuple(old))
        self.list.setCurrentRow(0)

    def _gallery(self) -> None:
        window = self.parentWidget()
        self.reject()
        self.desk.templates_wanted.emit()
        if window is not None:
            window.activateWindow()

    # -- beginning

    def _go(self) -> None:
        session, placed = self.desk.session, self._marked()
        if session is None or placed is None or not self.verb.isEnabled():
            return
        self.verb.setEnabled(False)
        product, origin = str(self.product.currentData() or ""), str(self.origin.currentData() or "")
        recipient = self.recipient.text()
        # A path names the very file that was marked; an id means the shipped one where nothing of the person's own has it.
        template = placed.id if placed.origin is Origin.SHIPPED else str(placed.path)

        def begin() -> Filing:
            made = filings.add_filing(
                session, product=product, template=template, recipient=recipient, from_filing=origin
            )
            filings.template(session, made)  # read here once, so that no page waits for it
            return made

        self.desk.look(begin, self._begun, self._failed)

    @Slot(object)
    def _begun(self, filing: Filing) -> None:
        self.accept()
        self.desk.select_filing(filing.slug)
        self.desk.changed("filing")
        self.desk.go(Step.FILING)
