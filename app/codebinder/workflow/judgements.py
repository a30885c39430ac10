"""Judgements: what can be decided by one look, put together; what does not fit its group stands alone and comes first.

Put together is only what is alike in everything that a verdict depends on: what becomes of it, why and with which note,
how sure the rules are, how it stands against the round before, in which surroundings it is. The same decisions give the
same judgements, whatever their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codebinder.workflow import oddities, outliers
from codebinder.workflow.matters import Act, Matter
from codebinder.workflow.oddities import Oddity
from codebinder.workflow.sights import Sight
from codebinder.workflow.surroundings import (
    SECRET_KINDS,
    Setting,
    looks_chosen,
    looks_drawn,
    looks_made_up,
    note_key,
    setting_of,
)

_MOST_SAMPLES = 5
_ALIKE = 4
"""From so many on, and where they are half of their group, what stands out in the same way is one judgement."""
_FEW, _RARE = 5, 5
_Key = tuple[str | bytes | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One judgement: its members' ids, in order, and the first of them as `first`.

    `odd` says why it stands out (empty: it does not); `each` that every member is to be looked at before it can be
    approved. `samples` are members from all over it; `folders` where they stand, with counts, the most first.
    """

    id: str
    first: Matter
    members: tuple[str, ...]
    setting: Setting
    odd: tuple[Oddity, ...] = ()
    each: bool = False
    samples: tuple[str, ...] = ()
    files: int = 1
    values: int = 1
    folders: tuple[tuple[bytes, int], ...] = ()
    rules: tuple[tuple[str, str, int], ...] = ()
    """Rule and kind of what it is about, with counts, the most first."""

    @property
    def waits(self) -> bool:
        """Does it wait for a verdict?"""
        return self.first.waits


def group(
    matters: Sequence[Matter], sights: Mapping[str, Sight] | None = None, *, known: Mapping[str, str] | None = None
) -> tuple[Case, ...]:
    """Give the judgements: those that stand out first, the gravest at the top, then the largest."""
    held = sights or {}
    odd = oddities.find(matters, held, known or {})
    settings = _settings(matters, held)
    groups: dict[_Key, list[Matter]] = {}
    for each in matters:
        groups.setdefault(_key(each, settings[each.id]), []).append(each)
    for rows in groups.values():
        odd.update(_unlike(rows, held, odd))
    cases = [case for rows in groups.values() for case in _split(rows, odd, settings)]
    return tuple(sorted(cases, key=_order))


def _settings(matters: Sequence[Matter], sights: Mapping[str, Sight]) -> dict[str, Setting]:
    """Say in which surroundings each stands. One value that is kept in several of them is one thing all the same."""
    found = {each.id: setting_of(each.path, sights.get(each.id)) for each in matters}
    first: dict[tuple[str, str, str], Setting] = {}
    for each in sorted(matters, key=lambda one: (_RISK[found[one.id]], one.id)):
        if each.tag and each.act in {Act.KEEP, Act.OPEN}:
            found[each.id] = first.setdefault((each.tag, each.rule, each.note), found[each.id])
    return found


_RISK = {
    Setting.DEPLOY: 0, Setting.CODE: 1, Setting.DOCS: 2, Setting.THIRD: 3, Setting.TEST: 4, Setting.CREDIT: 5,
}  # fmt: skip
"""Where one value stands in several surroundings, those count in which it matters most."""


def _key(matter: Matter, setting: Setting) -> _Key:
    common: _Key = (
        matter.act, matter.waits, matter.stand, matter.since, matter.reason, matter.published, note_key(matter.note),
        matter.confidence or "", bool(matter.member), setting,
    )  # fmt: skip
    if matter.act is Act.FILE:
        return (*common, matter.component, outliers.extension(matter.path), _top(matter.path))
    if matter.act is Act.PLACE:
        kinds = ",".join(sorted({_kind(each.kind) for each in matter.inside}))
        return (*common, kinds, b"" if kinds else _folder(matter))
    return (*common, _kind(matter.kind) if matter.act is Act.VALUE else matter.rule)


def _kind(kind: str) -> str:
    return "secret" if kind in SECRET_KINDS else kind


def _folder(matter: Matter) -> bytes:
    return matter.component.encode() + b":" + matter.path.rpartition(b"/")[0]


def _top(path: bytes) -> bytes:
    return path.partition(b"/")[0] if b"/" in path else b""


