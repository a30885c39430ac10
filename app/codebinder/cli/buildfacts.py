"""`codebinder firmware state`: how an image was built, as somebody declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.build_facts import KEYS, rows
from codebinder.model.text import shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

_HELP = {
    "toolchain": "compiler and linker with their versions",
    "flags": "options of compiler and linker; with an equals sign: --flags='-Os -g'",
    "commands": "the commands that build it",
    "built_by": "who built it",
    "built_on": "the day, as YYYY-MM-DD",
    "environment": "system or container in which it was built",
    "reproducible": "yes where building it again gives the same bytes, else no",
}


def register(subs: Commands, common: Parser) -> None:
    """Add the command to those of `firmware`."""
    parser = with_file(
        command(subs, "state", common, _state, "declare how an image was built; an empty text takes back")
    )
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    for key in KEYS:
        metavar = {"reproducible": "yes|no", "built_on": "DATE"}.get(key, "TEXT")
        parser.add_argument(f"--{key.replace('_', '-')}", dest=key, default=None, metavar=metavar, help=_HELP[key])


def _state(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import buildfacts

    given = {key: text for key in KEYS if (text := getattr(values, key)) is not None}
    with context.filing(values) as (session, filing):
        component = buildfacts.state(session, filing, values.firmware, given)
    facts = buildfacts.stated(component)
    told = rows(facts) if facts is not None else []
    context.out.line(f"Of how the image {component.slug} was built is declared:" if told else
                     f"Nothing is declared of how the image {component.slug} was built.")  # fmt: skip
    context.out.table([(f"  {key}", shown(text)) for key, text in told])
    context.out.result({"firmware": plain(component)})
    return ExitCode.DONE
