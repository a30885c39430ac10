"""`codebinder verify`: read a package back, trusting nothing in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import text_of
from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

_SHOWN = 50


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "verify", common, _run, "read a package back; needs no workbook")
    parser.add_argument("package", metavar="PACKAGE", help="an archive or its unpacked folder")
    parser.add_argument("--level", choices=("quick", "complete", "full"), default="complete")
    parser.add_argument("--signer", action="append", default=[], metavar="FINGERPRINT")
    parser.add_argument("--digest", default="", metavar="HEX", help="SHA-256 of the archive, as the slip gives it")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import checking

    report = checking.verify(
        Path(values.package),
        level=values.level,
        signers=values.signer,
        digest=values.digest,
        lang=context.out.lang,
        progress=context.progress,
        cancel=context.cancel,
    )
    out = context.out
    for line in report.lines:
        out.line(f"{line.name:<9} {line.outcome.value:<12} {line.text}")
    for fault in report.faults[:_SHOWN]:
        out.line(f"  {fault.cause}: {fault.path} {text_of(fault.text, out.lang)}".rstrip())
    if len(report.faults) > _SHOWN:
        out.line(f"  and {len(report.faults) - _SHOWN} more (--json has them all)")
    out.line("Not proven:")
    out.lines(f"  - {text}" for text in report.not_proven)
    out.result({"verify": plain(report)})
    return ExitCode(report.exit_code)
