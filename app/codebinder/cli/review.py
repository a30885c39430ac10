"""`codebinder review`: submit to legal, decide, sign; in the workbook, or in a packet that somebody was sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli import judging, packet_in, packet_out
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file, with_key
from codebinder.cli.signing import spelled_signing
from codebinder.errors import ExitCode
from codebinder.model.review import Delta, Judgement, ShownHow, Verdict
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.review import PublicKey, Roster

_WITHDRAW = "withdraw"


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "review", "submit to legal, decide, sign")
    parser = command(subs, "submit", common, _submit, "submit everything that would leave, under one digest")
    with_key(with_file(parser))
    parser.add_argument("--to", nargs="+", default=[], metavar="NAME", help="who is asked; the round waits for each")
    parser.add_argument(
        "--component", nargs="+", default=[], metavar="SLUG", help="only these components (rolling production)"
    )
    _deciding(subs, common)
    packet_in.register(subs, common)
    packet_out.register(subs, common)
    judging.register(subs, common)
    parser = command(subs, "sign", common, _sign, "approve the round: recompute its digest, then sign it")
    with_key(_file_or_packet(parser))
    parser.add_argument("--pkcs12", default="", metavar="PATH", help="sign approval.pdf with this certificate as well")
    with_file(command(subs, "status", common, _status, "who was asked, what has changed, what is disputed"))


def _deciding(subs: Commands, common: Parser) -> None:
    parser = command(subs, "decide", common, _decide, "a signed verdict on redactions and keeps")
    with_key(_file_or_packet(parser))
    parser.add_argument("--id", nargs="+", metavar="ID", dest="ids")
    parser.add_argument("--all", action="store_true", help="everything that is undecided")
    parser.add_argument(
        "--judgement", nargs="+", metavar="ID", dest="judgements", help="what `review judgements` put together"
    )
    parser.add_argument("--verdict", choices=[*(each.value for each in Verdict), _WITHDRAW], required=True)
    parser.add_argument("--comment", default="", help="why, or on which condition")
    parser.add_argument("--mine", action="store_true", help=packet_in.MINE)
    parser.add_argument("--shown", choices=[each.value for each in ShownHow], default="", help="what was before you")
    for name, run, text in (
        ("fulfil", _fulfil, "sign that the condition of an approve-if is met"),
        ("settle", _settle, "settle what reviewers disagree about"),
    ):
        made = command(subs, name, common, run, text)
        parser = with_key(_file_or_packet(made) if name == "settle" else with_file(made))
        parser.add_argument("--id", nargs="+", metavar="ID", dest="ids", required=True)
        parser.add_argument("--comment", default="", required=name == "settle")
        if name == "settle":
            verdicts = (Verdict.APPROVE.value, Verdict.REJECT.value)
            parser.add_argument("--verdict", choices=verdicts, required=True)
    parser = with_key(with_file(command(subs, "excuse", common, _excuse, "go on without a reviewer who was asked")))
    parser.add_argument("--reviewer", required=True, metavar="NAME")
    parser.add_argument("--comment", required=True, help="why")


def _file_or_packet(parser: Parser) -> Parser:
    parser.add_argument("file", metavar="FILE|PACKET", help="the workbook, or a packet that you were sent")
    parser.add_argument("--filing", metavar="SLUG", help="which filing of the workbook")
    return parser


def _submit(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, reviewing, unmet, unsearched

    with context.filing(values) as (session, filing):
        row = reviewing.submit(
            session, filing, key=values.key, reviewers=values.to, scope=values.component, progress=context.progress,
            cancel=context.cancel,
        )  # fmt: skip
        rows = filings.checklist(session, filing)
        missing, others = unmet.unmet(rows), unmet.unmet([each for each in rows if each.step != "review"])
        delta, names = reviewing.delta(session, filing), _names(session.roster())
    out = context.out
    out.line(f"Round {row.number}: {row.files} files, {row.size} bytes.")
    out.line(f"Digest: {row.digest}")
    if row.scope:
        out.line(f"It covers only: {', '.join(row.scope)}.")
    if row.reviewers:
        out.line(f"It waits for: {', '.join(names[each] for each in row.reviewers)}.")
    if delta is not None and delta.before:
        out.line(spelled_delta(delta))
    for text in unsearched.words(row.unsearched, out.lang):
        out.line(said(Message("leak.not-searched", {"text": text}), out.lang))
    if others:
        out.line(f"{len(others)} requirements are still unmet; meeting them later makes this round void.")
    out.result({"round": plain(row), "unmet": list(missing), "delta": plain(delta)})
    return ExitCode.DONE


def spelled_delta(delta: Delta) -> str:
    """Say what a round brings against the one before."""
    return (
        f"Against round {delta.before}: {delta.new} new, {delta.changed} changed, {delta.approved} as approved, "
        f"{delta.rejected} still rejected, {delta.gone} gone; files: {delta.files_new} new, {delta.files_changed} "
        f"changed, {delta.files_same} the same, {delta.files_gone} gone."
    )


def _names(roster: Roster) -> dict[str, str]:
    return {each.fingerprint: shown(each.name) for each in roster.members}


def _decide(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    if not packet_in.named(values) or (values.all and values.verdict == _WITHDRAW):
        raise SaidError(
            Message("refuse.packet_in.name-what-decided"),
            next_step=Message("next.use-id-id-all"),
            exit_code=ExitCode.USAGE,
        )
    if packet_in.is_packet(values.file):
        return packet_in.decide(context, values)
    ids = list(values.ids or ())
    with context.filing(values) as (session, filing):
        if values.judgements:
            # In the workbook that is written to: nobody changes anything between reading what they are and deciding.
            ids = judging.ids(context, session, filing, values)
        if values.verdict == _WITHDRAW:
            count = reviewing.withdraw(session, filing, ids=ids, key=values.key)
            context.out.line(f"Taken back: {count} verdicts of yours.")
            context.out.result({"withdrawn": count})
            return ExitCode.DONE
        rows = reviewing.decide(
            session,
            filing,
            ids=None if values.all else ids,
            verdict=Verdict(values.verdict),
            comment=values.comment,
            key=values.key,
            shown=ShownHow(values.shown) if values.shown else None,
        )
    context.out.line(f"Signed {len(rows)} decisions: {values.verdict}.")
    context.out.result({"decisions": plain(rows)})
    return ExitCode.DONE


def _fulfil(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    with context.filing(values) as (session, filing):
        count = reviewing.fulfil(session, filing, ids=values.ids, note=values.comment, key=values.key)
    context.out.line(f"Signed: {count} conditions are met.")
    context.out.result({"fulfilled": count})
    return ExitCode.DONE


def _settle(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    verdict = Verdict(values.verdict)
    if packet_in.is_packet(values.file):
        return packet_in.settle(context, values)
    with context.filing(values) as (session, filing):
        for each in values.ids:
            reviewing.settle(session, filing, id=each, verdict=verdict, comment=values.comment, key=values.key)
    context.out.line(f"Settled: {', '.join(map(shown, values.ids))}: {verdict.value}.")
    context.out.result({"settled": values.ids, "verdict": verdict.value})
    return ExitCode.DONE


def _excuse(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    with context.filing(values) as (session, filing):
        reviewing.excuse(session, filing, reviewer=values.reviewer, reason=values.comment, key=values.key)
    context.out.line(f"The round goes on without {shown(values.reviewer)}.")
    context.out.result({"excused": values.reviewer})
    return ExitCode.DONE


def _status(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    with context.filing(values, write=False) as (session, filing):
        row = reviewing.current_round(session, filing)
        rows = reviewing.reviewers(session, filing)
        delta, changes = reviewing.delta(session, filing), reviewing.changes(session, filing)
        stand = [view.judgement for view in reviewing.subjects(session, filing) if view.judgement is not None]
        names = _names(session.roster()) if session.rosters() else {}
    out = context.out
    disputed = [each for each in stand if each.conflict]
    pending = [each for each in stand if each.condition]
    out.line("Nothing has been submitted yet." if row is None else f"Round {row.number}: {row.state.value}.")
    out.table(
        [
            (
                f"  {shown(each.key.name)}", each.state.value, f"{each.approved} approved", f"{each.rejected} rejected",
                f"{each.conditional} on a condition", f"{each.recused} recused", each.at,
            )
            for each in rows
        ]
    )  # fmt: skip
    if delta is not None and delta.before:
        out.line(spelled_delta(delta))
    for each in changes:
        out.line(f"Changed since: {said(each, out.lang)}.")
    for each in (*disputed, *pending):
        out.lines(_both_sides(each, names))
    out.result(
        {
            "round": plain(row), "reviewers": plain(rows), "delta": plain(delta), "conflicts": plain(disputed),
            "conditions": plain(pending), "changes": [said(each, out.lang) for each in changes],
        }
    )  # fmt: skip
    return ExitCode.DONE


def _both_sides(judgement: Judgement, names: dict[str, str]) -> list[str]:
    head = "disputed" if judgement.conflict else "approved on a condition that nobody has signed to be met"
    rows = [f"{judgement.subject.id}: {head}"]
    for each in judgement.decisions:
        comment = f": {shown(each.comment)}" if each.comment else ""
        rows.append(f"  {each.verdict.value} by {names.get(each.signer, each.signer[:16])} at {each.at}{comment}")
    return rows


def _sign(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import certificates, reviewing

    if packet_in.is_packet(values.file):
        return packet_in.sign(context, values)
    with context.filing(values) as (session, filing):
        view = reviewing.signing(session, filing)
        context.out.lines(spelled_signing(view, context.out.lang))
        certificate = _certificate(values)
        if certificate is not None:
            certificates.check_signer(session, values.key, *certificate)
        row = reviewing.sign(
            session, filing, key=values.key, progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
        if certificate is not None:
            file, passphrase = certificate
            certificates.add(session, filing, key=values.key, pkcs12=file, passphrase=passphrase)
        waiting = reviewing.signing(session, filing).waiting
    context.out.line(f"Signed. The round is {row.state.value}.")
    if waiting:
        context.out.line(f"It still waits for: {_people(waiting)}.")
    context.out.result({"round": plain(row), "shared_account": view.shared_account, "scored_down": view.scored_down})
    return ExitCode.DONE


def _certificate(values: Values) -> tuple[Path, str] | None:
    """Give the file of the certificate that signs too, and its passphrase from the environment."""
    return (Path(values.pkcs12), os.environ.pop(packet_in.CERTIFICATE_PASSPHRASE, "")) if values.pkcs12 else None


def _people(keys: tuple[PublicKey, ...]) -> str:
    return ", ".join(shown(each.person) for each in keys)
