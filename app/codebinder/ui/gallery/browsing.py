"""The gallery's left side: every template with its status, searched and filtered."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QListWidgetItem, QVBoxLayout, QWidget

from codebinder.model.shelf import Origin, Placed
from codebinder.model.template import Status
from codebinder.model.template_papers import TemplateKind
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.gallery.cards import card, card_list, heading, rows_of, runs
from codebinder.ui.gallery.grouping import Sure, group_name, group_of, grouped, groups, kind_word, sure_of, sure_word
from codebinder.ui.gallery.words import UNKNOWN, glyph_of, names_of, origin_word, status_word
from codebinder.ui.regimes import place_name, status_name
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout

_ROLE = Qt.ItemDataRole.UserRole


def words_of(placed: Placed) -> str:
    """Give everything of a template that a search looks at, in small letters."""
    parts = [placed.id, placed.path.parent.name]
    if placed.template is not None:
        held = placed.template
        texts = (held.names, held.summary, held.authority, *(each.title for each in held.legal_basis))
        parts += [text for part in texts for _, text in part.pairs]
        group = group_name(group_of(held.task, held.kind))
        parts += [
            group,
            kind_word(held.kind),
            place_name(held.jurisdiction),
            held.jurisdiction,
            *(each.number for each in held.legal_basis),
        ]
    return " ".join(parts).casefold()


def _group(placed: Placed) -> str:
    held = placed.template
    return group_of("", "") if held is None else group_of(held.task, held.kind)


class Browser(QWidget):
    """A search, five filters, and the list, grouped by what somebody has to do."""

    chosen = Signal(object)
    """A Placed, or None."""
    opened = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._rows: tuple[Placed, ...] = ()
        self._texts: list[str] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.search = entry(self.tr("Search templates"), hint=self.tr("Search templates"))
        self.search.setClearButtonEnabled(True)
        box.addWidget(self.search)
        row = FlowLayout()
        row.setSpacing(GRID)
        self.task = self._filter(self.tr("What do you have to do?"), row)
        self.place = self._filter(self.tr("Jurisdiction"), row)
        self.status = self._filter(self.tr("Status"), row)
        self.kind = self._filter(self.tr("Kind"), row)
        self.sure = self._filter(self.tr("How sure"), row)
        self.whose = self._filter(self.tr("Whose"), row)
        box.addLayout(row)
        self.list = card_list(self.tr("Templates"))
        self.list.setObjectName("gallery")
        box.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.list.setFocus)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._current)
        self.list.itemActivated.connect(self._opened)

    def _filter(self, name: str, row: FlowLayout) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.activated.connect(self._fill)
        row.addWidget(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys run through the list while somebody types."""
        return (watched is self.search and runs(self.list, event)) or super().eventFilter(watched, event)

    def show_rows(self, rows: tuple[Placed, ...], mark: str = "") -> None:
        """Show other templates; `mark` is the path of the one to mark (else the one marked before stays so)."""
        self._rows, self._texts = rows, [words_of(each) for each in rows]
        held = mark or (str(marked.path) if (marked := self.current()) is not None else "")
        places = sorted({each.template.jurisdiction for each in rows if each.template is not None})
        states = [each for each in Status if any(row.template and row.template.status is each for row in rows)]
        words = [(status_name(each), each.value) for each in states]
        if any(each.template is None for each in rows):
            words.append((self.tr("unknown"), UNKNOWN))
        tasks = {_group(each) for each in rows}
        words_of_tasks = [(group_name(each), each) for each in groups() if each in tasks]
        self._offer(self.task, self.tr("What do you have to do?"), words_of_tasks)
        self._offer(self.place, self.tr("Anywhere"), [(place_name(shown(each)), each) for each in places])
        self._offer(self.status, self.tr("Any status"), words)
        held_ones = [each.template for each in rows if each.template is not None]
        kinds = [(kind_word(each), each.value) for each in TemplateKind if any(row.kind is each for row in held_ones)]
        self._offer(self.kind, self.tr("Any kind"), kinds)
        sures = {sure_of(each) for each in held_ones}
        self._offer(
            self.sure, self.tr("However sure"), [(sure_word(each), each.value) for each in Sure if each in sures]
        )
        whose = [(self.tr("Your own"), Origin.OWN.value), (self.tr("Shipped"), Origin.SHIPPED.value)]
        self._offer(self.whose, self.tr("Everybody's"), whose)
        if mark:
            self.search.blockSignals(True)  # the one that is to be seen must not be hidden by a search
            self.search.clear()
            self.search.blockSignals(False)
            for each in self._filters():
                each.setCurrentIndex(0)
        self._fill(mark=held)

    @staticmethod
    def _offer(box: QComboBox, every: str, rows: list[tuple[str, str]]) -> None:
        held = str(box.currentData() or "")
        box.clear()
        box.addItem(every, "")
        for text, value in rows:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(held)))

    def current(self) -> Placed | None:
        """Give the template that is marked."""
        item = self.list.currentItem()
        return item.data(_ROLE) if item is not None else None

    @Slot()
    def _fill(self, _what: object = None, *, mark: str = "") -> None:
        marked = self.current()
        held = mark or (str(marked.path) if marked is not None else "")
        self.list.blockSignals(True)
        self.list.clear()
        for group, rows in grouped(self._fitting(), _group):
            self.list.addItem(heading(group_name(group)))
            for placed in rows:
                self.list.addItem(self._item(placed))
                if str(placed.path) == held:
                    self.list.setCurrentRow(self.list.count() - 1)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(rows_of(self.list)[0])
        self.list.blockSignals(False)
        self._current()

    def _filters(self) -> tuple[QComboBox, ...]:
        return self.task, self.place, self.status, self.kind, self.sure, self.whose

    def _fitting(self) -> Iterator[Placed]:
        """Give what search and filters leave."""
        words = self.search.text().casefold().split()
        wanted = [str(each.currentData() or "") for each in self._filters()]
        for placed, text in zip(self._rows, self._texts, strict=True):
            held = placed.template
            has = ("", UNKNOWN, "", "") if held is None else (held.jurisdiction, held.status, held.kind, sure_of(held))
            is_so = (_group(placed), *has, placed.origin.value)
            fits = all(want in {"", str(is_)} for want, is_ in zip(wanted, is_so, strict=True))
            if fits and all(word in text for word in words):
                yield placed

    def _item(self, placed: Placed) -> QListWidgetItem:
        first, other = names_of(placed, self._lang)
        facts = [status_word(placed), origin_word(placed)]
        if placed.template is not None:
            facts.insert(0, place_name(shown(placed.template.jurisdiction)))
            facts.insert(2, shown(placed.template.version))
            if placed.template.kind is not TemplateKind.FILING:
                facts.insert(0, kind_word(placed.template.kind))
        item = card(glyph_of(placed), (first, other, " · ".join(facts)))
        item.setData(_ROLE, placed)
        return item

    @Slot()
    def _current(self, *_: object) -> None:
        self.chosen.emit(self.current())

    @Slot(QListWidgetItem)
    def _opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_ROLE))
