"""Templates of one's own, by command: made from another, listed before it, frozen into a filing."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder import app
from codebinder.workflow import filings
from codebinder.workflow.session import Session
from helpers.desk import Desk


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = app.main(list(words))
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_template_of_ones_own_is_made_listed_checked_and_told_when_it_is_faulty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("CODEBINDER_TEMPLATES_DIR", str(tmp_path / "mine"))
    code, _ = run(capsys, "template", "new", "escrow-deposit", "--from", "escrow-deposit", "--name", "Ours")
    assert code == 0
    _, out = run(capsys, "template", "list")
    lines = [line for line in out.split("\n") if line.startswith("escrow-deposit")]
    assert "Ours" in lines[0]
    assert lines[0].endswith("yours; hides the shipped one")
    assert lines[1].endswith("hidden by your own of this id")
    assert run(capsys, "template", "check", "escrow-deposit") == (0, "escrow-deposit 0.1: no faults.\n")
    path = tmp_path / "mine" / "escrow-deposit" / "template.yaml"
    path.write_bytes(path.read_bytes().replace(b"kind: text\n", b"kind: txet\n", 1))
    code, out = run(capsys, "template", "show", "escrow-deposit")
    assert code == 3
    assert 'Did you mean "text"?' in out
    assert run(capsys, "template", "new", "UP", "--from", "escrow-deposit")[0] == 3
    assert run(capsys, "template", "folder")[1] == f"{tmp_path / 'mine'}\n"
    assert run(capsys, "template", "folder", str(tmp_path))[0] == 3


def test_a_filing_freezes_the_text_of_an_own_template_whatever_becomes_of_the_file(desk: Desk) -> None:
    made = desk("template", "new", "escrow-deposit", "--from", "escrow-deposit", "--name", "Ours")
    desk.run("filing", "add", desk.file, "--product", "gw", "--template", "escrow-deposit", "--slug", "own")
    path = Path(made["path"])
    held = path.read_bytes()
    path.write_bytes(b"schema: 1\n")
    with Session.open(app.environment(ask=False), desk.file, read_only=True) as session:
        filing = filings.resolve(session, "own")
        assert filing.template_text == held
        assert filings.template(session, filing).names.get("en") == "Ours"
    done = desk.run(
        "filing", "add", desk.file, "--product", "gw", "--template", "escrow-deposit", "--slug", "next", expect=3
    )
    assert "template.yaml:1:1" in done.err
