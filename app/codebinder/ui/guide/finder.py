"""Searches what the palette offers: names at once, files and ids on a thread of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel
from codebinder.model.source import ComponentKind, EntryKind
from codebinder.model.text import shown_path
from codebinder.ui.guide.entries import Entry, kinds, product_entries, requirement_entries
from codebinder.ui.guide.fuzzy import STRONG, Paths, score
from codebinder.ui.guide.pages import help_entries
from codebinder.ui.jobs import JobQueue
from codebinder.workflow import filings, sources, vendors
from codebinder.workflow.pointing import Pointed, point
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_LIMIT = 60
_FILES = 30
_ID = re.compile(r"[fr]-?[0-9]{1,9}", re.IGNORECASE)
_KINDS = frozenset({EntryKind.FILE, EntryKind.EXECUTABLE})
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Files:
    """The disclosed files of one filing, as they were listed once."""

    stamp: tuple[object, ...] = ()
    places: tuple[tuple[str, bytes], ...] = ()
    names: tuple[str, ...] = ()
    index: Paths = field(default_factory=lambda: Paths(()))


class Rows(QAbstractListModel):
    """The few entries that are shown."""

    SIDE, WHY, PATH = (Qt.ItemDataRole.UserRole + at for at in (1, 2, 3))

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Entry] = ()

    def show(self, rows: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Give the entry in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is drawn, and what is read aloud."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.side, entry.kind, entry.why) if part)
        side = f"{entry.kind}   {entry.side}" if entry.side else entry.kind
        held = {
            Qt.ItemDataRole.DisplayRole: entry.text,
            Qt.ItemDataRole.ToolTipRole: entry.text,
            self.SIDE: side,
            self.WHY: entry.why,
            self.PATH: "/" in entry.text,
        }
        return held.get(cast("Qt.ItemDataRole", role))


class Finder(QObject):
    """Gives the best entries for what is typed. Names are ranked at once; files and ids follow a moment later."""

    found = Signal(list)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._desk = window, window.desk
        self._searches = JobQueue(self)
        self._reads = JobQueue(self)
        self._entries: list[Entry] = []
        self._late: list[Entry] = []
        self._used: list[str] = []
        self._files = _Files()
        self._asked = ""
        self._strong = 0
        self.behind = False
        """Is the list that is shown not yet what was asked for?"""
        self._open = False
        self.closed = False
        self._desk.leaving.connect(self._forget)

    def begin(self, entries: list[Entry], used: list[str]) -> None:
        """Take what is offered at once, and read the rest."""
        self._entries, self._used, self._late, self._open = entries, used, [], True
        self._reads.submit("", lambda *_: help_entries(self._desk.lang), self._helped, self._failed)
        session, filing = self._desk.session, self._desk.filing
        if session is not None:
            stamp = self._files.stamp
            self._reads.submit("", lambda *_: _read(session, filing, stamp), self._read, self._failed)

    def stop(self) -> None:
        """Stop searching."""
        self._open = False
        self._searches.cancel()

    @property
    def busy(self) -> bool:
        """Is anything being read or searched?"""
        return self._reads.busy or self._searches.busy

    def close(self) -> None:
        """End the threads."""
        self.closed = True
        self._searches.close()
        self._reads.close()

    @Slot()
    def _forget(self) -> None:
        self._files = _Files()
        self._late = []

    @Slot(object)
    def _failed(self, _error: CodebinderError) -> None:
        """What can't be read is not offered; the page of it says why."""

    @Slot(object)
    def _helped(self, pages: list[tuple[str, str, str]]) -> None:
        from codebinder.ui.guide.helpwindow import open_help

        kind, window = kinds()["help"], self._window
        self._late += [
            Entry(key=f"help:{name}", text=title, kind=kind, also=also, run=lambda name=name: open_help(window, name))
            for name, title, also in pages
        ]
        self._again()

    @Slot(object)
    def _read(self, seen: tuple[Session, Filing | None, tuple[Any, ...], tuple[Any, ...], _Files | None]) -> None:
        session, filing, products, rows, files = seen
        if session is not self._desk.session:
            return
        self._late += product_entries(self._window, products)
        if filing is not None and self._desk.filing is not None and filing.slug == self._desk.filing.slug:
            self._late += requirement_entries(self._window, rows)
            self._files = files or self._files
        self._again()

    def _again(self) -> None:
        if self._open:
            self.ask(self._asked)

    # -- asking

    def ask(self, text: str) -> None:
        """Rank what fits `text`; `found` follows, twice where files are searched as well."""
        self._asked = text
        named = self._named(text.strip().lower())
        self._searches.cancel()
        searched = len(text.strip()) > 1 and (len(self._files.index) > 0 or _ID.fullmatch(text.strip()) is not None)
        self.behind = searched
        if not searched or named:
            self.behind = searched and not named
            self.found.emit(named)
        if searched:
            session, filing, files = self._desk.session, self._desk.filing, self._files
            self._searches.submit(
                "", lambda _progress, cancel: _search(session, filing, files, text.strip(), cancel),
                lambda more: self._more(text, named, more), self._failed,
            )  # fmt: skip

    def _named(self, text: str) -> list[Entry]:
        last = {key: 240 - 8 * at for at, key in enumerate(self._used)}
        everything = [*self._entries, *self._late]
        if not text:
            first = sorted((each for each in everything if each.key in last), key=lambda each: -last[each.key])
            rest = [each for each in everything if each.key not in last and not each.key.startswith("help:")]
            rest.sort(key=lambda each: bool(each.why))
            return _once([*first, *rest])[:_LIMIT]
        ranked: list[tuple[int, int, Entry]] = []
        for at, each in enumerate(everything):
            best = max(score(text, each.text.lower()), score(text, each.also.lower(), loose=False) - 40)
            if best > 0:
                best += last.get(each.key, 0) - (160 if each.why else 0)
                ranked.append((-best, at, each))
        ranked.sort(key=lambda row: row[:2])
        self._strong = sum(-rank >= STRONG for rank, *_ in ranked)
        return _once([each for *_, each in ranked])[:_LIMIT]

    def _more(self, text: str, named: list[Entry], more: tuple[Pointed | None, list[int]]) -> None:
        if text != self._asked or not self._open:
            return
        pointed, hits = more
        desk, kind = self._desk, kinds()
        front: list[Entry] = []
        if pointed is not None:
            named_as = kind["finding" if pointed.id.startswith("F") else "redaction"]
            target = pointed.finding or place_name(pointed.component, pointed.path, pointed.line)
            front.append(
                Entry(
                    key="", text=f"{pointed.id} · {shown_path(pointed.path)}", kind=named_as,
                    run=lambda: desk.go(Step.REDACTION, target),
                )
            )  # fmt: skip
        files = [
            Entry(
                key="", text=self._files.names[at], kind=kind["file"],
                run=lambda place=self._files.places[at]: desk.go(Step.REDACTION, place_name(*place, 1)),
            )
            for at in hits
        ]  # fmt: skip
        self.behind = False
        strong = self._strong  # a file that is called so goes before names that only sound alike
        self.found.emit([*front, *named[:strong], *files, *named[strong:]])


