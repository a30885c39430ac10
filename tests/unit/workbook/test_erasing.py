"""An erasure takes every table with it that holds something of a filing: a new one is decided about here."""

from __future__ import annotations

import re
import sqlite3
from inspect import getsource

from codebinder.workbook.register import Register
from codebinder.workbook.schema import STEPS

STAYS = {"responses", "rounds"}
"""Of a filing, and left: its form, and its rounds with the listing of what was approved."""
OF_THE_VENDOR = {"approval_papers", "detection_lists", "jewels", "kept_commitments", "register_rows", "signed_objects"}
"""Hold something sealed and belong to no filing's sources: signed and published things, the vendor's own lists."""


def test_every_table_of_a_filing_is_erased_or_is_its_proof() -> None:
    base = sqlite3.connect(":memory:")
    for step in STEPS:
        base.executescript(step)
    tables = [str(name) for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    parents = {name: {str(row[2]) for row in base.execute(f"PRAGMA foreign_key_list({name})")} for name in tables}
    columns = {name: [str(row[1]) for row in base.execute(f"PRAGMA table_info({name})")] for name in tables}
    base.close()
    named = set(re.findall(r'"(\w+)"', re.search(r"for table in \((.*?)\)", getsource(Register.erase), re.DOTALL)[1]))  # type: ignore[index]
    assert {name for name in tables if "filings" in parents[name]} == named | STAYS

    gone = set(named)
    while more := {name for name in tables if name not in gone and parents[name] & gone}:
        gone |= more  # what refers to something that is deleted goes with it
    secret = {
        name
        for name in tables
        if any(each.startswith("sealed") or each in {"note", "comment", "pdf", "packed"} for each in columns[name])
    }
    assert secret - gone - STAYS == OF_THE_VENDOR
