"""`codebinder register sent|proposal|answer|final|receipt`: what went out and what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.register import AnswerKind, Delivery, Medium
from codebinder.model.text import shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.delivering import Parcel


def dated(parser: Parser) -> Parser:
    """Add when it happened and a note."""
    parser.add_argument("--day", default="", metavar="DATE", help="when it happened (default: today)")
    parser.add_argument("--note", default="", metavar="TEXT", help="stays in the workbook, sealed")
    return parser


def person(parser: Parser) -> Parser:
    """Add who records it, where nobody has to."""
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="who records it, a key on the roster")
    return parser


def register(subs: Commands, common: Parser) -> None:
    """Add the commands."""
    for name, run, text in (
        ("sent", _sent, "record that a package went to somebody"),
        ("proposal", _proposal, "record that the first of two stages went out"),
        ("final", _final, "record that the final package went out, after the answer to its proposal"),
    ):
        parser = _parcel(with_file(command(subs, name, common, run, text)))
        if name == "final":
            parser.add_argument("--follows", default="", metavar="HEX", help="the proposal's digest (default: newest)")
    parser = dated(with_file(command(subs, "answer", common, _answer, "record what was said to the proposal")))
    parser.add_argument("--kind", required=True, choices=[each.value for each in AnswerKind])
    parser.add_argument("--reference", default="", metavar="NUMBER")
    parser.add_argument("--due", default="", metavar="DATE", help="when the changes, or the final package, are due")
    person(parser)
    parser = dated(with_file(command(subs, "receipt", common, _receipt, "record an acknowledgement")))
    parser.add_argument("--delivery", type=int, default=0, metavar="N", help="of which delivery (default: the newest)")
    parser.add_argument("--number", default="", metavar="NUMBER", help="acknowledgement number")
    parser.add_argument("--who", default="", metavar="NAME")
    parser.add_argument("--scan", metavar="PATH", help="a scan; its digest is kept")
    person(parser)


def _parcel(parser: Parser) -> Parser:
    dated(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--digest", default="", metavar="HEX", help="SHA-256 of what was sent (default: the last build)")
    what.add_argument("--file", dest="sent", metavar="PATH", help="what was sent; its digest is computed now")
    parser.add_argument("--force", action="store_true", help="record as foreign what no build has")
    parser.add_argument("--to", default="", metavar="NAME", help="who received it (default: the filing's recipient)")
    parser.add_argument("--medium", choices=[each.value for each in Medium], default=Medium.OTHER.value)
    parser.add_argument("--tracking", default="", metavar="NUMBER")
    parser.add_argument("--copies", type=int, default=1, metavar="N")
    parser.add_argument("--volumes", type=int, default=1, metavar="N")
    parser.add_argument("--seal", action="append", default=[], metavar="NUMBER", help="number of a seal on the medium")
    parser.add_argument("--released-by", default="", metavar="NAME")
    parser.add_argument("--received-by", default="", metavar="NAME")
    parser.add_argument("--reference", default="", metavar="NUMBER")
    return person(parser)


def _given(values: Values) -> Parcel:
    from codebinder.workflow.delivering import Parcel

    return Parcel(
        to=values.to, medium=Medium(values.medium), day=values.day, tracking=values.tracking, copies=values.copies,
        volumes=values.volumes, seals=values.seal, released_by=values.released_by, received_by=values.received_by,
        reference=values.reference, note=values.note,
    )  # fmt: skip


def _file(values: Values) -> Path | None:
    return Path(values.sent) if values.sent else None


def _sent(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.sent(
            session, filing, _given(values), digest=values.digest, file=_file(values), force=values.force,
            key=values.key,
        )  # fmt: skip
    return _done(context, made)


def _proposal(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.proposal(
            session, filing, _given(values), digest=values.digest, file=_file(values), force=values.force,
            key=values.key,
        )  # fmt: skip
    return _done(context, made)


def _final(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.final(
            session, filing, _given(values), digest=values.digest, file=_file(values), follows=values.follows,
            force=values.force, key=values.key,
        )  # fmt: skip
    return _done(context, made)


def _done(context: Context, made: Delivery) -> ExitCode:
    out = context.out
    out.line(f"Delivery {made.id}: {made.stage.value} to {shown(made.to)} on {made.day}, {made.medium.value}.")
    out.line(f"SHA-256: {made.digest}{' (foreign: no build of this filing has it)' if made.foreign else ''}")
    if made.follows:
        out.line(f"It follows the proposal {made.follows}.")
    out.result({"delivery": plain(made)})
    return ExitCode.DONE


def _answer(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.answer(
            session, filing, AnswerKind(values.kind), day=values.day, reference=values.reference, due=values.due,
            note=values.note, key=values.key,
        )  # fmt: skip
    context.out.line(f"Answer to delivery {made.about}: {made.kind.value}{f', due {made.due}' if made.due else ''}.")
    context.out.result({"answer": plain(made)})
    return ExitCode.DONE


def _receipt(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        made = register.receipt(
            session, filing, delivery=values.delivery, number=values.number, day=values.day, who=values.who,
            scan=Path(values.scan) if values.scan else None, note=values.note, key=values.key,
        )  # fmt: skip
    last = made.receipts[-1]
    context.out.line(f"Receipt for delivery {made.id}: {shown(last.number or last.scan)}, {last.day}.")
    context.out.result({"delivery": plain(made)})
    return ExitCode.DONE
