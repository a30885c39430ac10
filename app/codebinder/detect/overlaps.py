"""Settles which of several sights of the same bytes stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from codebinder.detect.rules import SECRET_KINDS, Rule
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_BY_NAME = "assigned"
_GRADES = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def settle(sights: Iterable[Sight], rules: Mapping[str, tuple[int, Rule]]) -> list[Sight]:
    """Give the sights that stay, in order of place.

    Of secrets that overlap, one is enough. What proves itself comes first; then, of those above low, that of a rule
    which knows whose token it is; then what has a form of its own before what only stands behind a name; then the
    surer one, the wider, that of the first rule. What else a place is (a name in a licence notice) is told beside it;
    there the same holds within one kind.
    """
    families: dict[str, list[Sight]] = {}
    for sight in sights:
        kind = rules[sight.rule][1].kind
        families.setdefault("secret" if kind in SECRET_KINDS else kind, []).append(sight)
    kept = [one for family in families.values() for one in _best(family, rules)]
    return sorted(kept, key=lambda sight: (sight.start, sight.end, rules[sight.rule][0]))


def _best(sights: list[Sight], rules: Mapping[str, tuple[int, Rule]]) -> list[Sight]:
    ordered = sorted(
        sights,
        key=lambda sight: (
            sight.confidence is Confidence.LOW,
            not sight.firm,
            not rules[sight.rule][1].provider,
            rules[sight.rule][1].detector == _BY_NAME,
            -_GRADES[sight.confidence],
            sight.start - sight.end,
            rules[sight.rule][0],
            sight.start,
        ),
    )
    kept: list[Sight] = []  # in order of place, none overlapping: so only the two neighbours need a look
    for sight in ordered:
        at = bisect_right(kept, sight.start, key=_start)
        behind = at < len(kept) and kept[at].start < sight.end
        before = at > 0 and sight.start < kept[at - 1].end
        if not behind and not before:
            kept.insert(at, sight)
    return kept


def _start(sight: Sight) -> int:
    return sight.start
