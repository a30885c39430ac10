"""What an image says about itself: versions, banners, compilers, licences, accounts; keys, certificates, components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codebinder.bundle import firmware_paper_words as words
from codebinder.bundle.firmware_json import mark_text
from codebinder.bundle.firmware_telling import more_of, said_facts
from codebinder.bundle.sheet import Sheet
from codebinder.bundle.tables import Col, Table
from codebinder.model.firmware import Analysis, Mark, MarkKind
from codebinder.model.firmware_words import clipped, node_name

MOST_OF_A_KIND, MOST_KEYS, MOST_COMPONENTS = 14, 80, 100
_APART = frozenset({MarkKind.CERTIFICATE, MarkKind.KEY, MarkKind.COMPONENT})
_HOLDING = ("certificate", "public key", "private key", "key store")
_ASKED = ("subject", "issuer", "not before", "not after", "key", "bits", "encrypted", "self-issued", "fingerprint")
_UNASKED = frozenset({"text", "version"})


def marks_table(sheet: Sheet, reading: Analysis, paper: str) -> None:
    """Set the marks by kind, the first of each; keys, certificates and components have tables of their own."""
    sheet.need(110)
    sheet.subheading(words.MARKS)
    marks = [mark for mark in reading.marks if mark.kind not in _APART]
    if not marks:
        sheet.prose(words.NO_MARKS)
        return
    if any(mark.kind is MarkKind.ACCOUNT for mark in marks):
        sheet.prose(words.ACCOUNTS_NOTE)
    width = sheet.right - sheet.left - 2 * 9
    table = Table(
        sheet,
        (
            Col(title=words.KIND, width=0.15 * width, size=7.6),
            Col(title=words.SAYS, width=0.5 * width, size=7.6),
            Col(title=words.WHERE, width=0.35 * width, size=7.0, grey=0.25),
        ),
        pitch=9.6,
        pad=4,
    )
    left = 0
    for kind in MarkKind:
        found = [mark for mark in marks if mark.kind is kind]
        left += max(0, len(found) - MOST_OF_A_KIND)
        for mark in found[:MOST_OF_A_KIND]:
            text = clipped(mark_text(mark), 200)
            detail = f"\n{clipped(mark.detail, 120)}" if mark.detail else ""
            table.row(sheet.stacked(words.MARK_KINDS[kind]), text + detail, _where(sheet, reading, mark))
    more_of(sheet, left, paper)
    sheet.space(8)


def _where(sheet: Sheet, reading: Analysis, mark: Mark) -> str:
    place = f"{node_name(reading, mark.node, 70)} +0x{mark.offset:X}" if mark.node else f"0x{mark.offset:X}"
    times = f"\n{sheet.both(words.TIMES.fill(count=f'{mark.count:,}'))}" if mark.count > 1 else ""
    return place + times


def keys(sheet: Sheet, reading: Analysis, paper: str) -> None:
    """Set the keys and certificates that stand in the image."""
    rows = list(_keys(sheet, reading))
    if not rows:
        return
    sheet.need(110)
    sheet.subheading(words.KEYS)
    sheet.prose(words.KEYS_NOTE)
    width = sheet.right - sheet.left - 2 * 9
    table = Table(
        sheet,
        (
            Col(title=words.KIND, width=0.2 * width, size=7.6),
            Col(title=words.SAYS, width=0.5 * width, size=7.6),
            Col(title=words.WHERE, width=0.3 * width, size=7.0, grey=0.25),
        ),
        pitch=9.6,
        pad=4,
    )
    for row in rows[:MOST_KEYS]:
        table.row(*row)
    more_of(sheet, len(rows) - min(len(rows), MOST_KEYS), paper)
    sheet.space(8)


def _keys(sheet: Sheet, reading: Analysis) -> Iterator[tuple[str, str, str]]:
    """Give keys and certificates that readers bounded, each once, then those that were seen as text alone."""
    labels = {each.node: each.label for node in reading.nodes for each in node.regions if each.node >= 0}
    bounded: set[int] = set()
    places: set[tuple[int, int]] = set()
    for node in reading.nodes:
        if _holds_key(node.format):
            bounded.add(node.number)
            name = node_name(reading, node.number, 80) or "0x0"
            yield clipped(node.format), _told(sheet, labels.get(node.number, ""), node.facts), name
            continue
        for region in node.regions:
            if region.node < 0 and _holds_key(region.format):
                places.add((node.number, region.start))
                name = f"{node_name(reading, node.number, 60)} +" if node.number else ""
                yield clipped(region.format), _told(sheet, region.label, region.facts), f"{name}0x{region.start:X}"
    for mark in reading.marks:
        apart = mark.node not in bounded and (mark.node, mark.offset) not in places
        if apart and mark.kind in {MarkKind.CERTIFICATE, MarkKind.KEY}:
            told = "\n".join(filter(None, (clipped(mark.text, 160), clipped(mark.detail, 300))))
            yield sheet.stacked(words.MARK_KINDS[mark.kind]), told, _where(sheet, reading, mark)


def _holds_key(form: str) -> bool:
    return any(word in form.lower() for word in _HOLDING)


def _told(sheet: Sheet, label: str, facts: Iterable[tuple[str, str]]) -> str:
    """Say of a key or certificate what a reader asks first: whose it is, how long, which kind and size."""
    held = dict(facts)
    first = [(name, held.pop(name)) for name in _ASKED if name in held]
    rest = [(name, text) for name, text in held.items() if name not in _UNASKED]
    return "\n".join(filter(None, (clipped(label, 160), said_facts(sheet, (*first, *rest), 9)))) or "–"


def components(sheet: Sheet, reading: Analysis, paper: str) -> None:
    """Set third-party components as their banners name them."""
    found = [mark for mark in reading.marks if mark.kind is MarkKind.COMPONENT]
    if not found:
        return
    sheet.need(110)
    sheet.subheading(words.COMPONENTS)
    width = sheet.right - sheet.left - 3 * 9
    table = Table(
        sheet,
        (
            Col(title=words.NAME, width=0.2 * width, size=7.6),
            Col(title=words.VERSION, width=0.14 * width, size=7.6),
            Col(title=words.SAYS, width=0.36 * width, size=7.4),
            Col(title=words.WHERE, width=0.3 * width, size=7.0, grey=0.25),
        ),
        pitch=9.6,
        pad=4,
    )
    for mark in found[:MOST_COMPONENTS]:
        name = clipped(mark.name, 80) or "–"
        table.row(name, clipped(mark.version, 60) or "–", clipped(mark.text, 160), _where(sheet, reading, mark))
    more_of(sheet, len(found) - min(len(found), MOST_COMPONENTS), paper)
    sheet.space(8)