def place_name(component: str, path: bytes, line: int) -> str:
    """Give the name under which the redaction page knows a place."""
    return f"place:{component}:{path.hex()}:{line}"


def _once(entries: list[Entry]) -> list[Entry]:
    """Keep the first of entries that are called the same and can be done: a page's button before the menu's."""
    seen: dict[tuple[str, str], Entry] = {}
    for each in entries:
        seen.setdefault((each.text, "" if each.key else each.kind), each)
    return list(seen.values())


def _read(
    session: Session, filing: Filing | None, stamp: tuple[object, ...]
) -> tuple[Session, Filing | None, tuple[Any, ...], tuple[Any, ...], _Files | None]:
    products = vendors.products(session)
    if filing is None:
        return session, filing, products, (), None
    try:
        rows = filings.checklist(session, filing)
    except CodebinderError:
        rows = filings.checklist_without_approvals(session, filing)  # the keychain may be locked
    return session, filing, products, rows, _read_files(session, filing, stamp)


def _read_files(session: Session, filing: Filing, stamp: tuple[object, ...]) -> _Files | None:
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    fresh = (filing.uid, *((part.slug, part.rev, part.commit, part.include, part.exclude) for part in parts))
    if fresh == stamp:
        return None
    places: list[tuple[str, bytes]] = []
    for part in parts:
        try:
            rows = sources.tree(session, filing, part.slug).rows
        except CodebinderError:  # the source may be out of reach
            continue
        places += [(part.slug, row.entry.path) for row in rows if row.included and row.entry.kind in _KINDS]
    names = tuple(shown_path(path) for _, path in places)
    return _Files(fresh, tuple(places), names, Paths(names))


def _search(
    session: Session | None, filing: Filing | None, files: _Files, text: str, cancel: Cancel
) -> tuple[Pointed | None, list[int]]:
    pointed = None
    if session is not None and filing is not None and _ID.fullmatch(text):
        pointed = point(session, filing, text)
    return pointed, files.index.find(text, _FILES, cancel.check)
