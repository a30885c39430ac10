"""Parsers that are made only for the commands of a line say and read what all of them together would."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from codebinder.cli.main import parser
from codebinder.cli.parsing import LazyParser
from codebinder.errors import UserError


def commands(of: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Name every command below a parser, with the page that explains it."""
    yield words, of.format_help()
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                yield from commands(each, (*words, name))


WHOLE = dict(commands(parser()))


def test_there_are_commands() -> None:
    assert len(WHOLE) > 150
    assert ("firmware", "inspect") in WHOLE


@pytest.mark.parametrize("words", list(WHOLE), ids=" ".join)
def test_every_command_is_explained_as_by_the_whole(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser(frozenset(words)).parse_args([*words, "--help"])
    assert capsys.readouterr().out == WHOLE[words]


@pytest.mark.parametrize("line", [["nothing"], ["firmware", "nothing"], ["firmware"], [], ["key", "scan"]])
def test_what_is_no_command_is_refused_with_the_same_words(line: list[str]) -> None:
    with pytest.raises(UserError) as lazy:
        parser(frozenset(line)).parse_args(line)
    with pytest.raises(UserError) as whole:
        parser().parse_args(line)
    assert (lazy.value.message, lazy.value.next_step) == (whole.value.message, whole.value.next_step)


def test_the_parser_of_a_command_that_no_word_names_is_never_made() -> None:
    def made() -> argparse.ArgumentParser:
        raise AssertionError

    top = LazyParser(frozenset({"one"}))
    below = top.add_subparsers(dest="command", parser_class=LazyParser)
    one, two = below.add_parser("one", help="the first"), below.add_parser("two", help="the second")
    one.add_argument("--first", action="store_true")
    two.add_argument("--second", type=made)
    two.add_subparsers(dest="more").add_parser("three").set_defaults(run=made)
    assert isinstance(one, LazyParser)
    assert not isinstance(two, argparse.ArgumentParser)
    assert "the second" in top.format_help()
    assert vars(top.parse_args(["one", "--first"])) == {"command": "one", "first": True}
