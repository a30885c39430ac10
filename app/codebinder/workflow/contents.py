"""Where a component's bytes come from: the one place that chooses a content source (design §5)."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from codebinder import intake
from codebinder import workbook as books
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.ports import ContentSource
from codebinder.model.source import Component, ComponentKind, EntryKind, Selected, Snapshot, SourceEntry
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow.session import Session

COMMIT, TREE, KEYS, FILE = "commit", "tree", "snapshot-keys", "file-content"
"""Purposes of the workbook's subkeys for what intake seals and tags."""
_BATCH = 1024 * 1024

_MOST_OBJECTS = 64 << 20
"""Bytes of commit and trees that a sealed map takes; those of a Linux kernel have 5 MB."""


def relative(session: Session, path: Path) -> str:
    """Give `path` as it is stored: relative to the workbook where that is possible."""
    whole = path.resolve()
    base = session.path.resolve().parent
    try:
        return os.path.relpath(whole, base) if whole.anchor == base.anchor else str(whole)
    except ValueError:
        return str(whole)


def located(session: Session, component: Component) -> Path:
    """Give where a component's repository, folder or file should be on this machine."""
    return (session.path.resolve().parent / component.location).resolve()


def tagger(session: Session) -> Tagger:
    """Give the keyed digest that recognises a folder's or a file's content."""
    return Tagger(session)


class Tagger:
    """Keyed digest of a file's bytes under the workbook's key; never an unkeyed one (design §4.12)."""

    def __init__(self, session: Session) -> None:
        self._sealer = session.sealer

    def __call__(self, data: bytes) -> str:
        """Give 64 hex digits."""
        return self._sealer.tag(FILE, data)


def commit_of(session: Session, filing: Filing, component: Component) -> tuple[str, str]:
    """Give the commit and tree ids of a git component, unsealed."""
    sealed = session.book.components.sealed_ids(filing.slug, component.slug)
    if not sealed.commit:
        return "", ""
    sealer = session.sealer
    return sealer.unseal(COMMIT, sealed.commit).decode(), sealer.unseal(TREE, sealed.tree).decode()


def snapshot(session: Session, filing: Filing, component: Component) -> Snapshot:
    """Give a source component's list of entries, with their keys and ids unsealed."""
    held = session.book.components.snapshot(filing.slug, component.slug)
    packed = session.sealer.unseal(KEYS, session.book.components.sealed_keys(filing.slug, component.slug))
    commit, tree = commit_of(session, filing, component)
    return Snapshot(
        entries=books.join_keys(held.entries, packed),
        commit=commit,
        tree=tree,
        object_format=held.object_format,
        warnings=held.warnings,
    )


def selection(session: Session, filing: Filing, component: Component) -> tuple[Selected, ...]:
    """Give every entry of a source component with what the rules made of it; of an image, everything in it.

    It is kept while the workbook is open, since every gesture asks for it and a large tree takes its time.
    """
    book = session.book.components
    is_image = component.kind is ComponentKind.FIRMWARE
    read = session.book.readings.get(filing.slug, component.slug, "analysis") if is_image else None
    made_from = (
        component,
        book.sealed_ids(filing.slug, component.slug),
        hash(read) if is_image else hash(book.sealed_keys(filing.slug, component.slug)),
    )
    held = session.selections.get((filing.uid, component.slug))
    if held is None or held[0] != made_from:
        if is_image:
            from codebinder.workflow import imagecontent

            rows = imagecontent.selection(session, filing, component)
        else:
            rows = intake.select(snapshot(session, filing, component), component.include, component.exclude)[0]
        held = session.selections[filing.uid, component.slug] = (made_from, rows)
    return held[1]


def entry_of(session: Session, filing: Filing, component: Component, path: bytes) -> Selected | None:
    """Give the entry at `path` with what the rules made of it; None where the tree has none."""
    rows = selection(session, filing, component)
    at = bisect_left(rows, path, key=_path)  # a snapshot is sorted by path
    return rows[at] if at < len(rows) and rows[at].entry.path == path else None


