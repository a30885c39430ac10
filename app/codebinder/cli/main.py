"""The command line: parses, runs one command, turns every known failure into a sentence and an exit code."""

from __future__ import annotations

import argparse
import locale
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codebinder import assets
from codebinder.base.files import free_space_fault
from codebinder.base.messages import SaidError, SaidFaults, error_text
from codebinder.cli import (
    audit,
    bill,
    build,
    checklist,
    counsel,
    deliver,
    demo,
    document,
    facts,
    filing,
    firmware,
    jewels,
    key,
    leakcheck,
    listing,
    log,
    measure,
    new,
    open_,
    opening,
    pages,
    papers,
    product,
    propose,
    recovery,
    redact,
    register,
    review,
    rules,
    scan,
    source,
    strip,
    template,
    vendor,
    verify,
    version,
)
from codebinder.cli.context import Context, Runner, Window
from codebinder.cli.output import Output, TerminalProgress
from codebinder.cli.parsing import LazyParser, Words
from codebinder.errors import Bug, Cancelled, ExitCode, UserError
from codebinder.model.text import Message

if TYPE_CHECKING:
    from types import FrameType

    from codebinder.workflow.environment import Environment

_COMMANDS = (
    demo, open_, new, vendor, product, filing, source, firmware, document, bill, checklist, counsel, scan, rules, facts,
    jewels, listing, papers, redact, propose, measure, pages, strip, key, review, build, deliver, register, verify,
    opening, recovery, leakcheck, template, log, audit,
)  # fmt: skip


def _common() -> argparse.ArgumentParser:
    """Give the options that every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    common.add_argument("--lang", choices=("en", "zh"), default="", help="language of sentences")
    common.add_argument("--quiet", action="store_true", help="say nothing but faults")
    common.add_argument(
        "--workers", type=int, default=0, metavar="N", help="threads for long work (default: one a core)"
    )
    return common


def parser(wanted: Words = None) -> argparse.ArgumentParser:
    """Give the whole command line's parser; with the words of a line, what that line needs of it."""
    common = _common()
    top = LazyParser(
        wanted,
        prog="codebinder",
        description="Assemble, review, build and verify source-code and firmware disclosure packages, offline.",
    )
    top.add_argument("--version", action="store_true", help=version.HELP)  # answered before commands are looked at
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=LazyParser)
    for module in _COMMANDS:
        module.register(commands, common)
    return top


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse; KEY=VALUE and FILE may stand behind options, where argparse alone would no longer take them."""
    if version.asked(arguments):
        return version.parsed(LazyParser(prog="codebinder", usage=version.USAGE, parents=[_common()]), arguments)
    if len(arguments) > 1 and arguments[0] == "redact" and arguments[1] in propose.VERBS:
        arguments = [f"redact {arguments[1]}", *arguments[2:]]
    whole = parser(frozenset(arguments))
    values, left = whole.parse_known_args(arguments)
    if left and not any(each.startswith("-") for each in left):
        place = next((name for name in ("file", "more", "path") if getattr(values, name, "") is None), "")
        if place and len(left) == 1:
            setattr(values, place, left.pop())
        elif hasattr(values, "pairs") and all("=" in each for each in left):
            values.pairs = [*values.pairs, *left]
            left = []
    if left:
        whole.error(f"unrecognized arguments: {' '.join(left)}")
    return values


_WORDS = (
    "attorneys", "authors", "basis", "bcc", "cc", "comment", "custodian", "description", "doc_type", "domains", "note",
    "questions", "reason", "received_by", "reference", "released_by", "seal", "subject", "text", "to", "tracking",
    "who",
)  # fmt: skip
"""Options that take people's words; paths may be any bytes."""


def _check_words(values: argparse.Namespace) -> None:
    """Refuse words in another encoding than the computer's: nobody could read them later."""
    for name in _WORDS:
        held: Any = getattr(values, name, None)
        for each in held if isinstance(held, list) else [held]:  # pyright: ignore[reportUnknownVariableType]  (JSON of any shape)
            if isinstance(each, str) and any("\ud800" <= char <= "\udfff" for char in each):
                raise SaidError(
                    Message("refuse.faults.text-holds-bytes-not-valid"), next_step=Message("next.enter-again-utf-8")
                )


