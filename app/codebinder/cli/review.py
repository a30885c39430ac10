"""`codebinder review`: submit to legal, decide, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file, with_key
from codebinder.errors import ExitCode, UserError
from codebinder.model.review import Verdict
from codebinder.model.source import Accounting
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "review", "submit to legal, decide, sign")
    with_key(
        with_file(command(subs, "submit", common, _submit, "submit everything that would leave, under one digest"))
    )
    parser = with_key(with_file(command(subs, "decide", common, _decide, "a signed verdict on redactions and keeps")))
    parser.add_argument("--id", nargs="+", metavar="ID", dest="ids")
    parser.add_argument("--all", action="store_true", help="everything that is undecided")
    parser.add_argument("--verdict", choices=[each.value for each in Verdict], required=True)
    parser.add_argument("--comment", default="")
    with_key(with_file(command(subs, "sign", common, _sign, "approve the round: recompute its digest, then sign it")))


def _submit(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, reviewing, unsearched

    with context.filing(values) as (session, filing):
        row = reviewing.submit(session, filing, key=values.key, progress=context.progress, cancel=context.cancel)
        rows = filings.checklist(session, filing)
        missing, others = filings.unmet(rows), filings.unmet([each for each in rows if each.step != "review"])
    context.out.line(f"Round {row.number}: {row.files} files, {row.size} bytes.")
    context.out.line(f"Digest: {row.digest}")
    for text in unsearched.words(row.unsearched, context.out.lang):
        context.out.line(said(Message("leak.not-searched", {"text": text}), context.out.lang))
    if others:
        context.out.line(f"{len(others)} requirements are still unmet; meeting them later makes this round void.")
    context.out.result({"round": plain(row), "unmet": list(missing)})
    return ExitCode.DONE


def _decide(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    if bool(values.ids) == values.all:
        raise UserError("Name what is decided.", next_step="Use --id ID... or --all.", exit_code=ExitCode.USAGE)
    with context.filing(values) as (session, filing):
        rows = reviewing.decide(
            session,
            filing,
            ids=None if values.all else values.ids,
            verdict=Verdict(values.verdict),
            comment=values.comment,
            key=values.key,
        )
    context.out.line(f"Signed {len(rows)} decisions: {values.verdict}.")
    context.out.result({"decisions": plain(rows)})
    return ExitCode.DONE


def spelled(account: Accounting) -> str:
    """Give the account of a source as one equation, with the rules that excluded something."""
    rules = ", ".join(f"{count} by {rule}" for rule, count in account.excluded_by)
    return (
        f"{account.total} entries of the commit = {account.disclosed} disclosed + {account.redacted} redacted + "
        f"{account.withheld} withheld + {account.excluded} excluded{f' ({rules})' if rules else ''} + "
        f"{account.links} links + {account.submodules} submodules"
    )


def _sign(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import reviewing

    with context.filing(values) as (session, filing):
        view = reviewing.signing(session, filing)
        context.out.line(
            f"Round {view.round.number}: {view.files} files, {view.size} bytes, digest {view.round.digest}."
        )
        context.out.line(
            f"{view.redactions} redactions and {view.keeps} keeps; {view.undecided} undecided, {view.rejected} "
            f"rejected, {view.scored_down} findings scored down that nobody decided."
        )
        for slug, account in view.accounting:
            context.out.line(f"{slug}: {spelled(account)}")
        if view.taken_back:
            context.out.line(
                f"Note: {view.taken_back} redactions were taken back since this filing was last signed, withdrawn or "
                "gone with a source; what they hid may leave now."
            )
        if view.shared_account:
            context.out.line("Note: both sides' keys were made under one account.")
        row = reviewing.sign(session, filing, key=values.key, progress=context.progress, cancel=context.cancel)
    context.out.line(f"Signed. The round is {row.state.value}.")
    context.out.result({"round": plain(row), "shared_account": view.shared_account, "scored_down": view.scored_down})
    return ExitCode.DONE
