"""`codebinder filing attach|detach|screens|aside`, `template migrate`: what a filing asks, changed while it is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from codebinder.base.messages import said, text_of
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.migrating import Migration
    from codebinder.workflow.refitting import Fitting
    from codebinder.workflow.standing import Warned


def of_filing(subs: Commands, common: Parser) -> None:
    """Add what belongs to `filing`."""
    parser = with_file(command(subs, "attach", common, _attach, "put a screen to the filing: more questions"))
    parser.add_argument("--screen", required=True, metavar="ID", help="of a template of kind: screen, or its path")
    parser = with_file(command(subs, "detach", common, _detach, "take a screen off; its answers are kept aside"))
    parser.add_argument("--screen", required=True, metavar="ID")
    with_file(command(subs, "screens", common, _screens, "the screens that there are, and which are attached"))
    parser = with_file(command(subs, "aside", common, _aside, "answers that fit the template no more, kept aside"))
    parser.add_argument("--drop", metavar="KEY", help="throw one of them away")


def of_template(subs: Commands, common: Parser) -> None:
    """Add what belongs to `template`."""
    text = "move a filing to the version of its template (and screens) that is on the shelf"
    parser = with_file(command(subs, "migrate", common, _migrate, text))
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")


def warnings(context: Context, rows: Iterable[Warned]) -> list[dict[str, object]]:
    """Print warnings about a template, and give them for --json."""
    rows = tuple(rows)
    for each in rows:
        text = said(each.message, context.out.lang)
        context.out.line(f"!! {text}" if each.loud else f"!  {text}")
    return [{"id": each.message.id, "text": said(each.message), "loud": each.loud} for each in rows]


def _attach(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import screens

    with context.filing(values) as (session, filing):
        made = screens.attach(session, filing, values.screen)
    lang = context.out.lang
    context.out.line(f"Put {made.screen.id} {made.screen.version} to {filing.slug}: {made.screen.names.get(lang)}")
    _fates(context, made.fittings)
    _voided(context, made.voided)
    context.out.result({"screen": plain(made.screen), "voided": made.voided, "answers": _plain(made.fittings)})
    return ExitCode.DONE


def _detach(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import screens

    with context.filing(values) as (session, filing):
        made = screens.detach(session, filing, values.screen)
    context.out.line(f"Took {made.screen.id} off {filing.slug}.")
    _fates(context, made.fittings)
    _voided(context, made.voided)
    context.out.result({"screen": plain(made.screen), "voided": made.voided, "answers": _plain(made.fittings)})
    return ExitCode.DONE


def _screens(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import screens

    with context.filing(values, write=False) as (session, filing):
        held = screens.attached(session, filing)
        rows = screens.offered(session, filing)
    known = {each.id for each in rows}
    context.out.table(
        [
            (row.id, row.version, row.status, "attached" if row.attached else "proposed" if row.proposed else "",
             row.names.get(context.out.lang))
            for row in rows
        ]
        + [(each.id, each.version, each.status, "attached", each.names.get(context.out.lang))
           for each in held if each.id not in known]
    )  # fmt: skip
    context.out.result({"attached": plain(held), "screens": plain(rows)})
    return ExitCode.DONE


def _aside(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import refitting

    with context.filing(values, write=bool(values.drop)) as (session, filing):
        if values.drop:
            refitting.drop_aside(session, filing, values.drop)
        rows = refitting.asides(session, filing)
    context.out.table(
        [
            (each.key, each.template, each.label.get(context.out.lang), shown(refitting.aside_text(each))[:80])
            for each in rows
        ]
    )
    if not rows:
        context.out.line("Nothing is kept aside.")
    context.out.result({"aside": plain(rows)})
    return ExitCode.DONE


def _migrate(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import migrating

    with context.filing(values, write=not values.dry_run) as (session, filing):
        dry = bool(values.dry_run)
        found = migrating.plan(session, filing) if dry else migrating.migrate(session, filing)
    _print(context, found)
    if found.there:
        _voided(context, found.voided, would=dry)
        context.out.line("Nothing was changed." if dry else f"{filing.slug} has moved over.")
    else:
        context.out.line(f"{filing.slug} has its template as it is on the shelf.")
    context.out.result({**plain(found), "fittings": _plain(found.fittings), "done": not dry})
    return ExitCode.DONE


def _print(context: Context, found: Migration) -> None:
    lang, out = context.out.lang, context.out
    for each in found.others:
        out.line(f"{each.id}: {each.was} -> {each.now} ({each.how.value})")
    for change in found.changes:
        out.line(f"  {change.version} {change.date}: {change.text.get(lang)}")
    signs = {"added": "+", "removed": "-", "changed": "~"}
    for row in found.differences:
        whats = "; ".join(said(each, lang) for each in row.whats)
        label = row.label.get(lang)
        words = " ".join(part for part in (row.part, row.id, f"“{label}”" if label else "") if part)
        out.line(f" {signs[row.way.value]} {words}{': ' if whats else ''}{whats}")
    _fates(context, found.fittings)


def _fates(context: Context, rows: Iterable[Fitting]) -> None:
    """Say what becomes of every answer that does not simply stay."""
    lang = context.out.lang
    kept = 0
    for row in rows:
        if row.fate.value == "kept":
            kept += 1
            continue
        params: dict[str, str | int | Message] = {
            "kind": Message(f"aside.{row.kind}"), "name": shown(row.requirement), "target": shown(row.target),
        }  # fmt: skip
        why = " ".join(text_of(each, lang) for each in row.whys)
        context.out.line(f"   {said(Message(f'refit.{row.fate.value}', params), lang)}{'. ' + why if why else ''}")
    if kept:
        context.out.line(f"   {said(Message('refit.kept', {'count': kept}), lang)}")


def _voided(context: Context, number: int, *, would: bool = False) -> None:
    if number:
        name = "refit.would-void" if would else "refit.voided"
        context.out.line(said(Message(name, {"number": number}), context.out.lang))


def _plain(rows: Iterable[Fitting]) -> list[dict[str, object]]:
    return [
        {
            "kind": each.kind, "requirement": each.requirement, "target": each.target, "fate": each.fate.value,
            "whys": [str(why) for why in each.whys],
        }
        for each in rows
    ]  # fmt: skip
