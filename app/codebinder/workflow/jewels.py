"""The register of crown jewels: what the vendor protects, as sealed fingerprints, and the search for copies of it."""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, why_of
from codebinder.base.workers import ordered_map
from codebinder.detect.fileview import FileView
from codebinder.detect.jewels import FEWEST_TOKENS, JewelIndex, TooLittle, fingerprint, function_in, lines_in
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.jewels import Fingerprints, Jewel
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message, shown, shown_path
from codebinder.workbook import JewelRow
from codebinder.workflow import contents, filings
from codebinder.workflow.session import Session

KEY, LABEL, ORIGIN, MARKS = "jewel-key", "jewel-label", "jewel-origin", "jewel-fingerprints"
"""Purposes of the workbook's subkeys."""
RULES = ("jewel-copy", "jewel-part")
THERE, MOVED, GONE, SNIPPET, UNKNOWN = "there", "moved", "gone", "snippet", "unknown"
"""What became of the place that a jewel was taken from. `unknown`: its source is no longer part of a filing."""
_LARGEST = 64 << 20
_SNIPPET_LARGEST = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class JewelView:
    """One entry: what it is called, where it was taken from (lines from 1, 0 for a whole file), what became of that
    place, and the paths where the last scan saw it."""

    id: str
    label: str
    filing: str
    component: str
    path: bytes
    first: int
    last: int
    function: str
    tokens: int
    lines: int
    added_at: str
    state: str
    now_at: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JewelHit:
    """A copy in a folder that was searched: lines `line` to `last`."""

    root: str
    path: bytes
    line: int
    last: int
    rule: str
    confidence: str
    reason: str
    jewel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    filing: str = ""
    component: str = ""
    path: str = ""
    first: int = 0
    last: int = 0
    function: str = ""


def add_place(
    session: Session,
    filing: Filing,
    *,
    label: str,
    component: str | None,
    path: bytes,
    lines: tuple[int, int] | None = None,
    function: str = "",
) -> JewelView:
    """Register a file of a source, or lines or a function of it."""
    part, entry = contents.find_file(session, filing, path, component)
    with contents.opened(session, filing, part) as content:
        data = content.read(entry)
    file = FileView(path=path, data=data, encoding=encodings.detect(data)[0])
    wanted, first, last = _cut(file, lines, function)
    origin = _Origin(filing=filing.uid, component=part.slug, path=path.hex(), first=first, last=last, function=function)
    return _add(session, label, wanted, file.suffix, origin)


def _cut(file: FileView, lines: tuple[int, int] | None, function: str) -> tuple[bytes, int, int]:
    """Give the wanted bytes with their first and last line (0 for the whole file)."""
    flat = file.flat
    if lines is not None:
        wanted = lines_in(flat, *lines)
        if not wanted or lines[0] < 1:
            raise SaidError(
                Message("refuse.jewels.file-no-such-lines"), where=f"{shown_path(file.path)}:{lines[0]}-{lines[1]}"
            )
        return wanted, *lines
    if not function:
        return flat, 0, 0
    found = function_in(flat, function.encode(), file.suffix)
    if found is None:
        raise SaidError(
            Message("refuse.jewels.no-function-found", {"function": shown(function)}),
            where=shown_path(file.path),
            next_step=Message("next.give-lines-lines-b"),
        )
    start, end = found
    return flat[start:end], flat.count(b"\n", 0, start) + 1, flat.count(b"\n", 0, end - 1) + 1


def add_snippet(session: Session, *, label: str, snippet: Path) -> JewelView:
    """Register what a file on disk holds; the file is not needed afterwards."""
    try:
        with snippet.open("rb") as stream:
            data = stream.read(_SNIPPET_LARGEST + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.jewels.snippet-cannot-read"), where=shown(str(snippet)), next_step=why_of(error)
        ) from error
    if len(data) > _SNIPPET_LARGEST:
        raise SaidError(Message("refuse.jewels.snippet-larger-than-4-mib"), where=shown(str(snippet)))
    file = FileView(path=os.fsencode(snippet.name), data=data, encoding=encodings.detect(data)[0])
    return _add(session, label, file.flat, file.suffix, _Origin())


def _add(session: Session, label: str, data: bytes, suffix: bytes, origin: _Origin) -> JewelView:
    if not label.strip():
        raise SaidError(Message("refuse.jewels.crown-jewel-needs-label"), next_step=Message("next.give-label-text"))
    try:
        made = fingerprint(data, suffix.decode("ascii", "replace"), _key(session))
    except TooLittle:
        raise SaidError(
            Message("refuse.jewels.too-short-too-regular-told"),
            next_step=Message("next.register-more-least-words-signs", {"fewest_tokens": FEWEST_TOKENS}),
        ) from None
    if any(_marks(session, row).marks == made.marks for row in session.book.jewels.list()):
        raise SaidError(
            Message("refuse.jewels.registered-already"), next_step=Message("next.jewels-list-file-shows-register")
        )
    sealer = session.sealer
    with session.book.transaction("jewel add", detail={"tokens": made.tokens, "lines": made.lines}) as note:
        note.subject = session.book.jewels.add(
            sealed_label=sealer.seal(LABEL, label.strip().encode()),
            sealed_origin=sealer.seal(ORIGIN, json.dumps(asdict(origin)).encode()),
            sealed_fingerprints=sealer.seal(MARKS, json.dumps(asdict(made), separators=(",", ":")).encode()),
        )
    return jewels(session)[-1]


