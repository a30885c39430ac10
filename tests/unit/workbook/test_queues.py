"""The queue of findings: grouped as people see it, and after a change only what was written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.model.findings import Confidence, FindingState
from codebinder.workbook import Workbook
from helpers.books import a_finding, new_book


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    made = new_book(tmp_path / "w.codebinder")
    rows = (
        a_finding(b"z.c", 5, value="one", confidence=Confidence.LOW),
        a_finding(b"b.c", 9, value="two"),
        a_finding(b"b.c", 300, value="two"),
        a_finding(b"a.c", 20, value="two", confidence=Confidence.MEDIUM),
        a_finding(b"a.c", 3, value="two", rule="other", confidence=Confidence.MEDIUM),
        a_finding(b"c.c", 1, value="one", confidence=Confidence.MEDIUM),
    )
    with made.transaction("scan"):
        made.findings.merge("f", "src", rows)
    return made


def test_findings_of_one_value_and_rule_stand_together_the_surest_first(book: Workbook) -> None:
    groups = book.queues.groups("f")
    assert [(each.path, each.start, each.rank, each.total) for each in groups] == [
        (b"b.c", 9, 0, 3),
        (b"a.c", 3, 1, 1),
        (b"c.c", 1, 1, 2),
    ], "a value that counts in one place stands in the queue though it is scored down in another"
    assert groups[0].finding == book.findings.get("f", groups[0].finding.id).__class__(
        **{**_fields(book, groups[0].finding.id), "context_tag": ""}
    )


def _fields(book: Workbook, name: str) -> dict[str, object]:
    held = book.findings.get("f", name)
    return {each: getattr(held, each) for each in held.__dataclass_fields__}


def test_one_group_read_alone_is_what_it_is_among_all(book: Workbook) -> None:
    every = {each.key: each for each in book.queues.groups("f")}
    for key, group in every.items():
        assert book.queues.groups("f", keys=[key]) == [group]
    assert book.queues.groups("f", keys=[("none", "other")]) == []


def test_files_are_counted_as_the_tree_shows_them(book: Workbook) -> None:
    first = next(each for each in book.findings.all("f") if each.path == b"b.c")
    with book.transaction("keep"):
        book.findings.keep("f", [first.id], note="n", actor="a")
    held = {each.path: (each.open, each.decided) for each in book.queues.files("f")}
    assert held == {b"a.c": (2, 0), b"b.c": (1, 1), b"c.c": (1, 0), b"z.c": (0, 0)}
    number = int(first.id.removeprefix("F-"))
    (only,) = book.queues.files("f", only=book.queues.files_of([number]))
    assert (only.path, only.open, only.decided) == (b"b.c", 1, 1)


def test_what_was_written_to_is_known_once_it_is_committed(book: Workbook) -> None:
    ids = [each.id for each in book.findings.all("f")]
    changes, serial = book.findings.changes, book.findings.changes.serial
    with book.transaction("redact"):
        book.findings.set_state("f", ids[:2], FindingState.REDACTED)
        assert changes.since(serial) == frozenset(), "nobody sees it yet"
    assert changes.since(serial) == {int(each.removeprefix("F-")) for each in ids[:2]}
    after = changes.serial
    with pytest.raises(ZeroDivisionError):
        _fail_after(book, ids[2:])
    assert changes.since(after) == frozenset(), "what was rolled back changed nothing"
    with book.transaction("scan"):
        book.findings.merge("f", "src", ())
    assert changes.since(after) is None, "after a scan it may be any"


def _fail_after(book: Workbook, ids: list[str]) -> None:
    with book.transaction("redact"):
        book.findings.set_state("f", ids, FindingState.REDACTED)
        _ = 1 // 0


def test_what_is_too_long_ago_may_be_anything(book: Workbook) -> None:
    changes = book.findings.changes
    serial = changes.serial
    for number in range(600):
        changes.committed({number})
    assert changes.since(serial) is None
    assert changes.since(changes.serial - 2) == {598, 599}
