"""Reads what unblob and binwalk reported of an image, where a person has it: regions to be laid beside our own.

Reports come from outside, as images do: nothing in one is believed but as what that tool said, offsets are numbers
that may lie anywhere, and names are untrusted text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from codebinder.base.messages import SaidError
from codebinder.model.firmware import Region, RegionKind
from codebinder.model.text import Message

LARGEST = 32 << 20
MOST_ROWS = 200_000
_LONGEST = 512
_FURTHEST = 1 << 62

UNBLOB, BINWALK = "unblob", "binwalk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one tool said of one file. `name` is that of the file as reported (untrusted), `size` and `digests`
    (algorithm, hex digits) what it says of it: -1 and empty where it does not.

    Regions are in order. Each has the fact "origin"; one whose end the tool did not tell has `end` at its `start`.
    `nested` counts those that the report tells of files inside, which are not listed.
    """

    origin: str
    name: str
    size: int
    digests: tuple[tuple[str, str], ...]
    regions: tuple[Region, ...]
    nested: int = 0


def read_report(data: bytes) -> tuple[Report, ...]:
    """Read a report: JSON of unblob (`--report`) or binwalk 3 (`--log`), CSV or text of binwalk 2 (`--csv --log`). One
    Report for each file that it tells of at its outermost; UserError with one sentence for anything else."""
    if len(data) > LARGEST:
        raise SaidError(Message("refuse.report.large", {"limit": LARGEST >> 20}))
    text = _decoded(data)
    if text.lstrip()[:1] in {"[", "{"}:
        return _from_json(text)
    found = tuple(_from_rows(text))
    if not found:
        raise _neither()
    return found


def _neither() -> SaidError:
    return SaidError(Message("refuse.report.neither", {"one": UNBLOB, "other": BINWALK}))


def _damaged(tool: str) -> SaidError:
    return SaidError(Message("refuse.report.damaged", {"tool": tool}))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        raise _neither() from None


