"""A paper in the making: a page with margins, a cursor that moves down, sections, paragraphs, labelled values.

Papers are set quietly: one family, three sizes, one grey. Pages are kept as operators until `close`, when the number
of pages is known and every page gets its header and "page x of y".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from codebinder.bundle.book import Book, Link, number, text_at
from codebinder.bundle.draft import draft_mark
from codebinder.bundle.fonts import CELL, Face, legible, mono_face, text_face
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.words import DRAFT, PAGE_OF, Pair, Words
from codebinder.model.package import Identity

SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
SIDE, HEAD, BOTTOM = 56.0, 71.89, 62.0
LEFT, RIGHT = SIDE, 539.28
BODY, SMALL, TITLE, SECTION, PITCH = 9.2, 7.4, 22.0, 13.5, 13.2
GREY, PALE, RULE = 0.42, 0.955, 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReport:
    """What a paper came to: its pages, and how many characters it names because the font does not show them."""

    pages: int
    named_characters: int


@dataclass(frozen=True, slots=True)
class _Mark:
    page: int
    title: str
    level: int
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSetup:
    """What all pages of a paper share."""

    title: Words
    subject: str
    author: str
    languages: tuple[str, ...]
    draft: bool
    moment: datetime | None
    landscape: bool = False
    paper: str = "A4"
    legend: Pair | None = None
    """A warning at the head of every page, such as that the paper stays in the house."""


@dataclass(slots=True)
class _Group:
    """Parts of a page that are one thing for a reader who hears it: a heading, a picture with its text, or running
    text."""

    role: str
    alt: str
    parts: list[str]


def subject_of(identity: Identity) -> str:
    """Name the product as headers and titles do."""
    return " ".join(filter(None, (identity.product, identity.model, identity.version)))


class Sheet:
    """The pages of one paper."""

    def __init__(self, setup: SheetSetup) -> None:
        self.setup = setup
        width, height = SIZES.get(setup.paper, SIZES["A4"])
        self.width, self.height = (height, width) if setup.landscape else (width, height)
        self.left = SIDE if not setup.landscape else 40.0
        self.right, self.top = self.width - self.left, self.height - HEAD
        self.languages = setup.languages or ("en",)
        first = self.languages[0]
        self.book = Book(
            title=f"{self.both(setup.title)} · {legible(setup.subject, text_face())[0]}",
            author=setup.author,
            lang="zh-CN" if first == "zh" else first,
            moment=setup.moment,
        )
        self.y = self.top
        self.named = 0
        self._pages: list[list[_Group]] = [[]]
        self._marks: list[_Mark] = []
        self._links: dict[int, list[Link]] = {}
        self._targets: dict[int, list[tuple[str, float]]] = {}
        self._open = False

    def both(self, pair: Words) -> str:
        """Give a text in the paper's languages, on one line."""
        return "  ".join(dict.fromkeys(pair.get(lang) for lang in self.languages))

    def stacked(self, pair: Words) -> str:
        """Give a text in the paper's languages, one below the other."""
        return "\n".join(dict.fromkeys(pair.get(lang) for lang in self.languages))

    @property
    def page(self) -> int:
        """The index of the page in work."""
        return len(self._pages) - 1

    def draw(self, code: str, *, page: int | None = None) -> None:
        """Add operators to the page in work, or to an earlier one."""
        groups = self._pages[-1 if page is None else page]
        if not groups or (groups[-1].role != "P" and (page is not None or not self._open)):
            groups.append(_Group("P", "", []))
        groups[-1].parts.append(code)

    def tagged(self, role: str, alt: str = "") -> AbstractContextManager[None]:
        """Let what is drawn inside be a heading (H1, H2) or a picture (Figure, with its text)."""
        return self._tagged(role, alt)

    @contextmanager
    def _tagged(self, role: str, alt: str) -> Generator[None]:
        self._pages[-1].append(_Group(role, alt, []))
        self._open = True
        yield
        self._open = False

    def link(
        self, left: float, bottom: float, width: float, height: float, to: str, *, page: int | None = None
    ) -> None:
        """Lead from an area to a target of this paper ("#name") or to another file of the package (a relative path)."""
        at = self.page if page is None else page
        self._links.setdefault(at, []).append(Link((left, bottom, left + width, bottom + height), to))

    def target(self, name: str) -> None:
        """Name the place where the next thing is drawn, for links."""
        self._targets.setdefault(self.page, []).append((name, self.y + 14))

    def put_link(self, x: float, y: float, text: str, to: str, size: float = BODY, *, page: int | None = None) -> None:
        """Set one line of shown text that leads somewhere; a thin line below it says so."""
        self.put(x, y, text, size, page=page)
        wide = text_width(text, size)
        line = f"{number(x)} {number(y - 1.6)} m {number(x + wide)} {number(y - 1.6)} l"
        self.draw(f"q 0.3 w {GREY} G {line} S Q", page=page)
        self.link(x, y - 2.5, wide, size + 2, to, page=page)

    def new_page(self) -> None:
        """Go to the next page."""
        self._pages.append([])
        self.y = self.top

    def need(self, height: float) -> bool:
        """Go to the next page where less than `height` is left; say whether that happened."""
        if self.y - height >= BOTTOM:
            return False
        self.new_page()
        return True

    def space(self, height: float) -> None:
        """Leave room."""
        self.y -= height

    def safe(self, text: str, face: Face | None = None) -> str:
        """Make a text drawable: accents are put together with their letters in words (not in paths, which say bytes);
        what cannot be shown is named and counted."""
        shown, named = legible(normalize("NFC", text) if face is None else text, face or text_face())
        self.named += named
        return shown

    def put(
        self, x: float, y: float, text: str, size: float = BODY, *, grey: float = 0.0, page: int | None = None
    ) -> None:
        """Set one line of shown text at a point."""
        code = text_at(x, y, text_face().runs(text, self.book.doc), size)
        self.draw(f"{number(grey)} g {code}", page=page)

    def put_mono(self, x: float, y: float, text: str, size: float, *, grey: float = 0.0) -> None:
        """Set one line of ASCII in the monospaced face."""
        code = text_at(x, y, mono_face().runs(text, self.book.doc), size)
        self.draw(f"{number(grey)} g {code}")

    def rule(self, y: float, *, left: float = 0.0, right: float = 0.0, grey: float = RULE, weight: float = 0.5) -> None:
        """Draw a horizontal line, from margin to margin unless told otherwise."""
        left, right = left or self.left, right or self.right
        self.draw(f"q {number(weight)} w {grey} G {number(left)} {number(y)} m {number(right)} {number(y)} l S Q")

    def box(self, left: float, bottom: float, width: float, height: float, *, fill: float | None = None) -> None:
        """Draw a frame, or a filled area."""
        area = f"{number(left)} {number(bottom)} {number(width)} {number(height)} re"
        self.draw(f"q {fill} g {area} f Q" if fill is not None else f"q 0.6 w {RULE} G {area} S Q")

    def section(self, pair: Words, *, label: str = "", fresh: bool = False, room: float = 140) -> tuple[int, float]:
        """Begin a numbered section; give the page and the height where it begins."""
        if fresh and self.y < self.top:
            self.new_page()
        self.need(room)
        if self.y < self.top:
            self.space(20)
        self._marks.append(_Mark(self.page, f"{label} {self.both(pair)}".strip(), 0, self.y + 6))
        self.space(SECTION)
        with self.tagged("H1"):
            self._title(pair, label)
        self.rule(self.y - 7)
        begun = (self.page, self.y)
        self.space(22)
        return begun

    def _title(self, pair: Words, label: str) -> None:
        """Set a section's title, the second language beside the first one or, where it is long, below."""
        x = self.left
        if label:
            self.put(x, self.y, label, SECTION, grey=GREY)
            x += 26
        first, *others = dict.fromkeys(pair.get(lang) for lang in self.languages)
        lines = broken(self.safe(first), self.right - x, SECTION)
        for line in lines[:-1]:
            self.put(x, self.y, line, SECTION)
            self.space(SECTION + 3)
        self.put(x, self.y, lines[-1], SECTION)
        if not others:
            return
        after = x + text_width(lines[-1], SECTION) + 10
        if after + text_width(others[0], SECTION - 2.5) > self.right:
            after = x
            self.space(SECTION + 3)
        for at, line in enumerate(broken(self.safe(others[0]), self.right - after, SECTION - 2.5)):
            if at:
                self.space(SECTION)
            self.put(after, self.y, line, SECTION - 2.5, grey=GREY)

    def mark(self, title: str) -> None:
        """Add a bookmark below the section's."""
        self._marks.append(_Mark(self.page, title, 1, self.y + 12))

    def subheading(self, pair: Words) -> None:
        """Set a small heading."""
        lines = broken(self.safe(self.both(pair)), self.right - self.left, BODY + 0.8)
        self.need(32 + PITCH * len(lines))
        self.space(6)
        with self.tagged("H2"):
            for line in lines:
                self.put(self.left, self.y, line, BODY + 0.8)
                self.space(PITCH)
        self.space(16 - PITCH)

    def paragraph(
        self,
        text: str,
        *,
        left: float = 0.0,
        right: float = 0.0,
        size: float = BODY,
        grey: float = 0.0,
        after: float = 5.0,
    ) -> None:
        """Set running text over the width between two edges (the margins unless told otherwise)."""
        left, right = left or self.left, right or self.right
        pitch = size * PITCH / BODY
        for line in broken(self.safe(text), right - left, size):
            self.need(pitch)
            self.put(left, self.y, line, size, grey=grey)
            self.space(pitch)
        self.space(after)

    def prose(self, pair: Words, *, size: float = BODY, after: float = 6.0) -> None:
        """Set a text in both languages side by side, or in one over the whole width."""
        texts = list(dict.fromkeys(pair.get(lang) for lang in self.languages))
        gap = 20.0
        width = (self.right - self.left - gap * (len(texts) - 1)) / len(texts)
        columns = [broken(self.safe(text), width, size) for text in texts]
        pitch = size * PITCH / BODY
        height = max(map(len, columns))
        step = height if height <= 14 else 1
        for first in range(0, height, step):
            self.need(step * pitch)
            for at, column in enumerate(columns):
                for row, line in enumerate(column[first : first + step]):
                    x, y = self.left + at * (width + gap), self.y - row * pitch
                    self.put(x, y, line, size, grey=0.0 if at == 0 else 0.25)
            self.space(step * pitch)
        self.space(after)

    def value(self, pair: Words, text: str, *, mono: bool = False, label_width: float = 168.0, to: str = "") -> None:
        """Set a label and its value, which may lead somewhere; long values wrap under themselves."""
        left = self.left + label_width
        labels = broken(self.both(pair), label_width - 12, BODY - 0.6)
        if mono:
            columns = int((self.right - left) / (7.6 * CELL))
            parts = self.safe(text, mono_face()).split("\n")
            values = [part[at : at + columns] for part in parts for at in range(0, max(1, len(part)), columns)]
        else:
            values = broken(self.safe(text) or "–", self.right - left, BODY)
        height = max(len(labels), len(values))
        if height <= 8:
            self.need(height * PITCH)
        for index in range(height):
            self.need(PITCH)
            if index < len(labels):
                self.put(self.left, self.y, labels[index], BODY - 0.6, grey=GREY)
            if index < len(values):
                self._value_line(left, values[index], mono=mono)
                if to:
                    self.link(left, self.y - 2.5, self.right - left, PITCH, to)
            self.space(PITCH)
        self.space(2.5)

    def _value_line(self, left: float, text: str, *, mono: bool) -> None:
        if mono and text.isascii():
            self.put_mono(left, self.y, text, 7.6)
        else:
            self.put(left, self.y, text)

    def close(self, path: Path) -> PaperReport:
        """Give every page its header and footer, and write the file."""
        self.finish_pages()
        self.book.save(path)
        return PaperReport(pages=len(self._pages), named_characters=self.named)

    def finish_pages(self) -> None:
        """Hand the pages with their headers and footers to the book; nothing more can be drawn on them."""
        if self.setup.draft:
            self.book.watermark(draft_mark(self.width, self.height), self.width, self.height)
        self.book.number_from(1)
        marks = deque(self._marks)
        for index, groups in enumerate(self._pages):
            while marks and marks[0].page == index:
                mark = marks.popleft()
                self.book.bookmark(mark.title, level=mark.level, top=mark.top)
            for name, top in self._targets.get(index, ()):
                self.book.target(name, top=top)
            for_readers = [(group.role, group.alt) for group in groups]
            parts = [
                f"/{group.role} <</MCID {at}>> BDC\n" + "\n".join([*group.parts, "EMC"])
                for at, group in enumerate(groups)
            ]
            code = "\n".join([*self._under(), *parts, self._margins(index, len(self._pages))])
            self.book.page(
                code, width=self.width, height=self.height, marked=self.setup.draft, links=self._links.get(index, ()),
                groups=for_readers,
            )  # fmt: skip
            groups.clear()

    def _under(self) -> Sequence[str]:
        return ("/Artifact BMC q /FormXob.Draft Do Q EMC",) if self.setup.draft else ()

    def _margins(self, index: int, total: int) -> str:
        runs, doc = text_face().runs, self.book.doc
        parts = [f"/Artifact BMC {GREY} g"]
        head, left, right = self.height - 41.89, self.left, self.right
        if index:
            subject = legible(self.setup.subject, text_face())[0]
            title = self._short(self.setup.title, (right - left) * 0.6)
            room = right - left - text_width(title, SMALL) - 20
            parts.append(text_at(left, head, runs(title, doc), SMALL))
            lines = broken(subject, room, SMALL)
            for row, line in enumerate(reversed(lines) if len(lines) < 3 else ()):  # the cover says it in full
                parts.append(text_at(right - text_width(line, SMALL), head + row * 9, runs(line, doc), SMALL))
            rule = f"{number(left)} {number(head - 7)} m {number(right)} {number(head - 7)} l"
            parts.append(f"q 0.4 w {RULE} G {rule} S Q")
        pages = self._short(PAGE_OF.fill(page=str(index + 1), pages=str(total)), (right - left) * 0.45)
        parts.append(text_at(right - text_width(pages, SMALL), 38, runs(pages, doc), SMALL))
        if self.setup.draft:
            word = self._short(DRAFT, right - left - text_width(pages, SMALL) - 16)
            parts.append(f"0 g {text_at(left, 38, runs(word, doc), SMALL)}")
        elif self.setup.legend is not None:
            parts += self._legend(self.setup.legend, head + 16)
        parts.append("0 g EMC")
        return "\n".join(parts)

    def _short(self, pair: Words, room: float) -> str:
        """Give a text for the margins in as many of the paper's languages as there is room for: one at least."""
        texts = [self.safe(text) for text in dict.fromkeys(pair.get(lang) for lang in self.languages)]
        while len(texts) > 1 and text_width("  ".join(texts), SMALL) > room:
            texts.pop()
        return "  ".join(texts)

    def _legend(self, legend: Pair, y: float) -> list[str]:
        """Draw the warning at head and foot, in a frame and in both languages, whatever those of the paper are."""
        text = "  ".join(dict.fromkeys((legend.en, legend.zh)))
        width = text_width(text, SMALL + 0.6)
        middle = (self.left + self.right - width) / 2
        runs, doc = text_face().runs, self.book.doc
        frame = f"{number(middle - 8)} {number(y - 4.4)} {number(width + 16)} 14 re"
        return [
            f"q 0.7 w 0 G {frame} S Q 0 g {text_at(middle, y, runs(text, doc), SMALL + 0.6)}",
            text_at(self.left, 38, runs(text, doc), SMALL),
        ]