def _path(row: Selected) -> bytes:
    return row.entry.path


def files_of(selected: Iterable[SourceEntry]) -> list[SourceEntry]:
    """Give the entries that have content of their own (no links, no submodules)."""
    return [entry for entry in selected if entry.kind in {EntryKind.FILE, EntryKind.EXECUTABLE}]


def batches(items: Iterable[tuple[SourceEntry, bytes]]) -> Iterator[list[tuple[SourceEntry, bytes]]]:
    """Group files into batches of about 1 MiB: half of a source tree's files are under 2 KB."""
    batch: list[tuple[SourceEntry, bytes]] = []
    size = 0
    for entry, data in items:
        batch.append((entry, data))
        size += len(data) + 256
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextmanager
def opened(session: Session, filing: Filing, component: Component) -> Generator[ContentSource]:
    """Open a component's content at its recorded state; UserError where it is gone, moved or changed."""
    if component.kind is ComponentKind.FIRMWARE:
        from codebinder.workflow import imagecontent

        with imagecontent.opened(session, component) as inside:
            yield inside
        return
    where = located(session, component)
    if not where.exists():
        raise SaidError(
            Message("refuse.contents.source-not-where", {"slug": component.slug}),
            where=shown(str(where)),
            next_step=Message("next.point-source-relink-file-source", {"slug": component.slug}),
        )
    if component.is_git:
        commit, _ = commit_of(session, filing, component)
        book = session.book.components
        repository = intake.open_repository(where)
        try:
            if not repository.has_commit(commit):
                raise SaidError(
                    Message("refuse.contents.repository-no-longer-holds-commit", {"slug": component.slug}),
                    where=shown(str(where)),
                    next_step=Message("next.fetch-point-clone-source-relink"),
                )
            content = repository.content(commit, plain=not book.has_submodules(filing.slug, component.slug))
            try:
                yield content
            finally:
                content.close()
        finally:
            repository.close()
        return
    folder = intake.open_folder(where)
    content = folder.content(tagger(session))
    try:
        yield content
    finally:
        content.close()


def git_objects(session: Session, component: Component, commit: str) -> tuple[tuple[str, str, bytes], ...]:
    """Give a git component's commit and trees as type, id and raw bytes; nothing where they are too many to keep."""
    repository = intake.open_repository(located(session, component))
    try:
        return repository.objects(commit, limit=_MOST_OBJECTS)
    finally:
        repository.close()


def find_file(
    session: Session, filing: Filing, path: bytes, component: str | None = None, *, images: bool = False
) -> tuple[Component, SourceEntry]:
    """Find the included file at `path`, in the component named or in the only one that has it; with `images` also what
    is inside a firmware image."""
    hits: list[tuple[Component, SourceEntry]] = []
    parts = list(session.book.components.list(filing.slug, kind=ComponentKind.SOURCE))
    if images:
        parts += session.book.components.list(filing.slug, kind=ComponentKind.FIRMWARE)
    for part in parts:
        if component is not None and part.slug != component:
            continue
        found = entry_of(session, filing, part, path)
        if found is not None and found.included:
            hits.append((part, found.entry))
    if not hits:
        raise SaidError(
            Message("refuse.contents.no-disclosed-file-path"),
            where=shown_path(path),
            next_step=Message("next.paths-those-tree-between-folders"),
        )
    if len(hits) > 1:
        names = ", ".join(part.slug for part, _ in hits)
        raise SaidError(
            Message("refuse.contents.several-sources-path", {"names": names}),
            next_step=Message("next.name-one-source-slug"),
        )
    if hits[0][1].kind not in {EntryKind.FILE, EntryKind.EXECUTABLE}:
        raise SaidError(
            Message("refuse.contents.no-bytes-own-package", {"kind": Message(f"word.{hits[0][1].kind.value}")}),
            where=shown_path(path),
            next_step=Message("next.leave-out-exclude-rule-where"),
        )
    return hits[0]
