"""`codebinder build`: the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file, with_key
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = with_key(with_file(command(commands, "build", common, _run, "one new folder: the archive and the slip")))
    parser.add_argument("--out", required=True, metavar="DIR")
    parser.add_argument("--draft", action="store_true", help="build although something is missing, marked DRAFT")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import building, unsearched

    with context.filing(values) as (session, filing):
        report = building.build(
            session,
            filing,
            out=Path(values.out),
            key=values.key,
            draft=values.draft,
            progress=context.progress,
            cancel=context.cancel,
        )
    out = context.out
    out.line(f"{'Draft built' if report.draft else 'Built'}: {report.archive}")
    out.line(f"SHA-256: {report.digest}")
    out.line(f"{report.files} files, {report.size} bytes, {report.ranges} hidden ranges, {report.seconds:.1f} s.")
    for text in unsearched.words(report.unsearched, context.out.lang):
        out.line(said(Message("leak.not-searched", {"text": text}), context.out.lang))
    if report.recovery:
        out.line(f"Recovery file, made now and opened as a test; keep it in a safe place: {report.recovery}")
    out.line(f"Slip, to go by another way: {report.slip}")
    out.result({"build": plain(report)})
    return ExitCode.DONE
