"""Findings: merging scans, pages with filters and counts, groups of one value, and keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from codebinder.base.messages import SaidError
from codebinder.model.filing import FindingCounts, FindingFilter, FindingGroup, Keep, Page
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.text import Message, shown
from codebinder.workbook.components import component_id, prefix_end
from codebinder.workbook.filings import filing_id
from codebinder.workbook.store import Changes, Row, Store, Value
from codebinder.workbook.values import Merged, Scan
from codebinder.workbook.vendor_product import unknown

_COLUMNS = (
    'f.id, c.slug, f.path, f.start, f."end", f.line, f.rule, f.kind, f.confidence, f.reason, f.value_tag, '
    "f.context_tag, f.state, f.member"
)
_FROM = "FROM findings f JOIN components c ON c.id = f.component"
_ORDER = "ORDER BY c.id, f.path, f.start, f.id"
_BATCH = 500

EVERY = FindingFilter()

_Key = tuple[bytes, int, int, str, str, bytes]
_Sign = tuple[bytes, str, str, str]


def number_of(id_: str, letter: str, what: str) -> int:
    """Give the number in an id such as "F-12"; UserError where it is no such id."""
    head, _, digits = id_.partition("-")
    if head.upper() != letter or not digits.isascii() or not digits.isdecimal() or len(digits) > 15:
        raise SaidError(
            Message("refuse.findings.not-id", {"what": Message(f"word.{what.replace(' ', '-')}")}),
            where=shown(id_),
            next_step=Message("next.ids-look-like-12", {"letter": letter}),
        )
    return int(digits)


class Findings:
    """What detectors saw in a filing's components, and what people made of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def merge(self, filing: str, component: str, findings: Iterable[Finding]) -> Merged:
        """Replace a component's findings by those of a new scan (ids ignored, state open).

        A finding at the same place, of the same rule and value, keeps its id, state and keep; so does one that has
        moved within its file, where its rule, value and the bytes around it tell it from all others. What else the
        scan says of it (confidence, line, what stands around it) is written anew. The others get new ids.
        """
        self._store.touch(None)
        number = component_id(self._store, filing, component)
        rows = self._store.rows(
            'SELECT id, path, start, "end", rule, value_tag, context_tag, member FROM findings WHERE component = ?',
            (number,),
        )
        old = {(bytes(row[1]), int(row[2]), int(row[3]), str(row[4]), str(row[5]), bytes(row[7])): row for row in rows}
        new = {(one.path, one.start, one.end, one.rule, one.value_tag, one.member): one for one in findings}
        same = {key: int(old[key][0]) for key in new if key in old}
        were = _alone((key, (key[0], key[3], key[4], str(row[6]))) for key, row in old.items())
        are = _alone((key, (one.path, one.rule, one.value_tag, one.context_tag)) for key, one in new.items())
        for sign, key in are.items():
            if key not in same and sign in were and were[sign] not in new:
                same[key] = int(old[were[sign]][0])
        fresh = [one for key, one in new.items() if key not in same]
        stay = set(same.values())
        lost = [int(row[0]) for row in rows if int(row[0]) not in stay]
        self._store.write_many("DELETE FROM findings WHERE id = ?", ((place,) for place in lost))
        self._store.write_many(
            'UPDATE findings SET start = ?, "end" = ?, line = ?, kind = ?, confidence = ?, reason = ?, context_tag = ? '
            "WHERE id = ?",
            (
                (one.start, one.end, one.line, one.kind, one.confidence.value, one.reason, one.context_tag, same[key])
                for key, one in new.items()
                if key in same
            ),
        )
        first = self._store.take_numbers("finding", len(fresh)) if fresh else 0
        self._store.write_many(
            "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_values(first + place, number, finding) for place, finding in enumerate(fresh)),
        )
        return Merged(new=len(fresh), same=len(same), gone=len(lost))

    def page(self, filing: str, want: FindingFilter = EVERY, *, offset: int = 0, limit: int = 100) -> Page[Finding]:
        """Give findings by component, path and place."""
        where, values = self._where(filing, want)
        rows = self._store.rows(
            f"SELECT {_COLUMNS} {_FROM} {where} {_ORDER} LIMIT ? OFFSET ?", [*values, limit, offset]
        )
        total = self._store.number(f"SELECT count(*) {_FROM} {where}", values)
        return Page(items=tuple(map(_finding, rows)), total=total)

    def all(self, filing: str, want: FindingFilter = EVERY) -> tuple[Finding, ...]:
        """Give all findings that the filter wants."""
        where, values = self._where(filing, want)
        return tuple(map(_finding, self._store.rows(f"SELECT {_COLUMNS} {_FROM} {where} {_ORDER}", values)))

    def of_value(self, filing: str, tag: str) -> tuple[str, ...]:
        """Give the ids of the findings of a value that do not stand in an archive or an image."""
        sql = (
            f"SELECT f.id {_FROM} WHERE c.filing = ? AND f.value_tag = ? AND length(f.member) = 0 "
            f"AND c.kind != 'firmware' {_ORDER}"
        )
        return tuple(f"F-{row[0]}" for row in self._store.rows(sql, (filing_id(self._store, filing), tag)))

    def get(self, filing: str, id_: str) -> Finding:
        """Give one finding by its id; UserError where there is none."""
        number, owner = number_of(id_, "F", "finding"), filing_id(self._store, filing)
        found = self._store.row(f"SELECT {_COLUMNS} {_FROM} WHERE f.id = ? AND c.filing = ?", (number, owner))
        if found is None:
            raise unknown("finding", id_)
        return _finding(found)

    def groups(
        self, filing: str, want: FindingFilter = EVERY, *, offset: int = 0, limit: int = 100
    ) -> Page[FindingGroup]:
        """Give findings grouped by value and rule, the most frequent first; `first` has the lowest id."""
        where, values = self._where(filing, want)
        rows = self._store.rows(
            f"SELECT f.value_tag, g.total, g.open, {_COLUMNS} FROM ("  # noqa: S608  (constants)
            f"SELECT count(*) AS total, sum(f.state = 'open') AS open, min(f.id) AS first "
            f"{_FROM} {where} GROUP BY f.value_tag, f.rule ORDER BY total DESC, first LIMIT ? OFFSET ?) g "
            "JOIN findings f ON f.id = g.first JOIN components c ON c.id = f.component ORDER BY g.total DESC, g.first",
            [*values, limit, offset],
        )
        items = tuple(_group(row) for row in rows)
        grouped = f"SELECT 1 {_FROM} {where} GROUP BY f.value_tag, f.rule"
        total = self._store.number(f"SELECT count(*) FROM ({grouped})", values)  # noqa: S608
        return Page(items=items, total=total)

    def counts(self, filing: str, *, components: Sequence[str] = ()) -> FindingCounts:
        """Count the findings of a filing (or of these components) by state; undecided are the open ones of the default
        queue."""
        among = f" AND c.slug IN ({_marks(components)})" if components else ""
        table: dict[tuple[str, str], int] = {
            (state, confidence): count
            for state, confidence, count in self._store.rows(
                f"SELECT f.state, f.confidence, count(*) {_FROM} WHERE c.filing = ?{among} GROUP BY 1, 2",
                (filing_id(self._store, filing), *components),
            )
        }
        by_state = {
            state: sum(count for (one, _), count in table.items() if one == state.value) for state in FindingState
        }
        low = table.get((FindingState.OPEN.value, Confidence.LOW.value), 0)
        return FindingCounts(
            open=by_state[FindingState.OPEN],
            redacted=by_state[FindingState.REDACTED],
            kept=by_state[FindingState.KEPT],
            undecided=by_state[FindingState.OPEN] - low,
            scored_down=low,
        )

    def set_state(self, filing: str, ids: Iterable[str], state: FindingState) -> int:
        """Set the state of findings; give how many there were. UserError where an id is not one of the filing."""
        numbers = self._numbers(filing, ids)
        self._store.touch(numbers)
        self._store.write_many(
            "UPDATE findings SET state = ? WHERE id = ?", ((state.value, number) for number in numbers)
        )
        return len(numbers)

    def keep(self, filing: str, ids: Iterable[str], *, note: str, actor: str) -> int:
        """Write down that findings may be disclosed, with a note; give how many."""
        numbers = self._numbers(filing, ids)
        self._store.touch(numbers)
        at = self._store.at
        rows = ((number, note, actor, at) for number in numbers)
        self._store.write_many("INSERT OR REPLACE INTO keeps VALUES (?, ?, ?, ?)", rows)
        self._store.write_many("UPDATE findings SET state = 'kept' WHERE id = ?", ((number,) for number in numbers))
        return len(numbers)

    def unkeep(self, filing: str, ids: Iterable[str]) -> int:
        """Take keeps back; the findings are open again. Give how many keeps there were."""
        numbers = self._numbers(filing, ids)
        self._store.touch(numbers)
        kept = sum(self._store.write("DELETE FROM keeps WHERE finding = ?", (number,)) for number in numbers)
        self._store.write_many(
            "UPDATE findings SET state = 'open' WHERE id = ? AND state = 'kept'", ((number,) for number in numbers)
        )
        return kept

    def keeps(self, filing: str) -> tuple[Keep, ...]:
        """Give all keeps of a filing, by component, path and place."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS}, k.note, k.actor, k.at {_FROM} JOIN keeps k ON k.finding = f.id "
            f"WHERE c.filing = ? {_ORDER}",
            (filing_id(self._store, filing),),
        )
        return tuple(Keep(finding=_finding(row), note=row[-3], actor=row[-2], at=row[-1]) for row in rows)

    def record_scan(self, filing: str, component: str, scan: Scan) -> None:
        """Write down what a component was scanned with; the time is that of the transaction."""
        number = component_id(self._store, filing, component)
        self._store.write(
            "INSERT OR REPLACE INTO scans VALUES (?, ?, ?, ?, ?, ?, 0)",
            (number, scan.engine, self._store.at, scan.files, scan.seen, scan.masks),
        )

    def scan_of(self, filing: str, component: str) -> Scan | None:
        """Give a component's last scan, or None."""
        number = component_id(self._store, filing, component)
        found = self._store.row(
            "SELECT engine, at, files, seen, masks, stale FROM scans WHERE component = ?", (number,)
        )
        if found is None:
            return None
        engine, at, files, seen, masks, stale = found
        return Scan(engine=engine, at=at, files=files, seen=bytes(seen), masks=masks, stale=bool(stale))

    def values(self, filing: str) -> dict[str, tuple[str, bytes]]:
        """Give the values that are looked for everywhere: encoding and sealed bytes by keyed tag."""
        owner = filing_id(self._store, filing)
        rows = self._store.rows("SELECT tag, encoding, sealed FROM finding_values WHERE filing = ?", (owner,))
        return {row[0]: (row[1], bytes(row[2])) for row in rows}

    def set_values(self, filing: str, added: Mapping[str, tuple[str, bytes]], gone: Iterable[str]) -> None:
        """Add values to look for everywhere, and forget those that no finding has any more."""
        owner = filing_id(self._store, filing)
        self._store.write_many(
            "DELETE FROM finding_values WHERE filing = ? AND tag = ?", ((owner, tag) for tag in gone)
        )
        self._store.write_many(
            "INSERT OR REPLACE INTO finding_values VALUES (?, ?, ?, ?)",
            ((owner, tag, encoding, box) for tag, (encoding, box) in added.items()),
        )

    @property
    def changes(self) -> Changes:
        """Which findings were written to since the workbook was opened."""
        return self._store.changes

    def some(self, filing: str, ids: Iterable[str]) -> tuple[Finding, ...]:
        """Give these findings, in the order in which they are named; UserError where one is not of the filing."""
        numbers = tuple(dict.fromkeys(number_of(id_, "F", "finding") for id_ in ids))
        owner, found = filing_id(self._store, filing), dict[int, Finding]()
        for at in range(0, len(numbers), _BATCH):
            batch = numbers[at : at + _BATCH]
            sql = f"SELECT {_COLUMNS} {_FROM} WHERE c.filing = ? AND f.id IN ({_marks(batch)})"
            found.update((int(row[0]), _finding(row)) for row in self._store.rows(sql, (owner, *batch)))
        for number in numbers:
            if number not in found:
                raise unknown("finding", f"F-{number}")
        return tuple(found[number] for number in numbers)

    def _numbers(self, filing: str, ids: Iterable[str]) -> tuple[int, ...]:
        numbers = tuple(dict.fromkeys(number_of(id_, "F", "finding") for id_ in ids))
        owner, rest, known = filing_id(self._store, filing), iter(numbers), set[int]()
        while batch := tuple(islice(rest, _BATCH)):
            marks = ",".join("?" * len(batch))
            rows = self._store.rows(f"SELECT f.id {_FROM} WHERE c.filing = ? AND f.id IN ({marks})", (owner, *batch))
            known.update(row[0] for row in rows)
        for number in numbers:
            if number not in known:
                raise unknown("finding", f"F-{number}")
        return numbers

    def _where(self, filing: str, want: FindingFilter) -> tuple[str, list[Value]]:
        tests: list[str] = ["c.filing = ?"]
        values: list[Value] = [filing_id(self._store, filing)]
        for column, value in (("c.slug", want.component), ("f.rule", want.rule), ("f.value_tag", want.value_tag)):
            if value:
                tests.append(f"{column} = ?")
                values.append(value)
        if want.path is not None:
            tests.append("f.path = ?")
            values.append(want.path)
        if want.path_prefix:
            tests.append("f.path >= ?")
            values.append(want.path_prefix)
            after = prefix_end(want.path_prefix)
            if after is not None:
                tests.append("f.path < ?")
                values.append(after)
        for column, choices in (("f.state", want.states), ("f.confidence", want.confidences)):
            if choices:
                tests.append(f"{column} IN ({_marks(choices)})")
                values.extend(choice.value for choice in choices)
        return "WHERE " + " AND ".join(tests), values


