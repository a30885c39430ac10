"""Components of filings, their snapshots, and what looking at a file told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from codebinder.errors import Bug
from codebinder.model.filing import Page
from codebinder.model.source import Component, ComponentKind, EntryKind, FileFacts, Snapshot, SourceEntry
from codebinder.workbook.component_text import component_text, read_component, read_warnings, warnings_text
from codebinder.workbook.filings import filing_id
from codebinder.workbook.store import Row, Store
from codebinder.workbook.values import SealedIds
from codebinder.workbook.vendor_product import taken, unknown

_BATCH = 500
"""Below SQLite's limit of values in one statement."""

_KINDS = {kind.value: kind for kind in EntryKind}


def component_id(store: Store, filing: str, slug: str) -> int:
    """Give the row number of a component; UserError where there is none of that slug in the filing."""
    owner = filing_id(store, filing)
    found = store.row("SELECT id FROM components WHERE filing = ? AND slug = ?", (owner, slug))
    if found is None:
        rows = store.rows("SELECT slug FROM components WHERE filing = ? ORDER BY id", (owner,))
        raise unknown("component", slug, [str(row[0]) for row in rows])
    return int(found[0])


def prefix_end(prefix: bytes) -> bytes | None:
    """Give the first byte string after all that begin with `prefix`; None where there is none."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else None


class Components:
    """Source trees, firmware images and documents of filings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, filing: str, component: Component, *, sealed_commit: bytes = b"", sealed_tree: bytes = b"") -> None:
        """Add a component. Its commit is not stored in the open: give it sealed."""
        owner = filing_id(self._store, filing)
        if self._store.row("SELECT 1 FROM components WHERE filing = ? AND slug = ?", (owner, component.slug)):
            raise taken("component", component.slug)
        self._store.write(
            "INSERT INTO components (filing, slug, kind, value, sealed_commit, sealed_tree) VALUES (?, ?, ?, ?, ?, ?)",
            (owner, component.slug, component.kind.value, component_text(component), sealed_commit, sealed_tree),
        )

    def update(
        self, filing: str, component: Component, *, sealed_commit: bytes | None = None, sealed_tree: bytes | None = None
    ) -> None:
        """Replace the component of that slug, and its sealed ids where they are given; findings and redactions stay."""
        self._store.write(
            "UPDATE components SET kind = ?, value = ?, sealed_commit = coalesce(?, sealed_commit),"
            " sealed_tree = coalesce(?, sealed_tree) WHERE id = ?",
            (
                component.kind.value,
                component_text(component),
                sealed_commit,
                sealed_tree,
                component_id(self._store, filing, component.slug),
            ),
        )

    def remove(self, filing: str, slug: str) -> None:
        """Remove a component with its snapshot, findings and redactions."""
        self._store.touch(None)
        self._store.write("DELETE FROM components WHERE id = ?", (component_id(self._store, filing, slug),))

    def get(self, filing: str, slug: str) -> Component:
        """Give the component of that slug, with an empty commit; UserError where there is none."""
        found = self._store.row("SELECT value FROM components WHERE id = ?", (component_id(self._store, filing, slug),))
        if found is None:
            raise unknown("component", slug, [])
        return read_component(str(found[0]))

    def list(self, filing: str, *, kind: ComponentKind | None = None) -> tuple[Component, ...]:
        """Give the filing's components, in the order in which they were added, with empty commits."""
        sql, values = "SELECT value FROM components WHERE filing = ?", [filing_id(self._store, filing)]
        rows = self._store.rows(f"{sql} ORDER BY id", values)
        found = tuple(read_component(str(value)) for (value,) in rows)
        return found if kind is None else tuple(component for component in found if component.kind is kind)

    def number(self, filing: str, slug: str) -> int:
        """Give the row number of a component."""
        return component_id(self._store, filing, slug)

    def sealed_ids(self, filing: str, slug: str) -> SealedIds:
        """Give a component's commit and tree id as they were given: sealed."""
        number = component_id(self._store, filing, slug)
        found = self._store.row("SELECT sealed_commit, sealed_tree FROM components WHERE id = ?", (number,))
        return SealedIds(commit=b"", tree=b"") if found is None else SealedIds(commit=found[0], tree=found[1])

    def put_snapshot(self, filing: str, slug: str, snapshot: Snapshot, *, sealed_keys: bytes) -> None:
        """Replace a component's snapshot, which has not been scanned then.

        Keys, commit and tree are not stored: the keys come as one sealed list.
        """
        number = component_id(self._store, filing, slug)
        self._store.write("UPDATE scans SET stale = 1 WHERE component = ?", (number,))
        self._store.write("DELETE FROM snapshots WHERE component = ?", (number,))
        self._store.write(
            "INSERT INTO snapshots VALUES (?, ?, ?, ?)",
            (number, snapshot.object_format, warnings_text(snapshot.warnings), sealed_keys),
        )
        if any(
            one.path >= two.path for one, two in zip(snapshot.entries, islice(snapshot.entries, 1, None), strict=False)
        ):
            raise Bug("a snapshot's entries are not sorted by path, or a path stands twice")
        self._store.write_many(
            "INSERT INTO entries VALUES (?, ?, ?, ?)",
            ((number, entry.path, entry.kind.value, entry.size) for entry in snapshot.entries),
        )

    def has_snapshot(self, filing: str, slug: str) -> bool:
        """Was the component's tree listed?"""
        number = component_id(self._store, filing, slug)
        return self._store.row("SELECT 1 FROM snapshots WHERE component = ?", (number,)) is not None

    def has_submodules(self, filing: str, slug: str) -> bool:
        """Has the component's tree a submodule, or was it never listed?"""
        number = component_id(self._store, filing, slug)
        sql = "SELECT 1 FROM entries WHERE component = ? AND kind = 'submodule' LIMIT 1"
        return not self.has_snapshot(filing, slug) or self._store.row(sql, (number,)) is not None

    def snapshot(self, filing: str, slug: str) -> Snapshot:
        """Give the component's snapshot with empty keys, commit and tree; UserError where none was taken."""
        number = component_id(self._store, filing, slug)
        found = self._store.row("SELECT object_format, warnings FROM snapshots WHERE component = ?", (number,))
        if found is None:
            raise unknown("snapshot", slug, [])
        rows = self._store.rows("SELECT path, kind, size FROM entries WHERE component = ? ORDER BY path", (number,))
        return Snapshot(
            entries=tuple(map(_entry, rows)), object_format=str(found[0]), warnings=read_warnings(str(found[1]))
        )

    def sealed_keys(self, filing: str, slug: str) -> bytes:
        """Give the sealed list of the snapshot's keys; empty where no snapshot was taken."""
        number = component_id(self._store, filing, slug)
        found = self._store.row("SELECT sealed_keys FROM snapshots WHERE component = ?", (number,))
        return b"" if found is None else bytes(found[0])

    def entry_page(
        self, filing: str, slug: str, *, prefix: bytes = b"", offset: int = 0, limit: int = 100
    ) -> Page[SourceEntry]:
        """Give entries whose path begins with `prefix`, by path, with empty keys."""
        number = component_id(self._store, filing, slug)
        values: list[bytes | int] = [number, prefix]
        where = "component = ? AND path >= ?"
        after = prefix_end(prefix)
        if after is not None:
            where += " AND path < ?"
            values.append(after)
        rows = self._store.rows(
            f"SELECT path, kind, size FROM entries WHERE {where} ORDER BY path LIMIT ? OFFSET ?",  # noqa: S608
            [*values, limit, offset],
        )
        total = self._store.number(f"SELECT count(*) FROM entries WHERE {where}", values)  # noqa: S608  (constants)
        return Page(items=tuple(map(_entry, rows)), total=total)

    def put_facts(self, facts: Mapping[str, FileFacts]) -> None:
        """Remember what looking at files told, by a keyed tag of their content."""
        self._store.write_many(
            "INSERT OR REPLACE INTO file_facts VALUES (?, ?, ?, ?, ?)",
            ((tag, fact.encoding, fact.bom, fact.language, fact.lines) for tag, fact in facts.items()),
        )

    def facts(self, tags: Iterable[str]) -> dict[str, FileFacts]:
        """Give what is remembered about the content of these tags."""
        found: dict[str, FileFacts] = {}
        rest = iter(tags)
        while batch := tuple(islice(rest, _BATCH)):
            marks = ",".join("?" * len(batch))
            for tag, encoding, bom, language, lines in self._store.rows(
                f"SELECT * FROM file_facts WHERE tag IN ({marks})",  # noqa: S608  (only question marks)
                batch,
            ):
                found[str(tag)] = FileFacts(encoding=encoding, bom=bom, language=language, lines=lines)
        return found


def _entry(row: Row) -> SourceEntry:
    return SourceEntry(path=row[0], kind=_KINDS[row[1]], key="", size=row[2])
