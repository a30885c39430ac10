"""`codebinder log`: the internal, the published and the privilege log as files, and what people confirm of the last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, group, pairs, plain, with_file, with_key
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.logs import LogReport
    from codebinder.workflow.privilegeviews import Author, Details, Entry

FORMS = ("csv", "json", "pdf")
_SHOWN = 200
_FIELDS = ("date", "to", "cc", "bcc", "subject", "basis", "description", "custodian", "attorneys", "doc_type")


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "log", "logs of what is hidden: internal, published, privilege")
    text = "everything about what is hidden, for the house only"
    _with_out(with_file(command(subs, "internal", common, _internal, text)))
    _with_out(with_file(command(subs, "published", common, _published, "the published log as the next package has it")))
    text = "what is withheld or redacted as privileged, as far as people have confirmed it"
    parser = _with_out(with_file(command(subs, "privilege", common, _privilege, text)))
    parser.add_argument("--by", choices=("entry", "category", "metadata"), default="entry")
    _with_reasons(parser)
    text = "the privilege log's entries with what the history proposes, and what is confirmed already"
    _with_reasons(with_file(command(subs, "proposals", common, _proposals, text)))
    _register_confirm(subs, common)
    text = "affiliations by domain of an address, and attorneys; without options: say what is there"
    parser = with_file(command(subs, "people", common, _people, text))
    parser.add_argument("--domain", nargs="+", default=[], metavar="DOMAIN=NAME", dest="domains")
    parser.add_argument("--attorney", nargs="+", default=[], metavar="NAME", dest="attorneys", help="name or address")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="name of the signing key")


def _register_confirm(subs: Commands, common: Parser) -> None:
    text = "confirm or correct entries of the privilege log; options that are left out take what is proposed"
    parser = with_key(with_file(command(subs, "confirm", common, _confirm, text)))
    parser.add_argument("--id", nargs="+", default=[], metavar="ID", dest="ids")
    parser.add_argument("--all", action="store_true", help="every entry that is not confirmed yet, as proposed")
    parser.add_argument("--author", action="append", metavar="NAME[;AFFILIATION[;attorney]]", dest="authors")
    for name in _FIELDS:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="TEXT")
    _with_reasons(parser)


def _with_out(parser: Parser) -> Parser:
    parser.add_argument("--out", required=True, metavar="PATH")
    parser.add_argument("--form", choices=FORMS, default="", help="default: what the name ends in")
    return parser


def _with_reasons(parser: Parser) -> Parser:
    parser.add_argument("--reason", nargs="+", default=[], metavar="CODE", dest="reasons", help="default: AC WP")
    return parser


def _form(values: Values) -> str:
    form = values.form or Path(values.out).suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise SaidError(
            Message("refuse.log.not-said-form-log-written"), next_step=Message("next.use-form-csv-json-pdf"),
            exit_code=ExitCode.USAGE,
        )  # fmt: skip
    return form


def _internal(context: Context, values: Values) -> ExitCode:
    return _written(context, values, "internal")


def _published(context: Context, values: Values) -> ExitCode:
    return _written(context, values, "published")


def _written(context: Context, values: Values, which: str) -> ExitCode:
    from codebinder.workflow import logs

    form = _form(values)
    with context.filing(values, write=which == "internal") as (session, filing):
        report = logs.write(
            session, filing, which=which, form=form, out=Path(values.out), languages=(context.out.lang,),
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    return _said(context, report, inside=which == "internal")


def _privilege(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import privilege

    form = _form(values)
    with context.filing(values) as (session, filing):
        report = privilege.write(
            session, filing, by=values.by, form=form, out=Path(values.out), reasons=values.reasons or privilege.REASONS,
            languages=(context.out.lang,), progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    return _said(context, report, inside=False)


def _said(context: Context, report: LogReport, *, inside: bool) -> ExitCode:
    out = context.out
    out.line(said(Message("log.written", {"path": report.path, "rows": report.rows}), out.lang))
    if inside:
        out.line(said(Message("log.stays"), out.lang))
    out.result({"log": plain(report)})
    return ExitCode.DONE


def _proposals(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import privilege

    with context.filing(values, write=False) as (session, filing):
        found = privilege.proposed(
            session, filing, reasons=values.reasons or privilege.REASONS, lang=context.out.lang,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    context.out.table([_line(context, each) for each in found[:_SHOWN]])
    if not found:
        context.out.line(said(Message("log.no-proposals"), context.out.lang))
    context.out.result({"entries": [_as_json(each) for each in found]})
    return ExitCode.DONE


def _line(context: Context, entry: Entry) -> tuple[str, ...]:
    authors = ", ".join(f"{each.name} ({each.affiliation or '-'})" for each in entry.details.authors)
    state = said(Message(f"log.{entry.standing}"), context.out.lang)
    return entry.id, entry.reason, entry.details.date or "-", authors or "-", state, f"{entry.component}: {entry.path}"


def _as_json(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id, "redaction": entry.redaction, "component": entry.component, "path": entry.path,
        "reason": entry.reason, "standing": entry.standing.value, "confirmed_by": entry.confirmed_by,
        "confirmed_at": entry.confirmed_at, "details": plain(entry.details),
        "numbers": [row.number for row in entry.rows],
    }  # fmt: skip


def _confirm(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import privilege
    from codebinder.workflow.privilegeviews import Standing

    if bool(values.ids) == values.all:
        raise SaidError(
            Message("refuse.log.name-what-confirmed"), next_step=Message("next.use-id-id-all"), exit_code=ExitCode.USAGE
        )
    with context.filing(values) as (session, filing):
        member = session.member(values.key)
        found = privilege.proposed(
            session, filing, reasons=values.reasons or privilege.REASONS, lang=context.out.lang,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
        chosen = (
            [each for each in found if each.standing is not Standing.CONFIRMED]
            if values.all
            else [privilege.entry_of(found, name) for name in dict.fromkeys(values.ids)]
        )
        done = [(each, _corrected(each.details, values)) for each in chosen]
        if done:
            privilege.confirm_entries(session, filing, done, actor=member.fingerprint)
    for each, _ in done:
        params: dict[str, str | int | Message] = {"entry": each.id, "who": member.person}
        context.out.line(said(Message("log.confirmed-line", params), context.out.lang))
    context.out.result({"confirmed": [each.id for each, _ in done]})
    return ExitCode.DONE


def _corrected(details: Details, values: Values) -> Details:
    given = {name: getattr(values, name) for name in _FIELDS if getattr(values, name) is not None}
    if values.authors is not None:
        given["authors"] = tuple(map(_author, values.authors))
    return replace(details, **given)


def _author(text: str) -> Author:
    from codebinder.workflow.privilegeviews import Author

    name, affiliation, flag = (*(part.strip() for part in text.split(";", 2)), "", "")[:3]
    if flag not in {"", "attorney"}:
        raise SaidError(
            Message("refuse.log.no-author"), where=text, next_step=Message("next.write-name-affiliation-attorney"),
            exit_code=ExitCode.USAGE,
        )  # fmt: skip
    return Author(name=name, affiliation=affiliation, attorney=bool(flag))


def _people(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import privilege
    from codebinder.workflow.privilegeviews import PeopleTable

    change = bool(values.domains or values.attorneys)
    if change and not values.key:
        raise SaidError(
            Message("refuse.log.missing"), next_step=Message("next.say-whose-word"), exit_code=ExitCode.USAGE
        )
    with context.filing(values, write=change) as (session, filing):
        table = privilege.people_table(session, filing)
        if change:
            domains = dict(table.domains) | pairs(values.domains)
            kept = {name: text for name, text in domains.items() if text}
            names = dict.fromkeys((*table.attorneys, *values.attorneys))
            table = PeopleTable(domains=tuple(kept.items()), attorneys=tuple(names))
            privilege.set_people_table(session, filing, table, key=values.key)
            table = privilege.people_table(session, filing)
    context.out.table([(f"@{domain}", text) for domain, text in table.domains])
    context.out.lines(f"{said(Message('log.attorney'), context.out.lang)}: {name}" for name in table.attorneys)
    context.out.result({"domains": dict(table.domains), "attorneys": list(table.attorneys)})
    return ExitCode.DONE
