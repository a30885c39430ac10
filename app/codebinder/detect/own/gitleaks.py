"""Reads an existing gitleaks.toml as it is: rules with their allow-lists, and the allow-lists of the whole file.

What its commits say has no meaning here (files are looked at, not history), and the tool's own rules are not part of
the file: both are told in a note. Every fault of the file is told at once, with its line.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from codebinder.base.messages import SaidFaults
from codebinder.base.recognising import recognised
from codebinder.detect.own.compiling import compiled, pattern_fault
from codebinder.detect.own.tomllines import Table, syntax_fault, tables
from codebinder.detect.own.values import PREFIX, Allow, OwnRule, OwnRules, Target
from codebinder.detect.own.words import decoded
from codebinder.detect.rules import Rule
from codebinder.errors import Faults
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText, Message, shown

_TOP = {"title", "description", "extend", "rules", "allowlist", "allowlists", "minVersion"}
_RULE = {
    "id", "description", "path", "regex", "secretGroup", "entropy", "keywords", "tags", "allowlist", "allowlists",
    "report", "skipReport", "required",
}  # fmt: skip
_ALLOW = {"description", "condition", "commits", "paths", "regexTarget", "regexes", "stopwords", "targetRules", "id"}
_KINDS = (
    ("private-key", "private-key"), ("private_key", "private-key"), ("password", "password"), ("passwd", "password"),
    ("pwd", "password"), ("email", "personal"), ("phone", "personal"),
)  # fmt: skip
_Values = Mapping[str, object]


@dataclass(slots=True)
class _Reading:
    """One file while it is read."""

    name: str
    prefix: str
    tables: list[Table]
    measure: bool
    faults: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    entries: int = 0

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(f"{self.name}:{line}: {sentence}")

    def note(self, line: int, sentence: str) -> None:
        self.notes.append(f"{self.name}:{line}: {sentence}")

    def entry_id(self) -> str:
        self.entries += 1
        return f"{self.prefix}.{self.entries}"


def read_gitleaks(text: bytes | str, name: str, *, prefix: str = "allow", measure: bool = True) -> OwnRules:
    """Read a configuration; `prefix` begins the ids of its allow-list entries. Raises Faults naming every fault."""
    named = shown(name)
    body = text if isinstance(text, str) else decoded(text, named)
    body = body.replace("\r\n", "\n")
    try:
        values = cast("_Values", tomllib.loads(body))
    except tomllib.TOMLDecodeError as error:
        raise _refused([syntax_fault(error, named)]) from error
    except RecursionError as error:
        raise _refused([f"{named}: this is nested too deeply to be a configuration"]) from error
    reading = _Reading(named, prefix, tables(body), measure)
    head = reading.tables[0]
    _unknown(reading, values, _TOP, head, "")
    extends = _extend(reading, values)
    allow = tuple(_allow_lists(reading, values, "", reading.tables))
    rules = tuple(_rules(reading, values, extends=extends))
    if not rules and not allow and not extends and not reading.faults:
        reading.fault(1, "there is neither a rule nor an allow-list in this file")
    if reading.faults:
        raise _refused(reading.faults)
    return OwnRules(
        rules=rules,
        allow=allow,
        notes=tuple(reading.notes),
        digest=hashlib.sha256(b"gitleaks\0" + body.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _refused(faults: Sequence[str]) -> Faults:
    return SaidFaults(
        Message("refuse.gitleaks.configuration-faults"),
        tuple(recognised(each, "own") for each in faults),
        next_step=Message("next.correct-them-try-again"),
    )


def _unknown(reading: _Reading, values: _Values, known: set[str], table: Table, what: str) -> None:
    for key in values:
        if key not in known:
            reading.note(table.line_of(key), f'{what}the key "{shown(key)}" is not known here and has no effect')


def _extend(reading: _Reading, values: _Values) -> bool:
    """Note what the file builds on; say whether it does."""
    extend = values.get("extend")
    if extend is None:
        return False
    table = next((each for each in reading.tables if each.name == "extend"), reading.tables[0])
    if not isinstance(extend, dict):
        reading.fault(table.line_of("extend"), "extend is a table")
        return False
    held = cast("_Values", extend)
    if held.get("useDefault"):
        reading.note(
            table.line_of("useDefault"), "the tool's default rules are not part of this file: ours stand in their place"
        )
    for key in ("path", "url"):
        if held.get(key):
            reading.note(table.line_of(key), "the file that this one extends is not read: add it by itself")
    if held.get("disabledRules"):
        reading.note(table.line_of("disabledRules"), "rules that are disabled here are rules of the tool, not of ours")
    return True


def _texts(reading: _Reading, values: _Values, key: str, table: Table, what: str) -> tuple[str, ...]:
    held = values.get(key)
    if held is None:
        return ()
    items = cast("list[object]", held) if isinstance(held, list) else []
    if not isinstance(held, list) or not all(isinstance(item, str) for item in items):
        reading.fault(table.line_of(key), f"{what}{key} is a list of texts")
        return ()
    return tuple(cast("list[str]", items))


def _text(reading: _Reading, values: _Values, key: str, table: Table, what: str) -> str:
    held = values.get(key, "")
    if isinstance(held, str):
        return held
    reading.fault(table.line_of(key), f"{what}{key} is a text")
    return ""


def _number(reading: _Reading, values: _Values, key: str, table: Table, what: str) -> float:
    held = values.get(key, 0)
    if isinstance(held, int | float) and not isinstance(held, bool) and 0 <= held <= 1000:
        return held
    reading.fault(table.line_of(key), f"{what}{key} is a number from 0")
    return 0


def _rules(reading: _Reading, values: _Values, *, extends: bool) -> Iterable[OwnRule]:
    held = values.get("rules", [])
    if not isinstance(held, list):
        reading.fault(reading.tables[0].line_of("rules"), "rules is a list of tables")
        return ()
    begins = [at for at, table in enumerate(reading.tables) if table.name == "rules"]
    rules: dict[str, OwnRule] = {}
    for number, item in enumerate(cast("list[object]", held)):
        at = begins[number] if number < len(begins) else 0
        end = begins[number + 1] if number + 1 < len(begins) else len(reading.tables)
        inside = reading.tables[at:end]
        if not isinstance(item, dict):
            reading.fault(inside[0].line, "a rule is a table")
            continue
        rule = _rule(reading, cast("_Values", item), inside, extends=extends)
        if rule is not None:
            if rules.pop(rule.rule.id, None) is not None:
                named = shown(rule.rule.id[len(PREFIX) :])
                reading.note(inside[0].line, f'the rule "{named}" stands here once more: the last one counts')
            rules[rule.rule.id] = rule
    return rules.values()


def _rule(reading: _Reading, values: _Values, inside: Sequence[Table], *, extends: bool) -> OwnRule | None:
    table = inside[0]
    id_ = _text(reading, values, "id", table, "")
    what = f'rule "{shown(id_)}": ' if id_ else "a rule without an id: "
    if not id_.strip():
        reading.fault(table.line, "a rule without an id")
    _unknown(reading, values, _RULE, table, what)
    regex, path = (_text(reading, values, key, table, what) for key in ("regex", "path"))
    if not regex and not path:
        if extends:
            reading.note(table.line, f"{what}it changes a rule of the tool that is not part of this file: not used")
        else:
            reading.fault(table.line, f"{what}it has neither regex nor path")
        return None
    for key, pattern in (("regex", regex), ("path", path)):
        fault = pattern_fault(pattern, searching=key == "regex", measure=reading.measure) if pattern else ""
        if fault:
            reading.fault(table.line_of(key), f"{what}{key} {fault}")
    if values.get("required"):
        reading.note(table.line_of("required"), f"{what}what it requires beside it is not looked for")
    if values.get("skipReport"):
        reading.note(table.line_of("skipReport"), f"{what}what it finds is low: the tool does not report it by itself")
    group = int(_number(reading, values, "secretGroup", table, what))
    entropy = float(_number(reading, values, "entropy", table, what))
    keywords = _texts(reading, values, "keywords", table, what)
    if regex and group and not pattern_fault(regex, measure=False):
        most = cast("int", getattr(compiled(regex), "groups", 0))
        if group > most:
            reading.fault(table.line_of("secretGroup"), f"{what}secretGroup is {group}, and regex has {most} groups")
    allow = tuple(_allow_lists(reading, values, "rules.", inside))
    title = _text(reading, values, "description", table, what) or id_
    return OwnRule(
        rule=Rule(
            id=PREFIX + id_,
            kind=next((kind for sign, kind in _KINDS if sign in id_.lower()), "token"),
            title=LangText((("en", shown(title)[:200]),)),
            pattern=regex,
            keywords=tuple(word.lower() for word in keywords if word),
            any_case=True,
            confidence=Confidence.LOW if values.get("skipReport") else Confidence.MEDIUM,
            edges="none",
            entropy=entropy,
            paths=path,
            source=reading.name,
            line=table.line,
        ),
        group=group,
        allow=allow,
    )


def _allow_lists(reading: _Reading, values: _Values, under: str, inside: Sequence[Table]) -> Iterator[Allow]:
    """Read `allowlist` (one table, or already a list) and `allowlists`."""
    for key in ("allowlist", "allowlists"):
        held = values.get(key)
        if held is None:
            continue
        places = [table for table in inside if table.name == under + key]
        items = cast("list[object]", held) if isinstance(held, list) else [held]
        for number, item in enumerate(items):
            table = places[number] if number < len(places) else inside[0]
            if isinstance(item, dict):
                yield from _allow(reading, cast("_Values", item), table, whole=bool(under))
            else:
                reading.fault(table.line_of(key), f"{key} is a table")


def _allow(reading: _Reading, values: _Values, table: Table, *, whole: bool) -> Iterator[Allow]:
    """Give a table's entries: one for each of its items, so that each one that matches nothing can be told; the whole
    as one where all conditions have to hold, or where it stands in a rule."""
    what = "allow-list: "
    _unknown(reading, values, _ALLOW, table, what)
    condition = _text(reading, values, "condition", table, what).upper() or "OR"
    if condition not in {"AND", "&&", "OR", "||"}:
        reading.fault(table.line_of("condition"), f'{what}condition "{shown(condition)}" is unknown; known are OR, AND')
    every = condition in {"AND", "&&"}
    target = _target(reading, values, table)
    patterns, paths, stopwords, rules, commits = (
        _texts(reading, values, key, table, what) for key in ("regexes", "paths", "stopwords", "targetRules", "commits")
    )
    for key, group in (("regexes", patterns), ("paths", paths)):
        for number, pattern in enumerate(group):
            fault = pattern_fault(pattern, searching=False, measure=False)
            if fault:
                reading.fault(table.line_of(key, number), f"{what}{key} {fault}")
    if commits:
        reading.note(table.line_of("commits"), f"{what}commits are ignored: files are looked at, not history")
    if not (patterns or paths or stopwords or commits):
        reading.fault(table.line, f"{what}it holds neither commits, paths, regexes nor stopwords")
        return
    if every and commits:
        reading.note(table.line, f"{what}all its conditions have to hold, and commits can't: it is not used")
        return
    if not (patterns or paths or stopwords):
        return
    targets = tuple(PREFIX + rule for rule in rules)

    def entry(line: int, **parts: tuple[str, ...]) -> Allow:
        return Allow(
            id=reading.entry_id(), rules=targets, target=target, every=every, where=f"{reading.name}:{line}",
            patterns=parts.get("patterns", ()), paths=parts.get("paths", ()), stopwords=parts.get("stopwords", ()),
        )  # fmt: skip

    if every or whole:
        yield entry(table.line, patterns=patterns, paths=paths, stopwords=stopwords)
        return
    yield from (entry(table.line_of("regexes", at), patterns=(one,)) for at, one in enumerate(patterns))
    yield from (entry(table.line_of("paths", at), paths=(one,)) for at, one in enumerate(paths))
    if stopwords:
        yield entry(table.line_of("stopwords"), stopwords=stopwords)


def _target(reading: _Reading, values: _Values, table: Table) -> Target:
    text = _text(reading, values, "regexTarget", table, "allow-list: ")
    if text in {"", "secret"}:
        return Target.VALUE
    if text in {"match", "line"}:
        return Target(text)
    reading.fault(
        table.line_of("regexTarget"), f'allow-list: regexTarget "{shown(text)}" is unknown; known are match, line'
    )
    return Target.VALUE
