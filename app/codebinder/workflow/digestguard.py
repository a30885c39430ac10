"""The guard before an image's bare digest: whoever can guess what is unknown in an image confirms the guess with it.

To disclose nothing but a digest is an exception that a person confirms. It is refused where the image holds so little
that all of it could be guessed, and where detection found something inside that could: a short password, a number of a
few digits, a person's name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError, SaidProblems, Told
from codebinder.errors import UserError
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.text import Message, shown_path
from codebinder.workflow import filings, imagecontent, images
from codebinder.workflow.session import Session

CONFIRMED = "digest.confirmed"
"""Key of `Component.stated` for a person's word that the digest alone may leave."""
LEAST_BITS = 64
"""Fewer bits than this are tried in a day by anybody who has graphics cards."""
_LEAST, _TELLING = 1024, 64
"""An image under so many bytes, or with fewer blocks than these that differ from each other, is no secret."""
_BLOCK, _VARIED = 32, 8
"""The size of such a block, and how many different bytes it has at least."""
_PIECE = 1 << 20
_SECRETS = frozenset({"password", "key", "token", "private-key"})
_PEOPLE = frozenset({"personal", "financial"})
_CLASSES = ((re.compile(rb"[a-z]"), 26), (re.compile(rb"[A-Z]"), 26), (re.compile(rb"[0-9]"), 10),
            (re.compile(rb"[^A-Za-z0-9]"), 33))  # fmt: skip
_WORD = re.compile(rb"[A-Za-z]?[a-z]{2,}|[A-Z]{3,}")
_VOWEL = re.compile(rb"[aeiouyAEIOUY]")
_YEAR = re.compile(rb"(?:19|20)[0-9]{2}")
_HEX = re.compile(rb"(?:0x)?[0-9a-f]+|(?:0x)?[0-9A-F]+")
_WORDY = range(3, 11)
"""Letters of a word; more in a row than that are none."""
_MOST_TOLD, _MOST = 50, 4096
_NEVER = NeverCancel()


def confirmed(component: Component) -> bool:
    """Has a person confirmed that nothing but this image's digest is to leave?"""
    return dict(component.stated).get(CONFIRMED) == "yes"


def with_word(component: Component, *, given: bool) -> Component:
    """Give a component with a person's confirmation, or without one where it is not disclosed by its digest."""
    rest = tuple(pair for pair in component.stated if pair[0] != CONFIRMED)
    given = given and component.disclosure is Disclosure.DIGEST
    return replace(component, stated=(*rest, (CONFIRMED, "yes")) if given else rest)


def check(path: Path, *, given: bool, cancel: Cancel) -> None:
    """Refuse to disclose an image by nothing but its digest without a person's word, or where it says too little."""
    if not given:
        raise SaidError(
            Message("refuse.digestguard.unconfirmed"),
            where=shown_path(path.name.encode("utf-8", "surrogateescape")),
            next_step=Message("next.digestguard.confirm"),
        )
    if path.stat().st_size < _LEAST or not _tells(path, cancel):
        raise SaidError(
            Message("refuse.digestguard.thin"),
            where=shown_path(path.name.encode("utf-8", "surrogateescape")),
            next_step=Message("next.digestguard.withhold"),
        )


def _tells(path: Path, cancel: Cancel) -> bool:
    """Does the file hold more than padding and a little? Read only as far as needed to know."""
    seen: set[bytes] = set()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            cancel.check()
            for at in range(0, len(piece), _BLOCK):
                block = piece[at : at + _BLOCK]
                if len(set(block)) >= _VARIED:
                    seen.add(block)
            if len(seen) >= _TELLING:
                return True
    return False


def check_filing(session: Session, filing: Filing) -> None:
    """Refuse the digests of a filing's images that a person has not confirmed, or that would confirm guesses."""
    for part in filings.components(session, filing, ComponentKind.FIRMWARE):
        if part.disclosure is Disclosure.DIGEST and (not filing.scope or part.slug in filing.scope):
            check_part(session, filing, part)


def check_part(session: Session, filing: Filing, part: Component) -> None:
    """Refuse one image's digest where it was not confirmed, or detection has found what could be guessed inside."""
    if not confirmed(part):
        raise SaidError(
            Message("refuse.digestguard.unconfirmed"), where=part.slug, next_step=Message("next.digestguard.confirm")
        )
    found = guessable(session, filing, part)
    if found:
        raise SaidProblems(
            Message("refuse.digestguard.guessable", {"slug": part.slug}),
            tuple(Told(each) for each in found[:_MOST_TOLD]),
            where=filing.slug,
            next_step=Message("next.digestguard.keep"),
        )


def guessable(session: Session, filing: Filing, part: Component) -> list[Message]:
    """Name the findings inside an image of which somebody could guess what stands there, and why; what a person keeps
    may be known, and is not one of them."""
    open_ = FindingFilter(
        component=part.slug, states=(FindingState.OPEN, FindingState.REDACTED),
        confidences=(Confidence.HIGH, Confidence.MEDIUM),
    )  # fmt: skip
    rows = session.book.findings.all(filing.slug, open_)
    secrets = [each for each in rows if each.kind in _SECRETS]
    held = dict(_values(session, part, secrets))
    found: list[Message] = []
    for each in rows:
        where = {"id": each.id, "rule": each.rule, "path": shown_path(each.path)}
        if each.kind in _PEOPLE:
            found.append(Message("fault.digestguard.person", where))
        elif each.kind in _SECRETS and each.id not in held:
            found.append(Message("fault.digestguard.unread", where))
        elif each.kind in _SECRETS and bits(held[each.id]) < LEAST_BITS:
            found.append(Message("fault.digestguard.short", where))
    return found


def _values(session: Session, part: Component, rows: Sequence[Finding]) -> Iterator[tuple[str, bytes]]:
    """Read what findings saw, as far as it still stands there."""
    if not rows:
        return
    name = images.name_of(part)
    with images.opened(session, part, cancel=_NEVER) as blob, PrivateFolder(session.environment.temp_root) as folder:
        for each in rows:
            size = min(each.end - each.start, _MOST)
            with suppress(UserError):
                yield (
                    each.id,
                    imagecontent.read_at(blob, name, each.path, each.start, size, folder=folder, cancel=_NEVER),
                )


def bits(value: bytes) -> float:
    """Say how many bits at most somebody must try for a value: words and years count as such, not by their letters."""
    value = value.replace(b"\0", b"").strip()
    if not value:
        return 0.0
    if _HEX.fullmatch(value) and len(value) >= 16:
        return min(4.0 * len(value), 8.0 * len(set(value)))
    size = sum(count for chars, count in _CLASSES if chars.search(value)) or 1
    total, rest = 0.0, value
    for word in _WORD.findall(value):
        if len(word) in _WORDY and _VOWEL.search(word):
            total += 14.0
            rest = rest.replace(word, b"", 1)
    for year in _YEAR.findall(rest):
        total += 7.0
        rest = rest.replace(year, b"", 1)
    total += len(rest) * math.log2(size)
    # A few characters over and over are worth little more than those themselves.
    return min(total, 4.0 * len(set(value)) * math.log2(max(size, 2)))
