"""Reads a report of another tool, whichever of the known ones it is."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.base.messages import SaidError
from codebinder.base.recognising import recognised
from codebinder.detect.reports import jsonread, scanners
from codebinder.detect.reports.jsonread import Place, Reading
from codebinder.detect.reports.sarif_in import read_sarif
from codebinder.detect.reports.values import Report, Reported
from codebinder.errors import UserError
from codebinder.model.text import Message, shown

_MOST = 200_000
_KNOWN = "SARIF, or the JSON of gitleaks, trufflehog, detect-secrets or kingfisher"


def read_report(data: bytes, name: str, *, root: str = "") -> Report:
    """Read a report; `root` is the folder that the tool was run in, so that its absolute paths are understood.

    What can't be used is listed in `faults`, each with its place. UserError where nothing is known of the form.
    """
    reading = Reading(shown(name))
    if len(data) > jsonread.LARGEST_LINES:
        raise _refused(
            reading,
            Message("fault.reading.report-too-large"),
            Message("fault.reading.mb-most", {"largest_lines": jsonread.LARGEST_LINES >> 20}),
        )
    text = jsonread.text_of(data)
    if jsonread.is_lines(text):
        return _lines(reading, text, root)
    if len(data) > jsonread.LARGEST:
        raise _refused(
            reading,
            Message(
                "fault.reading.report-mb-one-piece-mb", {"count": len(data) >> 20, "largest": jsonread.LARGEST >> 20}
            ),
            Message("fault.reading.write-one-json-object-line"),
        )
    if not text.strip():
        return Report(tool="", results=(), faults=(recognised(f"{reading.name}:1: the report is empty", "own"),))
    value = jsonread.parse(reading, text)
    if value is None:
        raise _refused(
            reading,
            Message("said.text", {"text": recognised(reading.all()[0], "own")})
            if reading.faults
            else Message("refuse.importing.report-empty"),
            Message("fault.reading.must", {"known": _KNOWN}),
        )
    return _document(reading, Place(reading, value), root)


def _refused(reading: Reading, message: Message, step: Message) -> UserError:
    return SaidError(message, where=reading.name, next_step=step)


def _document(reading: Reading, document: Place, root: str) -> Report:
    if document.has("runs"):
        tool, found = read_sarif(document, root)
        return _report(reading, tool, found)
    if document.has("results") and isinstance(document.table["results"], dict):
        return _report(reading, scanners.DETECT_SECRETS, scanners.read_detect_secrets(document, root))
    if isinstance(document.table.get("findings"), list):
        return _records(reading, list(document.at("findings").items()), root)
    if isinstance(document.value, list):
        return _records(reading, list(document.items()), root)
    return _records(reading, [document], root)


def _records(reading: Reading, records: list[Place], root: str) -> Report:
    """Read a list of records, all of the tool that the first one tells."""
    tool = next((known for record in records if (known := scanners.tool_of(record))), "")
    if not tool and records:
        raise _refused(
            reading,
            Message("fault.reading.nothing-known-form-report"),
            Message("fault.reading.must", {"known": _KNOWN}),
        )

    def places() -> Iterator[Reported]:
        for record in records:
            if scanners.tool_of(record) == tool:
                yield from scanners.read_record(record, tool, root)
            elif not scanners.is_log(record):
                record.fault(f"this is no record of {tool}")

    return _report(reading, tool, places())


def _lines(reading: Reading, text: str, root: str) -> Report:
    """Read one object a line; a line that is broken is a fault, and the others count."""
    tool = ""
    found: list[Reported] = []
    start, number = 0, 0
    while start < len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line, start = text[start:end].strip(), end + 1
        if not line:
            continue
        if len(line) > jsonread.LONGEST_LINE:
            reading.fault(str(number), f"the line has {len(line) >> 20} MB")
            continue
        value = jsonread.parse(reading, line, number)
        record = Place(reading, value, str(number))
        for one in _flattened(record):
            known = scanners.tool_of(one)
            if known and known == (tool or known):
                tool = known
                found.extend(scanners.read_record(one, tool, root))
            elif value is not None and not scanners.is_log(one):
                one.fault(f"this is no record of {tool or 'a known tool'}")
        if len(found) >= _MOST:
            break
    if not tool and not found:
        raise _refused(
            reading,
            Message("fault.reading.nothing-known-form-report"),
            Message("fault.reading.must", {"known": _KNOWN}),
        )
    return _report(reading, tool, found)


def _flattened(record: Place) -> Iterator[Place]:
    """Give a record, or the records of a list that a line holds."""
    if isinstance(record.value, list):
        yield from record.items()
    elif isinstance(record.table.get("findings"), list):
        yield from record.at("findings").items()
    else:
        yield record


def _report(reading: Reading, tool: str, found: Iterator[Reported] | list[Reported]) -> Report:
    results: list[Reported] = []
    for one in found:
        if len(results) >= _MOST:
            reading.fault("", f"the report holds more than {_MOST} places; the first of them are taken")
            break
        results.append(one)
    return Report(
        tool=tool,
        results=tuple(dict.fromkeys(results)),
        faults=tuple(recognised(each, "own") for each in reading.all()),
    )
