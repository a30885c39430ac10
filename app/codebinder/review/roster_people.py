"""People of a roster: who has a key, which keys are of one person, and which were made under one account."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from codebinder.model.review import PublicKey, Roster
from codebinder.model.text import UNSEEN


def member(roster: Roster, fingerprint: str) -> PublicKey | None:
    """Give the member with that key, or None."""
    return next((key for key in roster.members if key.fingerprint == fingerprint), None)


def same_person(one: PublicKey, other: PublicKey) -> bool:
    """Are two keys of one person, as the roster says? Case, width and spacing of the name make no difference."""
    return folded(one.person) == folded(other.person)


def account_shared(key: PublicKey, others: Iterable[PublicKey]) -> bool:
    """Was `key` made under the same account of an operating system as one of the others?"""
    return bool(key.origin) and any(
        other.origin == key.origin and other.fingerprint != key.fingerprint for other in others
    )


def folded(text: str) -> str:
    """Give a name in the form in which two names are compared; what nobody sees of it makes no difference."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().split())
