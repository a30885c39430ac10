"""What a template says of printed pages: which stretches of which stream, how a page looks, and the limits of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.rule_source import RuleSource
from codebinder.model.text import LangText


class Blank(StrEnum):
    """What a listing does with blank lines (never renumbering silently: numbers are those of the file as filed)."""

    KEEP = "keep"
    DROP = "drop"


class LineNumbers(StrEnum):
    """How listing lines are numbered: by their place in the page, in the file, or in the whole listing."""

    NONE = "none"
    PAGE = "page"
    FILE = "file"
    CONTINUOUS = "continuous"


class Stream(StrEnum):
    """What is cut into pages: the sources, object code as a hex dump, or the pages of a supplied PDF."""

    SOURCE = "source"
    OBJECT = "object"
    DOCUMENT = "document"


class Strip(StrEnum):
    """Which lines a person leaves out of the listing (never out of the files): the values of a `strip` answer."""

    NONE = "none"
    BLANK = "blank"
    COMMENTS = "comments"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """How a listing's page looks. Lengths in millimetres, sizes in points; header and footer slots are template texts
    with fields in braces: {name} {version} {path} {page} {pages} {owner} {legend} {bates} {field.<requirement>}.

    `lines_per_page` is where a page ends, `min_lines` what every page but the last must hold *after* layout, both
    counted by `count`. `number_every`: only every so many lines bear their number. `duplex`: the binding edge changes
    sides. `wrap`: a line longer than the page is continued ("wrap") or refused by file and line ("refuse").
    `highlight`: the code's words are printed in dark inks and weights by what they are."""

    paper: str = "A4"
    landscape: bool = False
    duplex: bool = False
    margin_top: float = 20.0
    margin_bottom: float = 20.0
    margin_left: float = 20.0
    margin_right: float = 15.0
    binding_left: float = 0.0
    font_size: float = 9.0
    line_pitch: float = 12.0
    lines_per_page: int = 50
    min_lines: int = 0
    count: str = "physical"
    max_columns: int = 0
    wrap: str = "wrap"
    blank_lines: Blank = Blank.KEEP
    tab_width: int = 8
    line_numbers: LineNumbers = LineNumbers.FILE
    number_every: int = 1
    file_heading: bool = True
    new_page_per_file: bool = False
    highlight: bool = False
    header_left: LangText = LangText()
    header_centre: LangText = LangText()
    header_right: LangText = LangText()
    footer_left: LangText = LangText()
    footer_centre: LangText = LangText()
    footer_right: LangText = LangText()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of consecutive pages of a stream: `pages` from its start, its end, or ("any") from the page that the
    answer to the requirement `at` names. `unredacted`: nothing on these pages may be masked. `requirement`: whose
    supplied documents a document stream cuts; `min_lines`: pages of it with fewer lines of text are pointed out."""

    stream: str
    origin: str
    pages: int
    at: str = ""
    unredacted: bool = False
    requirement: str = ""
    min_lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a listing must not exceed, all of it together (`lines`, or `pages` of the source before any are chosen) or
    any one line or file; 0 and no: no limit."""

    lines: int = 0
    pages: int = 0
    columns: int = 0
    file_bytes: int = 0
    ascii: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCaps:
    """How much may be printed; each is a requirement whose answer is the number ("" for none): pages in a row, pages in
    all, percent of the source's pages."""

    consecutive: str = ""
    total: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bates:
    """Bates numbers: the requirements whose answers are the prefix and the first number, and how many digits."""

    prefix: str = ""
    start: str = ""
    digits: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is printed. `mode`: none; whole; excerpt (its segments, or everything where the source stream has fewer
    than `whole_below_pages` pages); selection (the line ranges that the table `selection` names). `form`: pages (PDF)
    or text (one plain-text file for each source file, line ends `line_ends`: keep, lf, crlf).

    These are requirements whose answers steer it, "" for none: `entry` (globs of files printed first, a line each, in
    that order), `must_include` (a file, or file:line, whose page is printed whatever the segments say), `strip` (a
    `Strip`), `legend` (what {legend} says), `created` (the date of creation that text files are listed with)."""

    mode: str = "none"
    form: str = "pages"
    line_ends: str = "keep"
    segments: tuple[Segment, ...] = ()
    whole_below_pages: int = 0
    whole_note: LangText = LangText()
    selection: str = ""
    entry: str = ""
    must_include: str = ""
    strip: str = ""
    legend: str = ""
    created: str = ""
    bates: Bates | None = None
    caps: PrintCaps | None = None
    limits: Limits = Limits()
    volume_pages: int = 2000
    binary: str = "skip"
    page: PageLayout = PageLayout()
    source: RuleSource = RuleSource()

    @property
    def on_pages(self) -> bool:
        """Are there printed pages at all, and not plain text or nothing?"""
        return self.mode != "none" and self.form == "pages"