def _short(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""


def _number(value: object) -> int:
    """Give a plain number from 0 on; -1 for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _FURTHEST else -1


def _rows(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _fields(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _ordered(regions: Iterable[Region]) -> tuple[Region, ...]:
    found = sorted(regions, key=lambda each: (each.start, each.end, each.format, each.label))
    if len(found) > MOST_ROWS:
        raise SaidError(Message("refuse.report.rows", {"limit": MOST_ROWS}))
    return tuple(found)


def _facts(origin: str, **more: str) -> tuple[tuple[str, str], ...]:
    return (("origin", origin), *((key, value) for key, value in more.items() if value))


# ------------------------------------------------------------------------------------------------------------- JSON


def _from_json(text: str) -> tuple[Report, ...]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        tool = UNBLOB if '"task"' in text[:4096] else BINWALK if '"file_map"' in text[:4096] else ""
        raise (_damaged(tool) if tool else _neither()) from None
    rows = _rows(whole) or [whole]
    if len(rows) > MOST_ROWS:
        raise SaidError(Message("refuse.report.rows", {"limit": MOST_ROWS}))
    tasks = [row for each in rows if _is_task(row := _fields(each))]
    if tasks:
        return tuple(_unblob(tasks))
    found = [_fields(_fields(each).get("Analysis")) for each in rows]
    found = [each for each in found if isinstance(each.get("file_map"), list)]
    if not found:
        raise _neither()
    return _binwalk(found)


def _is_task(row: Mapping[str, object]) -> bool:
    return isinstance(row.get("task"), dict) and isinstance(row.get("reports"), list)


def _unblob(tasks: list[Mapping[str, object]]) -> Iterator[Report]:
    """Give a report for each task of the outermost depth; what others tell is counted."""
    depths = [_number(_fields(task["task"]).get("depth")) for task in tasks]
    outermost = min(depths)
    nested = 0
    for task, depth in zip(tasks, depths, strict=True):
        if depth != outermost:
            nested += sum(1 for row in _rows(task["reports"]) if _number(_fields(row).get("start_offset")) >= 0)
    for task, depth in zip(tasks, depths, strict=True):
        if depth == outermost:
            yield _unblob_file(task, nested)


def _unblob_file(task: Mapping[str, object], nested: int) -> Report:
    size, digests = -1, dict[str, str]()
    regions: list[Region] = []
    for each in _rows(task["reports"]):
        row = _fields(each)
        start, end = _number(row.get("start_offset")), _number(row.get("end_offset"))
        if 0 <= start < end:
            regions.append(_unblob_region(row, start, end))
        elif "start_offset" not in row and _number(row.get("size")) >= 0:
            size = _number(row.get("size"))
        for name in ("md5", "sha1", "sha256"):
            value = _short(row.get(name))
            if re.fullmatch(r"[0-9a-fA-F]{32,64}", value):
                digests[name] = value.lower()
    name = _short(_fields(task["task"]).get("path"))
    return Report(
        origin=UNBLOB, name=name, size=size, digests=tuple(sorted(digests.items())), regions=_ordered(regions),
        nested=nested,
    )  # fmt: skip


def _unblob_region(row: Mapping[str, object], start: int, end: int) -> Region:
    handler, kind = _short(row.get("handler_name")), _short(row.get("__typename__"))
    if handler:
        encrypted = "yes" if row.get("is_encrypted") is True else ""
        return Region(
            start=start, end=end, kind=RegionKind.KNOWN, format=handler, facts=_facts(UNBLOB, encrypted=encrypted)
        )
    padding = kind.startswith("Padding") or (not kind and "is_encrypted" not in row and len(row) <= 4)
    told = RegionKind.PADDING if padding else RegionKind.UNKNOWN
    mean = _fields(_fields(row.get("randomness")).get("shannon")).get("mean", _fields(row.get("entropy")).get("mean"))
    entropy = int(mean * 8) if isinstance(mean, int | float) and 0 <= mean <= 100 else 0
    return Region(start=start, end=end, kind=told, entropy=entropy, facts=_facts(UNBLOB))


def _binwalk(found: list[Mapping[str, object]]) -> tuple[Report, ...]:
    """The first analysis is of the file that was given; those that follow are of what was extracted from it."""
    first, nested = found[0], sum(len(_rows(each["file_map"])) for each in found[1:])
    regions: list[Region] = []
    for each in _rows(first["file_map"]):
        row = _fields(each)
        start, size = _number(row.get("offset")), _number(row.get("size"))
        if start < 0:
            continue
        confidence = _number(row.get("confidence"))
        facts = _facts(f"{BINWALK} 3", confidence=str(confidence) if confidence >= 0 else "")
        end = min(start + max(size, 0), _FURTHEST)
        regions.append(Region(
            start=start, end=end, kind=RegionKind.KNOWN, format=_short(row.get("name")),
            label=_short(row.get("description")), facts=facts,
        ))  # fmt: skip
    return (
        Report(
            origin=f"{BINWALK} 3", name=_short(first.get("file_path")), size=-1, digests=(), regions=_ordered(regions),
            nested=nested,
        ),
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------- CSV and text


_HEAD = ("DECIMAL", "HEXADECIMAL")
_ROW = re.compile(r"(\d{1,19})\s+0x([0-9A-Fa-f]{1,16})\s+(\S.*)")


def _from_rows(text: str) -> Iterator[Report]:
    """Read what binwalk 2 logs: rows below a head, for one file after the other. Rows of entropy are passed over."""
    name, digests, regions = "", (), list[Region]()
    column = ""
    begun = False
    for cells in _cells(text):
        if cells[0] == "FILE" and cells[1:2] == ["MD5SUM"]:
            column = "file"
        elif cells[0] == "Target File:":
            if begun:
                yield _report(name, digests, regions)
            name, digests, regions, begun, column = cells[1][:_LONGEST], (), [], False, ""
        elif cells[0] == "MD5 Checksum:":
            digests = _md5(cells[1])
        elif tuple(cells[:2]) == _HEAD and len(cells) == 3:
            column, begun = cells[2], begun or cells[2] == "DESCRIPTION"
        elif column == "file" and len(cells) == 3:
            if begun:
                yield _report(name, digests, regions)
            name, digests, regions, begun, column = cells[0][:_LONGEST], _md5(cells[1]), [], False, ""
        elif column == "DESCRIPTION" and len(cells) == 3 and cells[0].isascii() and cells[0].isdigit():
            regions.append(_row(cells))
    if begun:
        yield _report(name, digests, regions)


def _md5(value: str) -> tuple[tuple[str, str], ...]:
    return (("md5", value.lower()),) if re.fullmatch(r"[0-9a-fA-F]{32}", value) else ()


def _report(name: str, digests: tuple[tuple[str, str], ...], regions: list[Region]) -> Report:
    return Report(origin=f"{BINWALK} 2", name=name, size=-1, digests=digests, regions=_ordered(regions))


def _row(cells: list[str]) -> Region:
    start = min(int(cells[0][:19]), _FURTHEST)
    label = cells[2][:_LONGEST]
    return Region(
        start=start, end=start, kind=RegionKind.KNOWN, format=label.split(",", 1)[0], label=label,
        facts=_facts(f"{BINWALK} 2"),
    )  # fmt: skip


def _cells(text: str) -> Iterator[list[str]]:
    """Give rows of cells, of CSV and of aligned text alike."""
    count = 0
    commas = re.search(r"^(?:DECIMAL,HEXADECIMAL|FILE,MD5SUM),", text, re.MULTILINE) is not None
    rows = csv.reader(io.StringIO(text)) if commas else (_aligned(line) for line in text.splitlines())
    try:
        for row in rows:
            count += 1
            if count > MOST_ROWS:
                raise SaidError(Message("refuse.report.rows", {"limit": MOST_ROWS}))
            if row:
                yield row
    except csv.Error:
        raise _damaged(BINWALK) from None


def _aligned(line: str) -> list[str]:
    line = line.strip()
    for mark in ("Target File:", "MD5 Checksum:"):
        if line.startswith(mark):
            return [mark, line.removeprefix(mark).strip()]
    if (found := _ROW.fullmatch(line)) is not None:
        return [found[1], found[2], found[3]]
    cells = line.split()
    return cells if len(cells) == 3 and tuple(cells[:2]) == _HEAD else []
