"""The manifest's pages about firmware images: what stands where in each, what is inside, and what ties it to sources.

Of images alone whose bytes leave, and of those bytes alone. What would fill a book is bounded here and stands whole in
the image's own paper for programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codebinder.bundle import firmware_paper_words as words
from codebinder.bundle import words as common
from codebinder.bundle.firmware_json import firmware_paper, told_parts
from codebinder.bundle.firmware_map import draw_firmware_map
from codebinder.bundle.firmware_marks import components, keys, marks_table
from codebinder.bundle.firmware_telling import more_of, said_facts, said_faults
from codebinder.bundle.firmware_tie import build_part, tie_part, tie_sentence
from codebinder.bundle.firmware_tree import contents
from codebinder.bundle.sheet import Sheet
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair
from codebinder.model.checklist import RequirementState
from codebinder.model.firmware import Analysis, Region, account, stretches
from codebinder.model.firmware_words import KINDS, clipped, faulty, node_name, region_word, share
from codebinder.model.package import FirmwarePart, Papers

MOST_REGIONS, MOST_FAULTS = 120, 40
_DEEPEST = 3
_ABOUT_DEVICES = frozenset(
    {
        "port", "ports", "debug", "interface", "interfaces", "boot", "update", "updates", "keys", "lifecycle",
        "provisioning", "tamper", "credential", "credentials",
    }
)  # fmt: skip
"""Parts of the ids of requirements about what the device's software opens, starts, takes in and keeps secret."""
_MONO = 6.6


def firmware_pages(sheet: Sheet, papers: Papers) -> None:
    """Draw the pages of every image of which papers tell what is in it."""
    sheet.prose(words.NOTE)
    drawn = 0
    for part in told_parts(papers):
        if part.reading is None:
            sheet.subheading(title_of(part))
        else:
            if drawn:
                sheet.new_page()
            _image(sheet, part, part.reading)
            drawn += 1
        if part.build is not None:
            build_part(sheet, part.build, part.reading)


def asked_of_device(papers: Papers) -> frozenset[str]:
    """Give the requirements of this filing that stand beside an image: ports and debug interfaces, secure boot,
    updates, keys and certificates. Templates that ask for these name them so; the rest stands in the checklist alone.
    """
    asked = (row.requirement for row in papers.checklist if row.state is not RequirementState.NOT_APPLICABLE)
    return frozenset(each for each in asked if _ABOUT_DEVICES.intersection(each.split("_")))


def picture(sheet: Sheet, part: FirmwarePart) -> None:
    """Draw an image's map and the account of its bytes, and say in how far sources explain it, for a reader who is
    no engineer."""
    if part.reading is not None:
        draw_firmware_map(sheet, part.reading, title_of(part), part.hidden)
        _account(sheet, part.reading, part.hidden)
        wrong = len(faulty(part.reading))
        if wrong:
            sheet.prose(words.FAULTS_COUNTED.fill(count=f"{wrong:,}"))
    if part.tie is not None:
        sheet.need(90)
        tie_sentence(sheet, part.tie)


def title_of(part: FirmwarePart) -> Pair:
    """Name an image."""
    return words.IMAGE.fill(slug=part.slug, name=clipped(part.name, 90))


def _image(sheet: Sheet, part: FirmwarePart, reading: Analysis) -> None:
    title = title_of(part)
    sheet.target(f"firmware.{part.slug}")
    sheet.mark(sheet.both(title))
    paper = firmware_paper(part)
    draw_firmware_map(sheet, reading, title, part.hidden)
    _facts(sheet, part, reading, paper)
    if not reading.nodes[0].regions:
        sheet.prose(words.EMPTY)
    _account(sheet, reading, part.hidden)
    _faults(sheet, reading, paper)
    _regions(sheet, reading, paper)
    contents(sheet, reading, paper)
    marks_table(sheet, reading, paper)
    keys(sheet, reading, paper)
    components(sheet, reading, paper)
    if part.tie is not None:
        tie_part(sheet, reading, part.tie, paper)


def _facts(sheet: Sheet, part: FirmwarePart, reading: Analysis, paper: str) -> None:
    image = reading.nodes[0]
    sheet.value(common.DISCLOSURE, sheet.both(common.DISCLOSURES[part.disclosure.value]))
    if part.built_from:
        sheet.value(common.BUILT_FROM, part.built_from)
    if image.format:
        sheet.value(words.RECOGNISED, clipped(image.format, 200))
    if image.facts:
        sheet.value(words.FACTS, said_facts(sheet, image.facts, 12))
    if image.faults:
        sheet.value(words.FAULTS, "\n".join(said_faults(sheet, image.faults)))
    if reading.stopped:
        sheet.value(words.STOPPED, "\n".join(said_faults(sheet, reading.stopped)))
    sheet.value(words.WHOLE_IN, paper, to=paper)


