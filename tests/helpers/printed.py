"""Recomputes a printed listing from its sources and the regime's rules alone, and holds it against what is on paper.

Nothing of the product is used: the sources come from plain git, the paper from `pdftotext -bbox` (every word with its
place). Sources are ASCII here, so that a column is a character; others are left out by whoever asks.
"""

from __future__ import annotations

import html
import math
import re
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

MM = 72 / 25.4
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
CELL = 0.6001
_CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
_DRAFT = frozenset({"DRAFT", "草稿"})


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a regime asks of its pages, as its template writes it; lengths in millimetres, sizes in points."""

    paper: str = "A4"
    top: float = 20
    bottom: float = 20
    left: float = 20
    right: float = 15
    font: float = 9
    pitch: float = 12
    closest: float = 0
    lines: int = 50
    count: str = "physical"
    drop_blank: bool = False
    heading: bool = True
    page_per_file: bool = False
    numbered: bool = False
    path_in: str = ""
    bates: str = ""
    always: Sequence[str] = ()
    tab: int = 8

    @property
    def size(self) -> tuple[float, float]:
        width, height = PAPERS[self.paper]
        return width * MM, height * MM

    @property
    def gutter(self) -> float:
        return 6 * min(7.0, self.font * 0.85) * CELL + 9 if self.numbered else 9

    @property
    def text_left(self) -> float:
        return self.left * MM + self.gutter

    @property
    def columns(self) -> int:
        """How many characters a row holds."""
        return math.floor((self.size[0] - self.right * MM - self.text_left) / (self.font * CELL) + 1e-6)

    @property
    def rows(self) -> int:
        """How many rows there is room for; `closest` is how near they may come on a page that needs it."""
        return math.floor((self.size[1] - (self.top + self.bottom) * MM) / (self.closest or self.pitch) + 1e-6)


@dataclass(frozen=True)
class Row:
    """A row of a page: its text without white space, the number beside it, and the line that it begins or continues
    (0: it is no line of a file)."""

    at: int
    text: str
    number: int = 0
    line: int = 0
    begins: bool = False


@dataclass
class Sheet:
    """One page, recomputed: the file that it begins with, and its rows (empty ones too)."""

    path: str
    rows: list[Row] = field(default_factory=list)
    counted: int = 0
    first: tuple[str, int] = ("", 0)
    last: tuple[str, int] = ("", 0)


@dataclass
class Paper:
    """One page as it is printed: the words above, below and in the body."""

    head: str
    foot: str
    words: list[str]
    rows: list[Row]


def bare(text: str) -> str:
    return "".join(text.split())


def lines_of(data: bytes) -> list[str]:
    text = data.decode("ascii").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")[: -1 if text.endswith("\n") or not text else None]


class Recomputed:
    """Paginates a stream of files; keeps the first and the last pages, and counts them all."""

    def __init__(self, rules: Rules, *, first: int, last: int) -> None:
        self.rules = rules
        self.head: list[Sheet] = []
        self.tail: deque[Sheet] = deque(maxlen=max(1, last))
        self._first = first
        self._sheet: Sheet | None = None
        self.pages = self.counted = self.files = 0

    def add(self, path: str, data: bytes, only: tuple[int, int] | None = None, *, again: bool = False) -> None:
        """Print a file, or one range of its lines: the first one, or `again` another."""
        rules = self.rules
        self.files += not again
        if rules.page_per_file and not again:
            self.end()
        if rules.heading:
            self._heading(path)
        for number, line in enumerate(lines_of(data), 1):
            blank = not line.strip(" \t")
            if only is not None and not only[0] <= number <= only[1]:
                continue
            if not (blank and rules.drop_blank):
                self._line(path, number, line.expandtabs(rules.tab), blank=blank)

    def end(self) -> None:
        if self._sheet is None:
            return
        self.pages += 1
        self.counted += self._sheet.counted
        if len(self.head) < self._first:
            self.head.append(self._sheet)
        self.tail.append(self._sheet)
        self._sheet = None

    def excerpt(self, first: int, last: int, whole_below: int) -> list[tuple[int, Sheet]]:
        """Give the pages that a regime wants, with their numbers in the stream."""
        self.end()
        if self.pages < whole_below or self.pages <= first + last:
            keep = list(self.tail)[-self.pages :]
            return list(enumerate(keep, self.pages - len(keep) + 1))
        ends = list(self.tail)[-last:]
        return [*enumerate(self.head[:first], 1), *enumerate(ends, self.pages - last + 1)]

    def _on(self, path: str) -> Sheet:
        if self._sheet is None:
            self._sheet = Sheet(path)
        return self._sheet

    def _full(self) -> bool:
        return self._sheet is not None and len(self._sheet.rows) >= self.rules.rows

    def _heading(self, path: str) -> None:
        rules, rows = self.rules, self._cut(path)
        if self._sheet is not None:
            if len(self._sheet.rows) + 1 + len(rows) + 1 > rules.rows or self._sheet.counted >= rules.lines:
                self.end()
            else:
                self._sheet.rows.append(Row(len(self._sheet.rows), ""))
        for each in rows:
            if self._full():
                self.end()
            sheet = self._on(path)
            sheet.rows.append(Row(len(sheet.rows), bare(each)))

    def _line(self, path: str, number: int, text: str, *, blank: bool) -> None:
        rules = self.rules
        counts = not (blank and rules.count == "non_blank")
        if counts and self._sheet is not None and self._sheet.counted >= rules.lines:
            self.end()
        for index, part in enumerate(self._cut(text)):
            if self._full():
                self.end()
            sheet = self._on(path)
            shown = number if rules.numbered and not index else 0
            sheet.rows.append(Row(len(sheet.rows), bare(part), shown, number, not index))
            sheet.counted += counts and not index
            sheet.last = (path, number)
            if not sheet.first[1]:
                sheet.first = (path, number)

    def _cut(self, text: str) -> list[str]:
        wide = self.rules.columns
        return [text[at : at + wide] for at in range(0, len(text), wide)] or [""]


_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


def papers(pdf: Path, rules: Rules) -> Iterator[Paper]:
    """Read a listing as a stranger's tool sees it."""
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(pdf), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        words: list[tuple[float, float, float, str]] = []
        for line in process.stdout:
            if _PAGE.search(line):
                words = []
            elif (match := _WORD.search(line)) is not None:
                x, low, end, high = (float(part) for part in match.groups()[:4])
                words.append(((low + high) / 2, x, end, html.unescape(match[5])))
            elif "</page>" in line:
                yield _paper(words, rules)


