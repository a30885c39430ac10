"""Signed objects against the columns by which they are found: one that is filed under another name counts for nothing.

A rejection whose row says another round, type or filing would be overlooked, though every bit of what was signed is as
it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import cast

from codebinder.base.messages import said
from codebinder.errors import UserError
from codebinder.model.text import Message, shown
from codebinder.workbook import Shelf
from codebinder.workflow import notes
from codebinder.workflow.session import Session

_NAMED = 20


def faults(session: Session) -> tuple[str, ...]:
    """Give a sentence for every signed object whose row says something else than it does."""
    uids = {each.slug: each.uid for each in session.book.filings.list()}
    texts = [
        said(Message("audit.misfiled", {"number": row.sequence, "key": shown(row.signer[:16]), "what": what})) + "."
        for row in session.book.reviews.shelf()
        for what in _wrong(session, row, uids)
    ]
    more = len(texts) - _NAMED
    return (*texts[:_NAMED], *([said(Message("audit.more", {"count": more}))] if more > 0 else []))


def _wrong(session: Session, row: Shelf, uids: Mapping[str, str]) -> Iterator[str]:
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
    if row.comment and not _fits(session, row.comment, fields):
        yield "comment"


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
