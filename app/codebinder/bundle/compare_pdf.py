"""A report of what differs between two firmware images: on paper, and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from codebinder.base import canonical
from codebinder.bundle import compare_words as words
from codebinder.bundle import firmware_paper_words as image_words
from codebinder.bundle.book import number, text_at
from codebinder.bundle.firmware_json import mark_row, mark_text, plain
from codebinder.bundle.firmware_map import pattern
from codebinder.bundle.fonts import LOCK, text_face
from codebinder.bundle.manifest_cover import title_block
from codebinder.bundle.prose import text_width
from codebinder.bundle.sheet import GREY, SMALL, PaperReport, Sheet, SheetSetup
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import INTERNAL, Pair
from codebinder.model.firmware import Change, Comparison, FileChange, Mark, RegionChange, RegionKind
from codebinder.model.firmware_scale import edges, widths
from codebinder.model.firmware_words import KINDS, clipped
from codebinder.model.text import shown_path

MOST_REGIONS, MOST_FILES, MOST_MARKS, MOST_STRINGS = 400, 300, 60, 60
_MONO, _SIZE, _BAR = 6.6, 6.0, 22.0
_PATTERNS = {
    Change.SAME: RegionKind.KNOWN,
    Change.MOVED: RegionKind.PADDING,
    Change.CHANGED: RegionKind.COMPRESSED,
    Change.ADDED: RegionKind.ENCRYPTED,
    Change.REMOVED: RegionKind.ENCRYPTED,
}


def compare_pdf(
    out: Path, found: Comparison, names: tuple[str, str], languages: tuple[str, ...], *, moment: datetime | None = None
) -> PaperReport:
    """Write the report, which stays in the house: both images are compared as they are, with whatever a filing hides of
    them. `names` are what people call the two images; `moment` is left out where the same comparison
    shall give the same bytes."""
    one, other = (clipped(name, 120) for name in names)
    setup = SheetSetup(
        title=words.TITLE, subject=f"{clipped(one, 40)} / {clipped(other, 40)}", author="", languages=languages,
        draft=False, moment=moment, legend=INTERNAL,
    )  # fmt: skip
    with LOCK:
        sheet = Sheet(setup)
        title_block(sheet, words.TITLE, "")
        for label, name, size in zip((words.ONE, words.OTHER), (one, other), found.sizes, strict=True):
            sheet.value(label, sheet.both(words.BYTES.fill(name="\0", size=f"{size:,}")).replace("\0", name))
        sheet.section(words.RESULT)
        _result(sheet, found)
        if found.regions:
            sheet.section(words.PICTURE, room=150)
            _picture(sheet, found)
            sheet.section(words.REGIONS)
            _regions(sheet, found.regions)
        if not found.identical:
            sheet.section(words.FILES)
            _files(sheet, found.files)
            _marks(sheet, words.MARKS_ONE, found.marks_one)
            _marks(sheet, words.MARKS_OTHER, found.marks_other)
            _strings(sheet, words.STRINGS_ONE, found.only_one)
            _strings(sheet, words.STRINGS_OTHER, found.only_other)
        return sheet.close(out)


def _counted(changes: Iterable[Change]) -> dict[str, str]:
    counts = Counter(changes)
    return {change.value: f"{counts[change]:,}" for change in Change}


def _result(sheet: Sheet, found: Comparison) -> None:
    if found.identical:
        sheet.prose(words.IDENTICAL)
    else:
        counts = _counted(each.change for each in found.regions)
        changed = [each for each in found.regions if each.change is Change.CHANGED]
        differing = sum(each.differing for each in changed)
        sheet.prose(words.DIFFERENT.fill(regions=f"{len(found.regions):,}", differing=f"{differing:,}", **counts))
        apart = any(each.change in {Change.ADDED, Change.REMOVED} for each in found.regions)
        only = dict.fromkeys(clipped(each.only, 60) for each in changed)
        if changed and not apart and "" not in only:
            sheet.prose(words.ONLY.fill(only=", ".join(only)))
        if found.files:
            sheet.prose(words.FILES_TOLD.fill(**_counted(each.change for each in found.files)))
    sheet.prose(words.MEANS)


def _picture(sheet: Sheet, found: Comparison) -> None:
    """Draw each image as a bar, its regions by what became of them; numbers are those of the table."""
    _legend(sheet, {each.change for each in found.regions})
    counts = _counted(each.change for each in found.regions)
    alt = sheet.both(words.DIFFERENT.fill(regions=len(found.regions), differing=sum(
        each.differing for each in found.regions), **counts) if not found.identical else words.IDENTICAL)  # fmt: skip
    with sheet.tagged("Figure", alt):
        for label, side, size in ((words.ONE, 0, found.sizes[0]), (words.OTHER, 1, found.sizes[1])):
            sheet.put(sheet.left, sheet.y, sheet.both(label), SMALL, grey=GREY)
            sheet.space(8 + _BAR)
            sheet.draw("\n".join(_bar(sheet, found, side, size)))
            sheet.space(18)
    sheet.space(4)


def _legend(sheet: Sheet, changes: set[Change]) -> None:
    x = sheet.left
    for change in Change:
        if change not in changes:
            continue
        text = sheet.safe(sheet.both(words.CHANGES[change]))
        wide = 20 + text_width(text, SMALL)
        if x + wide > sheet.right and x > sheet.left:
            x = sheet.left
            sheet.space(12)
        sheet.draw("\n".join((*pattern(_PATTERNS[change], (x, sheet.y - 1.6, 15, 8)), _frame(x, sheet.y - 1.6, 15, 8))))
        sheet.put(x + 20, sheet.y, text, SMALL)
        x += wide + 14
    sheet.space(16)


def _bar(sheet: Sheet, found: Comparison, side: int, size: int) -> Iterator[str]:
    """Give one bar. Both are to one scale as far as small regions allow: the longer image is as wide as the page."""
    rows = [(place, at, row) for at, row in enumerate(found.regions, 1)
            if (place := (row.one, row.other)[side]) is not None and place[1] > place[0]]  # fmt: skip
    rows.sort(key=lambda each: each[0])
    if not rows:
        return
    whole = int(sheet.right - sheet.left)
    wide = max(10, whole * size // max(1, *found.sizes))
    least = max(1, min(8, wide // len(rows) - 1))
    spread, _ = widths([place[1] - place[0] for place, _, _ in rows], wide, least)
    for x, width, (_, at, row) in zip(edges(spread), spread, rows, strict=False):
        if x + width > whole:  # more regions than there is room for: the table has them all
            break
        left, text = sheet.left + x, str(at)
        yield from pattern(_PATTERNS[row.change], (left, sheet.y, width, _BAR))
        if width > 1:
            yield _frame(left, sheet.y, width, _BAR)
        long = text_width(text, _SIZE)
        if long < width - 2:
            name = clipped(row.format or row.label, 40)
            if name and text_width(f"{text} {name}", _SIZE) < width - 4:
                text = sheet.safe(f"{text} {name}")
                long = text_width(text, _SIZE)
            middle = sheet.y + _BAR / 2 - 2
            yield f"q 1 g {number(left + 1.2)} {number(middle - 1.6)} {number(long + 1.6)} {_SIZE + 1:g} re f Q"
            yield f"0 g {text_at(left + 2, middle, text_face().runs(text, sheet.book.doc), _SIZE)}"
    yield _frame(sheet.left, sheet.y, min(whole, sum(spread)), _BAR)


def _frame(x: float, y: float, width: float, height: float) -> str:
    return f"q 0.4 w 0.3 G {number(x)} {number(y)} {number(width)} {number(height)} re S Q"


def _place(place: tuple[int, int] | None) -> str:
    return "–" if place is None else f"0x{place[0]:X}\n0x{place[1]:X}"


def _regions(sheet: Sheet, rows: Sequence[RegionChange]) -> None:
    width = sheet.right - sheet.left - 5 * 8
    table = Table(
        sheet,
        (
            Col(title=image_words.NUMBER, width=0.06 * width, mono=True, right=True, size=_MONO, grey=GREY),
            Col(title=words.CHANGE, width=0.19 * width, size=7.6),
            Col(title=words.ONE, width=0.14 * width, mono=True, size=_MONO),
            Col(title=words.OTHER, width=0.14 * width, mono=True, size=_MONO),
            Col(title=words.DIFFERING, width=0.12 * width, mono=True, right=True, size=_MONO),
            Col(title=words.WHAT, width=0.35 * width, size=7.6),
        ),
        pitch=9.6,
        gap=8,
        pad=4,
    )
    numbered = list(enumerate(rows, 1))
    telling = [each for each in numbered if each[1].change is not Change.SAME]
    shown = numbered if len(numbered) <= MOST_REGIONS else telling[:MOST_REGIONS]
    for at, row in shown:
        kind = next((KINDS[each] for each in RegionKind if each.value == row.format), None)
        name = sheet.both(kind) if kind is not None else clipped(row.format)
        what = "\n".join(filter(None, (name, clipped(row.label, 90), clipped(row.only, 90)))) or "–"
        differing = f"{row.differing:,}" if row.differing else ""
        table.row(
            str(at), sheet.stacked(words.CHANGES[row.change]), _place(row.one), _place(row.other), differing, what
        )
    _more(sheet, len(numbered) - len(shown))


def _files(sheet: Sheet, rows: Sequence[FileChange]) -> None:
    telling = [row for row in rows if row.change is not Change.SAME]
    if not telling:
        sheet.prose(words.NO_FILES)
    width = sheet.right - sheet.left - 2 * 9
    table = Table(
        sheet,
        (
            Col(title=words.CHANGE, width=0.2 * width, size=7.6),
            Col(title=words.PATH, width=0.6 * width, mono=True, size=_MONO),
            Col(title=words.SIZES, width=0.2 * width, mono=True, right=True, size=_MONO),
        ),
        pitch=9.6,
        pad=4,
    )
    for row in telling[:MOST_FILES]:
        sizes = "\n".join("–" if size < 0 else f"{size:,}" for size in (row.one, row.other))
        table.row(sheet.stacked(words.CHANGES[row.change]), clipped(shown_path(row.path[:900]), 300), sizes)
    _more(sheet, len(telling) - min(len(telling), MOST_FILES))
    same = len(rows) - len(telling)
    if same:
        sheet.prose(words.SAME_LEFT_OUT.fill(count=f"{same:,}"))


def _marks(sheet: Sheet, title: Pair, marks: Sequence[Mark]) -> None:
    if not marks:
        return
    sheet.subheading(title)
    width = sheet.right - sheet.left - 9
    table = Table(
        sheet,
        (
            Col(title=image_words.KIND, width=0.25 * width, size=7.6),
            Col(title=image_words.SAYS, width=0.75 * width, size=7.6),
        ),
        pitch=9.6,
        pad=4,
    )
    for mark in marks[:MOST_MARKS]:
        text = "\n".join(filter(None, (clipped(mark_text(mark), 200), clipped(mark.detail, 120))))
        table.row(sheet.both(image_words.MARK_KINDS[mark.kind]), text)
    _more(sheet, len(marks) - min(len(marks), MOST_MARKS))


def _strings(sheet: Sheet, title: Pair, texts: Sequence[str]) -> None:
    if not texts:
        return
    sheet.subheading(title)
    for text in texts[:MOST_STRINGS]:
        sheet.paragraph(clipped(text, 140), left=sheet.left + 10, size=SMALL, after=1.5)
    _more(sheet, len(texts) - min(len(texts), MOST_STRINGS))


def _more(sheet: Sheet, count: int) -> None:
    if count > 0:
        sheet.prose(words.MORE.fill(count=f"{count:,}"), size=SMALL)


def compare_json(found: Comparison, names: tuple[str, str]) -> bytes:
    """Give the whole comparison for programs."""
    regions: list[dict[str, object]] = []
    for row in found.regions:
        region: dict[str, object] = {
            "change": row.change.value, "format": plain(row.format), "label": plain(row.label),
            "differing": row.differing, "only": plain(row.only),
        }  # fmt: skip
        places = {"one": row.one, "other": row.other}
        regions.append(region | {key: list(place) for key, place in places.items() if place is not None})
    files: list[dict[str, object]] = []
    for each in found.files:
        file: dict[str, object] = {"change": each.change.value, "path": each.path.decode("utf-8", "backslashreplace")}
        file |= {key: size for key, size in (("one", each.one), ("other", each.other)) if size >= 0}
        files.append(file)
    value: dict[str, object] = {
        "format": "codebinder-image-comparison",
        "version": "1",
        "names": [plain(name) for name in names],
        "identical": found.identical,
        "sizes": list(found.sizes),
        "regions": regions,
        "files": files,
        "strings": {
            "one": [plain(text) for text in found.only_one],
            "other": [plain(text) for text in found.only_other],
        },
        "marks": {
            "one": [mark_row(each) for each in found.marks_one],
            "other": [mark_row(each) for each in found.marks_other],
        },
    }
    return canonical.dumps(value) + b"\n"
