"""Bates numbers: one for each printed page, a prefix and so many digits, without a gap over all volumes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from codebinder.model.template_pages import Listing
from codebinder.model.text import Message

_NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The numbers of one production: `start` is what the first printed page bears."""

    prefix: str
    start: int
    digits: int

    def of(self, page: int) -> str:
        """Give the number of a printed page (from 1)."""
        return f"{self.prefix}{self.start + page - 1:0{self.digits}d}"


def stamp_of(listing: Listing, answers: Mapping[str, str]) -> Stamp | None:
    """Give the numbers that template and form ask for; None where there are none. A first number that nobody gave is
    1."""
    if listing.bates is None:
        return None
    given = answers.get(listing.bates.start, "").strip()
    start = int(given) if _NUMBER.fullmatch(given) else 1
    return Stamp(prefix=answers.get(listing.bates.prefix, "").strip(), start=start, digits=listing.bates.digits)


def bates_faults(listing: Listing, answers: Mapping[str, str], pages: int) -> tuple[Message, ...]:
    """Say why `pages` pages cannot be numbered so: a first number that is none, or digits that don't suffice."""
    stamp = stamp_of(listing, answers)
    if stamp is None or listing.bates is None:
        return ()
    given = answers.get(listing.bates.start, "").strip()
    if given and not _NUMBER.fullmatch(given):
        return (Message("fault.pages.bates-start", {"given": given}),)
    last = stamp.start + max(pages, 1) - 1
    if last >= 10**stamp.digits:
        return (
            Message(
                "fault.pages.bates-overflow",
                {"first": stamp.of(1), "pages": pages, "last": last, "digits": stamp.digits},
            ),
        )
    return ()
