"""`codebinder scan`: findings into a workbook, or on stdout without one; reports of other tools in, SARIF out."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import __version__
from codebinder.base.messages import SaidError, place_why, text_of
from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode, Problems
from codebinder.model.text import Message, shown, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.pathscan import Found

_GRADES = ("high", "medium", "low")
_ONLY_PATHS = ("grade", "rules", "allow", "fingerprint_key")


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "scan", common, _run, "findings into the workbook, or (--path) on stdout")
    parser.description = "scan FILE scans the sources; scan import FILE REPORT takes findings of another tool."
    parser.add_argument("file", metavar="FILE", nargs="?", help="the workbook")
    parser.add_argument("more", metavar="FILE", nargs="?", help="the workbook, after `import`")
    parser.add_argument("report", metavar="REPORT", nargs="?", help="SARIF or JSON of another tool, after `import`")
    parser.add_argument("--filing", metavar="SLUG")
    parser.add_argument("--source", metavar="SLUG", help="with import: the source that the report is about")
    parser.add_argument("--path", nargs="+", metavar="PATH", help="scan these without a workbook")
    parser.add_argument("--sarif", action="store_true", help="SARIF 2.1.0 on stdout, or in --out")
    parser.add_argument("--out", metavar="F", help="with --sarif: the file to write")
    parser.add_argument("--previous", metavar="F", help="with --sarif: an earlier log of ours to compare with")
    parser.add_argument("--grade", choices=_GRADES, help="the lowest confidence shown (with --path)")
    parser.add_argument(
        "--rules", nargs="+", metavar="F", help="with --path: rule packs (.yaml), gitleaks.toml, lists of words"
    )
    parser.add_argument("--allow", nargs="+", metavar="F", help="with --path: allow-lists (.toml)")
    parser.add_argument(
        "--fingerprint-key", metavar="F", help="with --path --sarif: a file whose bytes key the fingerprints"
    )


def _run(context: Context, values: Values) -> ExitCode:
    if values.file == "import" and values.more and not values.path:
        return _import(context, values)
    loose = any(getattr(values, name) for name in _ONLY_PATHS)
    unclear = bool(values.file) == bool(values.path) or values.more or (values.file and loose)
    if unclear or values.source or ((values.out or values.previous or values.fingerprint_key) and not values.sarif):
        raise SaidError(
            Message("refuse.scan.scan-workbook-paths-one-both"),
            next_step=Message("next.scan-file-sarif-scan-import"),
            exit_code=ExitCode.USAGE,
        )
    return _paths(context, values) if values.path else _workbook(context, values)


def _workbook(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import exporting, ownrules, scanning

    previous = _previous(values)
    with context.filing(values) as (session, filing):
        report = scanning.scan(session, filing, progress=context.progress, cancel=context.cancel)
        unmatched = ownrules.unmatched(session)
        log: Mapping[str, object] | None = None
        if values.sarif:
            log = exporting.sarif(session, filing, previous=previous, lang=context.out.lang, cancel=context.cancel)
    if log is not None:
        _write(context, values, log)
        if not values.out:
            return ExitCode.PROBLEMS if report.findings else ExitCode.DONE
    context.out.line(f"Read {report.files} files, {report.size} bytes, in {report.seconds:.1f} s.")
    if report.images:
        context.out.line(f"Looked into {report.images} images, which hold {report.things} things.")
    context.out.line(
        f"{report.findings} findings: {report.high} high, {report.medium} medium, {report.low} low; "
        f"{report.open} wait for a decision."
    )
    if report.unsought:
        context.out.line(
            f"{report.unsought} values are too many to be looked for in other files and encodings as well."
        )
    if report.crowded:
        context.out.line(f"{report.crowded} values stand in more places than are listed.")
    context.out.lines(first_of(unmatched))
    context.out.result({"scan": plain(report), "unmatched": list(unmatched)})
    return ExitCode.PROBLEMS if report.findings else ExitCode.DONE


def first_of(sentences: Sequence[str], most: int = 10) -> list[str]:
    """Give the first of many sentences, and how many there are beyond them."""
    rest = [f"… and {len(sentences) - most} more."] if len(sentences) > most else []
    return [*(f"{sentence}." for sentence in sentences[:most]), *rest]


def _import(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import importing, pathscan

    if not values.report:
        raise SaidError(
            Message("refuse.scan.name-report"),
            next_step=Message("next.scan-import-file-report-source"),
            exit_code=ExitCode.USAGE,
        )
    values.file = values.more
    path = Path(values.report)
    data = pathscan.file_bytes(path)
    with context.filing(values) as (session, filing):
        report = importing.import_report(
            session,
            filing,
            data,
            path.name,
            source=values.source or "",
            progress=context.progress,
            cancel=context.cancel,
        )
    context.out.line(
        f"{report.tool} reports {report.places} places: {report.confirmed} of our findings confirmed, {report.new} new."
    )
    context.out.lines(f"  {text_of(fault, context.out.lang)}" for fault in report.faults)
    context.out.result({"import": plain(report)})
    return ExitCode.PROBLEMS if report.faults else ExitCode.DONE


def _paths(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import pathscan

    wanted = _GRADES[: _GRADES.index(values.grade or "medium") + 1]
    if values.previous and not values.fingerprint_key:
        raise SaidError(
            Message("refuse.scan.logs-can-compared-only-where"),
            next_step=Message("next.give-key-earlier-log-fingerprint"),
            exit_code=ExitCode.USAGE,
        )
    key = pathscan.file_bytes(Path(values.fingerprint_key)) if values.fingerprint_key else secrets.token_bytes(32)
    previous = _previous(values)
    scan = pathscan.prepare(
        context.environment,
        rules=[Path(each) for each in values.rules or ()],
        allow=[Path(each) for each in values.allow or ()],
    )
    for note in scan.notes:
        _aside(context, note)
    hits = 0
    kept: list[pathscan.Found] = []
    found = scan.run(
        [Path(each) for each in values.path],
        workers=context.environment.workers,
        progress=context.progress,
        cancel=context.cancel,
    )
    faults: list[Problems] = []
    for one in _to_the_end(found, faults):
        if one.hit.confidence.value not in wanted:
            continue
        hits += 1
        if values.sarif:
            kept.append(one)
        else:
            _row(context, one)
    for sentence in first_of(scan.unmatched):
        _aside(context, sentence)
    if values.sarif:
        log = pathscan.sarif(
            kept, engine=scan.engine, key=key, version=__version__, previous=previous, lang=context.out.lang
        )
        _write(context, values, log)
    elif not values.json:
        context.out.line(f"{hits} findings.")
    for fault in faults:
        context.out.only_rows = not values.out  # behind findings on stdout, this is for stderr only
        raise fault
    return ExitCode.PROBLEMS if hits else ExitCode.DONE


def _to_the_end(found: Iterator[Found], faults: list[Problems]) -> Iterator[Found]:
    """Give the findings; what says at their end that files could not be read goes into `faults`."""
    try:
        yield from found
    except Problems as error:
        faults.append(error)


def _row(context: Context, one: Found) -> None:
    from codebinder.workflow import pathscan

    hit, path = one.hit, pathscan.relative(one)
    if not context.out.as_json:
        context.out.line(f"{shown_path(path)}:{hit.line}: {hit.rule} ({hit.confidence.value})")
        return
    context.out.only_rows = True
    name = os.fsdecode(path)
    row = {
        "path": name,
        "line": hit.line,
        "start": hit.start,
        "end": hit.end,
        "rule": hit.rule,
        "kind": hit.kind,
        "confidence": hit.confidence.value,
    }
    # A name that is no UTF-8 goes through JSON's escapes, from which the system's own name can be made again.
    odd = any("\ud800" <= char <= "\udfff" for char in name)
    context.out.stdout.write(json.dumps(row, ensure_ascii=odd) + "\n")


def _aside(context: Context, text: str) -> None:
    """Say something on stderr: stdout belongs to the findings."""
    if not context.out.quiet:
        context.out.fault(text)


def _previous(values: Values) -> Mapping[str, object] | None:
    from codebinder.workflow import exporting, pathscan

    if not values.previous:
        return None
    path = Path(values.previous)
    return exporting.earlier_log(pathscan.file_bytes(path), path.name)


def _write(context: Context, values: Values, log: Mapping[str, object]) -> None:
    text = json.dumps(log, ensure_ascii=False, indent=1) + "\n"
    if not values.out:
        context.out.stdout.write(text)
        return
    try:
        Path(values.out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise SaidError(
            Message("refuse.scan.log-cannot-written"), where=place_why(shown(values.out), error),
            next_step=Message("next.choose-another-file-out"),
        ) from error  # fmt: skip
