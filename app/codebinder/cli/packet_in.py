"""`codebinder review` on a packet: decide, withdraw, sign and answer in it; and taking an answer into the workbook."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_key
from codebinder.cli.signing import spelled_signing
from codebinder.errors import ExitCode
from codebinder.model.review import ShownHow, Verdict
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.packetdesk import PacketDesk
    from codebinder.workflow.packetviews import AnswerReport

PACKET_PASSPHRASE = "CODEBINDER_PACKET_PASSPHRASE"  # noqa: S105  (the name of a variable)
CERTIFICATE_PASSPHRASE = "CODEBINDER_PKCS12_PASSPHRASE"  # noqa: S105  (the name of a variable)
MINE = "in a packet: what it shows of your key and this account does not know, you signed yourself elsewhere"
WITHDRAW = "withdraw"
_WORKBOOK = b"SQLite format 3\0"
_NAMED = 20


def register(subs: Commands, common: Parser) -> None:
    """Add what belongs to answers."""
    parser = command(subs, "answer", common, answer, "say that this is all you have to say about the round")
    parser.add_argument("file", metavar="FILE|PACKET", help="the workbook, or the packet that you were sent")
    parser.add_argument("--filing", metavar="SLUG", help="which filing of the workbook")
    with_key(parser)
    parser.add_argument("--out", default="", metavar="PATH", help="the new file, to send back (for a packet)")
    parser.add_argument("--keeper", action="store_true", help="encrypt it to the roster's keeper as well")
    parser.add_argument("--mine", action="store_true", help=MINE)
    parser = command(subs, "import", common, import_, "take a reviewer's answer into the workbook")
    parser.add_argument("file", metavar="FILE", help="the workbook")
    parser.add_argument("answer", metavar="ANSWER", help="the file that the reviewer sent back")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that opens the answer")


def is_packet(file: str) -> bool:
    """Is this file something else than a workbook? A file that is not there is left to whoever opens it."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(len(_WORKBOOK)) != _WORKBOOK
    except OSError:
        return False


def packet_passphrase() -> str:
    """Take the passphrase of a packet out of the environment, so that no child inherits it."""
    return os.environ.pop(PACKET_PASSPHRASE, "")


@contextmanager
def opened(context: Context, values: Values) -> Generator[PacketDesk]:
    """Open the packet to decide in it, and tell first what is wrong with it."""
    from codebinder.workflow import packetdesk

    with packetdesk.open(
        context.environment,
        Path(values.file),
        key=values.key,
        passphrase=packet_passphrase(),
        progress=context.progress,
        cancel=context.cancel,
    ) as desk:
        if desk.info.behind:
            context.out.line(f"Note: {desk.info.behind}")
        if getattr(values, "mine", False):
            count = desk.accept_own(values.key)
            context.out.line(f"{count} signed objects of your key that only this packet showed are yours from now on.")
        yield desk


def named(values: Values) -> bool:
    """Is it said in exactly one way what is decided?"""
    return sum((bool(values.ids), bool(values.all), bool(getattr(values, "judgements", None)))) == 1


def decide(context: Context, values: Values) -> ExitCode:
    """A signed verdict on what is named, or that her own verdicts count no more; it is on the disk when it is told."""
    if not named(values):
        raise SaidError(
            Message("refuse.packet_in.name-what-decided"),
            next_step=Message("next.use-id-id-all"),
            exit_code=ExitCode.USAGE,
        )
    with opened(context, values) as desk:
        ids = None if values.all else list(values.ids or ())
        if values.judgements:
            from codebinder.workflow import judging

            made = judging.of_packet(desk, cancel=context.cancel)
            ids = list(judging.members(made, values.judgements, approve=values.verdict == Verdict.APPROVE.value))
        if values.verdict == WITHDRAW:
            mine = [each.subject.id for each in desk.subjects()] if ids is None else ids
            count = desk.withdraw(ids=mine, key=values.key)
            context.out.line(f"Withdrew {count} verdicts.")
            context.out.result({"withdrawn": count})
            return ExitCode.DONE
        rows = desk.decide(
            ids=ids,
            verdict=Verdict(values.verdict),
            comment=values.comment,
            key=values.key,
            shown=ShownHow(getattr(values, "shown", None) or ShownHow.NONE.value),
        )
        context.out.line(f"Signed {len(rows)} decisions: {values.verdict}.")
        context.out.result({"decisions": plain(rows)})
    return ExitCode.DONE


