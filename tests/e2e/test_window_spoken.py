"""The window as a screen reader finds it, by AT-SPI: every control has a role, a name of its own, and its state."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from helpers import spoken_program

pytestmark = pytest.mark.xvfb

WALK = Path(spoken_program.__file__).with_name("spoken_walk.py")
ACTIVE = {
    "push button", "check box", "radio button", "combo box", "text", "password text", "spin button", "page tab",
    "page tab list", "list", "tree", "table", "menu item", "document frame", "toggle button", "link",
}  # fmt: skip
NOTHING = {"filler", "unknown", "panel", "frame", "layered pane", "split pane", "image", "invalid"}
"""What a screen reader passes over, or can say nothing about."""
SAME = {"Go to Review", "Record what was sent…"}
"""Offered twice in one view, and does the same from both places."""
STOPS = 46

Row = dict[str, Any]


def python_with_bus() -> str:
    """Give the system's Python: it alone has the binding (python3-pyatspi and gir1.2-atspi-2.0)."""
    found = shutil.which("python3", path="/usr/bin") or sys.executable
    test = subprocess.run([found, "-c", "import gi; gi.require_version('Atspi', '2.0')"], check=False)
    assert test.returncode == 0, "install at-spi2-core, python3-pyatspi, gir1.2-atspi-2.0"
    return found


class Reader:
    """A screen reader beside the program."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        words = [python_with_bus(), str(WALK), str(program.pid)]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def wish(self, what: str) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the screen reader has ended"
        return json.loads(line)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


def faults(rows: list[Row]) -> list[str]:
    """Say what a person who hears only this could not use."""
    out: list[str] = []
    holders = {json.dumps(row["path"]) for row in rows if row["role"] == "page tab list"}
    for row in rows:
        focusable, name = "focusable" in row["states"], row["name"].strip()
        where = " > ".join(part for _, part in row["path"] if part)
        said = f"{row['role']} {name!r} in {where!r}"
        tabs = json.dumps([*row["path"], [row["role"], row["name"]]]) in holders  # gives its focus to the tabs
        if (row["role"] in ACTIVE or (focusable and row["role"] != "table cell" and not tabs)) and not name:
            out.append(f"no name: {said}")
        if focusable and row["role"] in NOTHING and not tabs:
            out.append(f"no role: {said}")
        if row["role"] in {"check box", "radio button"} and "checkable" not in row["states"]:
            out.append(f"no state: {said}")
    held = Counter(
        (row["role"], row["name"], row["path"][0][1])
        for row in rows
        if row["role"] in ACTIVE and "focusable" in row["states"] and row["name"] not in SAME
    )
    return [*out, *(f"{count} times: {role} {name!r}" for (role, name, _), count in held.items() if count > 1)]


def empty_tables(rows: list[Row]) -> list[str]:
    """Give the tables of which no cell says anything."""
    cells: dict[str, list[str]] = {}
    for row in rows:
        if row["role"] == "table cell":
            cells.setdefault(row["path"][-1][1], []).append(row["name"])
    return [name for name, texts in cells.items() if not any(texts)]


def names(rows: list[Row], role: str) -> set[str]:
    return {row["name"] for row in rows if row["role"] == role}


def go_round(program: subprocess.Popen[str], reader: Reader | None = None) -> tuple[dict[str, list[Row]], list[str]]:
    """Look at every stop; give what was there, and what the window said by itself."""
    seen: dict[str, list[Row]] = {}
    said: list[str] = []
    assert program.stdout is not None
    assert program.stdin is not None
    try:
        for line in program.stdout:
            word, _, name = line.strip().partition(" ")
            reader = reader or Reader(program)
            if word == "at":
                seen[name] = reader.wish("walk")
            elif word == "said":
                assert reader.wish("listen") == "listening"
            program.stdin.write("\n")
            program.stdin.flush()
            if word == "said":
                said += reader.answer()
    finally:
        if reader is not None:
            reader.close()
    return seen, said


def test_every_control_is_spoken_of(own_home: Path, tmp_path: Path) -> None:
    env = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PYTHONFAULTHANDLER": "1"}
    (own_home / "Documents").mkdir()
    words = [sys.executable, spoken_program.__file__, str(tmp_path)]
    with (tmp_path / "errors").open("w") as errors:
        program = subprocess.Popen(
            words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            seen, said = go_round(program)
            assert program.wait(60) == 0, (tmp_path / "errors").read_text()
        finally:
            program.kill()
            program.communicate()
    assert len(seen) >= STOPS, list(seen)
    found = [f"{stop}: {fault}" for stop, rows in seen.items() for fault in faults(rows)]
    found += [f"{stop}: nothing is said of {name!r}" for stop, rows in seen.items() for name in empty_tables(rows)
              if "field" not in name and stop not in {"filing", "editor 1"}]  # fmt: skip
    assert not found, "\n".join(dict.fromkeys(found))
    states = {state for rows in seen.values() for row in rows for state in row["states"]}
    assert {"checked", "editable"} <= states
    build = next(row for row in seen["package"] if row["name"] == "Build")
    assert "enabled" not in build["states"], "a button that can't be pressed says so"
    assert "Code" in names(seen["redaction"], "document frame")
    assert {"Before", "As filed", "In plain words"} <= names(seen["review of a round"], "document frame")
    assert {"Approve", "Reject…"} <= names(seen["packet"], "push button")
    assert any(each.startswith("line ") for each in said), (tmp_path / "errors").read_text()
    rows = [row["name"] for row in seen["judgements"] if row["path"] and row["path"][-1][1] == "Judgements"]
    assert any("undecided" in each and "·" in each for each in rows), rows
    assert any("undecided" in row["name"] and "note:" in row["name"] for row in seen["packet"])
