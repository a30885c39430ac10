"""The limits of a listing, looked after line by line: each fault names its file and line, the first fifty of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from codebinder.bundle.fonts import Face
from codebinder.model.redaction import AsFiled
from codebinder.model.template_pages import Listing
from codebinder.model.text import Message

SHOWN = 50
"""So many faults of a kind are named; the others are counted."""
_ODD = re.compile(r"[^\t\x20-\x7e]")
_ODD_BYTE = re.compile(rb"\r(?!\n)|[^\t\n\r\x20-\x7e]")
_ENDS = re.compile(rb"\r\n?|\n")


@dataclass(slots=True)
class _Kind:
    """The faults of one kind."""

    named: list[Message] = field(default_factory=list[Message])
    count: int = 0

    def add(self, message: Message) -> None:
        self.count += 1
        if len(self.named) < SHOWN:
            self.named.append(message)


class Checks:
    """What lines and files must not be. `columns` is what fits on a row of the page; `page_width` whether a longer line
    is refused."""

    def __init__(self, listing: Listing, *, columns: int, face: Face) -> None:
        limits, layout = listing.limits, listing.page
        self._lines, self._columns, self._bytes, self._ascii = (
            limits.lines,
            limits.columns,
            limits.file_bytes,
            limits.ascii,
        )
        self._row = columns if layout.wrap == "refuse" and listing.form == "pages" else 0
        self._tab, self._face = max(1, layout.tab_width), face
        self._count = 0
        self._beyond = ""
        self._kinds: dict[str, _Kind] = {}
        self.idle = not (self._lines or self._columns or self._ascii or self._row)

    def line(self, path: str, number: int, text: str) -> None:
        """Look at one line that is printed; `path` and `number` are its place in the file as filed."""
        self._count += 1
        place = f"{path}:{number}"
        if self._lines and self._count == self._lines + 1:
            self._beyond = place
        if self._columns or self._row:
            width = self.width(text)
            if self._columns and width > self._columns:
                self._note("columns", place, width=width, most=self._columns)
            elif self._row and width > self._row:
                self._note("wrap", place, width=width, most=self._row)
        if self._ascii and (odd := _ODD.search(text)) is not None:
            self._character(place, odd[0])

    def width(self, text: str) -> int:
        """How many columns a line has: tabs reach to their stops, wide characters take two."""
        if text.isascii():
            return len(text.expandtabs(self._tab))
        column, face = 0, self._face
        for char in text:
            column += self._tab - column % self._tab if char == "\t" else face.cells(char) if face.shows(char) else 1
        return column

    def undecodable(self, path: str, file: AsFiled) -> None:
        """Name bytes that no line shows as they are: those that are not of the file's encoding."""
        if self._ascii and not file.data.isascii() and file.encoding != "binary":
            codec = "utf-8" if file.encoding == "utf-8-sig" else file.encoding
            try:
                file.data.decode(codec)
            except UnicodeDecodeError as error:
                place = f"{path}:{1 + len(_ENDS.findall(file.data[: error.start]))}"
                self._note("byte", place, byte=f"0x{file.data[error.start]:02X}")

    def raw(self, path: str, data: bytes, *, ends: bool) -> None:
        """Look at a whole file that leaves as text, byte by byte; `ends`: its line ends are written anew."""
        lines = data.count(b"\n") + (1 if data and not data.endswith(b"\n") else 0)
        if self._lines and not self._beyond and self._count + lines > self._lines:
            self._beyond = f"{path}:{self._lines - self._count + 1}"
        self._count += lines
        self.size(path, len(data))
        if self._columns:
            self._long_lines(path, data)
        if self._ascii:
            self._odd_bytes(path, data, ends=ends)

    def size(self, name: str, size: int) -> None:
        """Look at the size of a file that leaves."""
        if self._bytes and size > self._bytes:
            self._note("bytes", name, size=size, most=self._bytes)

    @property
    def faults(self) -> tuple[Message, ...]:
        """Give everything that was found, kind by kind."""
        return tuple(self._all())

    def _all(self) -> Iterator[Message]:
        if self._beyond:
            yield Message("fault.pages.lines", {"lines": self._count, "most": self._lines, "place": self._beyond})
        for kind in self._kinds.values():
            yield from kind.named
            if kind.count > len(kind.named):
                yield Message("fault.pages.more", {"more": kind.count - len(kind.named), "count": kind.count})

    def _long_lines(self, path: str, data: bytes) -> None:
        for number, line in enumerate(data.splitlines() if data.isascii() else data.split(b"\n"), start=1):
            if (
                len(line) > self._columns // 2
                and (width := self.width(line.decode("utf-8", "replace"))) > self._columns
            ):
                self._note("columns", f"{path}:{number}", width=width, most=self._columns)

    def _odd_bytes(self, path: str, data: bytes, *, ends: bool) -> None:
        number, at = 1, 0
        seen = 0
        for match in _ODD_BYTE.finditer(data):
            if match[0] == b"\r" and ends:
                continue
            number += len(_ENDS.findall(data, at, match.start()))
            at = match.start()
            if number == seen:
                continue
            seen = number
            char = data[at : at + 4].decode("utf-8", "replace")[0]
            if char == "\ufffd":
                self._note("byte", f"{path}:{number}", byte=f"0x{data[at]:02X}")
            else:
                self._character(f"{path}:{number}", char)

    def _character(self, place: str, char: str) -> None:
        code = f"U+{ord(char):04X}"
        if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0:
            self._note("control", place, code=code)
        else:
            self._note("character", place, char=char if self._face.shows(char) else "?", code=code)

    def _note(self, kind: str, place: str, **params: str | int) -> None:
        self._kinds.setdefault(kind, _Kind()).add(Message(f"fault.pages.{kind}", {"place": place, **params}))


def shown_first(faults: Sequence[Message], most: int = SHOWN) -> tuple[Message, ...]:
    """Give the first faults, and how many there are where that is not all."""
    if len(faults) <= most:
        return tuple(faults)
    rest = Message("fault.pages.more", {"more": len(faults) - most, "count": len(faults)})
    return (*faults[:most], rest)