def settle(context: Context, values: Values) -> ExitCode:
    """Settle what reviewers disagree about in a packet that shows both sides."""
    with opened(context, values) as desk:
        verdict = Verdict(values.verdict)
        desk.settle(ids=values.ids, verdict=verdict, comment=values.comment, key=values.key)
    context.out.line(f"Settled: {', '.join(map(shown, values.ids))}: {verdict.value}.")
    context.out.result({"settled": values.ids, "verdict": verdict.value})
    return ExitCode.DONE


def sign(context: Context, values: Values) -> ExitCode:
    """Sign the round, after everything in the packet was recomputed."""
    with opened(context, values) as desk:
        view, info = desk.signing(), desk.info
        context.out.lines(spelled_signing(view, context.out.lang))
        context.out.line(f"The roster is kept by {shown(info.keeper.name)}, {info.keeper.fingerprint}.")
        if not info.keeper_known:
            context.out.line(
                "Note: this is the first packet of this workbook here. Have the keeper read you that fingerprint."
            )
        pkcs12 = getattr(values, "pkcs12", None)
        row = desk.sign(
            key=values.key,
            pkcs12=Path(pkcs12) if pkcs12 else None,
            pkcs12_passphrase=os.environ.pop(CERTIFICATE_PASSPHRASE, ""),
            progress=context.progress,
            cancel=context.cancel,
        )
    context.out.line("Signed. Write your answer with `codebinder review answer`.")
    context.out.result({"round": plain(row), "shared_account": view.shared_account, "scored_down": view.scored_down})
    return ExitCode.DONE


def answer(context: Context, values: Values) -> ExitCode:
    """Write what she signed about the round into a new file, encrypted to who asked her."""
    if not is_packet(values.file):
        from codebinder.workflow import reviewing

        with context.filing(values) as (session, filing):
            reviewing.answer(session, filing, key=values.key)
        context.out.line("Signed: this is all that you have to say about the round.")
        context.out.result({"answered": True})
        return ExitCode.DONE
    if not values.out:
        raise SaidError(
            Message("refuse.packet_in.say-where-answer-goes"),
            next_step=Message("next.give-new-file-out"),
            exit_code=ExitCode.USAGE,
        )
    with opened(context, values) as desk:
        made = desk.answer(Path(values.out), key=values.key, keeper=getattr(values, "keeper", False))
    context.out.line(
        f"Wrote {shown(made.path)}: {made.decisions} signed verdicts about round {made.round}"
        f"{', and the signature of the round' if made.signed else ''}, for {shown(', '.join(made.recipients))}."
    )
    context.out.line(f"SHA-256 {made.sha256}")
    context.out.result({"answer": plain(made)})
    return ExitCode.DONE


def import_(context: Context, values: Values) -> ExitCode:
    """Take a reviewer's answer into the workbook."""
    from codebinder.workflow import answers

    with context.session(values.file) as session:
        found = answers.import_(
            session,
            Path(values.answer),
            key=getattr(values, "key", "") or "",
            progress=context.progress,
            cancel=context.cancel,
        )
    _told(context, found)
    context.out.result({"import": plain(found)})
    return ExitCode.DONE


def _told(context: Context, found: AnswerReport) -> None:
    params = {"name": shown(found.reviewer.name), "round": found.round, "added": found.added, "known": found.known}
    first = "answer.imported" if found.added else "answer.known"
    rows = [Message(first, params)]
    if found.approved:
        rows.append(Message("answer.signed", params))
    if found.certificate:
        rows.append(Message("answer.certificate", {"subject": shown(found.certificate)}))
    if found.unjudged:
        rows.append(Message("answer.unjudged"))
    for id_, ids in (("answer.changed", found.changed), ("answer.conflicts", found.conflicts)):
        if ids:
            rows.append(Message(id_, {"count": len(ids), "ids": shown(", ".join(ids[:_NAMED]))}))
    if found.missing:
        rows.append(Message("answer.waiting", {"names": shown(", ".join(found.missing))}))
    context.out.lines([said(each, context.out.lang) + "." for each in rows])
