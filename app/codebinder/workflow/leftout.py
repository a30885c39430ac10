"""Files that no rule takes into a package, or that an image hides, and that stand whole in an image which leaves: left
out, and open after all.

A source is cut to what is asked for, and the image beside it holds the whole product: settings, keys and scripts that
were left out of the tree may be copied into it as they are, each with its digest in the papers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from codebinder.errors import UserError
from codebinder.firmware import enclosing
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, NodeKind
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, ComponentKind, Disclosure, SourceEntry
from codebinder.model.text import shown_path
from codebinder.workflow import contents, filedimages, filings, images
from codebinder.workflow.session import Session

LEAST = 16
"""Bytes of a file that two trees don't have alike by chance: shorter ones are a line that anybody writes."""
_FILES = frozenset({NodeKind.FILE, NodeKind.PART})
MOST = 1000
"""Files of a source that are named."""


def sources(session: Session, filing: Filing) -> tuple[Component, ...]:
    """Give the sources of which rules leave anything out."""
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    return tuple(part for part in parts if part.include or part.exclude)


def hiding(session: Session, filing: Filing) -> tuple[Component, ...]:
    """Give the images that hide something, or are withheld."""
    parts = filings.components(session, filing, ComponentKind.FIRMWARE)
    return tuple(
        part
        for part in parts
        if part.disclosure is Disclosure.WITHHELD
        or (part.disclosure is Disclosure.REDACTED and filedimages.places(session, filing, part.slug))
    )


def made_from(session: Session, filing: Filing) -> list[str]:
    """Give what the answer depends on beside the image: which trees, by which rules, and what other images hide."""
    rows: list[str] = []
    for part in hiding(session, filing):
        places = [[row.start, row.end] for row in filedimages.places(session, filing, part.slug)]
        rows += [part.slug, part.tag, json.dumps([part.disclosure.value, places])]
    for part in sources(session, filing):
        keys = session.book.components.sealed_keys(filing.slug, part.slug)
        rows += [part.slug, json.dumps([part.include, part.exclude]), session.sealer.tag(images.READING, keys)]
    return rows


def standing(
    session: Session, filing: Filing, image: Component, *, progress: Progress, cancel: Cancel
) -> dict[str, dict[bytes, tuple[str, ...]]]:
    """Give, by source, the files that are left out of it and stand whole in an image as it leaves, each with where."""
    parts = sources(session, filing)
    if not parts:
        return {}
    found = filedimages.analysis(session, filing, image.slug, progress=progress, cancel=cancel)
    places = _places(found, _hidden(session, filing, image, progress, cancel))
    sizes = {size for size, _ in places}
    disclosed = {
        row.entry.key
        for part in filings.components(session, filing, ComponentKind.SOURCE)
        for row in contents.selection(session, filing, part)
        if row.included
    }
    rows: dict[str, dict[bytes, tuple[str, ...]]] = {}
    for part in parts:
        left = contents.files_of(row.entry for row in contents.selection(session, filing, part) if not row.included)
        wanted = [each for each in left if each.size in sizes and each.key not in disclosed]
        mine = dict(_same(session, filing, part, wanted, places, cancel))
        if mine:
            rows[part.slug] = mine
    return rows


def inside(
    session: Session, filing: Filing, image: Component, *, progress: Progress, cancel: Cancel
) -> dict[str, dict[bytes, tuple[str, ...]]]:
    """Give, by image, the files in what it hides that stand whole in `image` as that leaves, each with where: of what
    is packed in the one and open, or packed in another way, in the other, no bytes are alike."""
    others = hiding(session, filing)
    if not others:
        return {}
    found = filedimages.analysis(session, filing, image.slug, progress=progress, cancel=cancel)
    open_ = _places(found, _hidden(session, filing, image, progress, cancel))
    rows: dict[str, dict[bytes, tuple[str, ...]]] = {}
    for part in others:
        held = filedimages.analysis(session, filing, part.slug, progress=progress, cancel=cancel)
        hidden = _hidden(session, filing, part, progress, cancel)
        for node in held.nodes[1:]:
            where = open_.get((node.size, node.sha256)) if node.kind in _FILES else None
            gone = part.disclosure is Disclosure.WITHHELD or hidden.meeting(*enclosing.stretch(held, node))
            mine = rows.setdefault(part.slug, {})
            if where and gone and len(mine) < MOST:
                mine[held.path(node.number)] = tuple(where)
    return {slug: files for slug, files in rows.items() if files}


def _hidden(
    session: Session, filing: Filing, image: Component, progress: Progress, cancel: Cancel
) -> enclosing.Stretches:
    if image.disclosure is not Disclosure.REDACTED or not filedimages.places(session, filing, image.slug):
        return enclosing.Stretches()
    hidden = filedimages.hidden_in(session, filing, image, progress=progress, cancel=cancel)
    return enclosing.Stretches((span.start, span.end) for span in hidden.spans)


def _places(found: Analysis, hidden: enclosing.Stretches) -> Mapping[tuple[int, str], list[str]]:
    """Give where files stand in an image, by size and digest; nothing of what it hides."""
    rows: dict[tuple[int, str], list[str]] = {}
    for node in found.nodes[1:]:
        if node.size < LEAST or not node.sha256 or node.kind not in _FILES:
            continue
        way = found.path(node.number)
        if any(hidden) and hidden.meeting(*enclosing.stretch(found, node)):
            continue
        rows.setdefault((node.size, node.sha256), []).append(shown_path(way))
    return rows


def _same(
    session: Session, filing: Filing, part: Component, wanted: Sequence[SourceEntry],
    places: Mapping[tuple[int, str], list[str]], cancel: Cancel,
) -> Iterator[tuple[bytes, tuple[str, ...]]]:  # fmt: skip
    if not wanted:
        return
    try:
        with contents.opened(session, filing, part) as content:
            count = 0
            for entry, data in content.read_all(wanted, cancel=cancel):
                where = places.get((len(data), hashlib.sha256(data).hexdigest()))
                if where and count < MOST:
                    count += 1
                    yield entry.path, tuple(where)
    except UserError:  # a source that is gone tells nothing; the build refuses it by itself
        return
