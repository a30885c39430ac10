"""What does not fit: decisions that look like a slip, each with the words that say why.

A mistake must not hide in a group. Every check looks at one thing and says one sentence. What is found here is judged
by itself and comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codebinder.model.findings import Confidence
from codebinder.model.text import Message, shown
from codebinder.workflow import likeness, outliers
from codebinder.workflow.matters import Act, Matter
from codebinder.workflow.sights import Sight
from codebinder.workflow.surroundings import (
    SECRET_KINDS,
    claims_test,
    doubts,
    in_tests,
    is_common,
    note_key,
    says_nothing,
    says_open,
)

_KEPT = frozenset({Act.KEEP})
_POINTED = frozenset({"CRY", "PII", "PFI"})
"""Reasons that are about one value, not about code."""
_FITS: Mapping[str, frozenset[str]] = {
    "secret": frozenset({"CRY", "VUL", "SS", "3P"}),
    "personal": frozenset({"PII", "PFI", "SS", "3P"}),
    "financial": frozenset({"PFI", "PII", "TS", "3P", "SS"}),
}
_PUBLIC = frozenset({"certificate", "token-public", "token-firebase", "organisation"})
_CREDIT_KINDS = frozenset({"licence"})
_MANY_LINES, _LONG_FILE = 12, 40
_CHUNK = 4
_SHORT = 5
"""A value of fewer bytes stands in much that has nothing to do with it."""
_LEGAL_FILE = re.compile(
    rb"(?:^|/)(?:licen[cs]e|copying|copyright|notice|patents|authors|credits)[^/]*$", re.IGNORECASE
)
_BUILD_FILE = re.compile(
    rb"(?:^|/)(?:readme[^/]*|makefile[^/]*|cmakelists\.txt|kconfig[^/]*|configure(?:\.ac)?|meson\.build|setup\.py|"
    rb"pom\.xml|build\.gradle|package\.json|cargo\.toml|go\.mod)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Why something stands out. The lower `rank`, the graver; `alone`: never judged together with others like it."""

    code: str
    why: Message
    rank: int
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _All:
    """What one is held against."""

    sights: Mapping[str, Sight]
    known: Mapping[str, str]
    hidden: Mapping[str, str]
    copies: Mapping[str, tuple[str, bool]]
    overlaps: Mapping[str, tuple[str, bool]]
    notes: Mapping[str, str]
    kinds: frozenset[str]
    odd_types: frozenset[str]
    against: Mapping[str, int]
    large: Mapping[str, tuple[int, int]]


def find(
    matters: Sequence[Matter], sights: Mapping[str, Sight], known: Mapping[str, str]
) -> dict[str, tuple[Oddity, ...]]:
    """Give what is odd about each, by id; `known` says what the template publishes for each internal reason."""
    kept = [each for each in matters if each.act in _KEPT or each.act is Act.OPEN]
    hiding = [each for each in matters if each.hides]
    all_of = _All(
        sights=sights,
        known=known,
        hidden={each.tag: each.id for each in hiding if each.tag},
        copies=likeness.copies(outliers.values(hiding, sights), outliers.values(kept, sights)),
        overlaps=outliers.overlaps(matters),
        notes=outliers.usual_rules(kept),
        kinds=frozenset(each.kind for each in matters if each.since in {"same", "changed"}),
        odd_types=outliers.odd_types(hiding),
        against=outliers.against(matters),
        large=outliers.large(hiding, sights),
    )
    found: dict[str, tuple[Oddity, ...]] = {}
    for each in matters:
        odd = tuple(sorted(_checked(each, all_of), key=lambda one: (one.rank, one.code)))
        if odd:
            found[each.id] = odd
    return found


def _checked(matter: Matter, all_of: _All) -> Iterator[Oddity]:
    for acts, check in _CHECKS:
        if matter.act in acts:
            odd = check(matter, all_of)
            if odd is not None:
                yield odd


def _odd(code: str, rank: int, *, alone: bool = False, **params: str | int) -> Oddity:
    return Oddity(code=code, why=Message(f"odd.{code}", params), rank=rank, alone=alone)


# -- what is to stay


def _sure_secret(matter: Matter, _: _All) -> Oddity | None:
    sure = matter.kind in SECRET_KINDS and matter.confidence is Confidence.HIGH
    if not sure or matter.topic.stays in {"public", "salt"}:
        return None
    if matter.kind == "private-key" or not in_tests(matter.path):
        return _odd("sure-secret", 0, alone=not in_tests(matter.path))
    return _odd("sure-secret-test", 2)


