"""Signed objects against the columns by which they are found, and against the audit: none is filed away or cut out.

A rejection whose row says another round, type or filing would be overlooked, though every bit of what was signed is as
it was; and so would one that was the last thing its signer signed, since nothing after it names it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

from codebinder.base.messages import Told, stopped
from codebinder.errors import UserError
from codebinder.model.review import SignedType
from codebinder.model.text import Message, shown
from codebinder.workbook import Shelf
from codebinder.workflow import notes
from codebinder.workflow.session import Session

_NAMED = 20


_SIGNING = frozenset(
    {
        "review answer", "review decide", "review excuse", "review export", "review fulfil", "review settle",
        "review sign", "review submit", "review withdraw",
    }
)  # fmt: skip
"""Actions by which whoever acts adds one signed object or more."""
_REVIEWED = frozenset(
    each.value
    for each in (
        SignedType.ANSWER, SignedType.APPROVAL, SignedType.BULK, SignedType.DECISION, SignedType.EXCUSAL,
        SignedType.FULFILMENT, SignedType.PACKET, SignedType.SETTLEMENT, SignedType.SUBMISSION, SignedType.WITHDRAWAL,
    )
)  # fmt: skip
"""What those actions add, and no other does."""


def faults(session: Session, *, comments: bool = True) -> tuple[str, ...]:
    """Give a sentence for every signed object whose row says something else than it does, and for every key of which
    fewer are here than the audit counts. `comments`: those are looked into as well, which takes longer."""
    uids = {each.slug: each.uid for each in session.book.filings.list()}
    shelf = session.book.reviews.shelf()
    erased = {row.filing for row in shelf if row.type == SignedType.ERASURE.value}
    texts: list[str] = [
        stopped(Message("audit.misfiled", {"number": row.sequence, "key": shown(row.signer[:16]), "what": what}))
        for row in shelf
        for what in _wrong(session, row, uids, erased, comments=comments)
    ]
    texts += _cut_out(session, shelf)
    texts += _proposed_by_others(session)
    more = len(texts) - _NAMED
    return (*texts[:_NAMED], *([Told(Message("audit.more", {"count": more}))] if more > 0 else []))


def _cut_out(session: Session, shelf: Iterable[Shelf]) -> Iterator[str]:
    """Name the keys that signed more about rounds, as the audit has it, than is here."""
    here = Counter(row.signer for row in shelf if row.type in _REVIEWED)
    wanted = Counter[str]()
    for action, actor, text in session.book.audit.doers("review "):
        detail: dict[str, object] = json.loads(text)
        if action in _SIGNING:
            wanted[actor] += action != "review decide" or detail.get("count") != 0  # where there was nothing to decide
        elif action == "review import":
            whose, count = str(detail.get("reviewer")), detail.get("count")
            names = [each for each in here if each.startswith(whose)] or [whose]
            wanted[names[0]] += count if isinstance(count, int) else 0
    for signer, count in wanted.items():
        if here[signer] < count:
            params = {"key": shown(signer[:16]), "here": here[signer], "count": count}
            yield stopped(Message("audit.cut-out", params))


def _proposed_by_others(session: Session) -> Iterator[str]:
    """Name the keys that proposed less, as the audit has it, than rows here say of them.

    Who proposed is not signed: a row that names somebody else would let its proposer approve it.
    """
    allowed, spare = Counter[tuple[str, str]](), Counter[str]()
    for action, actor, at, text in session.book.audit.doings("redact", "redact propose", "redact returned", "keep"):
        detail: dict[str, object] = json.loads(text)
        count = detail.get("count")
        if action == "redact returned":
            spare[actor] += detail.get("verdict") == "accept"
        else:
            allowed[actor, at] += count if isinstance(count, int) else 0
    over = Counter[str]()
    for actor, at, count in session.book.redactions.makers():
        over[actor] += max(0, count - allowed[actor, at])
    for actor, count in over.items():
        if count > spare[actor]:
            yield stopped(Message("audit.proposer", {"key": shown(actor[:16]), "count": count - spare[actor]}))


def _wrong(
    session: Session, row: Shelf, uids: Mapping[str, str], erased: Collection[str], *, comments: bool
) -> Iterator[str]:
    if hashlib.sha256(row.stored).hexdigest() != row.digest:
        yield "digest"
        return
    try:
        value: object = json.loads(row.stored)
    except ValueError:
        yield "stored"
        return
    fields = cast("Mapping[str, object]", value if isinstance(value, dict) else {})
    uid = str(fields.get("filing", ""))
    told = {
        "type": fields.get("type"),
        "signer": fields.get("signer"),
        "sequence": fields.get("sequence"),
        "at": fields.get("at"),
        "round": fields.get("round"),
    }
    has = {"type": row.type, "signer": row.signer, "sequence": row.sequence, "at": row.at, "round": row.round}
    yield from (name for name, each in has.items() if told[name] != each)
    if uids.get(row.filing, "") != uid and (row.filing in uids or uid in uids.values() or not uid):
        yield "filing"
    if row.subject and row.subject not in fields.values():
        yield "subject"
    if comments and not (_fits(session, row.comment, fields) if row.comment else _needs_none(row, fields, erased)):
        yield "comment"


def _needs_none(row: Shelf, fields: Mapping[str, object], erased: Collection[str]) -> bool:
    """May a row have no comment? With what its filing hid, its comments went as well."""
    return not fields.get("comment_tag") or row.filing in erased


def _fits(session: Session, box: str, fields: Mapping[str, object]) -> bool:
    """Is the comment the one that was signed? Where the workbook's key is not at hand, nobody can say."""
    try:
        sealer = session.sealer
    except UserError:
        return True
    try:
        text = notes.opened(session, box)
    except (UserError, ValueError):
        return False
    return fields.get("comment_tag") in {None, sealer.tag("comment", text.encode())}