def _faults(sheet: Sheet, reading: Analysis, paper: str) -> None:
    """Set what inside an image is damaged, cut off or was not read whole: no reader looks for it in a tree."""
    rows = [each for each in faulty(reading) if each[0]]
    if not rows:
        return
    sheet.need(90)
    sheet.subheading(words.FAULTS_INSIDE)
    width = sheet.right - sheet.left - 9
    table = Table(
        sheet,
        (
            Col(title=words.NAME, width=0.4 * width, mono=True, size=_MONO),
            Col(title=words.FAULTS, width=0.6 * width, size=7.6),
        ),
        pitch=9.6,
        pad=4,
    )
    for name, faults in rows[:MOST_FAULTS]:
        table.row(name, "\n".join(said_faults(sheet, faults[:3])))
    more_of(sheet, len(rows) - min(len(rows), MOST_FAULTS), paper)
    sheet.space(8)


def _account(sheet: Sheet, reading: Analysis, hidden: Sequence[tuple[int, int]]) -> None:
    """Set how many bytes are of each kind: the sum is the image's size, and a reader can add it up. What is hidden
    reads as something too, hence is said by itself."""
    sheet.need(110)
    sheet.subheading(words.ACCOUNT)
    table = Table(
        sheet,
        (
            Col(title=words.KIND, width=250, size=8.0),
            Col(title=words.BYTES, width=110, mono=True, right=True, size=7.4),
            Col(title=words.SHARE, width=80, right=True, size=8.0),
        ),
        pitch=11,
    )
    sums = account(stretches(reading))
    for kind, count in sums.items():
        table.row(sheet.both(KINDS[kind]), f"{count:,}", share(count, reading.size))
    table.row(sheet.both(words.SUM), f"{sum(sums.values()):,}", share(sum(sums.values()), reading.size))
    filled = sum(end - start for start, end in hidden)
    if filled:
        table.row(sheet.both(words.HIDDEN_SUM), f"{filled:,}", share(filled, reading.size))
    sheet.space(8)


@dataclass(frozen=True, slots=True)
class _Line:
    """A region in the order of the table; `before` is what its number begins with, `owner` the node that it is of."""

    number: str
    region: Region
    owner: int
    level: int


def _lines(reading: Analysis) -> Iterator[_Line]:
    """Give regions as the map numbers them, those of what stands inside behind the region that holds it."""
    waiting = [_Line(f"{at + 1}", each, 0, 0) for at, each in enumerate(reading.nodes[0].regions)][::-1]
    while waiting:
        line = waiting.pop()
        yield line
        if line.region.node >= 0 and line.level + 1 < _DEEPEST:
            inner = reading.nodes[line.region.node]
            waiting += [
                _Line(f"{line.number}.{at + 1}", each, inner.number, line.level + 1)
                for at, each in enumerate(inner.regions)
            ][::-1]


def _chosen(reading: Analysis) -> tuple[list[_Line], int]:
    """Give the regions that the table has room for, those of the image itself before those inside, and how many more
    there are."""
    most = {level: MOST_REGIONS // (1 + level) for level in range(_DEEPEST)}
    chosen: list[_Line] = []
    more = 0
    for line in _lines(reading):
        if most[line.level] > 0:
            most[line.level] -= 1
            chosen.append(line)
        else:
            more += 1
    return chosen, more


def _regions(sheet: Sheet, reading: Analysis, paper: str) -> None:
    if not reading.nodes[0].regions:
        return
    sheet.need(110)
    sheet.subheading(words.REGIONS)
    width = sheet.right - sheet.left - 5 * 8
    table = Table(
        sheet,
        (
            Col(title=words.NUMBER, width=0.09 * width, mono=True, size=_MONO),
            Col(title=words.START, width=0.12 * width, mono=True, size=_MONO),
            Col(title=words.END, width=0.12 * width, mono=True, size=_MONO),
            Col(title=words.BYTES, width=0.12 * width, mono=True, right=True, size=_MONO),
            Col(title=words.WHAT, width=0.46 * width, size=7.6),
            Col(title=words.ENTROPY, width=0.09 * width, mono=True, right=True, size=_MONO),
        ),
        pitch=9.6,
        gap=8,
        pad=4,
    )
    chosen, more = _chosen(reading)
    for line in chosen:
        region = line.region
        bits = f"{region.entropy // 100}.{region.entropy % 100:02d}"
        table.row(line.number, f"0x{region.start:X}", f"0x{region.end:X}", f"{region.size:,}",
                  _what(sheet, reading, line), bits)  # fmt: skip
    more_of(sheet, more, paper)
    sheet.space(8)


def _what(sheet: Sheet, reading: Analysis, line: _Line) -> str:
    region = line.region
    parts = [region_word(region, reading, sheet.languages[0])]
    kind = sheet.both(KINDS[region.kind])
    inner = region.node >= 0 and reading.nodes[region.node].format
    if region.format == region.kind.value or not (region.format or region.label or inner):
        parts = [kind]
    packed = line.owner and reading.place(line.owner) is None
    if packed:
        parts.append(sheet.both(words.INSIDE.fill(name=node_name(reading, line.owner, 50))))
    if region.facts:
        parts.append(said_facts(sheet, region.facts, 5))
    parts += said_faults(sheet, region.faults[:3])
    return "\n".join(parts)
