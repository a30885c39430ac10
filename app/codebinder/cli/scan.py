"""`codebinder scan`: findings into a workbook, or on stdout without one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode, UserError
from codebinder.model.text import shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

_GRADES = ("high", "medium", "low")


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "scan", common, _run, "findings into the workbook, or (--path) on stdout")
    parser.add_argument("file", metavar="FILE", nargs="?", help="the workbook")
    parser.add_argument("--filing", metavar="SLUG")
    parser.add_argument("--path", nargs="+", metavar="PATH", help="scan these without a workbook")
    parser.add_argument("--sarif", action="store_true", help="SARIF 2.1.0 on stdout (with --path)")
    parser.add_argument("--grade", choices=_GRADES, help="the lowest confidence shown (with --path)")


def _run(context: Context, values: Values) -> ExitCode:
    if bool(values.file) == bool(values.path) or (values.file and (values.sarif or values.grade)):
        raise UserError(
            "Scan a workbook or paths, one of both.",
            next_step="`scan FILE`, or `scan --path PATH... [--sarif] [--grade GRADE]`.",
            exit_code=ExitCode.USAGE,
        )
    return _paths(context, values) if values.path else _workbook(context, values)


def _workbook(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import scanning

    with context.filing(values) as (session, filing):
        report = scanning.scan(session, filing, progress=context.progress, cancel=context.cancel)
    context.out.line(f"Read {report.files} files, {report.size} bytes, in {report.seconds:.1f} s.")
    context.out.line(
        f"{report.findings} findings: {report.high} high, {report.medium} medium, {report.low} low; "
        f"{report.open} wait for a decision."
    )
    context.out.result({"scan": plain(report)})
    return ExitCode.PROBLEMS if report.findings else ExitCode.DONE


def _paths(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import scanning

    wanted = _GRADES[: _GRADES.index(values.grade or "medium") + 1]
    hits = 0
    rows: list[dict[str, object]] = []
    found = scanning.scan_paths(
        [Path(each) for each in values.path],
        workers=context.environment.workers,
        progress=context.progress,
        cancel=context.cancel,
    )
    for root, path, hit in found:
        if hit.confidence.value not in wanted:
            continue
        hits += 1
        base = root if root.is_dir() else root.parent
        row: dict[str, object] = {
            "path": shown_path(os.fsencode(path.relative_to(base).as_posix())),
            "line": hit.line,
            "start": hit.start,
            "end": hit.end,
            "rule": hit.rule,
            "kind": hit.kind,
            "confidence": hit.confidence.value,
        }
        if values.sarif:
            rows.append(row)
        elif values.json:
            context.out.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            context.out.line(f"{row['path']}:{hit.line}: {hit.rule} ({hit.confidence.value})")
    if values.sarif:
        context.out.stdout.write(json.dumps(_sarif(rows), ensure_ascii=False, indent=1) + "\n")
    elif not values.json:
        context.out.line(f"{hits} findings.")
    return ExitCode.PROBLEMS if hits else ExitCode.DONE


def _sarif(rows: list[dict[str, object]]) -> dict[str, object]:
    """Give SARIF 2.1.0; a finding's level follows its confidence, and no secret is in it."""
    levels = {"high": "error", "medium": "warning", "low": "note"}
    rules = sorted({str(row["rule"]) for row in rows})
    results = [
        {
            "ruleId": row["rule"],
            "level": levels[str(row["confidence"])],
            "message": {"text": f"{row['kind']} ({row['rule']})"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(str(row["path"]))},
                        "region": {
                            "startLine": row["line"],
                            "byteOffset": row["start"],
                            "byteLength": int(str(row["end"])) - int(str(row["start"])),
                        },
                    }
                }
            ],
        }
        for row in rows
    ]
    driver = {"name": "codebinder", "rules": [{"id": rule} for rule in rules]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/")
