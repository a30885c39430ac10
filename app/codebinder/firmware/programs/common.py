"""What the readers of programs share: facts, texts cut to a length, regions, and tables that lie in pages of a blob."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from codebinder.firmware.reading import Blob, Budget
from codebinder.model.firmware import Check, Region, RegionKind
from codebinder.model.text import Message

Facts = tuple[tuple[str, str], ...]
Cover = tuple[int, int]

LONGEST_TEXT = 400
"""Characters of one value that an image states and that are kept."""
_MOST_NAMED = 40
"""Values that one fact lists."""


def plain(data: bytes, encoding: str = "utf-8") -> str:
    """Give the text of a field that ends at its first NUL, cut to what people read."""
    text = data.decode(encoding, "backslashreplace").partition("\0")[0].strip()
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def facts(*pairs: tuple[str, str | int | None]) -> Facts:
    """Give facts, less those that say nothing."""
    return tuple((name, str(value)) for name, value in pairs if value not in ("", None))


def listed(values: Iterable[str]) -> str:
    """Give several values as one: each once, as they come, the first ones by name."""
    once = list(dict.fromkeys(each for each in values if each))
    more = len(once) - _MOST_NAMED
    return ", ".join(once[:_MOST_NAMED]) + (f", … ({more} more)" if more > 0 else "")


def yes(value: object) -> str:
    """Give "yes" or "no"."""
    return "yes" if value else "no"


def address(value: int) -> str:
    """Give an address as manuals write it."""
    return f"0x{value:08x}"


def known(start: int, end: int, form: str, label: str, told: Facts = ()) -> Region:
    """Give a region that a reader is sure of."""
    return Region(start=start, end=end, kind=RegionKind.KNOWN, format=form, label=label, facts=told)


def moved(check: Check, by: int) -> Check:
    """Give a check as it stands in a blob where its file begins at `by`, less what it covers of no length."""
    covers = tuple((start + by, end + by) for start, end in check.covers if start < end)
    return Check(name=check.name, start=check.start + by, end=check.end + by, covers=covers)


def beyond(name: str) -> Message:
    """Say that something is stated to lie where no bytes are."""
    return Message("firmware.fault.beyond", {"name": name})


def missing(count: int) -> Message:
    """Say that the end is missing."""
    return Message("firmware.fault.cut", {"missing": count})


def wrong(name: str) -> Message:
    """Say that a check does not fit."""
    return Message("firmware.fault.sum", {"name": name})


def beside(regions: Iterable[Region]) -> tuple[tuple[Region, ...], bool]:
    """Give regions in order, less those that overlap one that begins before; and whether there were such."""
    kept: list[Region] = []
    overlap = False
    for each in sorted(regions, key=lambda row: (row.start, row.end)):
        if each.start >= each.end:
            continue
        if kept and each.start < kept[-1].end:
            overlap = True
        else:
            kept.append(each)
    return tuple(kept), overlap


class Paged:
    """Reads names and rows that lie anywhere in a stretch of a blob, a few pages at a time."""

    _PAGE = 1 << 16
    _PAGES = 16

    def __init__(self, blob: Blob, start: int, end: int, budget: Budget) -> None:
        self._blob, self._budget = blob, budget
        self.start, self.end = max(0, min(start, blob.size)), max(0, min(end, blob.size))
        self._held: OrderedDict[int, bytes] = OrderedDict()

    def _page(self, number: int) -> bytes:
        page = self._held.get(number)
        if page is None:
            self._budget.step(16)  # names that jump to and fro cost what they read
            at = self.start + number * self._PAGE
            page = self._blob.read(at, min(self._PAGE, max(0, self.end - at)))
            self._held[number] = page
            if len(self._held) > self._PAGES:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(number)
        return page

    def read(self, at: int, size: int) -> bytes:
        """Give up to `size` bytes (no more than a page) from `at`, counted from the stretch's beginning."""
        if at < 0 or at >= self.end - self.start:
            return b""
        number, inside = divmod(at, self._PAGE)
        data = self._page(number)[inside : inside + size]
        if len(data) < size and inside + size > self._PAGE:
            data += self._page(number + 1)[: size - len(data)]
        return data

    def name(self, at: int, most: int = 1024) -> bytes:
        """Give what stands at `at` up to its NUL."""
        first = self.read(at, 64)
        if b"\0" not in first:
            first = self.read(at, most)
        return first.partition(b"\0")[0]
