"""Writes our findings as SARIF 2.1.0: places, rules and keyed fingerprints; no value, and no line of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote_from_bytes

from codebinder.detect.rules import SECRET_KINDS, Rule
from codebinder.model.findings import Confidence
from codebinder.model.text import shown

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "codebinderValue/v1"
"""Name of the fingerprint: an HMAC over rule, path and value under a key of the workbook (or of the run)."""
_PURPOSE = "sarif-fingerprint"
_LEVELS = {Confidence.HIGH: "error", Confidence.MEDIUM: "warning", Confidence.LOW: "note"}
_RANKS = {Confidence.HIGH: 90.0, Confidence.MEDIUM: 60.0, Confidence.LOW: 20.0}
_CHINESE = "zh-CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One finding to write. `columns` from 1, end exclusive, in code points; `fingerprint` from `fingerprint_of`.

    `allowed` is why an allow-list has it low, or that it was kept; it becomes a suppression.
    """

    path: bytes
    line: int
    start: int
    end: int
    rule: str
    kind: str
    confidence: Confidence
    reason: str
    fingerprint: str
    end_line: int = 0
    columns: tuple[int, int] | None = None
    allowed: str = ""
    base: str = ""


def fingerprint_of(tag: Callable[[str, bytes], str], rule: str, path: bytes, value: bytes) -> str:
    """Give the fingerprint of a value at a path by a rule, under the key behind `tag`."""
    return tag(_PURPOSE, rule.encode() + b"\0" + path + b"\0" + value)[:32]


def to_sarif(
    found: Iterable[Outgoing],
    rules: Mapping[str, Rule],
    *,
    version: str,
    roots: Sequence[str] = (),
    previous: Mapping[str, object] | None = None,
    lang: str = "en",
) -> dict[str, object]:
    """Give the whole log. `roots` are names for the folders that were scanned; `previous` is an earlier log of ours
    (under the same key), against which each result is new, unchanged or absent."""
    held = list(found)
    used = sorted({one.rule for one in held})
    places = {rule: at for at, rule in enumerate(used)}
    before = None if previous is None else _fingerprints(previous)
    counts: dict[str, int] = {}
    results = [_result(one, places[one.rule], rules.get(one.rule), counts, before, lang) for one in held]
    if before is not None:
        results.extend(_absent(previous or {}, before, counts, places))
    driver: dict[str, object] = {
        "name": "codebinder",
        "version": version,
        "semanticVersion": version,
        "rules": [_rule(rule, rules.get(rule), lang) for rule in used],
    }
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": _CHINESE if lang == "zh" else "en-US",
        "results": results,
    }
    translated = _translation(used, rules, "en" if lang == "zh" else "zh")
    if translated:
        run["translations"] = [translated]
    if roots:
        run["originalUriBaseIds"] = {name: {"description": {"text": "a folder that was scanned"}} for name in roots}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _title(rule_id: str, rule: Rule | None, lang: str) -> str:
    return shown(rule.title.get(lang)) if rule is not None and rule.title.get(lang) else rule_id


def _rule(rule_id: str, rule: Rule | None, lang: str) -> dict[str, object]:
    grade = rule.confidence if rule is not None else Confidence.MEDIUM
    title = _title(rule_id, rule, lang)
    kind = rule.kind if rule is not None else ""
    out: dict[str, object] = {
        "id": rule_id,
        "shortDescription": {"text": title},
        "messageStrings": {"found": {"text": title}},
        "defaultConfiguration": {"level": _LEVELS[grade], "rank": _RANKS[grade]},
    }
    tags = [tag for tag in (kind, "secret" if kind in SECRET_KINDS else "") if tag]
    if tags:
        out["properties"] = {"tags": tags}
    return out


def _translation(used: Sequence[str], rules: Mapping[str, Rule], lang: str) -> dict[str, object] | None:
    """Give the rules' words in the other language, as SARIF holds them: a component beside the driver."""
    named = [(rule, rules[rule].title) for rule in used if rule in rules and lang in rules[rule].title.languages]
    if not named:
        return None
    return {
        "name": "codebinder",
        "language": _CHINESE if lang == "zh" else "en-US",
        "contents": ["localizedData"],
        "rules": [
            {
                "id": rule,
                "shortDescription": {"text": shown(title.get(lang))},
                "messageStrings": {"found": {"text": shown(title.get(lang))}},
            }
            for rule, title in named
        ],
    }


def _result(
    one: Outgoing, index: int, rule: Rule | None, counts: dict[str, int], before: Mapping[str, int] | None, lang: str
) -> dict[str, object]:
    region: dict[str, object] = {"startLine": one.line, "byteOffset": one.start, "byteLength": one.end - one.start}
    if one.end_line > one.line:
        region["endLine"] = one.end_line
    if one.columns is not None:
        region["startColumn"], region["endColumn"] = one.columns
    artifact: dict[str, object] = {"uri": quote_from_bytes(one.path, safe="/")}
    if one.base:
        artifact["uriBaseId"] = one.base
    counts[one.fingerprint] = counts.get(one.fingerprint, 0) + 1
    reason = shown(one.reason)
    title = _title(one.rule, rule, lang)
    out: dict[str, object] = {
        "ruleId": one.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": _LEVELS[one.confidence],
        "rank": _RANKS[one.confidence],
        "message": {"text": title if reason in {"", title} else f"{title}: {reason}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {FINGERPRINT: f"{one.fingerprint}:{counts[one.fingerprint]}"},
        "properties": {"kind": one.kind, "confidence": one.confidence.value},
    }
    if one.allowed:
        out["suppressions"] = [{"kind": "external", "status": "accepted", "justification": shown(one.allowed)}]
    if before is not None:
        known = f"{one.fingerprint}:{counts[one.fingerprint]}" in before
        out["baselineState"] = "unchanged" if known else "new"
    return out


def _fingerprints(log: Mapping[str, object]) -> dict[str, int]:
    """Give the fingerprints of an earlier log of ours, each with its place among the results of all its runs."""
    return {
        name: at
        for at, result in enumerate(_results(log))
        if result.get("baselineState") != "absent" and (name := _fingerprint(result))
    }


def _results(log: Mapping[str, object]) -> list[Mapping[str, object]]:
    out: list[Mapping[str, object]] = []
    for run in _list(log.get("runs")):
        out.extend(_list(run.get("results")))
    return out


def _list(value: object) -> list[Mapping[str, object]]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Mapping[str, object]", item) for item in items if isinstance(item, dict)]


def _fingerprint(result: Mapping[str, object]) -> str:
    held = result.get("partialFingerprints")
    name = cast("Mapping[str, object]", held).get(FINGERPRINT) if isinstance(held, dict) else None
    return name if isinstance(name, str) else ""


def _absent(
    previous: Mapping[str, object], before: Mapping[str, int], counts: Mapping[str, int], places: Mapping[str, int]
) -> Iterable[dict[str, object]]:
    """Give the results of the earlier log that are gone: only what we write ourselves is taken over from it."""
    now = {f"{name}:{number}" for name, count in counts.items() for number in range(1, count + 1)}
    results = _results(previous)
    for name, at in before.items():
        rule = results[at].get("ruleId")
        if name not in now and isinstance(rule, str):
            gone: dict[str, object] = {
                "ruleId": rule,
                "level": "none",
                "message": {"text": "no longer found"},
                "partialFingerprints": {FINGERPRINT: name},
                "baselineState": "absent",
            }
            if rule in places:
                gone["ruleIndex"] = places[rule]
            yield gone