def _paper(words: Sequence[tuple[float, float, float, str]], rules: Rules) -> Paper:
    top, bottom = rules.top * MM, rules.size[1] - rules.bottom * MM
    head = [word for y, _, _, word in words if y < top]
    foot = [word for y, _, _, word in words if y > bottom and word not in _DRAFT]
    body: dict[int, list[tuple[float, float, str]]] = {}
    pitch = _pitch(sorted({y for y, _, _, _ in words if top <= y <= bottom}), rules)
    for y, x, end, word in words:
        if top <= y <= bottom:
            body.setdefault(round((y - top) / pitch - 0.5), []).append((x, end, word))
    rows: list[Row] = []
    for at, each in sorted(body.items()):
        beside = "".join(word for _, end, word in sorted(each) if end < rules.text_left - 3)
        text = "".join(word for _, end, word in sorted(each) if end >= rules.text_left - 3)
        rows.append(Row(at, text, int(beside) if beside.isdecimal() else -1 if beside else 0))
    return Paper(bare("".join(head)), bare("".join(foot)), [*head, *foot], rows)


def _pitch(heights: Sequence[float], rules: Rules) -> float:
    """Give the pitch of a page: the template's, or where rows may stand closer what they stand apart."""
    apart = [two - one for one, two in pairwise(heights) if two - one > rules.closest * 0.9]
    return min([rules.pitch, *apart]) if rules.closest else rules.pitch


def compare(rules: Rules, wanted: Sequence[tuple[int, Sheet]], found: Sequence[Paper], *, bates: int = 1) -> list[str]:
    """Give every way in which the paper is not what the sources and the rules come to."""
    faults: list[str] = []
    if len(wanted) != len(found):
        faults.append(f"{len(found)} pages are printed, {len(wanted)} are asked for")
    for place, ((number, sheet), paper) in enumerate(zip(wanted, found, strict=False), 1):
        where = f"page {place} (of the stream: {number})"
        faults += [f"{where}: {each}" for each in _rows(rules, sheet, paper)]
        faults += [f"{where}: {each}" for each in _margins(rules, sheet, paper, place, len(wanted), bates)]
    return faults


