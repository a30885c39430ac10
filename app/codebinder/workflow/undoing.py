"""Undo and redo of whatever people do in a workbook: which actions can be taken back, and how.

A step is one transaction. Its inverse is computed from what it really did to the rows (`workbook.trail`), is itself one
transaction with one row of the audit, and is appended: a redaction that was made is withdrawn, not forgotten. What is
signed, sent, or drawn at random is never taken back here: of verdicts, a signed withdrawal is the inverse.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from codebinder import workbook as books
from codebinder.base.messages import SaidError, said
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.review import Duty
from codebinder.model.text import Message
from codebinder.workflow import registered, states
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

WHERE: MappingProxyType[str, Step | None] = MappingProxyType(
    {
        "aside drop": Step.FILING,
        "document accept": Step.DOCUMENTS,
        "document add": Step.DOCUMENTS,
        "document remove": Step.DOCUMENTS,
        "document state": Step.DOCUMENTS,
        "facts prefill": Step.FILING,
        "filing add": None,
        "filing register": None,
        "filing set": Step.FILING,
        "firmware add": Step.FIRMWARE,
        "firmware disclose": Step.FIRMWARE,
        "firmware remove": Step.FIRMWARE,
        "firmware replace": Step.FIRMWARE,
        "firmware rebuilt": Step.FIRMWARE,
        "firmware state": Step.FIRMWARE,
        "jewel add": None,
        "jewel remove": None,
        "keep": Step.REDACTION,
        "log confirm": None,
        "log people": None,
        "product add": None,
        "product set": None,
        "redact": Step.REDACTION,
        "redact propose": Step.REDACTION,
        "redact returned": Step.REDACTION,
        "redact withdraw": Step.REDACTION,
        "register due": None,
        "rules add": None,
        "rules allow": None,
        "rules remove": None,
        "scan forget": Step.REDACTION,
        "scan import": Step.REDACTION,
        "screen attach": Step.FILING,
        "screen detach": Step.FILING,
        "source add": Step.SOURCES,
        "source relink": Step.SOURCES,
        "source remove": Step.SOURCES,
        "source update": Step.SOURCES,
        "template migrate": Step.FILING,
        "unkeep": Step.REDACTION,
        "vendor set": None,
    }
)
"""Every action that is taken back, with the step where one sees that; None: where one is."""

SIGNED = frozenset({"review decide", "review withdraw"})
"""Actions that the window takes back by signing the opposite, and does again by signing anew."""

FINAL: MappingProxyType[str, str] = MappingProxyType(
    {
        "build": "writes a package; the folder can be deleted",
        "certificate sign": "a signature stands",
        "create": "there is no workbook before it",
        "deliver": "writes copies; the folders can be deleted",
        "facts read": "reads, and decides nothing",
        "firmware read": "reads, and decides nothing",
        "firmware report": "reads, and decides nothing",
        "firmware tie": "reads, and decides nothing",
        "key certificate": "the roster is signed; a later version changes it",
        "key delegate": "the roster is signed; the delegation can be ended",
        "key duties": "the roster is signed; a later version changes it",
        "key end-delegation": "the roster is signed; it can be delegated again",
        "key endorse": "a signature stands",
        "key keeper": "the roster is signed; the new keeper can hand it back",
        "key remove": "the roster is signed; the person can be put on it again",
        "key revoke": "a revocation stands for ever",
        "key successors": "the roster is signed; a later version changes it",
        "key take-over": "a signature stands",
        "key trust": "the roster is signed; the person can be taken off again",
        "log internal": "writes a file",
        "log privilege": "writes a file",
        "measure": "reads, and decides nothing",
        "pages": "reads, and decides nothing",
        "opening make": "what was revealed is revealed",
        "recovery export": "writes a file",
        "recovery import": "gives the vault a key",
        "redo": "is itself a step forth; undo takes it back",
        "register answer": "the register is only added to",
        "register clawback": "the register is only added to",
        "register destroyed": "the register is only added to",
        "register erase": "what was erased is gone",
        "register hold": "the register is only added to; the hold can be released",
        "register receipt": "the register is only added to",
        "register release-hold": "the register is only added to; another hold can be put",
        "register replaced": "the register is only added to",
        "register retain": "the register is only added to; another date can be set",
        "register sent": "the register is only added to",
        "register state": "the register is only added to; the next state can be entered",
        "register step": "the register is only added to",
        "register withdraw": "the register is only added to; begin a new filing from this one",
        "review answer": "a signature stands; what is said later counts as well",
        "review excuse": "a signature stands; the answer still counts where it comes",
        "review export": "a packet that left has left",
        "review fulfil": "a signature stands; the verdict itself can be changed",
        "review import": "what a reviewer signed stands; she can withdraw it",
        "review import page": "a signature stands",
        "review settle": "a signature stands; a later settlement replaces it",
        "review sign": "a signature stands; a change of what was signed voids the round",
        "review submit": "a round is numbered for ever; the next one replaces it",
        "scan": "sees, and decides nothing; another scan sees again",
        "undo": "is itself a step back; redo takes it back",
        "upgrade": "an older program can't read it",
    }
)
"""Every other action, with the reason why it is not taken back."""

BARS: MappingProxyType[str, str] = MappingProxyType(
    {
        "certificate sign": "undo.signed",
        "opening make": "undo.opened",
        "register erase": "undo.erased",
        "register sent": "undo.sent",
        "register withdraw": "undo.withdrawn",
        "review export": "undo.exported",
        "review sign": "undo.signed",
    }
)
"""What ends undo: nothing that was done before it is taken back, in the filing that it is about."""


_HARMLESS = frozenset({
    *WHERE, "facts read", "firmware read", "firmware report", "firmware tie", "measure", "pages", "redo", "scan",
    "undo",
})  # fmt: skip
"""After these, and no others, a filing can be taken back as a whole."""
_HIDING = frozenset({"components", "findings", "redactions", "returned"})
_OF_WORKBOOK = frozenset(
    {
        "jewel add",
        "jewel remove",
        "product add",
        "product set",
        "rules add",
        "rules allow",
        "rules remove",
        "vendor set",
    }
)


_QUIET: Progress = NoProgress()
_GOES_ON: Cancel = NeverCancel()


class TooLate(SaidError):
    """A step can't be taken back, now or ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One step that was done (or done again): what it is called, whose, and how it is taken back."""

    trace: books.Trace

    @property
    def action(self) -> str:
        """The action's name, as in the audit."""
        return self.trace.action

    @property
    def filing(self) -> str:
        """The slug of the filing that it is about; "" where it is about the workbook."""
        return "" if self.action in _OF_WORKBOOK else self.trace.subject.partition("/")[0]

    @property
    def ends(self) -> bool:
        """Is it nothing to take back, but what ends that for its filing?"""
        return self.action in BARS

    @property
    def where(self) -> Step | None:
        """The step where one sees it; None where there is none."""
        return WHERE.get(self.action)

    @property
    def size(self) -> int:
        """Bytes that it takes to remember."""
        return self.trace.size

    def count(self, name: str = "count") -> int:
        """Give a number of the audit's detail; 0 where there is none."""
        found = self.detail.get(name)
        return found if isinstance(found, int) else 0

    @property
    def detail(self) -> dict[str, object]:
        """The audit's detail."""
        held: dict[str, object] = json.loads(self.trace.detail)
        return held


