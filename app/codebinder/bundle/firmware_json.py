"""papers/firmware-<image>.json: what was read of an image as filed, whole, for programs; written piece by piece, since
a root file system has 100,000 files.

It is in the round: nothing in it depends on time or machine, and nothing in it was computed from anything but the bytes
that leave. The description is resources/help/package-format.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from codebinder.base import canonical
from codebinder.base.messages import said
from codebinder.model import build_facts
from codebinder.model.firmware import (
    Analysis,
    BuildFacts,
    Mark,
    MarkKind,
    Node,
    Region,
    StringCount,
    Tie,
    account,
    stretches,
)
from codebinder.model.package import FirmwarePart, Papers
from codebinder.model.source import Disclosure
from codebinder.model.text import Message

FORMAT = "codebinder-firmware"
_CHUNK = 512


def firmware_paper(part: FirmwarePart) -> str:
    """Give the place of an image's paper in the package."""
    return f"papers/firmware-{part.slug}.json"


def read_parts(papers: Papers) -> tuple[FirmwarePart, ...]:
    """Give the images of which papers tell what is in them: those alone whose bytes leave."""
    leaving = {Disclosure.WHOLE, Disclosure.REDACTED}
    return tuple(part for part in papers.firmware if part.reading is not None and part.disclosure in leaving)


def told_parts(papers: Papers) -> tuple[FirmwarePart, ...]:
    """Give the images of which papers tell anything beyond their names and digests: what is in them, or how they were
    built."""
    read = {part.slug for part in read_parts(papers)}
    return tuple(part for part in papers.firmware if part.slug in read or (part.build is not None and part.name))


def write_firmware(out: Path, part: FirmwarePart, reading: Analysis) -> None:
    """Write one image's paper as RFC 8785 has it: keys sorted, and a line end at the end."""
    with out.open("wb") as file:
        for piece in firmware_json(part, reading):
            file.write(piece)


def firmware_json(part: FirmwarePart, reading: Analysis) -> Iterator[bytes]:
    """Give the paper in pieces."""
    lists: dict[str, Iterable[object]] = {
        "marks": (mark_row(each) for each in reading.marks),
        "nodes": (_node(each) for each in reading.nodes),
        "strings": (_strings(each) for each in reading.strings),
    }
    values: dict[str, object] = {
        "account": {kind.value: count for kind, count in account(stretches(reading)).items()},
        "component": part.slug,
        "disclosure": part.disclosure.value,
        "format": FORMAT,
        "hidden": [list(each) for each in part.hidden],
        "name": plain(part.name),
        "profile": {"block": reading.profile.block, "entropy": list(reading.profile.entropy)},
        "size": reading.size,
        "stopped": [_message(each) for each in reading.stopped],
        "version": "1",
    }
    if part.tie is not None:
        values["tie"] = tie_row(part.tie)
    if part.build is not None:
        values["build"] = build_row(part.build)
        found = build_facts.contradictions(part.build, reading.marks)
        values["contradictions"] = [
            {"fact": each.fact, "declared": plain(each.declared), "seen": [plain(text) for text in each.seen]}
            for each in found
        ]
    before = b"{"
    for key in sorted({*lists, *values}):
        yield before + canonical.dumps(key) + b":"
        if key in lists:
            yield from _array(lists[key])
        else:
            yield canonical.dumps(values[key])
        before = b","
    yield b"}\n"


def _array(rows: Iterable[object]) -> Iterator[bytes]:
    yield b"["
    held: list[bytes] = []
    first = True
    for row in rows:
        held.append(canonical.dumps(row))
        if len(held) >= _CHUNK:
            yield (b"" if first else b",") + b",".join(held)
            held, first = [], False
    if held:
        yield (b"" if first else b",") + b",".join(held)
    yield b"]"


def plain(untrusted: str) -> str:
    """Make a text that stands in an image writable: half characters are escaped, all else stays."""
    return untrusted.encode("utf-8", "backslashreplace").decode()


def _name(row: dict[str, object], key: str, name: bytes) -> None:
    """Put a name as text, and its bytes as well where the text alone would not tell them."""
    try:
        row[key] = name.decode()
    except UnicodeDecodeError:
        row[key] = name.decode("utf-8", "backslashreplace")
        row[f"{key}_hex"] = name.hex()


