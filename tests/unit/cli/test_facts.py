"""`facts` lists what the code says and fills tables; it says so where nothing is known."""

from __future__ import annotations

import pytest

from codebinder.cli import main as cli
from helpers.desk import Desk


@pytest.mark.parametrize(
    ("line", "what", "more"),
    [
        ("facts FILE --filing f --kind port --kind crypto", "FILE", None),
        ("facts --kind port FILE", "FILE", None),
        ("facts prefill FILE --filing f", "prefill", "FILE"),
        ("facts prefill --filing f FILE --json", "prefill", "FILE"),
    ],
)
def test_both_forms_are_taken(line: str, what: str, more: str | None) -> None:
    values = cli._parsed(line.split())
    assert (values.what, values.more) == (what, more)


def test_facts_are_listed_as_one_object(desk: Desk) -> None:
    done = desk.run("facts", str(desk.file), "--json")
    assert done.code == 0
    assert isinstance(done.json["facts"], list)


def test_two_workbooks_are_refused(desk: Desk) -> None:
    assert desk.run("facts", str(desk.file), str(desk.file), expect=2).code == 2
