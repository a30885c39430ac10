"""Names of withheld files as hidden values, where the template's rule masks them or doesn't mention them.

A name is hidden in the shortest spelling, from its last part on, that is part of no disclosed path: what is shorter
stands in names that leave. The whole path is hidden too, so that the folders before a name go with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ahocorasick_rs import BytesAhoCorasick

from codebinder.model.filing import Filing
from codebinder.model.redaction import Naming, RedactionKind, Secret
from codebinder.model.source import ComponentKind
from codebinder.model.template import RedactionPolicy
from codebinder.workflow import contents, filings
from codebinder.workflow.contents import files_of
from codebinder.workflow.session import Session


def hidden_names(
    session: Session, filing: Filing, secrets: Sequence[Secret], policy: RedactionPolicy
) -> tuple[Secret, ...]:
    """Give the names that are hidden values, as secrets of the redactions that withhold the files."""
    withheld = [each for each in secrets if each.redaction.kind is RedactionKind.FILE]
    if not withheld or policy.withheld_names == Naming.SHOWN:
        return ()
    gone = {(each.redaction.component, each.redaction.path) for each in withheld}
    disclosed = [
        entry.path
        for part in filings.components(session, filing, ComponentKind.SOURCE)
        for entry in files_of(row.entry for row in contents.selection(session, filing, part) if row.included)
        if (part.slug, entry.path) not in gone
    ]
    return tuple(
        Secret(redaction=replace(each.redaction, kind=RedactionKind.VALUE), value=name)
        for each, names in zip(withheld, spellings([each.redaction.path for each in withheld], disclosed), strict=True)
        for name in names
    )


def spellings(paths: Sequence[bytes], disclosed: Iterable[bytes]) -> list[tuple[bytes, ...]]:
    """Give for each withheld path the spellings of its name that must not be in the output.

    Empty where even the whole path is part of a disclosed one: that name can't be hidden, and nothing tells it apart.
    """
    text = b"\n".join(disclosed)
    found: list[tuple[bytes, ...]] = [() for _ in paths]
    waiting = {number: path.count(b"/") for number, path in enumerate(paths)}
    while waiting:
        tails = {number: paths[number].split(b"/", depth)[-1] for number, depth in waiting.items()}
        standing = _standing(set(tails.values()), text)
        for number, tail in tails.items():
            if tail not in standing:
                found[number] = tuple(dict.fromkeys((tail, paths[number])))
            if tail not in standing or not waiting[number]:
                del waiting[number]
            else:
                waiting[number] -= 1
    return found


def _standing(names: set[bytes], text: bytes) -> set[bytes]:
    """Give those of `names` that stand anywhere in `text`."""
    table = sorted(names)
    if not table:
        return set()
    search = BytesAhoCorasick(table)
    return {table[index] for index, _, _ in search.find_matches_as_indexes(text, overlapping=True)}
