"""Findings of other tools: placed in the sources as they were filed, merged with ours, found again after a rescan."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, Told
from codebinder.base.recognising import recognised
from codebinder.detect import reports
from codebinder.detect.reports import Report, Reported
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Confidence, Detected, Finding, FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, ComponentKind, SourceEntry
from codebinder.model.text import Message, shown_path
from codebinder.workbook import DetectionList
from codebinder.workflow import contents, everywhere, filings, hiding, ownrules, registered
from codebinder.workflow.hits import AROUND, VALUE, finding_of
from codebinder.workflow.masks import Masks
from codebinder.workflow.session import Session

_PLACE = "reported-value"
_MOST_WORK = 500_000
"""Places of one file at which values are looked for that moved."""
_MOST_FAULTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of a report: how many places it names, how many of our findings they confirm, how many findings are
    new, and a sentence for each place that could not be used."""

    tool: str
    places: int
    confirmed: int
    new: int
    faults: tuple[str, ...]
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that was reported and found: recognised again by a keyed digest of what stood there."""

    start: int
    size: int
    column: int
    tag: str
    rule: str
    kind: str
    confidence: str
    reason: str


def import_report(
    session: Session,
    filing: Filing,
    data: bytes,
    name: str,
    *,
    source: str = "",
    progress: Progress,
    cancel: Cancel,
) -> ImportReport:
    """Take the findings of another tool's report (SARIF, or the JSON of gitleaks, trufflehog, detect-secrets or
    kingfisher) into the filing. Secrets in it are dropped as it is read. UserError where it is none of these."""
    parts = [part for part in filings.components(session, filing, ComponentKind.SOURCE) if source in {"", part.slug}]
    if not parts:
        raise SaidError(
            Message("refuse.importing.filing-no-such-source"),
            where=source,
            next_step=Message("next.add-one-source-add"),
        )
    report = _read(session, parts, data, name)
    faults = list(report.faults)
    places, missing = _by_file(session, filing, parts, report)
    faults.extend(missing)
    merged = [_merge(session, filing, part, report.tool, places.get(part.slug, {}), progress, cancel) for part in parts]
    for each in merged:
        faults.extend(recognised(f"{name}:{fault}", "own") for fault in each.faults)
    list_id = _write(session, filing, report.tool, name, merged)
    total = Counter(new=sum(each.new for each in merged), confirmed=sum(each.confirmed for each in merged))
    if len(faults) > _MOST_FAULTS:
        faults[_MOST_FAULTS:] = [Told(Message("fault.importing.more", {"count": len(faults) - _MOST_FAULTS}))]
    return ImportReport(
        tool=report.tool,
        places=len(report.results),
        confirmed=total["confirmed"],
        new=total["new"],
        faults=tuple(faults),
        list_id=list_id,
    )


def _read(session: Session, parts: Sequence[Component], data: bytes, name: str) -> Report:
    """Read the report; absolute paths are understood below any of the sources' folders."""
    best: Report | None = None
    for part in parts:
        report = reports.read_report(data, name, root=str(contents.located(session, part)))
        if best is None or len(report.results) > len(best.results):
            best = report
        if not report.faults:
            break
    if best is None or not best.tool:
        raise SaidError(
            Message("refuse.importing.report-empty"), where=name, next_step=Message("next.run-tool-again-import-report")
        )
    return best


def _by_file(
    session: Session, filing: Filing, parts: Sequence[Component], report: Report
) -> tuple[dict[str, dict[bytes, tuple[SourceEntry, list[Reported]]]], list[str]]:
    """Sort the places by source and file; and a sentence for each file that no source has, or several have."""
    files: dict[bytes, list[tuple[str, SourceEntry]]] = {}
    for part in parts:
        for row in contents.selection(session, filing, part):
            if row.included and row.entry.kind.value in {"file", "executable"}:
                files.setdefault(row.entry.path, []).append((part.slug, row.entry))
    sorted_: dict[str, dict[bytes, tuple[SourceEntry, list[Reported]]]] = {}
    missing: Counter[bytes] = Counter()
    several: Counter[bytes] = Counter()
    for one in report.results:
        held = files.get(one.path, [])
        if len(held) == 1:
            slug, entry = held[0]
            sorted_.setdefault(slug, {}).setdefault(one.path, (entry, []))[1].append(one)
        else:
            (several if held else missing)[one.path] += 1
    told: list[str] = [
        Told(Message("fault.importing.no-disclosed-file-path-places", {"path": shown_path(path), "count": count}))
        for path, count in missing.items()
    ]
    told += [
        Told(Message("fault.importing.several-sources-path-name-one", {"path": shown_path(path)})) for path in several
    ]
    return sorted_, told


@dataclass(slots=True)
class _Merged:
    """One source with the report merged in, before it is written."""

    part: Component
    findings: list[Finding]
    masked: set[hiding.Key]
    places: dict[str, list[_Place]]
    confirmed: int = 0
    new: int = 0
    faults: list[str] = field(default_factory=list[str])


