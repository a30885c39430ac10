"""Lines that a person leaves out of the listing: which they are, and how it is said.

Nothing is left out unless an answer of the form says so, and never a line that carries a mask. Files leave as they are.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from weakref import WeakKeyDictionary

from codebinder import redact
from codebinder.base.messages import said_in
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeavesOut, LeftOut, Stripped
from codebinder.model.template_pages import Listing, Strip
from codebinder.model.text import Message
from codebinder.workflow.session import Session

_BLANK = frozenset({Strip.BLANK, Strip.BOTH})
_COMMENTS = frozenset({Strip.COMMENTS, Strip.BOTH})

_Key = tuple[bytes, bytes, Strip]
_Held = tuple[bytes, bytes, bool]
_kept: WeakKeyDictionary[Session, dict[_Key, _Held]] = WeakKeyDictionary()


def chosen(listing: Listing, answers: Mapping[str, str]) -> Strip:
    """Give what the form says is left out; nothing where nobody said anything, or anything else."""
    answer = answers.get(listing.strip, "") if listing.strip else ""
    return Strip(answer) if answer in set(Strip) else Strip.NONE


def leaves_out(session: Session, listing: Listing, answers: Mapping[str, str]) -> LeavesOut | None:
    """Give what says which lines of a file are left out of the listing; None where all of them are printed."""
    return by(session, chosen(listing, answers))


def by(session: Session, strip: Strip) -> LeavesOut | None:
    """Give the same for a choice that nobody has made yet."""
    return None if strip is Strip.NONE else partial(_of, session, strip)


def _of(session: Session, strip: Strip, file: AsFiled) -> LeftOut:
    held = _kept.setdefault(session, {})
    key = hashlib.sha256(file.data).digest(), file.path.rpartition(b"/")[2], strip
    known = held.get(key)
    if known is None:
        left = redact.left_out(file.data, file.encoding, file.path, blank=strip in _BLANK, comments=strip in _COMMENTS)
        known = _packed(left.blank), _packed(left.comments), left.unread
        held[key] = known
    blank, comments, unread = known
    return LeftOut(blank=_numbers(blank), comments=_numbers(comments), unread=unread)


def _packed(numbers: frozenset[int]) -> bytes:
    return array("I", sorted(numbers)).tobytes()


def _numbers(packed: bytes) -> frozenset[int]:
    numbers = array("I")
    numbers.frombytes(packed)
    return frozenset(numbers)


def statements(stripped: Stripped, langs: Sequence[str]) -> tuple[str, ...]:
    """Say for the papers, in their languages, what is not printed."""
    if not stripped.blank and not stripped.comments:
        return ()
    params = {"blank": stripped.blank, "comments": stripped.comments}
    parts = [Message("pages.left-out", params)]
    if stripped.unread:
        parts.append(Message("pages.left-out-unread", {"files": stripped.unread}))
    return tuple(said_in(part, langs) for part in parts)