def follow(session: Session, listener: Callable[[Done], object]) -> None:
    """Have every step handed over that can be taken back, and what ends that (see `ends`); on whatever thread did it,
    once it is committed."""

    def told(trace: books.Trace) -> None:
        step = Done(trace=trace)
        # What wrote a row into the register stays, unless its opposite is written there as well.
        if step.ends or trace.action == "register due" or "register_rows" not in step.detail:
            listener(step)

    session.book.trail.follow(told, recorded=WHERE.keys(), told=BARS.keys())


def back(session: Session, step: Done, *, progress: Progress = _QUIET, cancel: Cancel = _GOES_ON) -> Done:
    """Take a step back, or do one again that was taken back: one transaction. Give what takes that back in turn.

    UserError, and nothing changed, where something else was done to the same things since, or where it is too late.
    """
    return _turn(session, step, "undo", progress, cancel)


def forth(session: Session, step: Done, *, progress: Progress = _QUIET, cancel: Cancel = _GOES_ON) -> Done:
    """Do a step again that `back` took back, as `back` gave it."""
    return _turn(session, step, "redo", progress, cancel)


def check(session: Session, step: Done) -> None:
    """Refuse what is too late to take back: what was signed, exported, sent or erased since stands on it."""
    for action in _since(session, step):
        if action in BARS:
            raise TooLate(Message(BARS[action]), where=step.filing, next_step=Message("undo.change-it"))


