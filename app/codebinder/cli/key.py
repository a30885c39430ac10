"""`codebinder key`: people's keys, and the workbook's roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.spelling import spelled
from codebinder.cli import roster as rosters
from codebinder.cli.context import Context, Parser, Values, command, group, with_file
from codebinder.errors import ExitCode
from codebinder.model.review import Duty, Role

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "key", "people's keys, and the workbook's roster")
    parser = command(subs, "new", common, _new, "make a person's key in the keychain")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--role", choices=[each.value for each in Role], required=True)
    parser.add_argument("--person", default="", metavar="NAME", help="the name that papers show")
    command(subs, "list", common, _list, "the keys of this keychain")
    parser = command(subs, "export", common, _export, "a key's public half, as one line of text")
    parser.add_argument("name", metavar="NAME")
    parser = with_file(command(subs, "trust", common, _trust, "put a person on the workbook's roster"), filing=False)
    parser.add_argument("who", metavar="NAME|PUBLICKEY")
    parser.add_argument("--as", dest="key", default="", metavar="KEEPER")
    parser.add_argument(
        "--duty", action="append", default=[], choices=[each.value for each in Duty],
        help="what it may sign for (default: what its role says)",
    )  # fmt: skip
    rosters.register(subs, common)


def _new(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    key = people.create_key(context.environment, values.name, role=Role(values.role), person=values.person)
    context.out.line(f"Made the {key.role.value} key {key.name} of {key.person}.")
    context.out.line(f"Fingerprint: {_grouped(key.fingerprint)}")
    context.out.line(f"Read aloud:  {spelled(key.fingerprint)}")
    context.out.result({"key": rosters.shown_key(key)})
    return ExitCode.DONE


def _grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _list(context: Context, values: Values) -> ExitCode:  # noqa: ARG001  (a command takes its arguments)
    from codebinder.workflow import people

    rows = people.keys(context.environment)
    context.out.table([(key.name, key.role.value, key.person, key.fingerprint) for key in rows])
    if rows:
        context.out.line("Read aloud (eight groups, the last two figures of each check it):")
        context.out.table([(key.name, spelled(key.fingerprint)) for key in rows])
    context.out.result({"keys": [rosters.shown_key(key) for key in rows]})
    return ExitCode.DONE


def _export(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    text = people.export_key(context.environment, values.name)
    fingerprint = people.exported_fingerprint(text)
    context.out.line(text)
    context.out.note(f"Its fingerprint, read aloud: {spelled(fingerprint)}")
    context.out.result({"public": text, "fingerprint": fingerprint, "spelled": spelled(fingerprint)})
    return ExitCode.DONE


def _trust(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        duties = [Duty(each) for each in values.duty]
        rosters.tell(context, session, people.trust(session, values.who, key=values.key, duties=duties))
    return ExitCode.DONE
