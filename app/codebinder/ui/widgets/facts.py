"""The product's facts as questions; each says what it switches on. Entered once, they serve every filing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.filing import Product
from codebinder.model.template import Category, Fact, FilingTemplate, Requirement
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.inspector import source_text, state_name
from codebinder.ui.parts import glyph_label, label
from codebinder.ui.theme import GRID, glyph_pixmap
from codebinder.ui.widgets.editors import NoWheelBox
from codebinder.workflow import trying, vendors

CATEGORY = "product_category"
_NAMED = 4


class FactRow(QWidget):
    """One question with its answers side by side."""

    chosen = Signal(str, str)

    def __init__(self, fact: Fact, lang: str, *, yes: str, no: str, depend: Sequence[Requirement] = ()) -> None:
        super().__init__()
        self._id = fact.id
        self.setToolTip(switch_tip(fact, depend, lang))
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
        # A template's author may have left out what an answer switches on; its conditions say it all the same.
        switches = shown(fact.switches.get(lang)) or switch_text(depend, lang)
        if switches:
            under = QHBoxLayout()
            under.setContentsMargins(26, 0, 0, 0)
            under.addWidget(label(switches, "second"))
            box.addLayout(under)
        for made in self._buttons.values():
            made.setAccessibleDescription(switches)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def put(self, value: str) -> None:
        """Show the answer."""
        self._group.setExclusive(False)
        for key, made in self._buttons.items():
            made.setChecked(key == value)
        self._group.setExclusive(True)


def switch_text(depend: Sequence[Requirement], lang: str) -> str:
    """Say which requirements depend on an answer; "" where none does."""
    names = [shown(each.label.get(lang)) for each in depend[:_NAMED]]
    if len(depend) > _NAMED:
        names.append(QCoreApplication.translate("FactRow", "{count} more").format(count=len(depend) - _NAMED))
    comma = "、" if lang == "zh" else "; "
    text = QCoreApplication.translate("FactRow", "Decides about: {names}")
    return text.format(names=comma.join(names)) if names else ""


def switch_tip(fact: Fact, depend: Sequence[Requirement], lang: str) -> str:
    """Give the question in the other language, and every requirement that depends on it with its rule's source."""
    other = dict(fact.question.pairs).get("en" if lang == "zh" else "zh", "")
    rows = [f"{shown(each.label.get(lang))} ({source_text(each.source, lang)})" for each in depend]
    return "\n".join([text for text in (shown(other),) if text] + rows)


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
        self._category = NoWheelBox()
        self._category.setParent(self)
        self._category.hide()
        self._glyph = glyph_label("unmet")
        if template.categories:
            box.addLayout(self._categories(template.categories))
            tip = "\n".join(
                part
                for part in (
                    switch_text(trying.switched_by(template, "category"), desk.lang),
                    source_text(template.category_source, desk.lang),
                )
                if part
            )
            self._category.setToolTip(tip)
            self._category.setAccessibleDescription(tip)
        else:
            self._glyph.setParent(self)
            self._glyph.hide()
        for fact in template.facts:
            depend = trying.switched_by(template, fact.id)
            row = FactRow(fact, desk.lang, yes=self.tr("Yes"), no=self.tr("No"), depend=depend)
            row.setEnabled(desk.can_write)
            row.chosen.connect(self._save)
            self._rows[fact.id] = row
            box.addWidget(row)

    def _categories(self, categories: tuple[Category, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._glyph)
        row.addWidget(label(self.tr("Category"), wrap=False))
        self._category.show()
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
            return None if self._category.isHidden() else self._category
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
        self._category.setCurrentIndex(max(0, self._category.findData(product.category)))
        self._state(self._glyph, rows.get(CATEGORY))

    @staticmethod
    def _state(glyph: QLabel, row: ChecklistRow | None) -> None:
        state = row.state if row is not None else RequirementState.MET
        glyph.setPixmap(glyph_pixmap(state.value))
        glyph.setAccessibleName(state_name(state))
        glyph.setToolTip(state_name(state))

    @Slot()
    def _save_category(self) -> None:
        self._save("category", str(self._category.currentData() or ""))

    @Slot(str, str)
    def _save(self, key: str, value: str) -> None:
        session = self.desk.session
        if session is not None and self.desk.attempt(lambda: vendors.set_product(session, self._slug, {key: value})):
            self.saved.emit()
