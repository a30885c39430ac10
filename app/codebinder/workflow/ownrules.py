"""People's own rules and allow-lists: sealed in the workbook, and the engine that works with them."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from weakref import WeakKeyDictionary

from codebinder import detect
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, SaidFaults, Told, told_of
from codebinder.base.recognising import recognised
from codebinder.detect import own
from codebinder.errors import Bug, Faults
from codebinder.model.filing import Filing, Page
from codebinder.model.findings import Detected, Finding
from codebinder.model.source import EntryKind
from codebinder.model.text import Message, shown
from codebinder.workbook import DetectionList
from codebinder.workflow import contents
from codebinder.workflow.session import SLUG, Session

BOX = "detection-list"
"""Purpose of the subkey that seals lists."""
_RULE_NAME = "own-rule-name"
WORDS, PATTERN, GITLEAKS, PACK, ALLOW, FINDING, REPORT = (
    "words", "pattern", "gitleaks", "pack", "allow", "allow-finding", "report",
)  # fmt: skip
_RULES = (WORDS, PATTERN, GITLEAKS, PACK)
_LISTS = (*_RULES, ALLOW, FINDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleListView:
    """One list as people see it. `rules` are (name in findings, id in the list, title); `title` what it is called.

    `fault` says why a list that was fine once can't be read any more.
    """

    id: str
    kind: str
    name: str
    title: str
    file: str = ""
    rules: tuple[tuple[str, str, str], ...] = ()
    words: int = 0
    allows: int = 0
    notes: tuple[str, ...] = ()
    note: str = ""
    added_at: str = ""
    fault: str = ""


@dataclass(slots=True)
class _Held:
    key: tuple[str, ...]
    engine: detect.Engine
    names: dict[str, str]


_HELD: WeakKeyDictionary[Session, _Held] = WeakKeyDictionary()
_MUTEX = threading.Lock()


# ---------------------------------------------------------------------------------------------------------------------
# keeping


def add(
    session: Session,
    kind: str,
    data: bytes,
    *,
    file: str = "",
    name: str = "",
    title: str = "",
    options: Mapping[str, str] | None = None,
) -> RuleListView:
    """Add a list: `kind` is words, pattern, gitleaks, pack or allow; `data` its text as it is. Faults where it can't
    be used. `name` stands in the workbook in clear, so it should give nothing away; all else is sealed."""
    if kind not in {*_RULES, ALLOW}:
        raise Bug(f"no kind of list is called {kind}")
    held = session.book.lists.list()
    taken = {row.name for row in held}
    short = name or free_name(kind, taken)
    if not SLUG.fullmatch(short):
        raise SaidError(Message("refuse.ownrules.list-name-holds-1-40"), where=shown(short))
    if short in taken:
        raise SaidError(
            Message("refuse.ownrules.list-called-already", {"short": short}),
            next_step=Message("next.remove-first-choose-another-name"),
        )
    body: dict[str, object] = {
        "file": file,
        "title": title,
        "text": base64.b64encode(data).decode("ascii"),
        "options": dict(options or {}),
    }
    _read(kind, short, body, measure=True)  # its faults are told before anything is written
    return _view(session, _store(session, kind, short, body, "rules add"))


def remove(session: Session, id_or_name: str) -> RuleListView:
    """Remove a list by its id (L-3) or name; what it found is gone after the next scan."""
    row = find(session, id_or_name)
    view = _view(session, row)
    with session.book.transaction("rules remove", subject=row.id, detail={"kind": row.kind}):
        session.book.lists.remove(row.id)
    return view


def find(session: Session, id_or_name: str) -> DetectionList:
    """Give a list by its id or name; UserError where there is none."""
    rows = session.book.lists.list()
    for row in rows:
        if id_or_name.upper() == row.id or id_or_name == row.name:
            return row
    known = ", ".join(row.name for row in rows[:8])
    raise SaidError(
        Message("refuse.ownrules.no-such-list-rules"),
        where=shown(id_or_name),
        next_step=Message("next.it", {"known": known}) if known else Message("next.none-yet-add-one-rules"),
    )


def lists(session: Session, *, offset: int = 0, limit: int = 100) -> Page[RuleListView]:
    """Give a page of the lists of rules and allow-lists, oldest first."""
    rows = session.book.lists.list(_LISTS)
    return Page(items=tuple(_view(session, row) for row in rows[offset : offset + limit]), total=len(rows))


def allow_finding(
    session: Session, filing: Filing, finding: str, *, anywhere: bool = False, note: str = ""
) -> RuleListView:
    """Allow a finding's value: where the same stands around it, in this file or a moved one; `anywhere` for all its
    places. Keyed digests are kept, not the value. It counts from the next scan on."""
    row = session.book.findings.get(filing.slug, finding)
    if row.member:
        raise SaidError(
            Message("refuse.ownrules.finding-stands-inside-archive-where"), where=row.id,
            next_step=Message("next.keep-keep-allow-value-allow"),
        )  # fmt: skip
    part, entry = contents.find_file(session, filing, row.path, row.component)
    if entry.kind not in {EntryKind.FILE, EntryKind.EXECUTABLE}:
        raise Bug("a finding in what is no file")
    with contents.opened(session, filing, part) as content:
        data = content.read(entry)
    encoding = encodings.detect(data)[0]
    sealer = session.sealer
    value = own.utf8(data[row.start : row.end], encoding)
    around = "" if anywhere else sealer.tag(own.CONTEXT, own.context(data, encoding, row.start, row.end))
    body: dict[str, object] = {
        "title": f"the value of {row.id}",
        "value_tag": sealer.tag(own.VALUE, value),
        "context_tag": around,
        "note": note,
    }
    if _changed(row, data, session):
        raise SaidError(
            Message("refuse.ownrules.source-changed-since-last-scan"),
            where=row.id,
            next_step=Message("next.scan-again-then-allow"),
        )
    name = free_name("allowed", {each.name for each in session.book.lists.list()})
    return _view(session, _store(session, FINDING, name, body, "rules allow"))


def _changed(row: Finding, data: bytes, session: Session) -> bool:
    return session.sealer.tag("finding-value", data[row.start : row.end]) != row.value_tag


def _store(session: Session, kind: str, name: str, body: Mapping[str, object], action: str) -> DetectionList:
    box = session.sealer.seal(BOX, json.dumps(body).encode())
    with session.book.transaction(action, detail={"kind": kind}) as note:
        row = session.book.lists.add(kind=kind, name=name, sealed=box)
        note.detail["list"] = row.id
    return row


def free_name(kind: str, taken: set[str]) -> str:
    """Give a name for a list of a kind that no list has yet."""
    number = 1
    while f"{kind}-{number}" in taken:
        number += 1
    return f"{kind}-{number}"


def unsealed(session: Session, row: DetectionList) -> dict[str, object]:
    """Give what is sealed in a list."""
    return cast("dict[str, object]", json.loads(session.sealer.unseal(BOX, row.sealed)))


def _read(kind: str, name: str, body: Mapping[str, object], *, measure: bool = False) -> own.OwnRules:
    """Read a list from what was sealed; its patterns are measured only when it is added."""
    if kind == FINDING:
        entry = own.Allow(
            id=name,
            value_tag=str(body["value_tag"]),
            context_tag=str(body.get("context_tag", "")),
            where="made from a finding",
        )
        return own.OwnRules(allow=(entry,), digest=entry.value_tag + entry.context_tag)
    data, file = base64.b64decode(str(body["text"])), str(body.get("file") or name)
    options = cast("dict[str, str]", body.get("options") or {})
    title = str(body.get("title") or "")
    if kind == WORDS:
        return own.read_words(data, file, id=name, title=title)
    if kind == PATTERN:
        return own.read_pattern(
            data.decode("utf-8", "surrogateescape"),
            id=options.get("id", name),
            title=title,
            kind=options.get("kind", "code-name"),
            keywords=tuple(options.get("keywords", "").split()),
            measure=measure,
        )
    if kind == GITLEAKS:
        return own.read_gitleaks(data, file, prefix=name, measure=measure)
    if kind == PACK:
        return own.read_pack(data, file)
    return own.read_allow(data, file, prefix=name)


def _veiled(session: Session, kind: str, rules: own.OwnRules) -> tuple[own.OwnRules, dict[str, str]]:
    """Give rules of files names that say nothing; names that people chose for the workbook stay."""
    if kind not in {GITLEAKS, PACK}:
        return rules, {id_: id_.removeprefix(own.PREFIX) for id_ in rules.ids}
    return own.veiled(rules, lambda id_: session.sealer.tag(_RULE_NAME, id_.encode()))


def _view(session: Session, row: DetectionList) -> RuleListView:
    body = unsealed(session, row)
    base = RuleListView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        title=str(body.get("title") or row.name),
        file=str(body.get("file") or ""),
        note=str(body.get("note") or ""),
        added_at=row.added_at,
    )
    try:
        rules, names = _veiled(session, row.kind, _read(row.kind, row.name, body))
    except Faults as error:
        return replace(base, fault=told_of(error))
    titles = [(each.rule.id, each.rule.title.get("en")) for each in rules.rules]
    titles += [(rule.id, rule.title.get("en")) for rule in rules.packs]
    return replace(
        base,
        rules=tuple((id_, names[id_], title) for id_, title in titles),
        words=sum(len(each.words) for each in rules.rules),
        allows=len(rules.allow) + sum(len(each.allow) for each in rules.rules),
        notes=rules.notes,
    )


# ---------------------------------------------------------------------------------------------------------------------
# using


def engine_for(session: Session) -> detect.Engine:
    """Give the engine with the shipped rules and the workbook's own; its digest covers both, and the allow-lists.

    A list that can't be read any more raises Faults: a scan that leaves it out would look complete.
    """
    return _held(session).engine


def digest(session: Session) -> str:
    """Give the digest that `engine_for` has; where a workbook has no lists, no rule is read for it."""
    return engine_for(session).digest if session.book.lists.list(_LISTS) else detect.shipped_digest()


def names(session: Session) -> dict[str, str]:
    """Give the real id behind each name that an own rule has in findings."""
    return dict(_held(session).names)


def apply_allowances(
    session: Session, path: bytes, data: bytes, encoding: str, hits: Sequence[Detected]
) -> list[Detected]:
    """Give a file's findings with what an allow-list allows graded low; what `engine_for` gives has that done."""
    engine = engine_for(session)
    return engine.allowances.apply(path, data, encoding, hits) if isinstance(engine, own.OwnEngine) else list(hits)


