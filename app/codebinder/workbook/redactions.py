"""Redactions with their sealed values, the salts of their ranges, and the sealed map of every round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from codebinder.model.filing import Page, StoredSecret
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.workbook.components import component_id
from codebinder.workbook.filings import filing_id
from codebinder.workbook.findings import number_of
from codebinder.workbook.store import Row, Store, Value
from codebinder.workbook.vendor_product import unknown

_COLUMNS = (
    'r.id, c.slug, r.kind, r.path, r.start, r."end", r.reason, r.published_reason, r.note, r.proposer, r.content_tag, '
    "r.encoding, r.sealed_value, (SELECT group_concat(finding) FROM (SELECT finding FROM redaction_findings x "
    "WHERE x.redaction = r.id ORDER BY finding))"
)
_FROM = "FROM redactions r JOIN components c ON c.id = r.component"
_ORDER = "ORDER BY r.id"
_BATCH = 500


class Redactions:
    """What people want hidden. A withdrawn redaction stays as a row, so that its id is never used again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, filing: str, redaction: Redaction, *, sealed_value: bytes, encoding: str) -> Redaction:
        """Add a redaction (its id is ignored) and mark its findings as redacted; give it with its id."""
        return self.add_many(filing, [(redaction, sealed_value, encoding)])[0]

    def add_many(self, filing: str, redactions: Iterable[tuple[Redaction, bytes, str]]) -> tuple[Redaction, ...]:
        """Add redactions, each with its sealed value and the codec of that value; give them with their ids."""
        given = tuple(redactions)
        if not given:
            return ()
        components = {one.component: component_id(self._store, filing, one.component) for one, _, _ in given}
        first = self._store.take_numbers("redaction", len(given))
        numbered = tuple(replace(one, id=f"R-{first + place}") for place, (one, _, _) in enumerate(given))
        self._store.write_many(
            "INSERT INTO redactions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
            (
                (
                    first + place, components[one.component], one.kind.value, one.path, one.start, one.end, one.reason,
                    one.published_reason, one.note, one.proposer, one.content_tag, self._store.at, encoding, sealed,
                )
                for place, (one, sealed, encoding) in enumerate(given)
            ),
        )  # fmt: skip
        pairs = [
            (first + place, number_of(finding, "F", "finding"))
            for place, (one, _, _) in enumerate(given)
            for finding in dict.fromkeys(one.finding_ids)
        ]
        self._check_findings(filing, {finding for _, finding in pairs})
        self._store.touch(finding for _, finding in pairs)
        self._store.write_many("INSERT INTO redaction_findings VALUES (?, ?)", pairs)
        self._store.write_many("DELETE FROM keeps WHERE finding = ?", ((finding,) for _, finding in pairs))
        self._store.write_many(
            "UPDATE findings SET state = 'redacted' WHERE id = ?", ((finding,) for _, finding in pairs)
        )
        return numbered

    def count(self, filing: str) -> int:
        """Count the redactions that stand."""
        where, values = self._where(filing, "", None)
        return self._store.number(f"SELECT count(*) {_FROM} {where}", values)

    def stands(self, filing: str, id_: str) -> bool:
        """Does a redaction of this id stand?"""
        where, values = self._where(filing, "", None)
        letter, _, digits = id_.partition("-")
        if letter != "R" or not digits.isdecimal():
            return False
        return bool(self._store.number(f"SELECT count(*) {_FROM} {where} AND r.id = ?", [*values, int(digits)]))

    def list(self, filing: str, *, component: str = "") -> tuple[Redaction, ...]:
        """Give the redactions that stand, oldest first."""
        return tuple(stored.redaction for stored in self.sealed(filing, component=component))

    def makers(self) -> tuple[tuple[str, str, int], ...]:
        """Give who proposed redactions and keeps (fingerprints), when, and how many then, of all filings; what was
        withdrawn counts as well."""
        sql = (
            "SELECT proposer, made, sum(count) FROM (SELECT proposer, created_at AS made, count(*) AS count "
            "FROM redactions GROUP BY 1, 2 UNION ALL SELECT actor, at, count(*) FROM keeps GROUP BY 1, 2) GROUP BY 1, 2"
        )
        return tuple((str(row[0]), str(row[1]), int(row[2])) for row in self._store.rows(sql))

    def page(
        self, filing: str, *, component: str = "", path: bytes | None = None, offset: int = 0, limit: int = 100
    ) -> Page[Redaction]:
        """Give a stretch of the redactions that stand, oldest first."""
        where, values = self._where(filing, component, path)
        rows = self._store.rows(
            f"SELECT {_COLUMNS} {_FROM} {where} {_ORDER} LIMIT ? OFFSET ?", [*values, limit, offset]
        )
        total = self._store.number(f"SELECT count(*) {_FROM} {where}", values)
        return Page(items=tuple(_stored(row).redaction for row in rows), total=total)

    def get(self, filing: str, id_: str) -> Redaction:
        """Give one redaction that stands; UserError where there is none of that id."""
        return self.get_sealed(filing, id_).redaction

    def get_sealed(self, filing: str, id_: str) -> StoredSecret:
        """Give one redaction that stands, with its sealed value."""
        where, values = self._where(filing, "", None)
        number = number_of(id_, "R", "redaction")
        found = self._store.row(f"SELECT {_COLUMNS} {_FROM} {where} AND r.id = ?", [*values, number])
        if found is None:
            raise unknown("redaction", id_)
        return _stored(found)

    def sealed(self, filing: str, *, component: str = "") -> tuple[StoredSecret, ...]:
        """Give the redactions that stand with their sealed values, oldest first."""
        where, values = self._where(filing, component, None)
        return tuple(map(_stored, self._store.rows(f"SELECT {_COLUMNS} {_FROM} {where} {_ORDER}", values)))

    def sealed_everywhere(self) -> tuple[tuple[str, StoredSecret], ...]:
        """Give what stands hidden in any filing, with the filing's slug: values hidden once are searched always."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS}, f.slug {_FROM} JOIN filings f ON f.id = c.filing WHERE r.withdrawn_at = '' {_ORDER}"
        )
        return tuple((str(row[-1]), _stored(row[:-1])) for row in rows)

    def set_published_reason(self, filing: str, id_: str, code: str) -> None:
        """Change what is published as the reason."""
        number = number_of(self.get(filing, id_).id, "R", "redaction")
        self._store.write("UPDATE redactions SET published_reason = ? WHERE id = ?", (code, number))

    def move(self, filing: str, ids: Iterable[str], component: str) -> None:
        """Let redactions belong to another component: what hides a value does not go with where it was seen."""
        owner = component_id(self._store, filing, component)
        numbers = [number_of(self.get(filing, id_).id, "R", "redaction") for id_ in ids]
        self._store.write_many("UPDATE redactions SET component = ? WHERE id = ?", ((owner, one) for one in numbers))

    def withdraw(self, filing: str, id_: str) -> Redaction:
        """Withdraw a redaction: its findings are open again, unless another redaction that stands hides them."""
        gone = self.get(filing, id_)
        number = number_of(gone.id, "R", "redaction")
        # The sealed value goes as well: nothing is kept that no decision needs any more.
        self._store.write(
            "UPDATE redactions SET withdrawn_at = ?, sealed_value = X'' WHERE id = ?", (self._store.at, number)
        )
        self._store.touch(number_of(each, "F", "finding") for each in gone.finding_ids)
        self._store.write(
            "UPDATE findings SET state = 'open' WHERE state = 'redacted' AND id IN "
            "(SELECT finding FROM redaction_findings WHERE redaction = ?) AND id NOT IN "
            "(SELECT x.finding FROM redaction_findings x JOIN redactions r ON r.id = x.redaction "
            "WHERE r.withdrawn_at = '')",
            (number,),
        )
        return gone

    def put_salts(self, filing: str, salts: Mapping[str, bytes]) -> None:
        """Keep sealed salts by their range's keyed tag; a salt that is there already stays (proof.md §2)."""
        owner = filing_id(self._store, filing)
        self._store.write_many(
            "INSERT INTO salts VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((owner, range_tag, sealed) for range_tag, sealed in salts.items()),
        )

    def salts(self, filing: str) -> dict[str, bytes]:
        """Give the filing's sealed salts by range tag."""
        return dict(
            self._store.rows("SELECT range_tag, sealed FROM salts WHERE filing = ?", (filing_id(self._store, filing),))
        )

    def put_map(self, filing: str, round_number: int, parts: Iterable[bytes], *, own: bool = False) -> None:
        """Replace the sealed map of a round by these parts, sealed under the filing's `own` key or the workbook's."""
        owner = filing_id(self._store, filing)
        self._store.write("DELETE FROM sealed_map WHERE filing = ? AND round = ?", (owner, round_number))
        self._store.write_many(
            "INSERT INTO sealed_map (filing, round, part, sealed, own) VALUES (?, ?, ?, ?, ?)",
            ((owner, round_number, place, part, int(own)) for place, part in enumerate(parts)),
        )

    def map(self, filing: str, round_number: int) -> tuple[bytes, ...]:
        """Give the sealed map of a round, in the order in which its parts were given."""
        rows = self._store.rows(
            "SELECT sealed FROM sealed_map WHERE filing = ? AND round = ? ORDER BY part",
            (filing_id(self._store, filing), round_number),
        )
        return tuple(bytes(sealed) for (sealed,) in rows)

    def map_part(self, filing: str, round_number: int, part: int) -> bytes | None:
        """Give one part of a round's sealed map, or None: a map may hold whole withheld files."""
        found = self._store.row(
            "SELECT sealed FROM sealed_map WHERE filing = ? AND round = ? AND part = ?",
            (filing_id(self._store, filing), round_number, part),
        )
        return None if found is None else bytes(found[0])

    def map_is_own(self, filing: str, round_number: int) -> bool:
        """Is the sealed map of this round sealed under the filing's own key?"""
        sql = "SELECT count(*) FROM sealed_map WHERE filing = ? AND round = ? AND part = 0 AND own = 1"
        return bool(self._store.number(sql, (filing_id(self._store, filing), round_number)))

    def map_rounds(self, filing: str) -> tuple[int, ...]:
        """Give the rounds that have a sealed map."""
        sql = "SELECT DISTINCT round FROM sealed_map WHERE filing = ? ORDER BY round"
        return tuple(int(number) for (number,) in self._store.rows(sql, (filing_id(self._store, filing),)))

    def _check_findings(self, filing: str, numbers: set[int]) -> None:
        owner, wanted = filing_id(self._store, filing), sorted(numbers)
        for at in range(0, len(wanted), _BATCH):
            batch = wanted[at : at + _BATCH]
            marks = ",".join("?" * len(batch))
            known = self._store.rows(
                "SELECT f.id FROM findings f JOIN components c ON c.id = f.component "  # noqa: S608  (question marks)
                f"WHERE c.filing = ? AND f.id IN ({marks})",
                (owner, *batch),
            )
            lost = set(batch) - {int(row[0]) for row in known}
            if lost:
                raise unknown("finding", f"F-{min(lost)}")

    def _where(self, filing: str, component: str, path: bytes | None) -> tuple[str, list[Value]]:
        where, values = "WHERE r.withdrawn_at = '' AND c.filing = ?", list[Value]([filing_id(self._store, filing)])
        if component:
            where += " AND c.slug = ?"
            values.append(component)
        if path is not None:
            where += " AND r.path = ?"
            values.append(path)
        return where, values


def _stored(row: Row) -> StoredSecret:
    redaction = Redaction(
        id=f"R-{row[0]}",
        component=row[1],
        kind=RedactionKind(row[2]),
        path=row[3],
        start=row[4],
        end=row[5],
        reason=row[6],
        published_reason=row[7],
        note=row[8],
        proposer=row[9],
        content_tag=row[10],
        finding_ids=tuple(f"F-{number}" for number in str(row[13]).split(",")) if row[13] else (),
    )
    return StoredSecret(redaction=redaction, encoding=row[11], sealed_value=row[12])
