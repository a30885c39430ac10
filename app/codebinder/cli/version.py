"""`codebinder --version`: one line; with --verbose what is inside, with --check also whether every file is whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebinder import __version__
from codebinder.cli.output import Output
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Context, Parser, Values

USAGE = "codebinder --version [--verbose] [--check] [--json] [--lang en|zh]"
HELP = (
    "show the version and end; with --verbose also what is inside and where your data lie, with --verbose --check also "
    "whether every file of the installation is as it was built (exit code 1 where not); takes --json and --lang"
)
_LINE = f"codebinder {__version__}"
_VALUED = ("--lang", "--workers")


def asked(arguments: Sequence[str]) -> bool:
    """Does a command line ask for the version of the program (and not a command for somebody else's)?"""
    rest = iter(arguments)
    for each in rest:
        if each == "--version":
            return True
        if not each.startswith("-"):
            return False
        if each in _VALUED:
            next(rest, None)
    return False


def parsed(parser: Parser, arguments: Sequence[str]) -> Values:
    """Parse such a command line, its options in any order; where it asks for nothing more, answer at once and end."""
    for name in ("--version", "--verbose", "--check"):
        parser.add_argument(name, action="store_true")
    parser.set_defaults(run=_run)
    values, left = parser.parse_known_args(arguments)
    strange = [each for each in left if each.startswith("-")]
    if strange:
        parser.error(f"unrecognized arguments: {' '.join(strange)}")
    if not (values.verbose or values.check or values.json):
        Output().plain(_LINE)
        raise SystemExit(0)
    return values


def _run(context: Context, values: Values) -> ExitCode:
    out = context.out
    value: dict[str, object] = {"name": "codebinder", "version": __version__}
    out.plain(_LINE)
    if values.verbose:
        from codebinder.workflow import itself

        known = itself.groups(context.environment)
        value |= itself.table(known)
        for each in ("", *itself.lines(known, out.lang)):
            out.plain(each)
    code = _check(context, value) if values.check else ExitCode.DONE
    out.result(value)
    return code


def _check(context: Context, value: dict[str, object]) -> ExitCode:
    from codebinder.workflow import wholeness

    out = context.out
    found = wholeness.check(progress=context.progress, cancel=context.cancel)
    value["whole"] = {
        "against": found.against,
        "checked": found.checked,
        "whole": found.whole if found.against != "nothing" else None,
        "missing": list(found.missing),
        "changed": list(found.changed),
        "extra": list(found.extra),
        "unlisted": list(found.unlisted),
    }
    for each in ("", *wholeness.lines(found, out.lang)):
        out.plain(each)
    return ExitCode.DONE if found.whole else ExitCode.PROBLEMS
