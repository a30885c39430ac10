"""`codebinder key`: what the keeper of a workbook's roster signs about other people's keys, and who keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said, why_of
from codebinder.base.spelling import spelled
from codebinder.cli.context import Context, Parser, Runner, Values, command, with_file
from codebinder.errors import ExitCode
from codebinder.model.review import Duty, Loss
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.review import PublicKey, Roster
    from codebinder.workflow.people import Lost
    from codebinder.workflow.session import Session

_LARGEST_CERTIFICATE = 1 << 16
_DUTIES = [each.value for each in Duty]


def register(subs: Commands, common: Parser) -> None:
    """Add the commands below `key`."""
    _add(subs, "roster", common, _roster, "who may sign for what, and every change of that", keeper=False)
    parser = _add(subs, "duties", common, _duties, "say what a key may sign for")
    parser.add_argument("who", metavar="NAME")
    parser.add_argument("--duty", action="append", default=[], choices=_DUTIES, help="none: what its role says")
    _add_delegate(subs, common)
    parser = _add(subs, "revoke", common, _revoke, "say that nothing more of a key counts")
    parser.add_argument("who", metavar="NAME")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--lost", dest="loss", action="store_const", const=Loss.LOST, help="nobody has it any more")
    how.add_argument("--compromised", dest="loss", action="store_const", const=Loss.COMPROMISED)
    parser.add_argument("--after", type=int, metavar="N", help="the last object that counts (default: the last known)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would stop counting")
    parser = _add(subs, "remove", common, _remove, "take a person off the roster")
    parser.add_argument("who", metavar="NAME")
    parser = _add(subs, "keeper", common, _keeper, "hand the roster on to another keeper")
    parser.add_argument("who", metavar="NAME")
    parser = _add(subs, "successors", common, _successors, "who together may name another keeper, and how many of them")
    parser.add_argument("who", metavar="NAME", nargs="*", help="nobody: no successors")
    parser.add_argument("--need", type=int, default=1, metavar="N")
    parser = _add(subs, "endorse", common, _endorse, "as a successor: sign that NAME shall keep the roster")
    parser.add_argument("who", metavar="NAME")
    _add(subs, "take-over", common, _take_over, "keep the roster, endorsed by its successors")
    parser = _add(subs, "certificate", common, _certificate, "bind an X.509 certificate to a person's key")
    parser.add_argument("who", metavar="NAME")
    parser.add_argument("--certificate", default="", metavar="PATH", help="DER or PEM; left out: unbind it")


def _add_delegate(subs: Commands, common: Parser) -> None:
    parser = _add(subs, "delegate", common, _delegate, "let a key do the duties of another person, for a time")
    parser.add_argument("--from", dest="giver", metavar="NAME", required=True)
    parser.add_argument("--to", dest="taker", metavar="NAME", required=True)
    parser.add_argument("--duty", action="append", default=[], choices=_DUTIES)
    parser.add_argument("--filing", default="", metavar="SLUG", help="in this filing only")
    parser.add_argument("--until", default="", metavar="YYYY-MM-DD", help="the last day (UTC)")
    parser.add_argument("--end", action="store_true", help="end it; what was signed before today counts on")
    parser.add_argument("--void", action="store_true", help="with --end: nothing that was signed by it counts")


def _add(subs: Commands, name: str, common: Parser, run: Runner, text: str, *, keeper: bool = True) -> Parser:
    parser = with_file(command(subs, name, common, run, text), filing=False)
    if keeper:
        parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that signs it")
    return parser


def shown_key(key: PublicKey) -> dict[str, str]:
    """Give a key as --json has it."""
    return {
        "name": key.name,
        "person": key.person,
        "role": key.role.value,
        "fingerprint": key.fingerprint,
        "spelled": spelled(key.fingerprint),
    }


def tell(context: Context, session: Session, roster: Roster, gone: tuple[Lost, ...] = ()) -> None:
    """Print the roster as it is now, and what counts no more."""
    from codebinder.workflow import people

    last = people.history(session)[-1]
    context.out.lines(said(each, context.out.lang) for each in last.changes)
    context.out.line(f"The roster is now at version {roster.version}:")
    members(context, roster)
    _tell_lost(context, gone, "counts no more")
    context.out.result(_as_object(session, roster) | {"void": [_lost(each) for each in gone]})


def members(context: Context, roster: Roster) -> None:
    """Print who is on a roster."""
    revoked = {each.fingerprint: f"revoked ({each.loss.value})" for each in roster.revoked}
    context.out.table(
        [
            (
                f"  {key.name}",
                key.role.value,
                key.person,
                key.fingerprint,
                revoked.get(key.fingerprint, "keeper" * (key.fingerprint == roster.keeper)),
            )
            for key in roster.members
        ]
    )


def _tell_lost(context: Context, gone: tuple[Lost, ...], how: str) -> None:
    for each in gone:
        round_ = f", round {each.round}" if each.round else ""
        context.out.line(f"  {each.type.value} number {each.sequence}{round_}, signed {each.at}: {how}")


def _lost(each: Lost) -> dict[str, object]:
    return {
        "type": each.type.value,
        "signer": each.signer,
        "sequence": each.sequence,
        "filing": each.filing,
        "round": each.round,
        "at": each.at,
    }


def _as_object(session: Session, roster: Roster) -> dict[str, object]:
    from codebinder.workflow import people

    successors = roster.successors
    return {
        "version": roster.version,
        "keeper": roster.keeper,
        "members": [
            shown_key(key) | {"duties": [duty.value for duty in people.duties_of(roster, key.fingerprint)]}
            for key in roster.members
        ],
        "delegations": [
            {
                "giver": each.giver,
                "taker": each.taker,
                "duties": [duty.value for duty in each.duties],
                "filing": each.filing,
                "until": each.until,
            }
            for each in roster.delegations
        ],
        "revoked": [
            {"fingerprint": each.fingerprint, "loss": each.loss.value, "after": each.after} for each in roster.revoked
        ],
        "successors": None if successors is None else {"need": successors.need, "keys": list(successors.keys)},
        "certificates": [
            {"fingerprint": each.fingerprint, "sha256": each.sha256, "subject": each.subject}
            for each in roster.certificates
        ],
        "history": [
            {
                "version": each.version,
                "at": each.at,
                "by": each.by,
                "fingerprint": each.fingerprint,
                "changes": [said(change) for change in each.changes],
            }
            for each in people.history(session)
        ],
    }


def _roster(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file, write=False) as session:
        roster = session.roster()
        context.out.line(f"Version {roster.version} of the roster:")
        members(context, roster)
        context.out.line("Fingerprints as they are read aloud (eight groups, the last two figures of each check it):")
        context.out.table([(f"  {key.name}", spelled(key.fingerprint)) for key in roster.members])
        context.out.line("What changed when (times are claims of who signed):")
        for each in people.history(session):
            context.out.line(f"  {each.version}, {each.at}, signed by {each.by}:")
            context.out.lines(f"    {said(change, context.out.lang)}" for change in each.changes)
        context.out.result(_as_object(session, roster))
    return ExitCode.DONE


def _duties(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        before = session.rosters()
        roster = people.set_duties(session, values.who, [Duty(each) for each in values.duty], key=values.key)
        tell(context, session, roster, people.lost_since(session, before))
    return ExitCode.DONE


def _delegate(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    if values.void and not values.end:
        raise SaidError(Message("refuse.roster.void-goes-end"), exit_code=ExitCode.USAGE)
    with context.session(values.file) as session:
        before = session.rosters()
        if values.end:
            roster = people.end_delegation(
                session, giver=values.giver, taker=values.taker, filing=values.filing, void=values.void, key=values.key
            )
        else:
            roster = people.delegate(
                session, giver=values.giver, taker=values.taker, duties=[Duty(each) for each in values.duty],
                filing=values.filing, until=values.until, key=values.key,
            )  # fmt: skip
        tell(context, session, roster, people.lost_since(session, before))
    return ExitCode.DONE


def _revoke(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        gone = people.losing(session, values.who, after=values.after)
        if values.dry_run:
            context.out.line(f"{len(gone)} signed objects would stop counting.")
            _tell_lost(context, gone, "would count no more")
            context.out.result({"void": [_lost(each) for each in gone]})
            return ExitCode.DONE
        roster = people.revoke(session, values.who, loss=values.loss, after=values.after, key=values.key)
        tell(context, session, roster, gone)
    return ExitCode.DONE


def _remove(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        before = session.rosters()
        roster = people.remove(session, values.who, key=values.key)
        tell(context, session, roster, people.lost_since(session, before))
    return ExitCode.DONE


def _keeper(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        tell(context, session, people.set_keeper(session, values.who, key=values.key))
    return ExitCode.DONE


def _successors(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        tell(context, session, people.set_successors(session, values.who, values.need, key=values.key))
    return ExitCode.DONE


def _endorse(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        people.endorse(session, values.who, key=_named(values))
        have, need = people.endorsed(session, values.who)
        context.out.line(f"{have} of the {need} successors who are needed have endorsed {values.who}.")
        context.out.result({"endorsed": have, "need": need})
    return ExitCode.DONE


def _take_over(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    with context.session(values.file) as session:
        tell(context, session, people.take_over(session, key=_named(values)))
    return ExitCode.DONE


def _named(values: Values) -> str:
    if not values.key:
        raise SaidError(Message("refuse.roster.signed-person-own-key-name"), exit_code=ExitCode.USAGE)
    return str(values.key)


def _certificate(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import people

    data = _read(Path(values.certificate)) if values.certificate else b""
    with context.session(values.file) as session:
        tell(context, session, people.bind_certificate(session, values.who, data, key=values.key))
    return ExitCode.DONE


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_CERTIFICATE + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.roster.certificate-cannot-read"), where=str(path), next_step=why_of(error)
        ) from None
    if len(data) > _LARGEST_CERTIFICATE:
        raise SaidError(Message("refuse.roster.too-large-certificate"), where=str(path))
    return data