def _grave(matter: Matter, _: _All) -> Oddity | None:
    stays = matter.topic.stays
    if matter.confidence is Confidence.LOW or stays not in {"state", "identity", "hole", "money"}:
        return None
    return _odd(f"grave-{stays}", 1)


def _no_note(matter: Matter, _: _All) -> Oddity | None:
    return _odd("no-note", 6) if says_nothing(matter.note) else None


def _doubting(matter: Matter, _: _All) -> Oddity | None:
    return _odd("doubt", 3, alone=True) if doubts(matter.note) else None


def _shared_note(matter: Matter, all_of: _All) -> Oddity | None:
    usual = all_of.notes.get(note_key(matter.note), "")
    if not usual or matter.rule == usual or says_nothing(matter.note):
        return None
    return _odd("shared-note", 3)


def _not_a_test(matter: Matter, all_of: _All) -> Oddity | None:
    """The note speaks of tests, and it stands in the product."""
    if matter.kind not in SECRET_KINDS or matter.confidence is Confidence.LOW or not claims_test(matter.note):
        return None
    sight = all_of.sights.get(matter.id)
    if in_tests(matter.path) or (sight is not None and claims_test(sight.line[: sight.before])):
        return None
    documents = re.search(rb"(?:^|/)docs?/|\.(?:md|rst|txt|adoc)$", matter.path.lower())
    return None if documents else _odd("not-a-test", 2)


def _hidden_elsewhere(matter: Matter, all_of: _All) -> Oddity | None:
    other = all_of.hidden.get(matter.tag, "") if matter.tag else ""
    return _odd("hidden-elsewhere", 1, alone=True, other=other) if other else None


def _copy(matter: Matter, all_of: _All) -> Oddity | None:
    held = all_of.copies.get(matter.id)
    if held is None or all_of.hidden.get(matter.tag):
        return None
    return _odd("other-form" if held[1] else "near-copy", 1, alone=True, other=held[0])


def _partly(matter: Matter, all_of: _All) -> Oddity | None:
    held = all_of.overlaps.get(matter.id)
    return _odd("partly-hidden", 1, alone=True, other=held[0]) if held is not None else None


# -- what is hidden


def _group(kind: str) -> str:
    return "secret" if kind in SECRET_KINDS else kind


def _reason(matter: Matter, _: _All) -> Oddity | None:
    kinds = {_group(each.kind) for each in matter.inside}
    if not kinds or any(kind not in _FITS for kind in kinds):
        return None
    if matter.topic.stays == "public" or (matter.act is not Act.VALUE and matter.reason not in {*_POINTED, "AC", "WP"}):
        return None
    if any(matter.reason in _FITS[kind] for kind in kinds) or matter.reason not in _REASONS:
        return None
    return _odd("reason", 2, reason=shown(matter.reason))


_REASONS = frozenset({"TS", "TS-ALG", "3P", "CRY", "VUL", "PII", "PFI", "SS", "EXP", "AC", "WP", "NA", "OOS"})


def _unpublished(matter: Matter, all_of: _All) -> Oddity | None:
    if not all_of.known:
        return None
    if matter.reason in all_of.known and all_of.known[matter.reason] == (
        matter.published or all_of.known[matter.reason]
    ):
        return None
    return _odd("unpublished", 2, reason=shown(matter.reason))


def _too_much(matter: Matter, all_of: _All) -> Oddity | None:
    sight = all_of.sights.get(matter.id)
    if sight is None or matter.reason not in _POINTED or not matter.inside or matter.act is Act.VALUE:
        return None
    size = matter.end - matter.start
    inner = sum(each.end - each.start for each in matter.inside) * max(1, matter.count) // len(matter.inside)
    least = _LONG_FILE if matter.act is Act.FILE else _MANY_LINES
    if sight.lines < least or inner * _CHUNK > size:
        return None
    return _odd("too-much", 2, lines=sight.lines, count=matter.count)


def _credit(matter: Matter, all_of: _All) -> Oddity | None:
    sight = all_of.sights.get(matter.id)
    if matter.act is Act.FILE:
        return _odd("legal-file", 1) if _LEGAL_FILE.search(matter.path) else None
    if any(each.kind in _CREDIT_KINDS for each in matter.inside) or (sight is not None and sight.credit):
        return _odd("credit", 1)
    return None


def _copyleft(matter: Matter, all_of: _All) -> Oddity | None:
    sight = all_of.sights.get(matter.id)
    if sight is None or not sight.copyleft or matter.reason in {*_POINTED, "VUL", "SS"}:
        return None
    return _odd("copyleft", 1, reason=shown(matter.reason))