def _merge(
    session: Session,
    filing: Filing,
    part: Component,
    tool: str,
    files: Mapping[bytes, tuple[SourceEntry, list[Reported]]],
    progress: Progress,
    cancel: Cancel,
) -> _Merged:
    book = session.book
    before = tuple({f"{tool}:"} | {f"{one.rule.partition(':')[0]}:" for _, ones in files.values() for one in ones})
    # What an earlier report of the same tool brought is brought anew, or gone.
    standing = [
        row
        for row in book.findings.all(filing.slug, FindingFilter(component=part.slug))
        if not row.rule.startswith(before)
    ]
    secrets = hiding.secrets(session, filing)
    masks = Masks(secrets, filings.template(session, filing).redaction, part.slug)
    out = _Merged(part, [], {hiding.key_of(row) for row in standing if row.state is FindingState.REDACTED}, {})
    touched: dict[bytes, list[Finding]] = {}
    for row in standing:
        (touched.setdefault(row.path, []) if row.path in files else out.findings).append(row)
    progress.start("progress.scan", len(files))
    if not files:
        return out
    with contents.opened(session, filing, part) as content:
        for entry, data in content.read_all([entry for entry, _ in files.values()], cancel=cancel):
            told = [(one.rule.partition(":")[0], one) for one in files[entry.path][1]]
            _merge_file(session, out, entry.path, data, touched.get(entry.path, []), told, masks)
            progress.advance(1, len(data))
    return out


def _merge_file(
    session: Session,
    out: _Merged,
    path: bytes,
    data: bytes,
    rows: Sequence[Finding],
    told: Sequence[tuple[str, Reported]],
    masks: Masks,
) -> None:
    """Merge what is told of one file into its findings."""
    encoding = encodings.detect(data)[0]
    lines, tag = encodings.line_starts(data, encoding), session.sealer.tag
    placed, faults = reports.places(path, data, encoding, told)
    made = reports.joined([_as_hit(row, data) for row in rows], placed)
    out.faults.extend(f"{fault} ({shown_path(path)})" for fault in faults)
    out.confirmed, out.new = out.confirmed + made.confirmed, out.new + made.new
    # Those that confirm ours are remembered too: after a rescan they confirm them again.
    out.places[path.hex()] = [_place(tag(_PLACE, hit.value), hit, lines) for _, hit in placed]
    known = {_key(row): row for row in rows}
    out.findings.extend(replace(known[_key(hit)], reason=hit.reason) for hit in made.hits if _key(hit) in known)
    fresh = [hit for hit in made.hits if _key(hit) not in known]
    fresh = ownrules.apply_allowances(session, path, data, encoding, fresh)
    spots = [(tag(VALUE, hit.value), hit.start, hit.end) for hit in fresh]
    for hit, is_masked in zip(fresh, masks.over(path, data, encoding, spots), strict=True):
        around = data[max(0, hit.start - AROUND) : hit.end + AROUND]
        finding = finding_of(session.sealer, out.part.slug, path, hit, around)
        out.findings.append(finding)
        if is_masked:
            out.masked.add(hiding.key_of(finding))


def _key(one: Finding | Detected) -> tuple[int, int, str, bytes]:
    return one.start, one.end, one.rule, one.member


def _as_hit(row: Finding, data: bytes) -> Detected:
    return Detected(
        rule=row.rule,
        kind=row.kind,
        confidence=row.confidence,
        start=row.start,
        end=row.end,
        line=row.line,
        value=data[row.start : row.end],
        reason=row.reason,
        member=row.member,
    )


def _place(tag: str, hit: Detected, lines: Sequence[int]) -> _Place:
    column = hit.start - lines[bisect_right(lines, hit.start) - 1]
    return _Place(hit.start, hit.end - hit.start, column, tag, hit.rule, hit.kind, hit.confidence.value, hit.reason)


def _write(session: Session, filing: Filing, tool: str, name: str, merged: Sequence[_Merged]) -> str:
    earlier = [(row, held) for row, held in _lists(session, filing) if held.get("tool") == tool]
    untouched: dict[str, object] = {}  # what the tool reported of other sources still stands
    for _, held in earlier:
        untouched |= cast("dict[str, object]", held.get("places", {}))
    body: dict[str, object] = {
        "title": f"report of {tool}",
        "file": name,
        "tool": tool,
        "filing": filing.uid,
        "places": untouched
        | {
            each.part.slug: {
                path: [
                    [one.start, one.size, one.column, one.tag, one.rule, one.kind, one.confidence, one.reason]
                    for one in places
                ]
                for path, places in each.places.items()
                if places
            }
            for each in merged
        },
    }
    box = session.sealer.seal(ownrules.BOX, json.dumps(body).encode())
    book = session.book
    older = [row for row, _ in earlier]
    taken = {row.name for row in book.lists.list()} - {row.name for row in older}
    short = ownrules.free_name("report", taken)
    detail = {"new": sum(each.new for each in merged), "confirmed": sum(each.confirmed for each in merged)}
    with book.transaction("scan import", subject=filing.slug, detail=detail):
        for each in merged:
            book.findings.merge(filing.slug, each.part.slug, each.findings)
        for row in older:
            book.lists.remove(row.id)
        row = book.lists.add(kind=ownrules.REPORT, name=short, sealed=box)
        hides = {key for each in merged for key in each.masked}
        rows = book.findings.all(filing.slug, FindingFilter(states=(FindingState.OPEN,)))
        hiding.mark(session, filing, [one for one in rows if hiding.key_of(one) in hides])
    return row.id


