"""What ties an image to the sources beside it, what is declared of its build, and what does not fit together."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.bundle import firmware_paper_words as words
from codebinder.bundle.firmware_telling import more_of, said_faults
from codebinder.bundle.sheet import SMALL, Sheet
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import Pair
from codebinder.model import build_facts
from codebinder.model.firmware import Analysis, BuildFacts, Tie
from codebinder.model.firmware_words import clipped, node_name, share
from codebinder.model.text import shown, shown_path

MOST_PARTS, MOST_FILES, MOST_MATCHES, MOST_TEXTS = 40, 25, 40, 24


def tie_part(sheet: Sheet, reading: Analysis, tie: Tie, paper: str) -> None:
    """Set how much of an image the disclosed sources explain, by part and by file, and what they do not."""
    sheet.need(110)
    sheet.subheading(words.TIE)
    tie_sentence(sheet, tie)
    for line in said_faults(sheet, tie.stopped):
        sheet.paragraph(line)
    _parts(sheet, reading, tie, paper)
    _files(sheet, tie, paper)
    _matches(sheet, tie, paper)
    if tie.without_source:
        sheet.need(110)
        sheet.subheading(words.WITHOUT)
        sheet.prose(words.WITHOUT_NOTE)
        names = [node_name(reading, number, 110) or sheet.both(words.ITSELF) for number in tie.without_source]
        _texts(sheet, names, paper)
    for title, texts in ((words.UNEXPLAINED, tie.unexplained), (words.SYMBOLS_UNEXPLAINED, tie.symbols_unexplained)):
        if texts:
            sheet.subheading(title)
            _texts(sheet, [clipped(each, 110) for each in texts], paper)
    sheet.space(4)


def tie_sentence(sheet: Sheet, tie: Tie) -> None:
    """Say how much of an image the disclosed sources explain, and what that means and what not."""
    if not tie.sources or not (tie.strings or tie.symbols):
        sheet.prose(words.TIE_NO_STRINGS if tie.sources else words.TIE_NO_SOURCE)
        return
    if tie.strings:
        text = words.TIE_SHARE.fill(
            strings=f"{tie.strings:,}",
            explained=f"{tie.explained:,}",
            percent=share(tie.explained, tie.strings),
            sources=", ".join(clipped(each, 60) for each in tie.sources),
        )
        sheet.prose(text)
    if tie.symbols:
        text = words.TIE_SYMBOLS.fill(
            symbols=f"{tie.symbols:,}",
            symbols_explained=f"{tie.symbols_explained:,}",
            symbol_percent=share(tie.symbols_explained, tie.symbols),
        )
        sheet.prose(text)
    if tie.third_party:
        sheet.prose(words.TIE_THIRD.fill(count=f"{tie.third_party:,}"))
    sheet.prose(words.TIE_MEANS)


def _texts(sheet: Sheet, texts: Sequence[str], paper: str) -> None:
    for text in texts[:MOST_TEXTS]:
        sheet.paragraph(text, left=sheet.left + 10, size=SMALL, after=1.5)
    sheet.space(3)
    more_of(sheet, len(texts) - min(len(texts), MOST_TEXTS), paper)


def _parts(sheet: Sheet, reading: Analysis, tie: Tie, paper: str) -> None:
    if not tie.regions:
        return
    width = sheet.right - sheet.left - 4 * 9
    table = Table(
        sheet,
        (
            Col(title=words.PART, width=0.48 * width, size=7.6),
            Col(title=words.STRINGS, width=0.13 * width, right=True, size=7.6),
            Col(title=words.EXPLAINED, width=0.13 * width, right=True, size=7.6),
            Col(title=words.SHARE, width=0.13 * width, right=True, size=7.6),
            Col(title=words.THIRD_PARTY, width=0.13 * width, right=True, size=7.6),
        ),
        pitch=9.6,
        pad=4,
    )
    rows = sorted(tie.regions, key=lambda each: (-each.strings, each.node))
    for each in rows[:MOST_PARTS]:
        table.row(
            node_name(reading, each.node, 90) or clipped(reading.nodes[0].format) or sheet.both(words.ITSELF),
            f"{each.strings:,}", f"{each.explained:,}", share(each.explained, each.strings), f"{each.third_party:,}",
        )  # fmt: skip
    more_of(sheet, len(rows) - min(len(rows), MOST_PARTS), paper)
    sheet.space(8)


def _files(sheet: Sheet, tie: Tie, paper: str) -> None:
    if not tie.files:
        return
    width = sheet.right - sheet.left - 2 * 9
    table = Table(
        sheet,
        (
            Col(title=words.FILE, width=0.64 * width, mono=True, size=6.8),
            Col(title=words.IN_IMAGE, width=0.18 * width, right=True, size=7.6),
            Col(title=words.ALONE, width=0.18 * width, right=True, size=7.6),
        ),
        pitch=9.6,
        pad=4,
    )
    rows = sorted(tie.files, key=lambda each: (-each.strings, each.component, each.path))
    for each in rows[:MOST_FILES]:
        path = f"{each.component}/{shown_path(each.path)}"
        table.row(clipped(path, 200), f"{each.strings:,}", f"{each.alone:,}")
    more_of(sheet, len(rows) - min(len(rows), MOST_FILES), paper)
    sheet.space(8)


def _matches(sheet: Sheet, tie: Tie, paper: str) -> None:
    if not tie.matches:
        return
    sheet.need(110)
    sheet.subheading(words.MATCHES)
    width = sheet.right - sheet.left - 2 * 9
    table = Table(
        sheet,
        (
            Col(title=words.KIND, width=0.16 * width, size=7.6),
            Col(title=words.SAYS, width=0.42 * width, size=7.6),
            Col(title=words.IN_SOURCE, width=0.42 * width, size=7.4),
        ),
        pitch=9.6,
        pad=4,
    )
    for each in tie.matches[:MOST_MATCHES]:
        kind = words.MATCH_KINDS.get(each.kind.replace(" ", "-"), Pair(clipped(each.kind, 30), clipped(each.kind, 30)))
        path = clipped(f"{each.component}/{shown_path(each.path)}", 160)
        found = path if each.component else sheet.stacked(words.NOT_IN_SOURCE)
        table.row(sheet.stacked(kind), clipped(each.text, 120), found)
    more_of(sheet, len(tie.matches) - min(len(tie.matches), MOST_MATCHES), paper)
    sheet.space(8)


def _lines(text: str) -> str:
    """Give declared lines as they were written, each safe to show."""
    return "\n".join(shown(line) for line in text.split("\n"))


def _answer(key: str, text: str) -> Pair | None:
    """Give a build fact that is said in our words; None for what is the vendor's own text."""
    if key == "reproducible":
        return words.YES_NO.get(text)
    if key != "rebuilt":
        return None
    differing, size, regions = build_facts.rebuilt_of(text)
    said = words.REBUILT_DIFFERS if differing else words.REBUILT_SAME
    return said.fill(differing=f"{differing:,}", size=f"{size:,}", regions=f"{regions:,}")


def build_part(sheet: Sheet, facts: BuildFacts, reading: Analysis | None) -> None:
    """Set what is declared of how an image was made, and what of it the image's own marks contradict."""
    sheet.need(190)
    sheet.subheading(words.BUILD)
    sheet.prose(words.BUILD_NOTE)
    against = {each.fact: each for each in build_facts.contradictions(facts, reading.marks)} if reading else {}
    for key, text in build_facts.rows(facts):
        answer = _answer(key, text)
        sheet.value(words.BUILD_KEYS[key], sheet.both(answer) if answer is not None else _lines(text))
        found = against.get(key)
        if found is not None:
            seen = "; ".join(clipped(each, 120) for each in found.seen)
            said = words.CONTRADICTED[key]
            texts = dict.fromkeys(said.get(lang).replace("{seen}", seen) for lang in sheet.languages)
            for line in texts:
                sheet.paragraph(f"! {line}", left=sheet.left + 168, after=2)
            sheet.space(3)
    sheet.space(8)
