"""Findings as a queue: grouped by value and rule, counted by file, read in one statement or only where they changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from codebinder.model.queue import FileCount, QueueGroup
from codebinder.workbook.filings import filing_id
from codebinder.workbook.store import Row, Store, Value

_BATCH = 400
_RANK = "CASE f.confidence WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"
_FROM = "FROM findings f JOIN components c ON c.id = f.component"


class Queues:
    """What the queue of findings shows. Rows are made by SQLite, which holds up no other thread meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def groups(
        self, filing: str, *, components: Sequence[str] = (), keys: Iterable[tuple[str, str]] | None = None
    ) -> list[QueueGroup]:
        """Give the groups of a filing (or only those of these `keys`: tag of the value, and rule), the surest first,
        then by place. A group is as sure as its surest member, and that is the one that it shows."""
        if keys is None:
            return [QueueGroup(*row[:-1]) for row in self._groups(filing, components, "", ())]
        found: list[QueueGroup] = []
        rest = iter(dict.fromkeys(keys))
        while batch := tuple(islice(rest, _BATCH)):
            pairs = ",".join("(?,?)" for _ in batch)
            values = [part for pair in batch for part in pair]
            # The tags alone find the rows by their index; pairs would be looked for in every finding.
            tags = ",".join("?" * len(batch))
            where = f" AND f.value_tag IN ({tags}) AND (f.value_tag, f.rule) IN (VALUES {pairs})"
            rows = self._groups(filing, components, where, [*(tag for tag, _ in batch), *values])
            found += [QueueGroup(*row[:-1]) for row in rows]
        return found

    def _groups(self, filing: str, components: Sequence[str], where: str, values: Sequence[Value]) -> list[Row]:
        among = f" AND c.slug IN ({','.join('?' * len(components))})" if components else ""
        # Of several rows SQLite takes the other columns from the one that has the least key.
        key = f"min({_RANK} || c.slug || char(1) || hex(f.path) || printf('%015d', f.start)) AS least"
        sql = (
            'SELECT f.id, c.slug, f.path, f.start, f."end", f.line, f.rule, f.kind, f.reason, f.value_tag, f.member, '
            f"{_RANK}, f.state, count(*), sum(f.state = 'open'), sum(f.state = 'redacted'), sum(f.state = 'kept'), "
            f"{key} "
            f"{_FROM} WHERE c.filing = ?{among}{where} GROUP BY f.value_tag, f.rule ORDER BY least"
        )
        return self._store.rows(sql, [filing_id(self._store, filing), *components, *values])

    def keys_of(self, findings: Iterable[int]) -> set[tuple[str, str]]:
        """Give the groups that findings (by their numbers) belong to."""
        return {(row[0], row[1]) for row in self._of("SELECT DISTINCT value_tag, rule FROM findings", findings)}

    def files_of(self, findings: Iterable[int]) -> set[tuple[int, bytes]]:
        """Give the components (row numbers) and paths that findings stand in."""
        return {(row[0], bytes(row[1])) for row in self._of("SELECT DISTINCT component, path FROM findings", findings)}

    def _of(self, sql: str, findings: Iterable[int]) -> list[Row]:
        rest, rows = iter(findings), list[Row]()
        while batch := tuple(islice(rest, _BATCH)):
            rows += self._store.rows(f"{sql} WHERE id IN ({','.join('?' * len(batch))})", batch)
        return rows

    def files(
        self, filing: str, *, components: Sequence[str] = (), only: Iterable[tuple[int, bytes]] | None = None
    ) -> list[FileCount]:
        """Count the findings of each file that has any (or only of these): open ones of the default queue, and decided
        ones."""
        owner = filing_id(self._store, filing)
        among = f" AND c.slug IN ({','.join('?' * len(components))})" if components else ""
        sql = (
            "SELECT c.slug, f.path, sum(f.state = 'open' AND f.confidence != 'low'), sum(f.state != 'open') "
            f"{_FROM} WHERE c.filing = ?{among}"
        )
        if only is None:
            rows = self._store.rows(f"{sql} GROUP BY f.component, f.path", [owner, *components])
            return [_count(row) for row in rows]
        found: list[FileCount] = []
        rest = iter(only)
        while batch := tuple(islice(rest, _BATCH)):
            # The paths alone find the rows by their index; the pairs say which component's they are.
            paths, values = [path for _, path in batch], [part for pair in batch for part in pair]
            pairs = ",".join("(?,?)" for _ in batch)
            where = f" AND f.path IN ({','.join('?' * len(paths))}) AND (f.component, f.path) IN (VALUES {pairs})"
            sql_of = f"{sql}{where} GROUP BY f.component, f.path"
            found += [_count(row) for row in self._store.rows(sql_of, [owner, *components, *paths, *values])]
        return found

    def paths(self, component: int) -> list[bytes]:
        """Give the paths of a component's files, sorted by bytes, without anything else about them."""
        sql = "SELECT path FROM entries WHERE component = ? AND kind IN ('file', 'executable') ORDER BY path"
        return [row[0] for row in self._store.rows(sql, (component,))]


def _count(row: Row) -> FileCount:
    return FileCount(component=row[0], path=row[1], open=row[2], decided=row[3])
