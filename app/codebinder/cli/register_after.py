"""`codebinder register withdraw|clawback|…|hold|retain|erase`: what is taken back, kept, and destroyed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file, with_key
from codebinder.cli.register_sent import dated, person
from codebinder.errors import ExitCode
from codebinder.model.register import Clawback, ErasureReport
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(subs: Commands, common: Parser) -> None:
    """Add the commands."""
    parser = dated(
        with_file(command(subs, "withdraw", common, _withdraw, "withdraw a filing, by letter if it was sent"))
    )
    parser.add_argument("--who", default="", metavar="NAME")
    parser.add_argument("--reference", default="", metavar="NUMBER")
    parser.add_argument("--basis", default="", metavar="TEXT", help="printed in the letter")
    parser.add_argument("--out", metavar="PDF", help="the letter, where the filing was sent")
    person(parser)
    _clawback(subs, common)
    parser = with_key(with_file(command(subs, "hold", common, _hold, "put a filing under legal hold")))
    parser.add_argument("--reference", required=True, metavar="TEXT", help="the matter")
    parser.add_argument("--who", default="", metavar="NAME")
    parser.add_argument("--note", default="", metavar="TEXT")
    parser = with_key(with_file(command(subs, "release-hold", common, _release, "end a legal hold; the keeper signs")))
    parser.add_argument("--note", required=True, metavar="TEXT", help="why")
    parser = person(with_file(command(subs, "retain", common, _retain, "until when a filing is kept")))
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--until", default="", metavar="DATE")
    when.add_argument("--years", type=int, default=0, metavar="N", help="from the day it was sent last")
    parser.add_argument("--note", default="", metavar="TEXT")
    text = "destroy what a filing hides, for good, and leave the proof"
    parser = with_key(with_file(command(subs, "erase", common, _erase, text)))
    parser.add_argument("--confirm", required=True, metavar="SLUG", help="the filing's short name, once more")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why before the retention date; the keeper signs")


def _clawback(subs: Commands, common: Parser) -> None:
    text = "take back what should not have left: a notice for each recipient, as PDF"
    parser = dated(with_file(command(subs, "clawback", common, _claw, text)))
    parser.add_argument("--out", required=True, metavar="PDF")
    parser.add_argument("--basis", required=True, metavar="TEXT", help="legal basis, printed")
    parser.add_argument("--digest", default="", metavar="HEX", help="of which package (default: the newest sent)")
    parser.add_argument("--member", action="append", default=[], metavar="PATH[:A-B]", help="a file of the package")
    parser.add_argument("--range", action="append", type=int, default=[], metavar="N", dest="ranges")
    parser.add_argument("--reference", default="", metavar="NUMBER", help="our reference, printed")
    person(parser)
    parser = dated(with_file(command(subs, "step", common, _step, "record what was done about a claw-back")))
    _which(parser)
    parser.add_argument("--text", required=True)
    parser.add_argument("--who", default="", metavar="NAME")
    person(parser)
    parser = dated(with_file(command(subs, "destroyed", common, _destroyed, "a recipient's receipt of destruction")))
    _which(parser)
    parser.add_argument("--who", default="", metavar="RECIPIENT")
    parser.add_argument("--number", default="", metavar="NUMBER")
    parser.add_argument("--scan", metavar="PATH", help="a scan; its digest is kept")
    person(parser)
    parser = with_file(
        command(subs, "replace", common, _replaced, "which filing takes the place of what was clawed back")
    )
    _which(parser)
    parser.add_argument("--by", required=True, metavar="FILING", help="its papers will say what it supersedes")
    person(parser)


def _which(parser: Parser) -> None:
    parser.add_argument("--clawback", type=int, default=0, metavar="N", help="which one (default: the newest)")


def _withdraw(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.withdraw(
            session, filing, day=values.day, who=values.who, reference=values.reference, basis=values.basis,
            note=values.note, out=Path(values.out) if values.out else None, key=values.key,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    context.out.line("Withdrawn. Nothing more is submitted or built of it.")
    if made is not None:
        context.out.line(f"Letter: {made.path}, SHA-256 {made.sha256}")
    context.out.result({"withdrawn": True, "letter": plain(made)})
    return ExitCode.DONE


def _claw(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        held, notices = register.clawback(
            session, filing, out=Path(values.out), basis=values.basis, digest=values.digest, members=values.member,
            ranges=values.ranges, day=values.day, reference=values.reference, note=values.note, key=values.key,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    for each in notices:
        context.out.line(f"Notice: {each.path}, SHA-256 {each.sha256}")
        for text in each.unsearched:
            context.out.line(f"Not searched: {text}")
    return _said(context, held, notices=plain(notices))


def _said(context: Context, held: Clawback, **more: object) -> ExitCode:
    waiting = ", ".join(map(shown, held.waiting))
    context.out.line(
        f"Claw-back {held.id} of {held.digest}: "
        + (f"waits for {waiting}." if held.open else "every recipient has confirmed.")
    )
    if held.replacement:
        context.out.line(f"Replaced by {held.replacement}: {held.replacement_digest or 'not built yet'}")
    context.out.result({"clawback": plain(held) | {"open": held.open}, **more})
    return ExitCode.DONE


def _step(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        held = register.step(
            session, filing, text=values.text, clawback=values.clawback, day=values.day, who=values.who, key=values.key
        )
    return _said(context, held)


def _destroyed(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        held = register.destroyed(
            session, filing, who=values.who, clawback=values.clawback, number=values.number, day=values.day,
            scan=Path(values.scan) if values.scan else None, note=values.note, key=values.key,
        )  # fmt: skip
    return _said(context, held)


def _replaced(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, register

    with context.filing(values) as (session, filing):
        by = filings.resolve(session, values.by)
        held = register.replaced(session, filing, by=by, clawback=values.clawback, key=values.key)
    return _said(context, held)


def _hold(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        register.hold(session, filing, reference=values.reference, who=values.who, note=values.note, key=values.key)
    context.out.line(f"{filing.slug} is under legal hold: nothing of it is removed, replaced or erased.")
    context.out.result({"filing": filing.slug, "held": True})
    return ExitCode.DONE


def _release(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        register.release_hold(session, filing, note=values.note, key=values.key)
    context.out.line(f"The legal hold on {filing.slug} has ended.")
    context.out.result({"filing": filing.slug, "held": False})
    return ExitCode.DONE


def _retain(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        until = register.retain(
            session, filing, until=values.until, years=values.years, note=values.note, key=values.key
        )
    context.out.line(f"{filing.slug} is kept until {until}.")
    context.out.result({"filing": filing.slug, "retain_until": until})
    return ExitCode.DONE


def _erase(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.erase(session, filing, confirm=values.confirm, reason=values.reason, key=values.key)
    _say_erased(context, made)
    context.out.result({"erased": plain(made)})
    return ExitCode.DONE


def _say_erased(context: Context, made: ErasureReport) -> None:
    out, lang = context.out, context.out.lang
    out.line(
        f"Erased {made.filing}: the key and {made.maps} sealed maps, {made.salts} salts, {made.values} hidden values, "
        f"{made.components} components."
    )
    counts: dict[str, str | int | Message] = {
        "signed": made.signed, "commitments": made.commitments, "builds": made.builds,
    }  # fmt: skip
    out.line(said(Message("register.kept-proof", counts), lang))
    if not made.compacted:
        out.line("There was no room to write the workbook anew; its free pages were overwritten all the same.")
    out.line(said(Message("register.kept-copies"), lang))
    out.table([(at, shown(name), "with the workbook" if whole else "key only") for at, name, whole in made.recovery])
    out.lines(said(Message("register.kept-before-upgrade", {"name": shown(name)}), lang) for name in made.copies)
    out.lines(said(Message("register.kept-elsewhere", {"day": day}), lang) for day in made.lost_copies)
    out.line(f"Openings made: {made.openings}. Packets exported: {made.packets}.")