def _rows(rules: Rules, sheet: Sheet, paper: Paper) -> Iterator[str]:
    shown = [row for row in sheet.rows if row.text or row.number]
    for want, have in zip(shown, paper.rows, strict=False):
        if (want.text, want.at) != (have.text, have.at):
            yield f"row {have.at} holds {have.text[:50]!a}, not {want.text[:50]!a} of line {want.line} in row {want.at}"
            break
        if want.number != have.number:
            yield f"row {have.at} is numbered {have.number}, not {want.number}"
            break
    if len(shown) != len(paper.rows):
        yield f"{len(paper.rows)} rows hold something, {len(shown)} should"
    if sheet.counted > rules.lines:
        yield f"{sheet.counted} lines, {rules.lines} at most"
    gone = [row.number for row in paper.rows if row.number]
    for one, two in pairwise(gone):
        if two not in {one + 1, 1} and (one, two) not in _jumps(sheet):
            yield f"line {two} follows line {one}"


def _jumps(sheet: Sheet) -> set[tuple[int, int]]:
    """Give where the numbers may jump: between two ranges that were asked for, or two files."""
    return set(pairwise(row.number for row in sheet.rows if row.number))


def _margins(rules: Rules, sheet: Sheet, paper: Paper, place: int, total: int, bates: int) -> Iterator[str]:
    texts = {"head": paper.head, "foot": paper.foot}
    for text in rules.always:
        wanted = bare(text.format(page=place, pages=total))
        if wanted not in paper.head and wanted not in paper.foot:
            yield f"{wanted!a} is missing"
        texts = {zone: each.replace(wanted, "") for zone, each in texts.items()}
    if rules.path_in and bare(sheet.path) != texts[rules.path_in]:
        yield f"the {rules.path_in} says {texts[rules.path_in]!a}, not {sheet.path!a}"
    if rules.bates:
        wanted = f"{rules.bates}{bates + place - 1:07d}"
        if [word for word in paper.words if word.startswith(rules.bates)] != [wanted]:
            yield f"the number {wanted} is missing"


def ascii_files(repo: Path, rev: str) -> tuple[list[tuple[bytes, bytes]], list[bytes]]:
    """Give (path, object) of the files of a commit whose text is ASCII, in the order of their paths, and the paths of
    all others: links, submodules, absent ones too."""
    listed = _git(repo, "ls-tree", "-r", "-z", "--full-tree", rev).split(b"\0")
    rows = [row.split(b"\t", 1) for row in listed if row]
    kept: list[tuple[bytes, bytes]] = []
    others: list[bytes] = []
    blobs = [(head.split()[2], path) for head, path in rows if head.startswith(b"100")]
    others += [path for head, path in rows if not head.startswith(b"100")]
    for (name, path), data in zip(blobs, contents(repo, [name for name, _ in blobs]), strict=True):
        good = data is not None and data.isascii() and not data.translate(None, _plain()) and path.isascii()
        if good and path.decode().isprintable():
            kept.append((path, name))
        else:
            others.append(path)
    return sorted(kept), sorted(others)


def _plain() -> bytes:
    return bytes(each for each in range(256) if each not in _CONTROLS)


def contents(repo: Path, names: Sequence[bytes]) -> Iterator[bytes | None]:
    """Read objects in their order; None for one that is not there."""
    command = ["git", "-C", str(repo), "cat-file", "--batch", "--buffer"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        asked, said = process.stdin, process.stdout
        assert asked is not None
        assert said is not None

        def ask() -> None:
            asked.write(b"".join(name + b"\n" for name in names))
            asked.close()

        threading.Thread(target=ask, daemon=True).start()
        for _ in names:
            head = said.readline().split()
            if head[1] == b"missing":
                yield None
                continue
            data = said.read(int(head[2]))
            said.read(1)
            yield data


def stream(repo: Path, files: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Give (path, text) of files, in their order."""
    files = list(files)
    for (path, _), data in zip(files, contents(repo, [name for _, name in files]), strict=True):
        assert data is not None
        yield path.decode(), data


def _git(repo: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(repo), *words], capture_output=True, check=True).stdout
