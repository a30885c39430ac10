"""dev.py and its checks: each check sees what it is for, and bad surroundings get a sentence."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from devkit import catalogues, commands, prepare, system, testing
from devkit.places import PACKAGING, environment
from devkit.talk import Stop

DEV = PACKAGING / "dev.py"


def dev(*arguments: str, env: dict[str, str] | None = None, before: str = "pass") -> subprocess.CompletedProcess[str]:
    code = f"import runpy, sys; {before}; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-c", code, str(DEV), *arguments]
    return subprocess.run(command, env=env or environment(), capture_output=True, text=True, check=False)


def test_an_old_python_can_read_dev_py() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 5))


@pytest.mark.parametrize("version", ["(3, 8, 1)", "(3, 14, 0)"])
def test_another_python_gets_one_sentence(version: str) -> None:
    done = dev("test", before=f"sys.version_info = {version}")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "needs Python 3.11" in done.stderr


def test_a_missing_git_gets_one_sentence(tmp_path: Path) -> None:
    done = dev("demo", env={**environment(), "PATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("git is missing: install git 2.39 or newer")


def test_an_old_git_gets_one_sentence(tmp_path: Path) -> None:
    fake = tmp_path / "git"
    fake.write_text("#!/bin/sh\necho git version 2.30.2\n", encoding="ascii")
    fake.chmod(0o755)
    done = dev("demo", env={**environment(), "PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert done.returncode == 3
    assert done.stderr == "git is too old (git version 2.30.2): git 2.39 or newer is needed.\n"


def test_a_python_without_venv_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_venv_module", lambda: False)
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(Stop, match=r"install its venv module: .*python3-venv"):
        system.require_venv_module()


def test_a_missing_library_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(system, "is_debian", lambda: True)
    monkeypatch.setattr(sys, "platform", "linux")
    wanted = [system.Needed("libplanted1", "lib:libplanted.so.1"), system.Needed("sh", "bin:sh")]
    assert system.ensure(wanted) == ["libplanted1"]
    assert "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libplanted1'" in (
        capsys.readouterr().err
    )


def test_an_unknown_command_shows_the_usage() -> None:
    done = dev("bild")
    assert done.returncode == 2
    assert "usage: python3 packaging/dev.py COMMAND" in done.stderr


def test_every_command_stands_in_the_usage() -> None:
    assert all(f"\n  {name} " in commands.USAGE for name in commands.COMMANDS)


def test_two_set_ups_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "CACHE", tmp_path)
    with prepare.one_at_a_time(), (tmp_path / "setup.lock").open("a+b") as second:
        assert not prepare.try_lock(second.fileno())
    with (tmp_path / "setup.lock").open("a+b") as third:
        assert prepare.try_lock(third.fileno())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "WARNING: Retrying: Failed to establish a new connection\nERROR: No matching",
            "pip cannot reach its package index",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "its digest differs"),
        ("ERROR: one\nERROR: two\nhint", "pip says: ERROR: two"),
        ("", "pip says: without a word"),
    ],
)
def test_what_pip_complains_of_becomes_one_sentence(said: str, sentence: str) -> None:
    told = prepare.pip_fault(said)
    assert sentence in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("en", "zh", "fault"),
    [
        ("a = one {n}\n", "a = yi {n}\nb = er\n", "b is in only one"),
        ("a = one {n}\n", "a = yi {m}\n", "a takes ['n'] in en and ['m'] in zh"),
        ("a = one\na = two\n", "a = yi\n", "messages.en:2: a stands here twice"),
        ("a one\n", "", "messages.en:1: not `id = text`"),
    ],
)
def test_a_catalogue_that_disagrees_is_named(tmp_path: Path, en: str, zh: str, fault: str) -> None:
    (tmp_path / "messages.en").write_text(en, encoding="utf-8")
    (tmp_path / "messages.zh").write_text(zh, encoding="utf-8")
    assert any(fault in found for found in catalogues.check(tmp_path, tmp_path))


def test_a_message_that_is_in_no_catalogue_is_named(tmp_path: Path) -> None:
    for language in catalogues.LANGUAGES:
        (tmp_path / f"messages.{language}").write_text("# nothing\nknown.one = yes\n", encoding="utf-8")
    (tmp_path / "code.py").write_text("x = Message('known.one')\ny = text.Message(id='planted.id')\n", encoding="utf-8")
    assert catalogues.check(tmp_path, tmp_path) == ["code.py:2: message planted.id is in no catalogue"]


def test_the_catalogues_agree() -> None:
    assert catalogues.check() == []


def test_a_failing_step_is_counted_and_the_last_line_is_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [testing.check("good", [sys.executable, "-c", ""]), testing.check("bad", [sys.executable, "-c", "1/0"])]
    assert testing.summary(outcomes) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 1 failed"


def test_a_program_that_is_not_there_is_a_failed_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert testing.check("gone", ["/nowhere/planted"]).failed == 1
    assert "could not be started" in capsys.readouterr().out


def test_a_run_of_pytest_that_dies_is_a_failure(tmp_path: Path) -> None:
    assert testing.counted("tests", tmp_path / "no-record.xml", 139).failed == 1