def _part(matter: Matter, all_of: _All) -> Oddity | None:
    sight = all_of.sights.get(matter.id)
    if matter.cut:
        return _odd("part", 1, alone=True)
    if sight is None or matter.reason not in _POINTED or matter.act is Act.FILE:
        return None
    if sight.half:
        return _odd("half-key", 0, alone=True)
    return _odd("joined", 2) if sight.joined else None


def _odd_type(matter: Matter, all_of: _All) -> Oddity | None:
    if _BUILD_FILE.search(matter.path):
        return _odd("build-file", 2)
    return _odd("odd-type", 3) if matter.id in all_of.odd_types else None


def _crossed(matter: Matter, all_of: _All) -> Oddity | None:
    held = all_of.overlaps.get(matter.id)
    return _odd("crossed", 2, alone=True, other=held[0]) if held is not None else None


def _large(matter: Matter, all_of: _All) -> Oddity | None:
    held = all_of.large.get(matter.id)
    return _odd("large", 3, lines=held[0], usual=held[1]) if held is not None else None


def _nothing_found(matter: Matter, _: _All) -> Oddity | None:
    return (
        _odd("nothing-found", 3, reason=shown(matter.reason))
        if matter.reason in _POINTED and not matter.count
        else None
    )


def _nothing_there(matter: Matter, all_of: _All) -> Oddity | None:
    sight = all_of.sights.get(matter.id)
    if sight is None or sight.encoding not in {"utf-8", "utf-8-sig"} or re.search(rb"[^\W_]|[\x80-\xff]", sight.value):
        return None
    return _odd("nothing-there", 2)


def _common(matter: Matter, all_of: _All) -> Oddity | None:
    sight = all_of.sights.get(matter.id)
    if sight is None or not sight.value:
        return None
    if len(sight.value) < _SHORT:
        return _odd("short", 2, count=len(sight.value))
    return _odd("common-word", 2) if is_common(sight.value) else None


def _harmless(matter: Matter, _: _All) -> Oddity | None:
    if matter.reason != "CRY" or not matter.inside or matter.topic.name not in _PUBLIC:
        return None
    return _odd("harmless", 3)


def _says_open(matter: Matter, _: _All) -> Oddity | None:
    return _odd("says-open", 3, alone=True) if says_open(matter.note) or doubts(matter.note) else None


# -- both


def _against_the_rest(matter: Matter, all_of: _All) -> Oddity | None:
    count = all_of.against.get(matter.id)
    if count is None:
        return None
    return _odd("against-kept" if matter.hides else "against-hidden", 3, count=count)


def _new_kind(matter: Matter, all_of: _All) -> Oddity | None:
    if matter.since != "new" or not matter.kind or not all_of.kinds or matter.kind in all_of.kinds:
        return None
    return _odd("new-kind", 4)


_HIDE = frozenset({Act.VALUE, Act.PLACE, Act.FILE})
_Check = Callable[[Matter, _All], Oddity | None]
_CHECKS: tuple[tuple[frozenset[Act], _Check], ...] = (
    *((_KEPT, check) for check in (_sure_secret, _grave, _no_note, _doubting, _shared_note, _not_a_test)),
    *((frozenset({Act.KEEP, Act.OPEN}), check) for check in (_hidden_elsewhere, _copy)),
    (frozenset({Act.KEEP}), _partly),
    *((_HIDE, check) for check in (_reason, _unpublished, _too_much, _credit, _copyleft, _part, _harmless, _says_open)),
    (frozenset({Act.FILE}), _odd_type),
    *((frozenset({Act.VALUE, Act.PLACE}), check) for check in (_crossed, _nothing_there)),
    (frozenset({Act.PLACE, Act.VALUE}), _nothing_found),
    (frozenset({Act.VALUE}), _common),
    (frozenset({Act.PLACE}), _large),
    (frozenset({Act.KEEP, Act.VALUE}), _against_the_rest),
    (frozenset(Act), _new_kind),
)


def unlike() -> Oddity:
    """Say that a value looks otherwise than those beside it."""
    return _odd("unlike", 2, alone=True)


def chosen() -> Oddity:
    """Say that a value is made as passwords have to be, beside plain words."""
    return _odd("chosen", 2, alone=True)


def real() -> Oddity:
    """Say that a name, address or number is none of those set apart for examples, beside such."""
    return _odd("real", 2, alone=True)
