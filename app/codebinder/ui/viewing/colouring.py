"""Has the colours of what one viewer shows looked for: what is seen first, then the file from its top."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextCharFormat

from codebinder.base.lexing import KINDS
from codebinder.ui import theme
from codebinder.ui.viewing.colourist import Colourist, colourist
from codebinder.ui.viewing.colours import Colours, Stretch
from codebinder.ui.viewing.lexing import Chunk
from codebinder.ui.widgets.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codebinder.ui.viewing.surface import Surface

AT_ONCE = 128 << 10
"""A file of up to so many bytes is lexed whole, from its top."""
FROM_TOP = 2 << 20
"""So is a longer one, in idle moments, after what is seen; only beyond this what is seen has to do."""
_BEFORE, _LINES_BEFORE, _AFTER = 48 << 10, 400, 16 << 10
_REST = 40
_IDLE = 400


def formats() -> tuple[QTextCharFormat, ...]:
    """Give how each kind of text looks in the theme of the moment."""
    made: list[QTextCharFormat] = []
    for kind in KINDS:
        each = QTextCharFormat()
        each.setForeground(theme.colour(f"code_{kind}" if kind else "text"))
        made.append(each)
    return tuple(made)


class Colouring(QObject):
    """Belongs to one viewer."""

    def __init__(self, view: Surface) -> None:
        super().__init__(view)
        self._view = view
        self._document = Document()
        self._colours = Colours()
        self._number = 0
        self._busy: Stretch | None = None
        self._whole = self._refused = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look)

    @property
    def settled(self) -> bool:
        """Is nothing being looked for?"""
        return self._busy is None and not self._rest.isActive()

    def begin(self, document: Document) -> None:
        """Another file is shown."""
        if self._busy is not None:
            colourist().forget(self._number)
        self._document, self._colours = document, Colours()
        self._busy, self._whole, self._refused = None, False, False

    def runs(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """Give the coloured runs of a line, as far as they are known."""
        return self._colours.runs(start, end)

    def soon(self) -> None:
        """Something else is seen: look for its colours when it has rested for a moment."""
        held = self._document
        if Colourist.enabled and held.language and held.data and held.encoding != "binary" and not self._refused:
            self._rest.start(_REST)

    def _seen(self) -> tuple[int, int]:
        view, held = self._view, self._document
        last = view.rows.move(view.first, view.seen_rows + 1)[0]
        return held.starts[view.first[0]], held.span(last)[1]

    @Slot()
    def _look(self) -> None:
        held, view = self._document, self._view
        if not view.isVisible() or self._refused:
            return
        start, end = self._seen()
        busy = self._busy
        if self._colours.of(start, end) is None:
            if len(held.data) <= AT_ONCE:
                if busy is None:
                    self._ask(0, len(held.data))
            elif busy is None or not busy.start <= start or end - busy.end > _BEFORE + _AFTER:
                self._ask(self._context(start), held.starts[min(held.lines - 1, held.line_of(end + _AFTER))])
        elif busy is None and not self._whole and len(held.data) <= FROM_TOP:
            self._ask(0, len(held.data))

    def _context(self, start: int) -> int:
        """Give where to begin before what is seen: at a blank line, where most things begin."""
        held = self._document
        line = held.line_of(start)
        first = max(0, line - _LINES_BEFORE, held.line_of(max(0, start - _BEFORE)) + 1 if start > _BEFORE else 0)
        blank = (each for each in range(first, min(line, first + 100)) if len(set(held.span(each))) == 1)
        return held.starts[next(blank, min(first, line))]

    def _ask(self, start: int, end: int) -> None:
        held = self._document
        end = max(end, min(start + 1, len(held.data)))
        end = end if end < len(held.data) - _AFTER else len(held.data)
        self._busy = made = self._colours.begin(start)
        self._number = colourist().ask(
            held.data[start:end],
            language=held.language,
            encoding=held.encoding,
            base=start,
            take=partial(self._take, held, made),
        )

    def _take(self, document: Document, stretch: Stretch, chunk: Chunk | None) -> None:
        if not shiboken6.isValid(self) or document is not self._document or stretch is not self._busy:
            return
        if chunk is None:  # it broke, or took too long: this file stays as it is
            self._busy, self._refused = None, True
            return
        before = stretch.end
        stretch.add(chunk)
        self._view.layouts.recoloured(before, chunk.end)
        start, end = self._seen()
        if chunk.end >= start and before <= end:
            self._view.viewport().update()
        if chunk.last:
            self._busy = None
            self._whole = self._whole or (stretch.start == 0 and stretch.end >= len(document.data))
            if not self._whole:
                self._rest.start(_IDLE)
