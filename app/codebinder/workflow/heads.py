"""Heads of the audit chain that signed objects name, against the chain that is here: cut, put back, or written anew."""

from __future__ import annotations

from collections.abc import Iterable

from codebinder.base.messages import SaidError, Told, message_of, stopped
from codebinder.errors import UserError
from codebinder.model.review import Signed
from codebinder.model.text import Message
from codebinder.workflow.packetmemory import Place, place_of
from codebinder.workflow.session import Session

_PURPOSE = "audit-head"
_NAMED = 20

Head = tuple[int, str]
"""Number of a row, and the keyed digest of its hash."""


def salted(session: Session, digest: str) -> str:
    """Give a row's hash as signed objects name it: keyed, so that it tells nobody what the row says."""
    return session.sealer.tag(_PURPOSE, digest.encode())


def compared(session: Session, heads: Iterable[Head]) -> tuple[list[Head], list[Head], list[Head]]:
    """Sort heads into those that agree with the chain here, those that differ, and those beyond its end."""
    wanted = sorted(set(heads))
    here = session.book.audit.hashes([number for number, _ in wanted])
    known = {number: salted(session, digest) for number, digest in here.items()}
    agreeing = [head for head in wanted if known.get(head[0]) == head[1]]
    differing = [head for head in wanted if head[0] in known and known[head[0]] != head[1]]
    return agreeing, differing, [head for head in wanted if head[0] not in known]


def named(objects: Iterable[Signed]) -> dict[Head, Place]:
    """Give the heads that objects name, each with one that names it."""
    found: dict[Head, Place] = {}
    for signed in objects:
        at = place_of(signed)
        if at.head is not None:
            found.setdefault(at.head, at)
    return found


def faults(session: Session) -> tuple[str, ...]:
    """Give a sentence for every signed object of the workbook that names a head which its chain does not have."""
    heads = named(session.book.reviews.objects())
    if not heads:
        return ()
    if unchecked(session) is not None:
        return ()
    _, differing, beyond = compared(session, heads)
    texts = [_fault("audit.head-differs", head, heads[head]) for head in differing]
    texts += [_fault("audit.head-missing", head, heads[head]) for head in beyond]
    more = len(texts) - _NAMED
    return (*texts[:_NAMED], *([Told(Message("audit.more", {"count": more}))] if more > 0 else []))


def unchecked(session: Session) -> Message | None:
    """Say why what signed objects tell of the chain can't be checked here: heads are keyed, and the key may be
    elsewhere. That is no fault of the workbook."""
    if not named(session.book.reviews.objects()):
        return None
    try:
        salted(session, "")
    except UserError as error:
        return Message("audit.heads-not-checked", {"why": message_of(error)})
    return None


def _fault(id_: str, head: Head, at: Place) -> str:
    return stopped(Message(id_, {"row": head[0], "number": at.sequence, "key": at.signer[:16]}))


def check_not_put_back(session: Session, objects: Iterable[Signed]) -> None:
    """Refuse what was signed over a later state of this workbook, or over another copy of it."""
    _, differing, beyond = compared(session, named(objects))
    here = session.book.audit_head()[0]
    if beyond:
        raise SaidError(
            Message("answer.put-back", {"row": beyond[-1][0], "here": here}),
            next_step=Message("next.go-newest-copy-workbook-import"),
        )
    if differing:
        raise SaidError(
            Message("answer.other-copy", {"row": differing[0][0]}),
            next_step=Message("next.find-copy-workbook-packet-exported"),
        )