def ended(step: Done, lang: str) -> str:
    """Say why nothing before this is taken back any more."""
    return said(Message(BARS[step.action]), lang) + ("。" if lang == "zh" else ".")


def _since(session: Session, step: Done) -> tuple[str, ...]:
    """Give what was done since to the same filing; to any, of what belongs to all of them."""
    if step.filing:
        return tuple(row.action for row in session.book.audit.of(step.filing, since=step.trace.sequence))
    return tuple(sorted(session.book.audit.actions(step.trace.sequence)))


def _turn(session: Session, step: Done, action: str, progress: Progress, cancel: Cancel) -> Done:
    check(session, step)
    filing, actor = _filing(session, step), step.trace.actor
    if filing is not None:
        registered.check_kept(session, filing)
        if actor:  # the audit says that she took it back: she sits here, and still may
            name = _name_of(session, actor)
            who = session.member(name) if step.where is None else session.acting(name, Duty.PROPOSE, filing)
            actor = who.fingerprint
    detail: dict[str, str | int | bool] = {"action": step.action, "of": step.trace.sequence}
    before = _standing(session, filing)
    book = session.book
    with book.trail.caught() as traces, book.transaction(
        action, actor=actor, subject=step.trace.subject, detail=detail
    ) as note:  # fmt: skip
        try:
            scanned = "scan" in _since(session, step)
            changes = book.trail.reverse(step.trace, scanned=scanned, progress=progress, cancel=cancel)
        except books.Disagreement:
            raise TooLate(Message("undo.changed-since"), next_step=Message("undo.change-it")) from None
        now = _filing(session, step)
        if now is not None and any(table in _HIDING for table, _, _ in changes):
            from codebinder.workflow import hiding  # it loads much; the window is shown before

            hiding.reopen(session, now)
        if now is not None and step.action == "register due":
            states.note_due(session, now, before=filing.due if filing is not None else "", by=actor)
        if now is None and filing is not None and not set(_since(session, step)) <= _HARMLESS:
            raise TooLate(Message("undo.filing-used"), where=step.filing)
        note.detail["redactions"] = before - _standing(session, now)
    (made,) = traces
    return replace(step, trace=replace(step.trace, sequence=made.sequence, packed=made.packed))


def _filing(session: Session, step: Done) -> Filing | None:
    """Give the filing that a step is about, where there is one (now)."""
    book = session.book.filings
    return book.get(step.filing) if step.filing and book.exists(step.filing) else None


def _standing(session: Session, filing: Filing | None) -> int:
    """Count what is hidden, or waits for a person to say whether it still is."""
    if filing is None:
        return 0
    book = session.book
    return len({row.id for row in book.redactions.list(filing.slug)} | set(book.carried.waiting(filing.slug)))


def _name_of(session: Session, fingerprint: str) -> str:
    """Give the name under which this account holds the key that did a step."""
    for key in session.environment.vault().list():
        if key.fingerprint == fingerprint:
            return key.name
    raise SaidError(Message("undo.no-key"), next_step=Message("undo.change-it"))
