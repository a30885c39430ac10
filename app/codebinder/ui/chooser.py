"""The template chooser: search, jurisdiction, status; a banner where the regime is suspended or a draft."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.template import FIELD_KINDS, Certainty, FilingTemplate, Level, RuleSource, Status
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, clear, label, scrolled
from codebinder.ui.theme import GRID
from codebinder.workflow import filings, gallery, vendors
from codebinder.workflow.views import Step


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


def _offered(desk: Desk) -> tuple[FilingTemplate, ...]:
    rows = gallery.usable(desk.environment)
    return tuple(each.template for each in rows if each.template is not None)


class TemplateDialog(Dialog):
    """Begin a filing: a product, a template, a recipient."""

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
        self.resize(920, 600)
        self._templates: tuple[FilingTemplate, ...] = ()
        self._wanted = ""
        self._paths: dict[str, str] = {}
        self.search = entry(self.tr("Search templates"), hint=self.tr("Search templates"))
        self.search.setClearButtonEnabled(True)
        self.place = QComboBox()
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.place.setAccessibleName(self.tr("Jurisdiction"))
        self.status = QComboBox()
        self.status.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.status.setAccessibleName(self.tr("Status"))
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.search, 1)
        top.addWidget(self.place)
        top.addWidget(self.status)
        top.addWidget(button(self.tr("From a file…"), self._file))
        self.body.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        self.list = QListWidget()
        self.list.setObjectName("templates")
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setWordWrap(True)
        self.list.setFixedWidth(320)
        inner = QWidget()
        self._detail = QVBoxLayout(inner)
        self._detail.setContentsMargins(0, 0, GRID, 0)
        self._detail.setSpacing(GRID)
        middle.addWidget(self.list)
        middle.addWidget(scrolled(inner), 1)
        self.body.addLayout(middle, 1)
        self._lower()
        self.search.textChanged.connect(self._fill)
        self.place.currentIndexChanged.connect(self._fill)
        self.status.currentIndexChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._show)
        desk.look(lambda: _offered(desk), self._loaded, self._failed)

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
                self.product.addItem(shown(f"{each.name} {each.version}"), each.slug)
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

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(str(error))

    @Slot(object)
    def _loaded(self, templates: tuple[FilingTemplate, ...]) -> None:
        self._templates = templates
        for box, text in ((self.place, self.tr("All jurisdictions")), (self.status, self.tr("Any status"))):
            box.blockSignals(True)
            box.clear()
            box.addItem(text, "")
        for code in sorted({each.jurisdiction for each in templates}):
            self.place.addItem(place_name(code), code)
        for status in Status:
            if any(each.status is status for each in templates):
                self.status.addItem(status_name(status), status.value)
        self.place.blockSignals(False)
        self.status.blockSignals(False)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        held = self.chosen()
        words = self.search.text().casefold().split()
        place, status = self.place.currentData(), self.status.currentData()
        lang = self.desk.lang
        self.list.clear()
        for each in self._templates:
            text = " ".join(
                (each.id, *(text for part in (each.names, each.summary, each.authority) for _, text in part.pairs))
            ).casefold()
            if (
                all(word in text for word in words)
                and place in {"", None, each.jurisdiction}
                and status in {"", None, each.status.value}
            ):
                item = QListWidgetItem(
                    f"{shown(each.names.get(lang))}\n{place_name(each.jurisdiction)} · {status_name(each.status)}"
                )
                item.setData(Qt.ItemDataRole.UserRole, each)
                self.list.addItem(item)
                if held is not None and held.digest == each.digest:
                    self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        if not self.list.count():
            self._show()

    def want(self, identifier: str) -> None:
        """Mark the template of this id as soon as it is there."""
        self._wanted = identifier

    def chosen(self) -> FilingTemplate | None:
        """Give the template that is marked."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

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
        tags = QHBoxLayout()
        tags.setSpacing(GRID)
        tags.addWidget(label(status_name(template.status), status_look(template.status)))
        tags.addWidget(label(place_name(template.jurisdiction), "tag"))
        tags.addWidget(label(f"{template.id} {template.version}", "tag"))
        tags.addStretch(1)
        self._detail.addLayout(tags)
        strip = status_banner(template, lang)
        if strip is not None:
            self._detail.addWidget(strip)
        self._detail.addWidget(label(shown(template.summary.get(lang))))
        for name, text in self._facts(template, lang):
            self._detail.addWidget(label(name, "caption"))
            self._detail.addWidget(label(shown(text)))
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
                " · ".join(part for part in (each.title.get(lang), each.number, each.date) if part)
                for each in template.legal_basis
            )
            found.append((self.tr("Legal basis"), basis))
        return found

    def _file(self) -> None:
        kinds = self.tr("Templates (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Template from a file"), str(Path.home()), kinds)
        if chosen:
            self.take_file(chosen)

    def take_file(self, chosen: str) -> None:
        """Offer the template in a file, and choose it."""
        try:
            made = gallery.check(Path(chosen))
        except CodebinderError as error:
            self.say(str(error))
            return
        self.say("")
        self._paths = {made.digest: chosen}
        self._templates = (made, *self._templates)
        self.search.clear()
        self._loaded(self._templates)
        self.list.setCurrentRow(0)

    def _go(self) -> None:
        session, template = self.desk.session, self.chosen()
        product = str(self.product.currentData() or "")
        if session is None or template is None:
            return
        try:
            filing: Filing = filings.add_filing(
                session,
                product=product,
                template=self._paths.get(template.digest, template.id),
                recipient=self.recipient.text(),
                from_filing=str(self.origin.currentData() or ""),
            )
        except CodebinderError as error:
            self.say(str(error))
            return
        self.accept()
        self.desk.select_filing(filing.slug)
        self.desk.changed("filing")
        self.desk.go(Step.FILING)
