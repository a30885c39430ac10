"""Argument parsers whose faults are errors of ours, and which are made only for the commands that a line names.

To make the parsers of all commands takes longer than most commands do, and a line needs one or two of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from typing import Any, NoReturn, cast

from codebinder.base.messages import SaidError
from codebinder.base.recognising import recognised
from codebinder.errors import ExitCode
from codebinder.model.text import Message

Words = Collection[str] | None
"""The words of a command line, None where every command is wanted."""


class LazyParser(argparse.ArgumentParser):
    """An argument parser whose faults are errors of ours; an option is never guessed from its first letters, since a
    new option would change what a script's abbreviation means. `wanted`: the commands below it that are none of these
    words are known by name and explanation alone."""

    def __init__(self, wanted: Words = None, **options: Any) -> None:  # noqa: ANN401  (argparse's own)
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)
        self._wanted = wanted
        self.register("action", "parsers", _LazyCommands)

    def add_subparsers(self, **options: Any) -> Any:  # noqa: ANN401  (argparse's own)
        """Add the place of a command."""
        adding = cast("Callable[..., Any]", super().add_subparsers)
        return adding(wanted=self._wanted, **options)

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        raise SaidError(
            Message("said.text", {"text": recognised(f"{message[:1].upper()}{message[1:]}.", "usage")}),
            next_step=" ".join(self.format_usage().split()),
            exit_code=ExitCode.USAGE,
        )


class _LazyCommands(argparse._SubParsersAction):  # type: ignore[type-arg]  # noqa: SLF001  # pyright: ignore[reportPrivateUsage, reportMissingTypeArgument]  (argparse gives it no public name)
    """The place of a command: makes the parsers of those that are wanted."""

    def __init__(self, wanted: Words, **options: Any) -> None:  # noqa: ANN401  (argparse's own)
        super().__init__(**options)
        self._wanted = wanted

    def add_parser(self, name: str, **options: Any) -> Any:  # noqa: ANN401  (argparse's own)
        """Add a command; a word that isn't on the line can't be asked for, so nobody needs more than its name."""
        if self._wanted is None or name in self._wanted:
            adding = cast("Callable[..., Any]", super().add_parser)
            return adding(name, wanted=self._wanted, **options)
        explained = cast("Callable[..., Any]", self._ChoicesPseudoAction)
        self._choices_actions.append(explained(name, (), options.get("help")))
        self._name_parser_map[name] = _UNWANTED
        return _UNWANTED


class _Unwanted:
    """Stands where a parser would: takes every call that describes a command, and keeps nothing."""

    def __getattr__(self, name: str) -> Callable[..., _Unwanted]:
        return self._nothing

    def _nothing(self, *_words: object, **_options: object) -> _Unwanted:
        return self


_UNWANTED: Any = _Unwanted()