def run(arguments: Sequence[str], *, environment: Callable[..., Environment], window: Window) -> int:
    """Run one command line; give the exit code that `errors.ExitCode` explains."""
    _speak_utf8()
    try:
        values = _parsed(arguments)
        _check_words(values)
    except SystemExit as end:  # --help, --version
        return int(end.code or 0)
    except UserError as error:
        _report(Output(as_json="--json" in arguments, lang=_asked(arguments)), error)
        return int(error.exit_code)
    out = Output(as_json=values.json, quiet=values.quiet, lang=values.lang or _language())
    progress = TerminalProgress(out)
    _INTERRUPT.asked = False
    before = signal.signal(signal.SIGINT, _INTERRUPT)
    try:
        made = environment(workers=max(0, values.workers))
        command: Runner = values.run
        code = int(command(Context(made, out, progress, window, _INTERRUPT), values))
        out.stdout.flush()
        return code
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001  (a traceback of Python's would print the message)
        progress.close()
        return int(_ended(out, error))
    finally:
        signal.signal(signal.SIGINT, before)


def _ended(out: Output, error: BaseException) -> ExitCode:
    """Say how a command ended that did not come to its end; give the exit code."""
    if isinstance(error, KeyboardInterrupt | Cancelled):
        error = SaidError(Message("refuse.main.interrupted-nothing-half-done-left"), exit_code=ExitCode.INTERRUPTED)
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has gone; point stdout elsewhere so that the interpreter's last flush is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    if isinstance(error, OSError) and error.errno is not None:
        error = free_space_fault(error, str(error.filename or "the output"))
    if not isinstance(error, UserError):
        if not assets.replaced():
            return _bug(out, error)
        error = SaidError(Message("refuse.main.replaced"), next_step=Message("next.start-again"))
    _report(out, error)
    return error.exit_code


def _report(out: Output, error: UserError) -> None:
    details = getattr(error, "problems", None) or getattr(error, "faults", ())
    value = {
        "error": error.message,
        "where": error.where,
        "next_step": error.next_step,
        "details": list(details),
        "exit": int(error.exit_code),
    }
    try:
        out.result(value)
    except OSError:
        # stdout is what could not be written; stderr still can, and the interpreter's last flush is to be quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    out.fault(error_text(error, out.lang))


def _bug(out: Output, error: BaseException) -> ExitCode:
    """Say that this is our fault: type and frames only, never the message, which may hold content."""
    frames: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    text = str(error) if isinstance(error, Bug) else ""
    fault = SaidFaults(
        Message(
            "refuse.main.internal-fault", {"name": type(error).__name__, "what": " " if text else "", "text": text}
        ),
        tuple(frames[-8:]),
        next_step=Message("next.report-these-lines-they-hold"),
    )
    fault.exit_code = ExitCode.BUG
    _report(out, fault)
    return ExitCode.BUG


def _asked(arguments: Sequence[str]) -> str:
    """Give the language that a command line asks for which could not be read as a whole."""
    for at, each in enumerate(arguments):
        if each.startswith("--lang="):
            return "zh" if each == "--lang=zh" else "en"
        if each == "--lang":
            return "zh" if [*arguments, ""][at + 1] == "zh" else "en"
    return _language()


def _language() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return _language_of(name or locale.getlocale()[0] or "")


def _language_of(name: str) -> str:
    """Give the language of a locale, which Windows names in words: `Chinese (Simplified)_China`."""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _speak_utf8() -> None:
    """Paths and Chinese texts must come out whatever the console's code page is; a closed stream swallows them."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open to the end)
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _INTERRUPT)


class _Interrupt:
    """What a signal does: it interrupts at once, and is remembered.

    Python drops an exception that comes up inside a finalizer; then the next look at the cancel still ends the work.
    """

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  (what a handler is given)
        self.asked = True
        raise KeyboardInterrupt

    def check(self) -> None:
        if self.asked:
            raise Cancelled("Interrupted.")


_INTERRUPT = _Interrupt()
