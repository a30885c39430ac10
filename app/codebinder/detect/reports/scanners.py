"""Reads what secret scanners write in forms of their own; secrets, matches and lines of code are dropped at once."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.detect.reports.jsonread import Place
from codebinder.detect.reports.kinds import kind_of, rule_name, told
from codebinder.detect.reports.paths import PathFault, tree_path
from codebinder.detect.reports.values import Reported, Sign

GITLEAKS, TRUFFLEHOG, DETECT_SECRETS, KINGFISHER = "gitleaks", "trufflehog", "detect-secrets", "kingfisher"


def tool_of(record: Place) -> str:
    """Tell by its keys which tool wrote a record; empty where it is none of ours."""
    if record.has("RuleID", "File") or record.has("offender", "file", "rule"):
        return GITLEAKS
    if record.has("SourceMetadata", "DetectorName") or record.has("stringsFound", "path"):
        return TRUFFLEHOG
    if record.has("rule", "finding"):
        return KINGFISHER
    return ""


def is_log(record: Place) -> bool:
    """Is this a line of a tool's log, or its summary, which stand in the same file?"""
    logs = record.has("level", "msg") or record.has("level", "message")
    return logs or record.has("rules_applied") or set(record.table) == {"audit"}


def read_record(record: Place, tool: str, root: str) -> Iterator[Reported]:
    """Give the places of one record."""
    reader = {GITLEAKS: _gitleaks, TRUFFLEHOG: _trufflehog, KINGFISHER: _kingfisher}[tool]
    yield from reader(record, root)


def read_detect_secrets(document: Place, root: str) -> Iterator[Reported]:
    """Give the places of a baseline: it holds digests, and lines."""
    results = document.at("results")
    for name in results.table:
        for item in results.at(name).items():
            path = _path(item, name, root)
            if path is None:
                continue
            type_ = item.text("type")
            digest = item.text("hashed_secret").lower()
            dismissed = item.flag("is_secret") is False
            yield Reported(
                path=path,
                line=item.number("line_number"),
                end_line=item.number("line_number"),
                rule=f"{DETECT_SECRETS}:{rule_name(type_)}",
                kind=kind_of([type_], secrets=True),
                message=told(type_),
                sha1=digest if len(digest) == 40 else "",
                noise="marked as no secret in the baseline" if dismissed else "",
                where=item.where,
            )


def _path(place: Place, raw: str, root: str) -> bytes | None:
    try:
        return tree_path(raw, root=root)
    except PathFault as fault:
        place.fault(str(fault))
        return None


def _sign(text: str) -> Sign | None:
    return Sign.of(text.encode("utf-8", "surrogatepass"))


def _gitleaks(record: Place, root: str) -> Iterator[Reported]:
    old = not record.has("RuleID")
    path = _path(record, record.text("file" if old else "File"), root)
    if path is None:
        return
    rule = record.text("rule" if old else "RuleID")
    first = record.number("lineNumber" if old else "StartLine")
    description = "" if old else record.text("Description")
    yield Reported(
        path=path,
        line=first,
        end_line=max(first, 0 if old else record.number("EndLine")),
        rule=f"{GITLEAKS}:{rule_name(rule)}",
        kind=kind_of([rule], secrets=True),
        message=told(description or rule),
        sign=_sign(record.text("offender" if old else "Secret")),
        past=bool(record.text("commit" if old else "Commit")),
        where=record.where,
    )


def _trufflehog(record: Place, root: str) -> Iterator[Reported]:
    if record.has("stringsFound"):
        yield from _trufflehog_old(record, root)
        return
    data = record.at("SourceMetadata").at("Data")
    kind = next((name for name in ("Filesystem", "Git", "Github", "Gitlab") if data.has(name)), "")
    if not kind:
        data.fault("the place is neither a file nor a commit of git")
        return
    source = data.at(kind)
    path = _path(source, source.text("file"), root)
    if path is None:
        return
    name = record.text("DetectorName")
    if name == "CustomRegex":
        name = record.at("ExtraData").text("name") or name
    line = source.number("line")
    plain = record.text("DecoderName") in {"", "PLAIN"}
    yield Reported(
        path=path,
        line=line,
        end_line=line,
        rule=f"{TRUFFLEHOG}:{rule_name(name)}",
        kind=kind_of([name], secrets=True),
        message=told(record.text("DetectorDescription") or name),
        sign=_sign(record.text("Raw")) if plain else None,
        past=bool(source.text("commit")),
        where=record.where,
    )


def _trufflehog_old(record: Place, root: str) -> Iterator[Reported]:
    """Version 2: no line, but each text that was found."""
    path = _path(record, record.text("path"), root)
    if path is None:
        return
    reason = record.text("reason")
    for found in record.at("stringsFound").items():
        yield Reported(
            path=path,
            line=0,
            end_line=0,
            rule=f"{TRUFFLEHOG}:{rule_name(reason)}",
            kind=kind_of([reason], secrets=True),
            message=told(reason),
            sign=_sign(found.text().removeprefix("+")),  # it searches diffs, and takes their sign along
            past=True,
            where=found.where,
        )


def _kingfisher(record: Place, root: str) -> Iterator[Reported]:
    finding, rule = record.at("finding"), record.at("rule")
    path = _path(finding, finding.text("path"), root)
    if path is None:
        return
    name = rule.text("id") or rule.text("name")
    line = finding.number("line")
    status = finding.at("validation").text("status").lower()
    weak = finding.text("confidence").lower() == "low"
    yield Reported(
        path=path,
        line=line,
        end_line=line,
        rule=f"{KINGFISHER}:{rule_name(name)}",
        kind=kind_of([name, rule.text("name")], secrets=True),
        message=told(rule.text("name") or name),
        sign=_sign(finding.text("snippet")),
        noise="inactive according to the tool"
        if "inactive" in status
        else "of low confidence to the tool"
        if weak
        else "",
        past=finding.has("git_metadata") and finding.at("git_metadata").value is not None,
        where=record.where,
    )
