"""The manual pages: commands and options as the command line's own parser tells them, the rest in few words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence

from devkit.linux import facts

EXITS = (
    ("0", "Done, nothing to complain of."),
    ("1", "Ran, and found problems: findings, unmet requirements, a build refused, damage in a package."),
    ("2", "The command line is wrong."),
    ("3", "The input was refused: no workbook, no package, no repository, held by another program, keychain locked."),
    ("4", "An internal fault."),
    ("130", "Interrupted."),
)
VARIABLES = (
    ("CODEBINDER_KEY_DIR", "A folder of encrypted private keys, where there is no keychain."),
    ("CODEBINDER_KEY_PASSPHRASE", "Their passphrase. No child process inherits it."),
    ("CODEBINDER_RECOVERY_PASSPHRASE", "The passphrase of a recovery file. No child process inherits it."),
    ("CODEBINDER_CONFIG_DIR", "Settings, instead of ~/.config/codebinder."),
    ("CODEBINDER_CACHE_DIR", "Files that can be made again, instead of ~/.cache/codebinder."),
    ("CODEBINDER_TEMPLATES_DIR", "A folder of your own filing templates."),
)
PLACES = (
    ("*.codebinder", "A workbook, wherever you saved it."),
    ("~/.config/codebinder", "Settings, and the public halves of keys. Private keys are in the desktop's keyring."),
    ("~/.cache/codebinder", "Files that can be made again."),
)  # fmt: skip
DESKTOP = """
opens the window. A workbook (*.codebinder), a package (an archive or its unpacked folder), a packet, an answer or an
opening (*.age) opens where it belongs; without a file the start page lists recent workbooks. A file that another window
has open already is shown there.

The window needs an X11 or Wayland display. Everything that it does codebinder(1) does, too.
"""
COMMON = {"--json", "--lang", "--quiet", "--workers"}


def pages(parser: argparse.ArgumentParser, version: str, day: str) -> dict[str, bytes]:
    """Give the pages by their names."""
    said = {"codebinder": command_line(parser), "codebinder-desktop": window()}
    made: dict[str, bytes] = {}
    for name, rows in said.items():
        head = f'.TH {name.upper()} 1 "{day}" "codebinder {version}" "User Commands"'
        made[f"{name}.1"] = "\n".join([head, *rows, ""]).encode()
    return made


def command_line(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield from (".SH NAME", rf"codebinder \- {roff(lowered(facts.SUMMARY))}", ".SH SYNOPSIS")
    yield from (r"\fBcodebinder\fP \fICOMMAND\fP [\fIFILE\fP] [\fIOPTION\fP ...]", ".br")
    yield from (r"\fBcodebinder\fP \fICOMMAND\fP \fB\-\-help\fP", ".SH DESCRIPTION")
    yield from paragraphs(facts.DESCRIPTION + "\n\nFILE is a workbook. Each command explains its options with --help.")
    yield ".SH COMMANDS"
    yield from definitions(commands(parser))
    yield ".SH OPTIONS"
    yield from definitions(options(parser))
    for title, rows in (("EXIT STATUS", EXITS), ("ENVIRONMENT", VARIABLES), ("FILES", PLACES)):
        yield f".SH {title}"
        yield from definitions(rows)
    yield from (".SH EXAMPLES", ".nf", r"codebinder demo \-\-out sample", r"codebinder verify package.zip", ".fi")
    yield from (".SH SEE ALSO", r".BR codebinder\-desktop (1),", ".BR git (1),", ".BR sha256sum (1)")


def window() -> Iterator[str]:
    yield from (".SH NAME", rf"codebinder\-desktop \- {roff('the window of codebinder')}", ".SH SYNOPSIS")
    yield from (r"\fBcodebinder\-desktop\fP [\fIFILE\fP ...]", ".SH DESCRIPTION", r".B codebinder\-desktop")
    yield from paragraphs(DESKTOP)
    yield ".SH FILES"
    yield from definitions(PLACES)
    yield from (".SH SEE ALSO", ".BR codebinder (1)")


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Give each command with its help, as `codebinder --help` lists them."""
    for action in parser._actions:  # noqa: SLF001  (argparse tells them nowhere else)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for choice in action._choices_actions:  # noqa: SLF001
                yield choice.dest, sentence(choice.help or "")


def options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Give the options of the program and those that every command takes."""
    first = next(
        (action for action in parser._actions if isinstance(action, argparse._SubParsersAction)),  # noqa: SLF001
        None,
    )
    verify = first.choices["verify"] if first is not None else parser
    common = [each for each in verify._actions if set(each.option_strings) & COMMON]  # noqa: SLF001
    for action in (*parser._actions, *common):  # noqa: SLF001
        if action.option_strings:
            yield ", ".join(shown(action)), sentence(action.help or "")


def shown(action: argparse.Action) -> Iterator[str]:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
    for name in action.option_strings:
        yield f"{name} {value}" if value else name


def sentence(text: str) -> str:
    end = "" if text.endswith(("…", ".")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}" if text else ""


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def definitions(rows: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, text in rows:
        yield from (".TP", rf"\fB{roff(name)}\fP", roff(text))


def paragraphs(texts: str) -> Iterator[str]:
    for at, text in enumerate(facts.paragraphs(texts)):
        if at:
            yield ".PP"
        yield roff(text)


def roff(text: str) -> str:
    """Write plain text so that none of it is taken for an instruction; a hyphen stays one that can be copied."""
    plain = re.sub(r"\s+", " ", text).replace("\\", r"\e").replace("-", r"\-").replace("…", "...").replace("~", r"\(ti")
    return rf"\&{plain}" if plain[:1] in {".", "'"} else plain
