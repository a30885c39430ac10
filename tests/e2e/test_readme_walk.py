"""The README's five minutes, word for word, in an empty folder: a newcomer has nothing else."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from codebinder import app
from devkit.places import ROOT

ENDS_WITH = {"scan": 1, "checklist": 1}
"""The scan finds what the demo holds, and before the signature one thing is not met."""


def lines() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text[text.index("## Five minutes") : text.index("## You received a package")]
    return [re.split(r"\s{3,}", line.strip())[0] for line in block.splitlines() if line.startswith("    ")]


def test_the_five_minutes_end_with_an_intact_package(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert own_home.is_dir()
    monkeypatch.chdir(tmp_path)
    walk = lines()
    assert len(walk) > 15
    for line in walk:
        words = shlex.split(line)
        if words[0] == "export":
            for each in words[1:]:
                monkeypatch.setenv(*each.split("=", 1))
            continue
        assert words[0] == "codebinder", line
        words = [str(found) for each in words for found in (sorted(tmp_path.glob(each)) if "*" in each else [each])]
        capsys.readouterr()
        code = app.main(words[1:])
        said = capsys.readouterr()
        assert code == ENDS_WITH.get(words[1], 0), f"{line}\n{said.out}{said.err}"
        monkeypatch.setenv("CODEBINDER_KEY_PASSPHRASE", "only-for-a-walk")  # taken out of the environment by each
    assert "INTACT" in said.out
