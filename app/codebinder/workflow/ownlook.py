"""What the reviewer's own program sees in a packet's originals.

Which rule saw what, and how sure it was, a packet says by its sender's word alone: nothing binds it. Where originals
are in the packet whole, they are looked at again here, and what is seen counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from codebinder.base import encoding as encodings
from codebinder.detect.own.engine import shipped_engine
from codebinder.model.findings import Confidence, Detected
from codebinder.model.ports import Cancel
from codebinder.workflow import cardtopics
from codebinder.workflow.matters import MOST_INSIDE, SURE, Act, Inside, Matter
from codebinder.workflow.packetmemory import Packet
from codebinder.workflow.surroundings import SECRET_KINDS

_UNSEEN = frozenset({"same-value"})
"""Rules that need all files, or what a person has decided: looking at one file does not tell."""


def look(reader: Packet, rows: Sequence[Matter], cache: Path | None, cancel: Cancel) -> tuple[Matter, ...]:
    """Give what there is to decide, with what the shipped rules see in it; as it was said where nobody can look."""
    files: dict[tuple[str, bytes], list[Matter]] = {}
    for each in rows:
        files.setdefault((each.component, each.path), []).append(each)
    seen: dict[str, Matter] = {}
    for (component, path), some in sorted(files.items()):
        cancel.check()
        held = reader.original(component, path)
        if held is not None and held[1] is None:
            data = held[0]
            found = shipped_engine(cache).scan(path, data, encodings.detect(data)[0], cancel=cancel)
            seen.update((each.id, _seen(each, found)) for each in some)
    return tuple(seen.get(each.id, each) for each in rows)


def _seen(row: Matter, found: Sequence[Detected]) -> Matter:
    return _hidden(row, found) if row.hides else _kept(row, found)


def _kept(row: Matter, found: Sequence[Detected]) -> Matter:
    """What stays is as sure as the surer of both says; its kind is that of what is seen there."""
    here = [each for each in found if (each.start, each.end, each.member) == (row.start, row.end, row.member)]
    surest = _surest([*here, *(each for each in found if _same_rule(each, row))])
    known = cardtopics.known_rules().get(row.rule)
    kind = surest.kind if surest is not None else row.kind
    if surest is None and known is not None and row.rule not in _UNSEEN:
        kind = known[0]
    sure = max((each for each in (row.confidence, surest and surest.confidence) if each), key=SURE.index, default=None)
    return replace(row, kind=kind, confidence=sure)


def _same_rule(seen: Detected, row: Matter) -> bool:
    return (seen.rule, seen.member) == (row.rule, row.member) and seen.start < row.end and row.start < seen.end


def _hidden(row: Matter, found: Sequence[Detected]) -> Matter:
    """What is hidden holds what is seen in it, and nothing that a shipped rule is only said to have seen."""
    whole = row.act is Act.FILE
    inside = [each for each in found if whole or (row.start <= each.start and each.end <= row.end and not each.member)]
    across = [each for each in found if each.start < row.end and row.start < each.end and each not in inside]
    cut = () if whole else tuple(_inside(each) for each in across[:MOST_INSIDE] if _counts(row, each))
    surest = _surest(inside)
    if surest is None:
        unknown = row.rule in _UNSEEN or (bool(row.rule) and row.rule not in cardtopics.known_rules())
        if unknown:
            return replace(row, cut=cut)
        return replace(row, rule="", kind="", confidence=None, inside=(), count=0, cut=cut)
    said = row.rule and any(_group(each.kind) == _group(row.kind) for each in inside)
    # Elsewhere the same value may be seen by a surer rule: a word of the sender that fits what is seen here stays.
    named = row if said else replace(row, rule=surest.rule, kind=surest.kind, confidence=surest.confidence)
    return replace(named, inside=tuple(map(_inside, inside[:MOST_INSIDE])), count=len(inside), cut=cut)


def _counts(row: Matter, seen: Detected) -> bool:
    """Is it cut in two by a place, or takes it in a value and more?"""
    return not seen.member and (row.act is Act.PLACE or (seen.start <= row.start and row.end <= seen.end))


def _group(kind: str) -> str:
    return "secret" if kind in SECRET_KINDS else kind


def _surest(found: Sequence[Detected]) -> Detected | None:
    return max(found, key=lambda each: (SURE.index(each.confidence), each.kind in SECRET_KINDS), default=None)


def _inside(seen: Detected) -> Inside:
    return Inside(
        rule=seen.rule, kind=seen.kind, confidence=Confidence(seen.confidence), start=seen.start, end=seen.end,
        line=seen.line,
    )  # fmt: skip
