"""What one thing is held against: others with its note, in its folder, of its type, on its bytes.

Nothing is compared with everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from codebinder.workflow.matters import Act, Matter
from codebinder.workflow.sights import Sight
from codebinder.workflow.surroundings import SECRET_KINDS, note_key

_MINORITY, _ENOUGH = 5, 5
_CROWD = 16
"""Places that one overlaps at most: more of them say nothing new."""
_LONG, _TIMES = 60, 6
"""So many lines, and so many times as many as is usual, are much for a place."""
_REST = 8
"""So many others at least are decided otherwise, and ten times as many."""


def values(matters: Iterable[Matter], sights: Mapping[str, Sight]) -> dict[str, bytes]:
    """Give the values of secrets, as far as they could be read."""
    wanted = (each for each in matters if each.kind in SECRET_KINDS and each.act is not Act.FILE and each.id in sights)
    found: dict[str, bytes] = {}
    for each in wanted:
        sight = sights[each.id]
        # A place may be lines around the secret: the secret itself is compared.
        inner = [one for one in each.inside if one.kind in SECRET_KINDS and each.act is Act.PLACE]
        first = inner[0] if inner else None
        value = sight.value[first.start - each.start : first.end - each.start] if first is not None else sight.value
        if not each.member and value:
            found[each.id] = as_text(value, sight)
    return found


def as_text(value: bytes, sight: Sight) -> bytes:
    """Give a value as UTF-8, in whatever encoding its file is."""
    wide = sight.encoding.startswith(("utf-16", "utf-32"))
    return value.decode(sight.encoding, "replace").encode("utf-8", "replace") if wide else value


def usual_rules(kept: Iterable[Matter]) -> dict[str, str]:
    """Give for each note that is written over one rule again and again which rule that is."""
    notes: dict[str, Counter[str]] = {}
    for each in kept:
        notes.setdefault(note_key(each.note), Counter())[each.rule] += 1
    usual: dict[str, str] = {}
    for note, counts in notes.items():
        (rule, most), whole = counts.most_common(1)[0], counts.total()
        if most >= _ENOUGH and whole - most < _MINORITY and (whole - most) * 4 <= most:
            usual[note] = rule
    return usual


def overlaps(matters: Sequence[Matter]) -> dict[str, tuple[str, bool]]:
    """Give for each place another one that it overlaps, where the two say different things."""
    files: dict[tuple[str, bytes], list[Matter]] = {}
    for each in matters:
        if each.act is not Act.FILE and not each.member:
            files.setdefault((each.component, each.path), []).append(each)
    found: dict[str, tuple[str, bool]] = {}
    for rows in files.values():
        rows.sort(key=lambda one: (one.start, -one.end, one.id))
        standing: list[Matter] = []
        for row in rows:
            standing = [each for each in standing if each.end > row.start][-_CROWD:]
            for other in standing:
                if _differ(row, other):
                    found.setdefault(row.id, (other.id, True))
                    found.setdefault(other.id, (row.id, True))
            standing.append(row)
    return found


def _differ(one: Matter, other: Matter) -> bool:
    if one.hides != other.hides:
        return True
    return one.hides and one.reason != other.reason


def against(matters: Iterable[Matter]) -> dict[str, int]:
    """Give what is decided otherwise than nearly all else that the same rule found in the same folder."""
    places: dict[tuple[str, str, bytes], tuple[list[str], list[str]]] = {}
    for each in matters:
        if each.act in {Act.KEEP, Act.VALUE} and each.rule:
            kept, hidden = places.setdefault((each.rule, each.component, each.path.rpartition(b"/")[0]), ([], []))
            (hidden if each.hides else kept).append(each.id)
    found: dict[str, int] = {}
    for kept, hidden in places.values():
        few, many = sorted((kept, hidden), key=len)
        if few and len(many) >= _REST and len(few) * 10 <= len(many):
            found.update(dict.fromkeys(few, len(many)))
    return found


def odd_types(hiding: Iterable[Matter]) -> frozenset[str]:
    """Give the withheld files whose type is rare among those withheld for the same reason."""
    by_reason: dict[str, list[Matter]] = {}
    for each in hiding:
        if each.act is Act.FILE:
            by_reason.setdefault(each.reason, []).append(each)
    found: set[str] = set()
    for rows in by_reason.values():
        types = Counter(extension(each.path) for each in rows)
        rare = {each for each, count in types.items() if count <= 2 and count * 5 <= len(rows)}
        found.update(each.id for each in rows if extension(each.path) in rare)
    return frozenset(found)


def large(matters: Iterable[Matter], sights: Mapping[str, Sight]) -> dict[str, tuple[int, int]]:
    """Give the hidden places that take very many lines more than others with their reason: lines, and what is usual."""
    by_reason: dict[str, list[tuple[int, str]]] = {}
    for each in matters:
        if each.act is Act.PLACE and each.id in sights:
            by_reason.setdefault(each.reason, []).append((sights[each.id].lines, each.id))
    found: dict[str, tuple[int, int]] = {}
    for rows in by_reason.values():
        usual = sorted(rows)[len(rows) // 2][0]
        if len(rows) >= _ENOUGH:
            found.update({name: (lines, usual) for lines, name in rows if lines >= max(_LONG, _TIMES * usual)})
    return found


def extension(path: bytes) -> bytes:
    """Give the ending of a file's name, in lower case; empty where there is none."""
    return path.rsplit(b"/", 1)[-1].lower().rpartition(b".")[2] if b"." in path.rsplit(b"/", 1)[-1] else b""