def _lists(session: Session, filing: Filing) -> Iterator[tuple[DetectionList, Mapping[str, object]]]:
    for row in session.book.lists.list((ownrules.REPORT,)):
        body = ownrules.unsealed(session, row)
        if body.get("filing") == filing.uid:
            yield row, body


class Imported:
    """What reports brought to one source, ready to be found again in its files; threads may share it."""

    def __init__(self, session: Session, places: Mapping[bytes, Sequence[_Place]]) -> None:
        """Use `imported`."""
        self._session, self._places = session, places

    def __bool__(self) -> bool:
        return bool(self._places)

    def over(self, path: bytes, data: bytes, encoding: str, hits: Sequence[Detected]) -> list[Detected]:
        """Give a file's findings with those of reports: where the value still stands, else on the line it moved to."""
        places = self._places.get(path)
        if not places:
            return list(hits)
        lines = encodings.line_starts(data, encoding)
        placed: list[tuple[str, Detected]] = []
        work = [_MOST_WORK]
        for one in places:
            start = self._where(one, data, lines, work)
            if start is not None:
                placed.append((one.rule.partition(":")[0], _detected(one, start, data, lines)))
        merged = reports.joined(hits, placed).hits
        return ownrules.apply_allowances(self._session, path, data, encoding, merged)

    def _where(self, one: _Place, data: bytes, lines: Sequence[int], work: list[int]) -> int | None:
        """Look where the value stood, then at its column of every line, as long as there is work left to spend."""
        tag = self._session.sealer.tag
        for start in (one.start, *(line + one.column for line in lines)):
            work[0] -= 1
            if work[0] < 0:
                return None
            if start + one.size <= len(data) and tag(_PLACE, data[start : start + one.size]) == one.tag:
                return start
        return None


def imported(session: Session, filing: Filing, component: str) -> Imported:
    """Give what reports brought to a source of a filing: a scan passes each file's findings through it."""
    places: dict[bytes, list[_Place]] = {}
    for _, body in _lists(session, filing):
        held = cast("dict[str, dict[str, list[list[str | int]]]]", body.get("places", {}))
        for path, rows in held.get(component, {}).items():
            places.setdefault(bytes.fromhex(path), []).extend(_from_row(row) for row in rows)
    return Imported(session, places)


def _from_row(row: Sequence[str | int]) -> _Place:
    start, size, column, tag, rule, kind, confidence, reason = row
    return _Place(int(start), int(size), int(column), str(tag), str(rule), str(kind), str(confidence), str(reason))


def _detected(one: _Place, start: int, data: bytes, lines: Sequence[int]) -> Detected:
    return Detected(
        rule=one.rule,
        kind=one.kind,
        confidence=Confidence(one.confidence),
        start=start,
        end=start + one.size,
        line=bisect_right(lines, start),
        value=data[start : start + one.size],
        reason=one.reason,
    )


def imports(session: Session, filing: Filing) -> tuple[ownrules.RuleListView, ...]:
    """Give the reports that were imported into a filing, oldest first."""
    return tuple(
        ownrules.RuleListView(
            id=row.id,
            kind=row.kind,
            name=row.name,
            title=str(body.get("title", "")),
            file=str(body.get("file", "")),
            added_at=row.added_at,
        )
        for row, body in _lists(session, filing)
    )


def forget(session: Session, filing: Filing, id_or_name: str) -> int:
    """Remove an imported report and the findings that only it brought; give how many there were."""
    registered.check_not_held(session, filing)
    row = ownrules.find(session, id_or_name)
    body = ownrules.unsealed(session, row)
    held = cast("dict[str, dict[str, list[list[str | int]]]]", body.get("places", {}))
    rules = {str(one[4]) for files in held.values() for places in files.values() for one in places}
    book = session.book
    gone = 0
    every = book.findings.all(filing.slug)
    first = {one.value_tag for one in every if one.rule not in rules and one.rule != everywhere.RULE}
    with book.transaction("scan forget", subject=filing.slug, detail={"list": row.id}):
        for part in book.components.list(filing.slug, kind=ComponentKind.SOURCE):
            rows = book.findings.all(filing.slug, FindingFilter(component=part.slug))
            stay = [one for one in rows if one.rule not in rules]
            stay = [one for one in stay if one.rule != everywhere.RULE or one.value_tag in first]
            gone += book.findings.merge(filing.slug, part.slug, stay).gone
        book.lists.remove(row.id)
    return gone