def _unlike(
    rows: Sequence[Matter], sights: Mapping[str, Sight], odd: Mapping[str, tuple[Oddity, ...]]
) -> dict[str, tuple[Oddity, ...]]:
    """Say which members of a group of what stays have a value unlike nearly all others: drawn at random or made as
    passwords have to be where they are words, real where they are made up."""
    if len(rows) < _FEW or rows[0].act is not Act.KEEP:
        return {}
    seen = [
        (each, outliers.as_text(sights[each.id].value, sights[each.id]))
        for each in rows
        if each.id in sights and not each.member
    ]
    found: dict[str, tuple[Oddity, ...]] = {}
    for looks, oddity in _LOOKS[rows[0].kind in SECRET_KINDS]:
        few = [each for each, value in seen if each.id not in found and looks(value)]
        if (len(few) + len(found)) * _RARE <= len(rows):
            found.update({each.id: (*odd.get(each.id, ()), oddity()) for each in few})
    return found


_LOOKS: Mapping[bool, Sequence[tuple[Callable[[bytes], bool], Callable[[], Oddity]]]] = {
    True: ((looks_drawn, oddities.unlike), (looks_chosen, oddities.chosen)),
    False: ((lambda value: not looks_made_up(value), oddities.real),),
}


def _split(
    rows: Sequence[Matter], odd: Mapping[str, tuple[Oddity, ...]], settings: Mapping[str, Setting]
) -> Iterable[Case]:
    """Take out of a group what stands out; what stands out in the same way, and is most of it, stays together."""
    alike: dict[tuple[str, ...], list[Matter]] = {}
    for each in rows:
        alike.setdefault(tuple(one.code for one in odd.get(each.id, ())), []).append(each)
    for codes, some in alike.items():
        why = odd.get(some[0].id, ())
        together = not codes or (
            len(some) >= _ALIKE and len(some) * 2 >= len(rows) and not any(one.alone for one in why)
        )
        for part in [some] if together else [[each] for each in some]:
            yield _case(part, settings, odd.get(part[0].id, ()))


def _case(rows: Sequence[Matter], settings: Mapping[str, Setting], odd: tuple[Oddity, ...]) -> Case:
    ordered = sorted(rows, key=lambda one: (one.component, one.path, one.start, one.id))
    return _of(ordered, settings[ordered[0].id], odd)


def _of(rows: Sequence[Matter], setting: Setting, odd: tuple[Oddity, ...]) -> Case:
    folders = Counter(_folder(each) for each in rows)
    rules = Counter((each.rule, each.kind) for each in rows if each.rule or each.kind)
    return Case(
        id=_id(rows, odd),
        first=rows[0],
        members=tuple(each.id for each in rows),
        setting=setting,
        odd=odd,
        each=bool(odd) and len(rows) > 1,
        samples=_samples(rows),
        files=len({(each.component, each.path) for each in rows}),
        values=len({each.tag or each.id for each in rows}),
        folders=tuple(sorted(folders.items(), key=lambda pair: (-pair[1], pair[0]))),
        rules=tuple((*pair, count) for pair, count in sorted(rules.items(), key=lambda one: (-one[1], one[0]))),
    )


def _id(rows: Sequence[Matter], odd: Sequence[Oddity]) -> str:
    """Name a judgement by what it decides and why: with another member, or one that has changed, or seen otherwise, it
    has another name."""
    text = "\n".join(
        (*(f"{each.id} {each.digest}" for each in rows), *(each.code for each in odd), rows[0].act, rows[0].note)
    )
    return f"J-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _samples(rows: Sequence[Matter]) -> tuple[str, ...]:
    """Give members from all over a group, of different values and files as far as there are such."""
    step = max(1, len(rows) // _MOST_SAMPLES)
    wanted = [*rows[::step], *rows]
    chosen: dict[str, Matter] = {}
    for fresh in (True, False):
        for each in wanted:
            seen = {(one.tag, one.path) for one in chosen.values()}
            if (
                len(chosen) < _MOST_SAMPLES
                and each.id not in chosen
                and (not fresh or (each.tag, each.path) not in seen)
            ):
                chosen[each.id] = each
            if len(chosen) == _MOST_SAMPLES:
                break
    return tuple(each.id for each in rows if each.id in chosen)


def _order(case: Case) -> tuple[object, ...]:
    first = case.first
    weight = case.odd[0].rank if case.odd else 99
    acts = (Act.KEEP, Act.OPEN, Act.FILE, Act.PLACE, Act.VALUE)
    return (not case.waits, weight, acts.index(first.act), -len(case.members), first.component, first.path, first.start,
            first.id)  # fmt: skip


def narrowed(case: Case, ids: frozenset[str], matters: Mapping[str, Matter]) -> Case | None:
    """Give a judgement with only those members that are wanted, as one of its own; None where none is."""
    left = [each for each in case.members if each in ids]
    if len(left) == len(case.members):
        return case
    return _of([matters[each] for each in left], case.setting, case.odd) if left else None
