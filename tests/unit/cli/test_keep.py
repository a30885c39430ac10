"""Keeps by command: said with a reason, and taken back."""

from __future__ import annotations

from helpers.desk import Desk


def test_keeps_are_taken_back_by_name_or_all_at_once(desk: Desk) -> None:
    key = ("--as", "lin")
    name = desk("list", desk.file, "findings")["findings"][0]["id"]
    desk.run("keep", desk.file, "--finding", name, "--note", "a test key", *key)
    assert desk("keep", "withdraw", desk.file, "--finding", name, *key) == {"withdrawn": [name]}
    assert desk("list", desk.file, "findings")["findings"][0]["state"] == "open"
    desk.run("keep", "withdraw", desk.file, "--finding", name, *key, expect=3)
    assert desk("keep", "withdraw", desk.file, "--all", *key) == {"withdrawn": []}
    desk.run("keep", desk.file, desk.file, "--all", "--note", "x", *key, expect=2)
