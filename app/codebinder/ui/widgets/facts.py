"""The product's facts as questions; each says what it switches on. Entered once, they serve every filing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.filing import Product
from codebinder.model.template import Category, Fact, FilingTemplate
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import glyph_label, label
from codebinder.ui.theme import GRID, glyph_pixmap
from codebinder.ui.widgets.editors import NoWheelBox
from codebinder.workflow import vendors

CATEGORY = "product_category"


class FactRow(QWidget):
    """One question with its answers side by side."""

    chosen = Signal(str, str)

    def __init__(self, fact: Fact, lang: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._id = fact.id
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.glyph = glyph_label("unmet")
        top.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(label(shown(fact.question.get(lang))), 1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        for value, text in [(each.value, each.label.get(lang)) for each in fact.choices] or [("yes", yes), ("no", no)]:
            made = QRadioButton(shown(text).replace("&", "&&"))
            made.setObjectName(f"fact-{fact.id}-{value}")
            made.setAccessibleName(f"{fact.question.get(lang)} {text}")
            made.clicked.connect(lambda _=False, value=value: self.chosen.emit(self._id, value))
            self._group.addButton(made)
            self._buttons[value] = made
            top.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        switches = fact.switches.get(lang)
        if switches:
            under = QHBoxLayout()
            under.setContentsMargins(26, 0, 0, 0)
            under.addWidget(label(shown(switches), "second"))
            box.addLayout(under)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def put(self, value: str) -> None:
        """Show the answer."""
        self._group.setExclusive(False)
        for key, made in self._buttons.items():
            made.setChecked(key == value)
        self._group.setExclusive(True)


class FactsCard(QFrame):
    """Category and facts of the product that the filing is about."""

    saved = Signal()

    def __init__(self, desk: Desk, template: FilingTemplate) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "card")
        self._slug = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(label(self.tr("The product's facts"), "heading"))
        self._about = label("", "muted")
        box.addWidget(self._about)
        self._rows: dict[str, FactRow] = {}
        self._category: NoWheelBox | None = None
        self._glyph = glyph_label("unmet")
        if template.categories:
            box.addLayout(self._categories(template.categories))
        else:
            self._glyph.setParent(self)
            self._glyph.hide()
        for fact in template.facts:
            row = FactRow(fact, desk.lang, yes=self.tr("Yes"), no=self.tr("No"))
            row.setEnabled(desk.can_write)
            row.chosen.connect(self._save)
            self._rows[fact.id] = row
            box.addWidget(row)

    def _categories(self, categories: tuple[Category, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._glyph)
        row.addWidget(label(self.tr("Category"), wrap=False))
        self._category = NoWheelBox()
        self._category.setObjectName("product-category")
        self._category.setAccessibleName(self.tr("Category"))
        self._category.setEnabled(self.desk.can_write)
        self._category.setMaxVisibleItems(24)
        self._category.addItem(self.tr("Choose…"), "")
        names: dict[str, str] = {}
        for each in categories:
            own = shown(each.label.get(self.desk.lang))
            names[each.code] = f"{names[each.parent]} › {own}" if each.parent in names else own
            self._category.addItem(names[each.code], each.code)
        self._category.activated.connect(self._save_category)
        row.addWidget(self._category)
        row.addStretch(1)
        return row

    def row(self, target: str) -> QWidget | None:
        """Give the row of a fact (or of the category), as the checklist names it."""
        if target == CATEGORY:
            return self._category
        return self._rows.get(target.removeprefix("fact_"))

    def load(self, product: Product, rows: Mapping[str, ChecklistRow]) -> None:
        """Show what the workbook holds."""
        self._slug = product.slug
        name = shown(f"{product.name} {product.version}")
        self._about.setText(
            self.tr(
                "{product}. Entered once, used by every filing about it. Each answer says what it switches on."
            ).format(product=name)
        )
        facts = dict(product.facts)
        for key, row in self._rows.items():
            row.put(facts.get(key, ""))
            self._state(row.glyph, rows.get(f"fact_{key}"))
        if self._category is not None:
            self._category.setCurrentIndex(max(0, self._category.findData(product.category)))
            self._state(self._glyph, rows.get(CATEGORY))

    @staticmethod
    def _state(glyph: QLabel, row: ChecklistRow | None) -> None:
        met = row is None or row.state is not RequirementState.UNMET
        glyph.setPixmap(glyph_pixmap("met" if met else "unmet"))
        glyph.setAccessibleName("met" if met else "not met")

    @Slot()
    def _save_category(self) -> None:
        if self._category is not None:
            self._save("category", str(self._category.currentData() or ""))

    @Slot(str, str)
    def _save(self, key: str, value: str) -> None:
        session = self.desk.session
        if session is not None and self.desk.attempt(lambda: vendors.set_product(session, self._slug, {key: value})):
            self.saved.emit()