def _node(node: Node) -> dict[str, object]:
    row: dict[str, object] = {"number": node.number, "parent": node.parent, "kind": node.kind.value, "size": node.size}
    _name(row, "name", node.name)
    if node.start >= 0:
        row["start"] = node.start
    if node.sha256:
        row["sha256"] = node.sha256
    if node.format:
        row["format"] = plain(node.format)
    if node.mode:
        row["mode"] = f"{node.mode & 0o7777:04o}"
    if node.target:
        _name(row, "target", node.target)
    if node.regions:
        row["regions"] = [_region(each) for each in node.regions]
    _further(row, node.facts, node.faults)
    return row


def _region(region: Region) -> dict[str, object]:
    row: dict[str, object] = {
        "start": region.start,
        "end": region.end,
        "kind": region.kind.value,
        "entropy": region.entropy,
    }
    if region.format:
        row["format"] = plain(region.format)
    if region.label:
        row["label"] = plain(region.label)
    if region.node >= 0:
        row["node"] = region.node
    if region.checks:
        row["checks"] = [
            {"name": each.name, "start": each.start, "end": each.end, "covers": [list(part) for part in each.covers]}
            for each in region.checks
        ]
    _further(row, region.facts, region.faults)
    return row


def _further(row: dict[str, object], facts: Iterable[tuple[str, str]], faults: Iterable[Message]) -> None:
    told = [[plain(name), plain(text)] for name, text in facts]
    if told:
        row["facts"] = told
    wrong = [_message(each) for each in faults]
    if wrong:
        row["faults"] = wrong


def _message(message: Message) -> dict[str, object]:
    return {"id": message.id, "text": plain(said(message))}


def mark_text(mark: Mark) -> str:
    """Give what a mark says; of an account its name alone, never what stands beside it in the file."""
    return mark.text.partition(":")[0] if mark.kind is MarkKind.ACCOUNT else mark.text


def mark_row(mark: Mark) -> dict[str, object]:
    """Give one mark."""
    row: dict[str, object] = {
        "kind": mark.kind.value,
        "text": plain(mark_text(mark)),
        "node": mark.node,
        "offset": mark.offset,
        "count": mark.count,
    }
    more = {"name": mark.name, "version": mark.version, "detail": mark.detail}
    return row | {key: plain(text) for key, text in more.items() if text}


def _strings(each: StringCount) -> dict[str, object]:
    return {
        "node": each.node,
        "ascii": each.ascii,
        "utf8": each.utf8,
        "utf16": each.utf16,
        "gb18030": each.gb18030,
        "meaningful": each.meaningful,
    }


def build_row(facts: BuildFacts) -> dict[str, object]:
    """Give what is declared of how an image was made."""
    return {key: plain(text) for key, text in build_facts.rows(facts)}


def tie_row(tie: Tie) -> dict[str, object]:
    """Give what ties an image to the sources of the package."""
    files: list[dict[str, object]] = []
    for each in tie.files:
        file: dict[str, object] = {"component": each.component, "strings": each.strings, "alone": each.alone}
        _name(file, "path", each.path)
        files.append(file)
    matches: list[dict[str, object]] = []
    for match in tie.matches:
        found: dict[str, object] = {"kind": match.kind, "text": plain(match.text)}
        if match.component:
            found["component"] = match.component
            _name(found, "path", match.path)
        matches.append(found)
    return {
        "sources": list(tie.sources),
        "strings": tie.strings,
        "explained": tie.explained,
        "symbols": tie.symbols,
        "symbols_explained": tie.symbols_explained,
        "regions": [
            {"node": each.node, "strings": each.strings, "explained": each.explained, "third_party": each.third_party}
            for each in tie.regions
        ],
        "files": files,
        "matches": matches,
        "unexplained": [plain(text) for text in tie.unexplained],
        "symbols_unexplained": [plain(text) for text in tie.symbols_unexplained],
        "without_source": list(tie.without_source),
        "third_party": tie.third_party,
        "stopped": [_message(each) for each in tie.stopped],
    }