def unmatched(session: Session) -> tuple[str, ...]:
    """Give a sentence for each allow-list entry that matched nothing in the last scans of any filing."""
    engine = engine_for(session)
    if not isinstance(engine, own.OwnEngine):
        return ()
    reasons = {row.reason for filing in session.book.filings.list() for row in session.book.findings.all(filing.slug)}
    return engine.allowances.unmatched(reasons)


def _held(session: Session) -> _Held:
    rows = session.book.lists.list(_LISTS)
    key = tuple(row.id for row in rows)
    with _MUTEX:
        held = _HELD.get(session)
        if held is None or held.key != key:
            engine, known = _engine(session, rows)
            held = _HELD[session] = _Held(key, engine, known)
    return held


def _engine(session: Session, rows: Sequence[DetectionList]) -> tuple[detect.Engine, dict[str, str]]:
    cache = session.environment.cache_dir
    if not rows:
        return own.shipped_engine(cache), {}
    read: list[own.OwnRules] = []
    known: dict[str, str] = {}
    faults: list[str] = []
    for row in rows:
        try:
            rules, table = _veiled(session, row.kind, _read(row.kind, row.name, unsealed(session, row)))
        except Faults as error:
            faults.extend(
                Told(Message("said.placed", {"place": row.name, "what": recognised(fault, "own")}))
                for fault in error.faults
            )
            continue
        read.append(rules)
        known.update(table)
    if faults:
        raise SaidFaults(
            Message("refuse.ownrules.lists-workbook-cannot-read"), tuple(faults),
            next_step=Message("next.remove-them-rules-remove-add"),
        )  # fmt: skip
    tag: Callable[[str, bytes], str] = session.sealer.tag
    return own.OwnEngine.beside(own.joined(tuple(read)), tag=tag, cache=cache), known
