"""Colours for YAML as it is typed: keys, quoted texts, comments, words and numbers. Long files are coloured in slices."""

from __future__ import annotations

import re
import time

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from codebinder.ui import theme

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)"""
    r"""|(?P<comment>(?:^|(?<=\s))\#.*)"""
    r"""|(?P<key>[A-Za-z_][\w.-]*(?=:(?:\s|$)))"""
    r"""|(?P<word>(?<![\w.-])(?:yes|no|true|false)(?![\w.-]))"""
    r"""|(?P<number>(?<![\w.-])\d[\d.:-]*(?![\w]))"""
    r"""|(?P<mark>(?:^|(?<=\s))-(?=\s))"""
    r"""|[\[\]{},]|[^\s"'#\[\]{},]+"""
)
_BLOCK = re.compile(r"^(\s*).*(?::|-)\s+[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_COLOURS = {"string": "good", "comment": "muted", "key": "accent", "word": "warn", "number": "warn", "mark": "muted"}
_LONGEST = 2000
AT_ONCE = 250
_BUDGET = 0.012
"""Seconds of colouring at a time, so that typing never waits for it."""


class YamlColours(QSyntaxHighlighter):
    """Colours a document; `ready` counts the lines from the top that have their colours."""

    def __init__(self, document: QTextDocument) -> None:
        self._formats = {name: _format(name) for name in _COLOURS}
        self.ready = AT_ONCE
        super().__init__(document)
        self._timer = QTimer(self)
        self._timer.setInterval(6)
        self._timer.timeout.connect(self._slice)

    def start(self) -> None:
        """Colour what is beyond the first lines, a slice at a time."""
        if self.document().blockCount() > self.ready:
            self._timer.start()

    @Slot()
    def _slice(self) -> None:
        end = time.thread_time() + _BUDGET
        block = self.document().findBlockByNumber(self.ready)
        while block.isValid() and time.thread_time() < end:
            self.ready += 1
            self.rehighlightBlock(block)
            block = block.next()
        if not block.isValid():
            self._timer.stop()

    def highlightBlock(self, text: str) -> None:
        """Colour one line. Inside a block text the state holds the indentation of its key, else it is -1."""
        if self.currentBlock().blockNumber() >= self.ready:
            return
        text = text[:_LONGEST]
        held = self.previousBlockState()
        indent = len(text) - len(text.lstrip(" "))
        if held >= 0 and (not text.strip() or indent > held):
            self.setCurrentBlockState(held)
            self.setFormat(0, len(text), self._formats["string"])
            return
        begins = _BLOCK.match(text)
        self.setCurrentBlockState(len(begins[1]) if begins else -1)
        for found in _TOKEN.finditer(text):
            if found.lastgroup is not None:
                self.setFormat(found.start(), found.end() - found.start(), self._formats[found.lastgroup])


def _format(name: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.colour(_COLOURS[name]))
    if name == "key":
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