def _alone(pairs: Iterable[tuple[_Key, _Sign]]) -> dict[_Sign, _Key]:
    """Give those keys whose sign no other key has."""
    table: dict[_Sign, list[_Key]] = {}
    for key, sign in pairs:
        table.setdefault(sign, []).append(key)
    return {sign: keys[0] for sign, keys in table.items() if len(keys) == 1}


def _marks(choices: Collection[object]) -> str:
    return ",".join("?" * len(choices))


def _values(number: int, component: int, finding: Finding) -> tuple[Value, ...]:
    return (
        number, component, finding.path, finding.start, finding.end, finding.line, finding.rule, finding.kind,
        finding.confidence.value, finding.reason, finding.value_tag, finding.context_tag, FindingState.OPEN.value,
        finding.member,
    )  # fmt: skip


def _finding(row: Row) -> Finding:
    return Finding(
        id=f"F-{row[0]}",
        component=row[1],
        path=row[2],
        start=row[3],
        end=row[4],
        line=row[5],
        rule=row[6],
        kind=row[7],
        confidence=Confidence(row[8]),
        reason=row[9],
        value_tag=row[10],
        context_tag=row[11],
        state=FindingState(row[12]),
        member=bytes(row[13]),
    )


def _group(row: Row) -> FindingGroup:
    first = _finding(row[3:])
    return FindingGroup(value_tag=row[0], kind=first.kind, rule=first.rule, count=row[1], open=row[2], first=first)
