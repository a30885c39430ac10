"""What every command of the command line is given, and how it asks for workbook, filing and numbers."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from codebinder.base.messages import SaidError, said
from codebinder.cli.output import Output
from codebinder.errors import ExitCode
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, NeverCancel, Progress
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment
    from codebinder.workflow.session import Session

    Commands = argparse._SubParsersAction[Any]  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (argparse gives this type no public name)

Values = argparse.Namespace
Parser = argparse.ArgumentParser
Runner = Callable[["Context", Values], ExitCode]


class Window(Protocol):
    """Opens the window (handed in by the composition root, so that the command line never imports it)."""

    def __call__(self, paths: Sequence[Path] = ()) -> int:
        """Open it on `paths`; give the exit code."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Environment, output, progress and cancel of one run."""

    environment: Environment
    out: Output
    progress: Progress
    window: Window
    cancel: Cancel = NeverCancel()  # noqa: RUF009  (stateless)

    @contextmanager
    def session(self, file: str, *, write: bool = True) -> Generator[Session]:
        """Open the workbook; where it must be written and can't be, say who holds it."""
        from codebinder.workflow.session import Session

        with Session.open(self.environment, Path(file), read_only=not write) as session:
            if write and session.read_only:
                raise SaidError(
                    Message("refuse.context.workbook-held", {"holder": session.holder})
                    if session.holder
                    else Message("refuse.context.workbook-not-changed"),
                    where=shown(file),
                    next_step=session.why_read_only or Message("next.close-other-program-then-try"),
                )
            if session.upgraded is not None:
                self.out.note(said(session.upgraded, self.out.lang))
            yield session

    @contextmanager
    def filing(self, values: Values, *, write: bool = True) -> Generator[tuple[Session, Filing]]:
        """Open the workbook and find the filing (the only one where none is named)."""
        from codebinder.workflow import filings

        with self.session(values.file, write=write) as session:
            yield session, filings.resolve(session, values.filing)


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Read KEY=VALUE arguments."""
    table: dict[str, str] = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key:
            raise SaidError(
                Message("refuse.context.not-key-value"),
                where=shown(text),
                next_step=Message("next.write-like-uses-crypto-yes"),
                exit_code=ExitCode.USAGE,
            )
        table[key] = value
    return table


def span(text: str, what: str) -> tuple[int, int]:
    """Read A-B (two numbers, A not above B) for `--lines` and `--bytes`."""
    first, sign, last = text.partition("-")
    if not (sign and first.isascii() and first.isdigit() and last.isascii() and last.isdigit()) or int(first) > int(
        last
    ):
        raise SaidError(
            Message("refuse.context.no-range", {"what": Message(f"word.{what}")}),
            where=shown(text),
            next_step=Message("next.write-like-10-20"),
            exit_code=ExitCode.USAGE,
        )
    return int(first), int(last)


def command(commands: Commands, name: str, common: Parser, run: Runner | None, text: str) -> Parser:
    """Add one command with the common options; `run` None where only its subcommands run."""
    parser: Parser = commands.add_parser(name, parents=[common] if run else [], help=text, description=text)
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def group(commands: Commands, name: str, text: str) -> Commands:
    """Add a command that has subcommands."""
    parser: Parser = commands.add_parser(name, help=text, description=text)
    return parser.add_subparsers(dest=f"{name}_command", metavar="COMMAND", required=True, parser_class=type(parser))


def with_file(parser: Parser, *, filing: bool = True) -> Parser:
    """Add FILE and, where it fits, --filing."""
    parser.add_argument("file", metavar="FILE", help="the workbook")
    if filing:
        parser.add_argument("--filing", metavar="SLUG", help="which filing (may be left out where there is one)")
    return parser


def with_key(parser: Parser) -> Parser:
    """Add --as KEY."""
    parser.add_argument("--as", dest="key", metavar="KEY", required=True, help="name of the signing key")
    return parser


def plain(value: object) -> Any:  # noqa: ANN401  (JSON-ready data of any shape)
    """Make a frozen value ready for JSON: dataclasses to objects, paths and other bytes to safe text."""
    from dataclasses import fields, is_dataclass

    from codebinder.model.text import LangText, shown_path

    if isinstance(value, LangText):
        return dict(value.pairs)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(cast("object", getattr(value, each.name))) for each in fields(value) if each.repr}
    if isinstance(value, bytes):
        return shown_path(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in cast("Mapping[object, object]", value).items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in cast("set[object]", value)), key=str)
    if isinstance(value, list | tuple):
        return [plain(each) for each in cast("list[object]", value)]
    return value
