"""Who may import whom: the contracts of pyproject.toml hold, and each of them bites when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from devkit.places import PACKAGE, ROOT, environment

# contract → (room that offends, what it imports). Several for one contract where it says several things.
BREAKS: dict[str, list[tuple[str, str]]] = {
    "layers": [
        ("base", "import codebinder.workflow"),
        ("detect", "import codebinder.redact"),
        ("workbook", "import codebinder.vault"),
        ("cli", "import codebinder.ui"),
        ("model", "import codebinder.base"),
    ],
    "faces": [("cli", "import codebinder.verify"), ("ui", "import codebinder.workbook")],
    "qt": [("workflow", "import PySide6.QtCore"), ("cli", "from PySide6 import QtGui")],
    "sqlite": [("workflow", "import sqlite3")],
    "git": [("bundle", "import subprocess"), ("cli", "import git")],
    "reportlab": [("templates", "import reportlab.lib"), ("ui", "from reportlab.pdfgen import canvas")],
    "keyring": [("workflow", "import keyring"), ("review", "import pyrage")],
    "pades": [
        ("workflow", "import pyhanko"),
        ("vault", "import aiohttp"),
        ("review", "from pyhanko.sign import signers"),
    ],
    "pdfium": [("bundle", "import pypdfium2")],
    "tree-sitter": [("detect", "import tree_sitter"), ("workflow", "import tree_sitter_rust")],
    "network": [("intake", "import socket"), ("ui", "import http.client"), ("verify", "import ssl")],
    "model": [("model", "import os"), ("model", "import pydantic")],
}


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def lint(folder: Path, *contract: str) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    chosen = [word for one in contract for word in ("--contract", one)]
    command = [sys.executable, "-c", code, "--no-cache", "--no-logo", *chosen]
    env = {**environment(), "PYTHONPATH": str(folder / "app"), "COLUMNS": "300", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def plant(folder: Path, room: str, statement: str) -> None:
    target = folder / "app" / "codebinder" / room / "planted_break.py"
    target.write_text(f'"""Planted."""\n\n{statement}\n', encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "app" / "codebinder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_all_contracts_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_has_a_planted_break() -> None:
    assert {contract["id"] for contract in contracts()} == set(BREAKS)


def test_the_contract_on_tree_sitter_names_every_grammar_that_is_required() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = {one.partition(">")[0].replace("-", "_") for one in settings["project"]["dependencies"]}
    (contract,) = [one for one in contracts() if one["id"] == "tree-sitter"]
    assert set(contract["forbidden_modules"]) == {one for one in required if one.startswith("tree_sitter")}


@pytest.mark.parametrize(
    ("contract", "room", "statement"), [(name, *one) for name, breaks in BREAKS.items() for one in breaks]
)
def test_a_planted_import_breaks_its_contract(checkout: Path, contract: str, room: str, statement: str) -> None:
    plant(checkout, room, statement)
    done = lint(checkout, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"codebinder.{room}.planted_break" in done.stdout
    assert "0 kept, 1 broken" in done.stdout


def test_a_new_room_has_to_take_its_place_in_the_layers(checkout: Path) -> None:
    room = checkout / "app" / "codebinder" / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""Planted."""\n', encoding="utf-8")
    done = lint(checkout, "layers")
    assert done.returncode == 1
    assert "codebinder.attic" in done.stdout
