"""Object code on paper: images as a hex dump, cut into pages whose number is known before a byte is read.

A row is the offset, sixteen bytes, and the same bytes as text (eight where the page is narrow); every image begins on
a page of its own. Only the pages that are printed are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebinder.base.digests import DigestStream
from codebinder.base.messages import SaidError
from codebinder.bundle.listing_pages import HEADING, HEADING_MORE, Page
from codebinder.model.ports import Cancel
from codebinder.model.template_pages import PageLayout
from codebinder.model.text import Message

DUMP = "D"
"""The kind of a row of a hex dump: it has no number beside it, since it begins with its offset."""
_WIDE, _NARROW = 16, 8
_AIR = 5
"""Columns more than a row needs at least, where its halves and its text stand apart."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Image:
    """One image: its name on the page, where it stands, and how its rows are cut; `first` is its first page."""

    label: str
    path: Path
    size: int
    sha256: str
    heading: tuple[str, ...]
    first: int
    pages: int


class ObjectStream:
    """The pages of all images that leave as printed pages only, in the order in which they are added."""

    def __init__(self, layout: PageLayout, *, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._lines, self._heading = max(1, layout.lines_per_page), layout.file_heading
        self._per_row = _WIDE if columns >= _width(_WIDE) else _NARROW
        self._airy = columns >= _width(_WIDE) + _AIR
        self._images: list[_Image] = []
        self.pages = 0

    def add(self, label: str, path: Path, *, size: int, sha256: str, heading: Sequence[str]) -> None:
        """Take one image; its bytes are read when its pages are drawn. `heading` are the rows of its name."""
        held = tuple(heading) if self._heading else ()
        rows = -(-size // self._per_row)
        head = self._room(held, first=True)
        pages = 0 if not rows else 1 if rows <= head else 1 - (-(rows - head) // self._room((), first=False))
        self._images.append(_Image(label, path, size, sha256, held, self.pages + 1, pages))
        self.pages += pages

    def place(self, page: int, *, end: bool = False) -> tuple[str, int]:
        """Give the image and the offset that a page of the stream begins (or ends) with."""
        image = self._image(page)
        first, count = self._span(image, page)
        return image.label, min((first + count) * self._per_row, image.size) - 1 if end else first * self._per_row

    def rows_on(self, page: int) -> int:
        """How many rows of bytes does a page hold?"""
        return self._span(self._image(page), page)[1]

    def chosen(self, numbers: Sequence[int]) -> Iterator[Page]:
        """Give these pages of the stream."""
        for number in numbers:
            image = self._image(number)
            first, count = self._span(image, number)
            with image.path.open("rb") as stream:
                stream.seek(first * self._per_row)
                data = stream.read(count * self._per_row)
            begins = number == image.first
            rows = [(HEADING if not at else HEADING_MORE, "", text) for at, text in enumerate(image.heading)]
            dump = [(DUMP, "", text) for text in self._dump(data, first * self._per_row)]
            yield Page(
                number=number,
                path=image.label,
                files=((0, image.label),) if begins else (),
                rows=(*rows, *dump) if begins else tuple(dump),
            )

    def check(self, cancel: Cancel) -> None:
        """Raise UserError where an image is no longer what its digest was taken of."""
        for image in self._images:
            stream = DigestStream()
            with image.path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    cancel.check()
                    stream.update(chunk)
            if stream.finish().sha256 != image.sha256:
                raise SaidError(
                    Message("refuse.package.firmware-image-changed-since-added"),
                    where=image.label,
                    next_step=Message("next.remove-add-again"),
                )

    def _image(self, page: int) -> _Image:
        return next(each for each in self._images if each.first <= page < each.first + each.pages)

    def _room(self, heading: Sequence[str], *, first: bool) -> int:
        return max(1, min(self._lines, self._rows - (len(heading) if first else 0)))

    def _span(self, image: _Image, page: int) -> tuple[int, int]:
        """Give the first row of a page within its image, and how many there are."""
        head, further = self._room(image.heading, first=True), self._room((), first=False)
        at = page - image.first
        first = 0 if not at else head + (at - 1) * further
        rows = -(-image.size // self._per_row)
        return first, min(head if not at else further, rows - first)

    def _dump(self, data: bytes, offset: int) -> Iterator[str]:
        for at in range(0, len(data), self._per_row):
            piece = data[at : at + self._per_row]
            text = "".join(chr(each) if 0x20 <= each < 0x7F else "." for each in piece)
            if self._airy:
                halves = (piece[:8].hex(" "), piece[8:].hex(" "))
                row = f"{offset + at:08x}  {halves[0]:<23}  {halves[1]:<23}  |{text}|"
            else:
                row = f"{offset + at:08x} {piece.hex(' '):<{self._per_row * 3 - 1}} {text}"
            yield row[: self._columns] if len(row) > self._columns else row


def _width(per_row: int) -> int:
    return 8 + 1 + per_row * 3 - 1 + 1 + per_row
