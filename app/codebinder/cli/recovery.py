"""`codebinder recovery`: the workbook's key in an encrypted file, and back into a vault."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

VARIABLE = "CODEBINDER_RECOVERY_PASSPHRASE"


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "recovery", "the workbook's key in an encrypted file, so that openings outlive a computer")
    text = "write a recovery file, and open it as a test"
    parser = with_file(command(subs, "export", common, _export, text), filing=False)
    parser.add_argument("--out", required=True, metavar="PATH")
    parser.add_argument("--to", nargs="+", default=[], metavar="PUBLICKEY", help="who may open it (else: a passphrase)")
    parser.add_argument("--with-workbook", action="store_true", help="put a copy of the workbook in, for legal's safe")
    text = "take a workbook's key, or the workbook with it, from a recovery file"
    parser = with_file(command(subs, "import", common, _import, text), filing=False)
    parser.add_argument("--from", required=True, dest="source", metavar="PATH")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that it is encrypted to")
    text = "whether a recovery file was made, and when"
    with_file(command(subs, "state", common, _state, text), filing=False)


def _export(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import recovery

    words = "" if values.to else _passphrase(twice=True)
    with context.session(values.file) as session:
        report = recovery.export(
            session, Path(values.out), passphrase=words, to=values.to, with_workbook=values.with_workbook
        )
    out = context.out
    out.line(f"Recovery file, opened as a test: {report.path}")
    out.line(f"Opened by: {'a passphrase' if report.by_passphrase else ', '.join(report.to)}")
    if report.with_workbook:
        out.line("A copy of the workbook is in it.")
    out.line("Keep it apart from the workbook; it serves for everything that the workbook hides later, too.")
    out.result({"recovery": plain(report)})
    return ExitCode.DONE


def _import(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import recovery

    source = Path(values.source)
    words = _passphrase(twice=False) if recovery.by_passphrase(source) else ""
    report = recovery.import_(context.environment, Path(values.file), source, passphrase=words, key=values.key)
    if report.restored:
        context.out.line(f"The workbook was restored: {values.file}")
    if report.new_key:
        context.out.line("The workbook's key is at this account now; it opens what the workbook has sealed.")
    else:
        context.out.line("The workbook's key was at this account already.")
    context.out.result({"recovery": plain(report)})
    return ExitCode.DONE


def _state(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import recovery

    with context.session(values.file, write=False) as session:
        state = recovery.state(session)
    if state.made:
        whom = "a passphrase" if state.by_passphrase else ", ".join(state.to)
        context.out.line(f"A recovery file was made and opened as a test on {state.at}: {state.name}")
        context.out.line(f"Opened by: {whom}")
    else:
        context.out.line("No recovery file was made yet; `recovery export` makes one.")
    context.out.result({"recovery": plain(state)})
    return ExitCode.DONE


def _passphrase(*, twice: bool) -> str:
    """Take the passphrase from the environment (no child inherits it), or ask a person on a terminal."""
    words = os.environ.pop(VARIABLE, "")
    if words:
        return words
    if sys.stdin is None or not sys.stdin.isatty():
        raise SaidError(
            Message("refuse.recovery.recovery-file-wants-passphrase-nobody"),
            next_step=Message("next.set-use", {"variable": VARIABLE}),
            exit_code=ExitCode.USAGE,
        )
    words = getpass("Passphrase of the recovery file: ")
    if twice and getpass("The same passphrase again: ") != words:
        raise SaidError(
            Message("refuse.recovery.two-passphrases-differ-nothing-written"), next_step=Message("next.try-again")
        )
    return words