def remove(session: Session, id_: str) -> None:
    """Take an entry out of the register."""
    with session.book.transaction("jewel remove", subject=shown(id_)):
        session.book.jewels.remove(id_)


def jewels(session: Session) -> tuple[JewelView, ...]:
    """Give the register, oldest first, with what became of the places that entries were taken from."""
    rows = session.book.jewels.list()
    if not rows:
        return ()
    by_uid = {filing.uid: filing for filing in filings.filings(session)}
    return tuple(_view(session, row, by_uid) for row in rows)


def _view(session: Session, row: JewelRow, by_uid: dict[str, Filing]) -> JewelView:
    sealer = session.sealer
    origin = _Origin(**cast("dict[str, Any]", json.loads(sealer.unseal(ORIGIN, row.sealed_origin))))
    held, path = _marks(session, row), bytes.fromhex(origin.path)
    filing = by_uid.get(origin.filing)
    now_at = _seen(session, filing, row.id) if filing else ()
    state = SNIPPET
    if origin.filing:
        there = _stands(session, filing, origin.component, path) if filing else None
        elsewhere = any(each != path for each in now_at)
        state = UNKNOWN if there is None else THERE if there else MOVED if elsewhere else GONE
    return JewelView(
        id=row.id,
        label=sealer.unseal(LABEL, row.sealed_label).decode(),
        filing=filing.slug if filing else "",
        component=origin.component,
        path=path,
        first=origin.first,
        last=origin.last,
        function=origin.function,
        tokens=held.tokens,
        lines=held.lines,
        added_at=row.added_at,
        state=state,
        now_at=now_at,
    )


def _stands(session: Session, filing: Filing, component: str, path: bytes) -> bool | None:
    """Does the source hold the path as it is now? None where it is no longer part of the filing."""
    if all(part.slug != component for part in filings.components(session, filing, ComponentKind.SOURCE)):
        return None
    near = session.book.components.entry_page(filing.slug, component, prefix=path, limit=1)
    return any(entry.path == path for entry in near.items)


def _seen(session: Session, filing: Filing, id_: str) -> tuple[bytes, ...]:
    """Give the paths where the last scan saw a jewel."""
    rows = [row for rule in RULES for row in session.book.findings.all(filing.slug, FindingFilter(rule=rule))]
    return tuple(sorted({row.path for row in rows if row.reason.endswith(f" {id_}")}))


def index_for(session: Session) -> JewelIndex | None:
    """Give the register made ready to search; None where it is empty."""
    rows = session.book.jewels.list()
    if not rows:
        return None
    return JewelIndex([Jewel(id=row.id, fingerprints=_marks(session, row)) for row in rows], _key(session))


def digest(session: Session) -> str:
    """Give a text that changes with the register, so that files read before are read again for a new jewel."""
    return ",".join(row.id for row in session.book.jewels.list())


def check(session: Session, paths: Iterable[Path], *, progress: Progress, cancel: Cancel) -> Iterator[JewelHit]:
    """Search folders and files anywhere for copies, by path. Links are not followed; what can't be read is refused."""
    index = index_for(session)
    if index is None:
        raise SaidError(
            Message("refuse.jewels.register-empty"), next_step=Message("next.add-something-jewels-add-file")
        )
    workers = session.environment.workers
    for root in paths:
        if not root.exists():
            raise SaidError(
                Message("refuse.checking.nothing-path"), where=shown(str(root)), next_step=Message("next.check-path")
            )
        progress.start("progress.scan", None)
        look = partial(_look, index, root)
        for size, hits in ordered_map(look, _files(root), workers=workers, ahead=4 * workers, cancel=cancel):
            progress.advance(1, size)
            yield from hits


def _look(index: JewelIndex, root: Path, path: Path) -> tuple[int, list[JewelHit]]:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST)
    except OSError as error:
        raise SaidError(
            Message("refuse.jewels.file-cannot-read"), where=shown(str(path)), next_step=why_of(error)
        ) from error
    name = path.relative_to(root) if path != root else Path(path.name)
    file = FileView(path=os.fsencode(name.as_posix()), data=data, encoding=encodings.detect(data)[0])
    hits: list[JewelHit] = []
    starts: list[int] = []
    for sight in index.look(file):
        starts = starts or encodings.line_starts(file.flat, "ascii")
        hits.append(
            JewelHit(
                root=str(root),
                path=file.path,
                line=bisect_right(starts, sight.start),
                last=bisect_right(starts, max(sight.end - 1, sight.start)),
                rule=sight.rule,
                confidence=sight.confidence.value,
                reason=sight.reason,
                jewel=sight.reason.rsplit(" ", 1)[-1],
            )
        )
    return len(data), hits


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
        return
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _key(session: Session) -> bytes:
    return bytes.fromhex(session.sealer.tag(KEY, b"1"))


def _marks(session: Session, row: JewelRow) -> Fingerprints:
    value = cast("dict[str, Any]", json.loads(session.sealer.unseal(MARKS, row.sealed_fingerprints)))
    lists = {name: tuple(cast("list[int]", value[name])) for name in ("marks", "frames", "figures")}
    return Fingerprints(tokens=int(value["tokens"]), lines=int(value["lines"]), **lists)
