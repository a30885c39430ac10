"""The dialogs by which things begin: a workbook, the sample, a vendor, a product."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from codebinder.errors import CodebinderError
from codebinder.model.filing import Product
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.pages.start import documents_folder
from codebinder.ui.parts import button, offer
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import vendors

_SUFFIX = ".codebinder"


def entry(name: str, text: str = "", *, hint: str = "") -> QLineEdit:
    """Give a line to type in, with a name for those who can't see its label."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setObjectName(re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"))
    made.setPlaceholderText(hint)
    return made


class FormDialog(Dialog):
    """A dialog of labelled lines with one button that does it."""

    def __init__(self, parent: QWidget | None, title: str, text: str, verb: str) -> None:
        super().__init__(parent, title, text)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(2 * GRID)
        self.form.setVerticalSpacing(GRID)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.body.addLayout(self.form)
        self.cancel = button(QCoreApplication.translate("Dialogs", "Cancel"), self.reject)
        self.buttons.addWidget(self.cancel)
        self.verb: QPushButton = button(verb, self.go, "primary", name="do-it")
        self.verb.setDefault(True)
        self.buttons.addWidget(self.verb)

    def add(self, text: str, field: QWidget) -> None:
        """Add a labelled field."""
        self.form.addRow(text, field)

    def add_path(self, text: str, field: QLineEdit, slot: Callable[..., object]) -> None:
        """Add a field for a path, with its Browse button."""
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(field, 1)
        row.addWidget(button(QCoreApplication.translate("Dialogs", "Browse…"), slot))
        self.form.addRow(text, row)

    def go(self) -> None:
        """Do it; subclasses say what."""
        raise NotImplementedError

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something quick; a fault is shown in the dialog."""
        try:
            work()
        except CodebinderError as error:
            self.say(error_text(error, self.desk.lang))
            return False
        return True


class WorkbookDialog(FormDialog):
    """A new workbook: whose, and where."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("WorkbookDialog", "New workbook"),
            QCoreApplication.translate(
                "WorkbookDialog",
                "One file that holds everything about one vendor's filings, except the sources themselves.",
            ),
            QCoreApplication.translate("WorkbookDialog", "Make the workbook"),
        )
        self.desk = desk
        self._touched = False
        self.vendor = entry(self.tr("Vendor"), hint=self.tr("Company name, as on the business licence"))
        self.vendor_zh = entry(self.tr("Vendor in Chinese"), hint=self.tr("optional"))
        self.path = entry(self.tr("File"), str(self._free("workbook")))
        self.vendor.setObjectName("vendor")
        self.path.setObjectName("workbook-path")
        self.vendor.textEdited.connect(self._follow)
        self.path.textEdited.connect(self._touch)
        self.add(self.tr("Vendor"), self.vendor)
        self.add(self.tr("Vendor in Chinese"), self.vendor_zh)
        self.add_path(self.tr("File"), self.path, self._browse)
        desk.session_changed.connect(self.accept)
        self.vendor.setFocus()

    def _free(self, stem: str) -> Path:
        return documents_folder() / f"{stem}{_SUFFIX}"

    @Slot(str)
    def _follow(self, name: str) -> None:
        if not self._touched:
            stem = re.sub(r"[^\w-]+", "-", name.strip().lower()).strip("-") or "workbook"
            self.path.setText(str(self._free(stem[:40])))

    @Slot(str)
    def _touch(self, _text: str) -> None:
        self._touched = True

    def _browse(self) -> None:
        kinds = self.tr("Workbooks (*.codebinder)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("New workbook"), self.path.text(), kinds)
        if chosen:
            self._touched = True
            self.path.setText(chosen if chosen.endswith(_SUFFIX) else chosen + _SUFFIX)

    def go(self) -> None:
        """Make it and open it."""
        if not self.vendor.text().strip():
            self.say(self.tr("Type the vendor's name first."))
            self.vendor.setFocus()
            return
        path = Path(self.path.text().strip()).expanduser()
        if path.suffix != _SUFFIX:
            path = path.with_name(path.name + _SUFFIX)
        if not path.parent.is_dir() and path.parent != documents_folder():
            self.say(self.tr("There is no folder {folder}.").format(folder=shown(str(path.parent))))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self.verb.setEnabled(False)
        self.desk.create_workbook(path, vendor=self.vendor.text(), vendor_zh=self.vendor_zh.text(), failed=self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.say(error_text(error, self.desk.lang))


class SampleDialog(FormDialog):
    """Where the sample goes."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("SampleDialog", "Try the sample"),
            QCoreApplication.translate(
                "SampleDialog",
                "A made-up gateway product, complete up to review. It has keys of its own; yours are not touched. "
                "Delete the folder when you are done.",
            ),
            QCoreApplication.translate("SampleDialog", "Make the sample"),
        )
        self.desk = desk
        base = documents_folder()
        names = ("Codebinder sample", *(f"Codebinder sample {number}" for number in range(2, 100)))
        free = next((base / name for name in names if not (base / name).exists()), base / "Codebinder sample")
        self.path = entry(self.tr("Folder"), str(free))
        self.path.setObjectName("sample-path")
        self.add_path(self.tr("Folder"), self.path, self._browse)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("An empty folder"), str(documents_folder()))
        if chosen:
            self.path.setText(chosen)

    def go(self) -> None:
        """Make it in a job, and open it."""
        out = Path(self.path.text().strip()).expanduser()
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            self.say(self.tr("This folder is not empty; name a new one."))
            return
        desk = self.desk

        def work(progress: Progress, cancel: Cancel) -> Path:
            from codebinder.workflow import demo  # it loads what draws papers

            return demo.make_sample(desk.environment, out, progress=progress, cancel=cancel).workbook

        desk.run_job(self.tr("Making the sample"), work, desk.open_workbook)
        self.accept()


class VendorDialog(FormDialog):
    """The vendor's facts, entered once."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("VendorDialog", "Vendor"),
            QCoreApplication.translate("VendorDialog", "Entered once, and taken over by the forms of every filing."),
            QCoreApplication.translate("VendorDialog", "Save"),
        )
        self.desk = desk
        self._fields: dict[str, QLineEdit] = {}
        held = vendors.vendor(desk.session) if desk.session is not None else {}
        names = {
            "name": self.tr("Name"),
            "name_zh": self.tr("Name in Chinese"),
            "address": self.tr("Address"),
            "contact": self.tr("Contact"),
            "registration_number": self.tr("Registration number"),
            "legal_representative": self.tr("Legal representative"),
        }
        for key, text in names.items():
            self._fields[key] = entry(text, held.get(key, ""))
            self.add(text, self._fields[key])
        self.verb.setEnabled(desk.can_write)

    def go(self) -> None:
        """Save."""
        session = self.desk.session
        values = {key: field.text().strip() for key, field in self._fields.items()}
        if session is not None and self.attempt(lambda: vendors.set_vendor(session, values)):
            self.desk.changed("vendor")
            self.accept()


class ProductDialog(FormDialog):
    """A product: new, or to be changed. Its facts are asked in the filing, where each says what it switches on."""

    def __init__(self, desk: Desk, parent: QWidget | None, product: Product | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ProductDialog", "Product")
            if product
            else QCoreApplication.translate("ProductDialog", "New product"),
            QCoreApplication.translate(
                "ProductDialog", "What is filed, at one version. Its facts are asked later, by each template."
            ),
            QCoreApplication.translate("ProductDialog", "Save")
            if product
            else QCoreApplication.translate("ProductDialog", "Add the product"),
        )
        self.desk = desk
        self._product = product
        self.name = entry(self.tr("Name"), product.name if product else "")
        self.version = entry(self.tr("Version"), product.version if product else "")
        self.model = entry(self.tr("Model"), product.model if product else "", hint=self.tr("optional"))
        self.name.setObjectName("product-name")
        self.version.setObjectName("product-version")
        self.variant = QComboBox()
        self.variant.setAccessibleName(self.tr("Variant of"))
        self.variant.addItem(self.tr("no other product"), "")
        for each in vendors.products(desk.session) if desk.session is not None else ():
            offer(self.variant, shown(f"{each.name} {each.version}"), each.slug)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Version"), self.version)
        self.add(self.tr("Model"), self.model)
        if product is None and self.variant.count() > 1:
            self.add(self.tr("Variant of"), self.variant)
        self.verb.setEnabled(desk.can_write)
        self.name.setFocus()

    def go(self) -> None:
        """Save."""
        session, product = self.desk.session, self._product
        if session is None:
            return
        values = {"name": self.name.text(), "version": self.version.text(), "model": self.model.text()}
        if not values["name"].strip() or not values["version"].strip():
            self.say(self.tr("A product needs a name and a version."))
            return
        if product is not None:
            good = self.attempt(lambda: vendors.set_product(session, product.slug, values))
        else:
            variant = str(self.variant.currentData() or "")
            good = self.attempt(lambda: vendors.add_product(session, variant_of=variant, **values))
        if good:
            self.desk.changed("product")
            self.accept()
