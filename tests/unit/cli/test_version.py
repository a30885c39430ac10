"""`--version`: one line for scripts, everything for support, in any order of its options."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from codebinder import __version__, assets
from codebinder.cli import version
from codebinder.workflow import wholeness
from devkit import filelist
from helpers.desk import Desk

LINE = f"codebinder {__version__}\n"


@pytest.mark.parametrize("words", [("--version",), ("--lang", "zh", "--version"), ("--version", "checklist", "x")])
def test_it_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = Desk(tmp_path).run(*words)
    assert (done.out, done.err) == (LINE, "")


@pytest.mark.parametrize("words", [*permutations(("--version", "--verbose", "--json", "--lang=zh"))][::5])
def test_options_stand_in_any_order(tmp_path: Path, words: tuple[str, ...]) -> None:
    held = json.loads(Desk(tmp_path).run(*words).out)
    assert held["version"] == __version__
    assert held["program"]["kind"] == "checkout"
    assert held["data"]["data-settings"].startswith(str(tmp_path))


def test_a_command_keeps_its_own_option_of_that_name(tmp_path: Path) -> None:
    assert version.asked(["--version"])
    assert version.asked(["--lang", "zh", "--json", "--version"])
    assert not version.asked(["product", "add", "FILE", "--name", "N", "--version", "V"])
    assert not version.asked([])
    Desk(tmp_path).run("--verbose", expect=2)
    Desk(tmp_path).run("--version", "--nonsense", expect=2)


def test_it_is_told_in_chinese(tmp_path: Path) -> None:
    said = Desk(tmp_path).run("--version", "--verbose", "--lang", "zh").out
    assert said.startswith(LINE)
    assert "您在本机上的数据" in said
    assert "Your data" not in said


def test_a_check_ends_with_1_and_the_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = tmp_path / "tree"
    for name in ("codebinder", "_internal/lib.so"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(b"x")
    filelist.write(tree)
    monkeypatch.setattr(assets, "build", lambda: assets.Build(kind="frozen", version=__version__))
    monkeypatch.setattr(assets, "program_folder", lambda: tree)
    desk = Desk(tmp_path / "desk")
    assert "is whole" in desk.run("--version", "--verbose", "--check").out
    (tree / "_internal" / "lib.so").write_bytes(b"y")
    done = desk.run("--check", "--version", expect=1)
    assert "changed: _internal/lib.so" in done.out
    held = json.loads(desk.run("--version", "--check", "--json", expect=1).out)["whole"]
    assert (held["whole"], held["changed"]) == (False, ["_internal/lib.so"])
    (tree / filelist.PLACE).unlink()
    desk.run("--version", "--check", expect=3)
    assert wholeness.LIST.as_posix() == filelist.PLACE.as_posix()


def test_it_loads_neither_qt_nor_keychain_nor_what_draws(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom codebinder.app import main\nassert main(['--version', '--verbose']) == 0\n"
        "strange = {'PySide6', 'keyring', 'git', 'reportlab.platypus', 'numpy'} & set(sys.modules)\n"
        "assert not strange, strange\n"
    )
    command = [sys.executable, "-c", script]
    subprocess.run(command, env=Desk(tmp_path).environment(), check=True, stdout=subprocess.DEVNULL)
