"""`codebinder leakcheck`: any file or folder against everything that a workbook hides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "leakcheck", common, _run, "any file or folder against everything that is hidden")
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--workbook", required=True, metavar="FILE")
    parser.add_argument("--filing", metavar="SLUG")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import checking, filings, unsearched

    with context.session(values.workbook, write=False) as session:
        filing = filings.resolve(session, values.filing) if values.filing else None
        report = checking.leakcheck(
            session, filing, Path(values.path), progress=context.progress, cancel=context.cancel
        )
    for hit in report.hits:
        context.out.line(f"{hit.redaction}: {hit.member}, {hit.place} {hit.offset} ({hit.encoding})")
    for text in unsearched.words(report.unsearched, context.out.lang):
        context.out.line(said(Message("leak.not-searched", {"text": text}), context.out.lang))
    context.out.line(f"{len(report.hits)} hits in {report.members} files, {report.size} bytes.")
    context.out.result({"leakcheck": plain(report)})
    return ExitCode.PROBLEMS if report.hits else ExitCode.DONE
