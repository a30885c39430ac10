"""Reads SARIF 2.1.0 (and what drafts of 2.0 called otherwise): places and rules only.

A result's own message, snippets and fingerprints may hold the secret, so they are never looked at; what is shown comes
from the description of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from codebinder.detect.reports.jsonread import Place
from codebinder.detect.reports.kinds import kind_of, rule_name, told, tool_name
from codebinder.detect.reports.paths import PathFault, tree_path
from codebinder.detect.reports.values import Reported
from codebinder.model.text import shown

_MOST_LOCATIONS = 200
_MOST_BASES = 10
_OF_SECRETS = (
    "gitleaks",
    "trufflehog",
    "kingfisher",
    "detect-secrets",
    "secret",
    "credsweeper",
    "whispers",
    "ggshield",
)
_INCLUSIVE = frozenset({"gitleaks", "kingfisher"})
"""Tools whose last column is still part of the value."""
_NONE = frozenset({"pass", "notApplicable"})


@dataclass(slots=True)
class _Run:
    """What a run's results refer to."""

    place: Place
    tool: str
    secrets: bool
    root: str
    units: str
    rules: dict[str, Place] = field(default_factory=dict[str, Place])
    order: list[Place] = field(default_factory=list[Place])
    artifacts: list[Place] = field(default_factory=list[Place])


def read_sarif(document: Place, root: str) -> tuple[str, list[Reported]]:
    """Give the tool's name and its results."""
    version = document.text("version")
    if not version.startswith("2."):
        document.at("version").fault(f'the version "{shown(version)[:20]}" is not known: 2.1.0 is')
    tools: list[str] = []
    found: list[Reported] = []
    for place in document.at("runs").items():
        run = _run(place, root)
        tools.append(run.tool)
        results = place.at("results")
        for result in results.items():
            found.extend(_result(run, result))
    return (tools[0] if len(set(tools)) == 1 else "sarif"), found


def _run(place: Place, root: str) -> _Run:
    tool = place.at("tool")
    driver = tool.at("driver") if tool.has("driver") else tool
    name = driver.text("name") or "tool"
    units = "points" if place.text("columnKind") == "unicodeCodePoints" else "utf-16"
    run = _Run(place, tool_name(name), any(sign in name.lower() for sign in _OF_SECRETS), root, units)
    run.order = list(driver.at("rules").items())
    for rule in run.order:
        run.rules.setdefault(rule.text("id"), rule)
    older = place.at("resources")
    if older.has("rules") and isinstance(older.at("rules").value, dict):
        run.rules.update({key: older.at("rules").at(key) for key in older.at("rules").table})
    artifacts = place.at("artifacts")
    run.artifacts = list(artifacts.items())
    return run


def _result(run: _Run, result: Place) -> Iterator[Reported]:
    if not isinstance(result.value, dict):
        result.fault("a result is an object")
        return
    if result.text("kind") in _NONE or result.text("baselineState") == "absent":
        return
    rule = _rule_of(run, result)
    id_ = result.text("ruleId") or result.at("rule").text("id") or (rule.text("id") if rule else "")
    noise = _noise(result, rule)
    names, message = _names(rule, id_)
    locations = list(result.at("locations").items())
    if not locations:
        result.fault("the result names no place")
    for location in locations[:_MOST_LOCATIONS]:
        physical = location.at("physicalLocation")
        path = _path(run, physical)
        if path is None:
            continue
        region = physical.at("region")
        lines, columns, span = _region(region)
        if columns and columns[1] and run.tool in _INCLUSIVE:
            columns = (columns[0], columns[1] + 1)
        yield Reported(
            path=path,
            line=lines[0],
            end_line=lines[1],
            columns=columns,
            units=run.units,
            span=span,
            rule=f"{run.tool}:{rule_name(id_)}",
            kind=kind_of(names, secrets=run.secrets),
            message=message,
            noise=noise,
            where=result.where,
        )
    if len(locations) > _MOST_LOCATIONS:
        result.fault(f"the result names {len(locations)} places; the first {_MOST_LOCATIONS} are taken")


def _rule_of(run: _Run, result: Place) -> Place | None:
    if result.table.get("ruleIndex", -1) != -1:
        number = result.number("ruleIndex")
        if number < len(run.order):
            return run.order[number]
        result.fault(f"ruleIndex is {number}, and there are {len(run.order)} rules")
    return run.rules.get(result.text("ruleId"))


def _noise(result: Place, rule: Place | None) -> str:
    """Say why the tool itself does not hold this for a problem; empty where it does."""
    for suppression in result.at("suppressions").items():
        if suppression.text("status") in {"", "accepted"}:
            return "suppressed in the tool"
    level = result.text("level") or (rule.at("defaultConfiguration").text("level") if rule else "")
    if level in {"note", "none"}:
        return "no more than a note of the tool"
    return "no more than a note of the tool" if result.text("kind") == "informational" else ""


def _names(rule: Place | None, id_: str) -> tuple[list[str], str]:
    """Give what tells the kind, and the words for people."""
    if rule is None:
        return [id_], told(id_)
    short = rule.at("shortDescription").text("text") or rule.text("name") or id_
    tags = [tag.text() for tag in rule.at("properties").at("tags").items()]
    return [id_, short, rule.text("name"), *tags], told(short)


def _path(run: _Run, physical: Place) -> bytes | None:
    """Give the path of a place inside the tree; None, with a fault, where it has none."""
    artifact = physical.at("artifactLocation")
    if artifact.value is None:
        artifact = physical.at("fileLocation")
    if artifact.value is None:
        physical.fault("the place names no file")
        return None
    if not artifact.has("uri") and artifact.has("index"):
        number = artifact.number("index")
        if number >= len(run.artifacts):
            artifact.fault(f"index is {number}, and there are {len(run.artifacts)} artifacts")
            return None
        artifact = run.artifacts[number].at("location")
    uri, base = artifact.text("uri"), _base(run, artifact)
    try:
        return tree_path(uri, uri=True, root=run.root or base)
    except PathFault as fault:
        artifact.fault(str(fault))
        return None


def _base(run: _Run, artifact: Place) -> str:
    """Give the absolute folder that the run names as its root: what lies below it is in the tree."""
    bases = run.place.at("originalUriBaseIds")
    name = artifact.text("uriBaseId")
    for candidate in (name, "SRCROOT", "%SRCROOT%", "PROJECTROOT", "ROOTPATH"):
        if candidate and bases.has(candidate):
            uri = bases.at(candidate).text("uri")
            if uri.startswith("file:///"):
                return uri[len("file://") :].rstrip("/")
    return ""


def _region(region: Place) -> tuple[tuple[int, int], tuple[int, int] | None, tuple[int, int] | None]:
    """Give lines, columns (None: whole lines) and the byte range (None: not told)."""
    first = region.number("startLine")
    last = region.number("endLine") or first
    if last < first:
        region.fault("the region ends before it begins")
        last = first
    columns = None
    start, end = region.number("startColumn"), region.number("endColumn")
    if (start > 1 or end) and (last > first or not end or end > max(start, 1)):
        columns = (max(start, 1), end)
    span = None
    if region.has("byteOffset", "byteLength") and region.number("byteLength"):
        span = (region.number("byteOffset"), region.number("byteOffset") + region.number("byteLength"))
    return (first, last), columns, span
