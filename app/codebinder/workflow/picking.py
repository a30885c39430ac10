"""What a gesture means: the place at a line or of a name, the files that patterns name, the findings of a rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codebinder import intake, redact
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, Told
from codebinder.model.filing import Filing
from codebinder.model.findings import Finding, FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Extent, Grain, Redaction, RedactionKind
from codebinder.model.source import Component, ComponentKind, EntryKind, SourceEntry
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import contents, filings, making
from codebinder.workflow.session import Session

_LISTED = 12
_PARTS = re.compile(r"::|[.#:]")


@dataclass(frozen=True, slots=True)
class File:
    """One original, read."""

    component: str
    path: bytes
    data: bytes
    encoding: str

    def line_of(self, offset: int) -> int:
        """Give the line, from 1, in which the character at `offset` stands."""
        return bisect_right(encodings.line_starts(self.data, self.encoding), offset)

    def told(self, extent: Extent) -> str:
        """Say what and where an extent is."""
        name = f" {shown(extent.name)}" if extent.name else ""
        return f"{shown_path(self.path)}:{self.line_of(extent.start)}: {extent.grain.value}{name}"


Place = tuple[File, Extent]


def one(session: Session, filing: Filing, path: bytes, component: str | None) -> File:
    part, entry = contents.find_file(session, filing, path, component)
    data = making.read(session, filing, part, entry)
    return File(part.slug, entry.path, data, encodings.detect(data)[0])


def _text(session: Session, filing: Filing, path: bytes, component: str | None) -> File:
    file = one(session, filing, path, component)
    if file.encoding == "binary":
        raise SaidError(
            Message("refuse.picking.file-binary-no-lines-functions"),
            where=shown_path(path),
            next_step=Message("next.withhold-whole-name-bytes-bytes"),
        )
    return file


def at_line(session: Session, filing: Filing, path: bytes, line: int, grain: Grain, component: str | None) -> Place:
    if grain is Grain.FILE:
        file = one(session, filing, path, component)
        return file, Extent(grain=Grain.FILE, start=0, end=len(file.data))
    file = _text(session, filing, path, component)
    starts = encodings.line_starts(file.data, file.encoding)
    if not (1 <= line <= len(starts) and file.data):
        count = len(starts) if file.data else 0
        raise SaidError(
            Message(
                "refuse.picking.file",
                {"count": count, "what": Message("word.line") if count == 1 else Message("word.lines")},
            ),
            where=Message("where.line", {"path": shown_path(path), "line": line}),
            next_step=Message("next.choose-line-between-1", {"count": count})
            if count
            else Message("next.choose-another-file"),
        )
    begin, end = _content(file, starts, line)
    if grain is Grain.LINE:
        begin, end = redact.line_range(file.data, file.encoding, line, line)
        return file, Extent(grain=grain, start=begin, end=end)
    every = [each for each in redact.extents(file.data, file.encoding, path) if each.grain is grain]
    near = [each for each in every if each.start < end and begin < each.end]
    whole = [each for each in near if each.start <= begin and end <= each.end] or near
    if not whole:
        raise SaidError(
            Message("refuse.picking.no-line", {"grain": Message(f"word.{grain.value}")}),
            where=Message("where.line", {"path": shown_path(path), "line": line}),
            next_step=_nearest(file, every, begin) or Message("next.hide-lines", {"line": line}),
        )
    return file, min(whole, key=lambda each: (each.end - each.start, each.start))


def _content(file: File, starts: Sequence[int], line: int) -> tuple[int, int]:
    """Give the bytes of a line without the blanks around its text (all of it, where it has none)."""
    begin, end = starts[line - 1], starts[line] if line < len(starts) else len(file.data)
    unit = 2 if file.encoding.startswith("utf-16") else 1
    blank = {each.encode(file.encoding) if unit == 2 else each.encode() for each in " \t\r\n\f\v"}
    low, high = begin, end
    while high - unit >= low and file.data[high - unit : high] in blank:
        high -= unit
    while low + unit <= high and file.data[low : low + unit] in blank:
        low += unit
    return (low, high) if low < high else (begin, max(end, begin + 1))


def _nearest(file: File, every: Sequence[Extent], at: int) -> str:
    if not every:
        return ""
    near = min(every, key=lambda each: min(abs(each.start - at), abs(each.end - at)))
    first, last = file.line_of(near.start), file.line_of(near.end)
    name = f" {shown(near.name)}" if near.name else ""
    lines = (
        Message("word.line-one", {"first": first})
        if first == last
        else Message("word.line-many", {"first": first, "last": last})
    )
    return Told(
        Message("fault.picking.nearest", {"grain": Message(f"word.{near.grain.value}"), "name": name, "lines": lines})
    )


def by_name(session: Session, filing: Filing, path: bytes, name: str, component: str | None) -> Place:
    file = _text(session, filing, path, component)
    found = [each for each in redact.extents(file.data, file.encoding, path) if each.grain is Grain.FUNCTION]
    named = [each for each in found if each.name == name] or [
        each for each in found if each.name and _PARTS.split(each.name)[-1] == name
    ]
    if len(named) == 1:
        return file, named[0]
    if named:
        lines = [file.line_of(each.start) for each in named]
        more = Told(Message("word.more", {"gap": " ", "count": len(lines) - _LISTED})) if len(lines) > _LISTED else ""
        listed = ", ".join(map(str, lines[:_LISTED])) + more
        raise SaidError(
            Message(
                "refuse.picking.file-functions-named-lines",
                {"count": len(named), "name": shown(name), "listed": listed},
            ),
            where=shown_path(path),
            next_step=Message("next.name-one-line-stands-like", {"lines": lines[0]}),
        )
    known = list(dict.fromkeys(each.name for each in found if each.name))
    more = Told(Message("word.more", {"gap": " ", "count": len(known) - _LISTED})) if len(known) > _LISTED else ""
    raise SaidError(
        Message("refuse.picking.file-no-function-named", {"name": shown(name)}),
        where=shown_path(path),
        next_step=Message("next.it-2", {"names": ", ".join(shown(each) for each in known[:_LISTED]), "more": more})
        if known
        else Message("next.no-function-recognised-use-lines"),
    )


def exactly(path: bytes) -> str:
    """Give the pattern that names one file and no other."""
    name = path.decode("utf-8", "surrogateescape")
    return "/" + re.sub(r"([*?\[\\!# ])", r"\\\1", name)


def matching(
    session: Session, filing: Filing, globs: Sequence[str], component: str | None
) -> list[tuple[Component, tuple[SourceEntry, ...]]]:
    """Give the disclosed files that the patterns name, by source; a pattern that names none is refused."""
    found: list[tuple[Component, tuple[SourceEntry, ...]]] = []
    idle = set(globs)
    parts = [
        part
        for part in filings.components(session, filing, ComponentKind.SOURCE)
        if component is None or part.slug == component
    ]
    if not parts:
        raise SaidError(
            Message("refuse.picking.no-such-source-filing")
            if component
            else Message("refuse.picking.filing-no-source-yet"),
            where=shown(component or filing.slug),
            next_step=Message("next.add-one-source-add-name"),
        )
    for part in parts:
        entries = [
            each.entry
            for each in contents.selection(session, filing, part)
            if each.included and each.entry.kind in {EntryKind.FILE, EntryKind.EXECUTABLE}
        ]
        named, unused = intake.matching(entries, globs)
        idle &= set(unused)
        if named:
            found.append((part, named))
    for glob in globs:
        if glob in idle:
            raise SaidError(
                Message("refuse.picking.no-disclosed-file-matches-pattern"),
                where=shown(glob),
                next_step=Message("next.patterns-those-gitignore-file-src"),
            )
    if not found:
        raise SaidError(
            Message("refuse.picking.no-disclosed-file-left-these"),
            where=", ".join(shown(each) for each in globs[:5]),
            next_step=Message("next.pattern-begins-takes-files-out"),
        )
    return found


def unwithheld(
    session: Session, filing: Filing, globs: Sequence[str], component: str | None
) -> list[tuple[Component, tuple[SourceEntry, ...]]]:
    held = {
        (each.component, each.path)
        for each in session.book.redactions.list(filing.slug)
        if each.kind is RedactionKind.FILE
    }
    return [
        (part, tuple(entry for entry in entries if (part.slug, entry.path) not in held))
        for part, entries in matching(session, filing, globs, component)
    ]


def read(
    session: Session, filing: Filing, part: Component, entries: Sequence[SourceEntry], progress: Progress,
    cancel: Cancel,
) -> Iterator[File]:  # fmt: skip
    progress.start("progress.read", len(entries))
    with contents.opened(session, filing, part) as content:
        for entry, data in content.read_all(entries, cancel=cancel):
            yield File(part.slug, entry.path, data, encodings.detect(data)[0])
            progress.advance(1, len(data))


def comments(
    session: Session, filing: Filing, globs: Sequence[str], component: str | None, progress: Progress, cancel: Cancel
) -> list[Place]:
    places: list[Place] = []
    for part, entries in matching(session, filing, globs, component):
        for file in read(session, filing, part, entries, progress, cancel):
            if file.encoding == "binary":
                continue
            every = redact.extents(file.data, file.encoding, file.path)
            places.extend((file, each) for each in every if each.grain is Grain.COMMENT)
    if not places:
        raise SaidError(
            Message("refuse.picking.these-files-no-comments"),
            where=", ".join(shown(each) for each in globs[:5]),
            next_step=Message("next.name-other-files-hide-lines"),
        )
    return places


def not_hidden(session: Session, filing: Filing, places: Sequence[Place]) -> list[Place]:
    """Give the places that no redaction hides whole already."""
    held: dict[tuple[str, bytes], list[Redaction]] = {}
    for row in session.book.redactions.list(filing.slug):
        if row.kind is not RedactionKind.VALUE:
            held.setdefault((row.component, row.path), []).append(row)

    def hidden(file: File, extent: Extent) -> bool:
        return any(
            row.kind is RedactionKind.FILE or (row.start <= extent.start and extent.end <= row.end)
            for row in held.get((file.component, file.path), ())
        )

    return [place for place in places if not hidden(*place)]


def of_rules(session: Session, filing: Filing, rules: Sequence[str], kinds: Sequence[str]) -> list[Finding]:
    every = session.book.findings.all(filing.slug)
    known_rules, known_kinds = {each.rule for each in every}, {each.kind for each in every}
    for what, asked, known in (("rule", rules, known_rules), ("kind", kinds, known_kinds)):
        for name in asked:
            if name not in known:
                listed = ", ".join(shown(each) for each in sorted(known)[:_LISTED])
                raise SaidError(
                    Message("refuse.picking.filing-no-finding", {"what": what}),
                    where=shown(name),
                    next_step=Message("next.findings", {"listed": listed})
                    if known
                    else Message("next.scan-first-codebinder-scan-file"),
                )
    return [
        each for each in every
        if (each.rule in rules or each.kind in kinds) and each.state is not FindingState.REDACTED
    ]  # fmt: skip
