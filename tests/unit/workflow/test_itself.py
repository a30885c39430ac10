"""What the program tells of itself: all of it, quickly, nothing private, the same for people and programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from codebinder import assets, vault
from codebinder.base.messages import LANGUAGES, text_of
from codebinder.workflow import belongings, itself
from codebinder.workflow.environment import Environment, SystemClock, SystemRandomness

COMMIT = "0123456789" * 4


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    def never() -> vault.Vault:
        raise AssertionError("the vault was opened")

    return Environment(
        clock=SystemClock(), randomness=SystemRandomness(), open_vault=never, config_dir=tmp_path / "config",
        cache_dir=tmp_path / "cache", temp_root=tmp_path,
    )  # fmt: skip


def test_every_fact_has_its_words_in_every_language_and_goes_into_json(environment: Environment) -> None:
    known = itself.groups(environment)
    for lang in LANGUAGES:
        for group in known:
            for fact in group.facts:
                assert text_of(fact.label, lang)
                assert text_of(fact.value, lang)
    held = json.loads(json.dumps(itself.table(known)))
    assert held["formats"]["workbook"] == 5
    assert len(held["templates"]) == len([path for path in assets.templates().iterdir() if path.is_dir()])
    assert held["components"]["pyside6-essentials"] == held["runtime"]["qt"]
    assert all(len({fact.key for fact in group.facts}) == len(group.facts) for group in known)


@pytest.mark.parametrize("kind", ["wheel", "frozen"])
def test_a_build_tells_its_commit_and_day(environment: Environment, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    made = assets.Build(kind=kind, version="9.8.7", commit=f"{COMMIT}+", epoch=1_795_300_000)
    monkeypatch.setattr(assets, "build", lambda: made)
    held = itself.table(itself.groups(environment))["program"]
    assert isinstance(held, dict)
    assert (held["version"], held["commit"], held["day"], held["kind"]) == ("9.8.7", f"{COMMIT}+", "2026-11-21", kind)
    assert "code-version" in held  # this code is of another version than the build says
    assert any(f"{COMMIT}, with changes" in line for line in itself.lines(itself.groups(environment), "en"))


def test_folders_are_told_and_recent_workbooks_are_not(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "window.json").write_text('{"recent": ["/secret/merger.codebinder"]}', encoding="utf-8")
    text = "\n".join(itself.lines(itself.groups(environment), "en"))
    assert "merger" not in text
    for name in ("config", "config/templates", "config/reviews", "config/reports", "cache"):
        assert str(tmp_path / name) in text
    assert "all of this stays" in text


def test_a_path_that_would_command_a_terminal_is_escaped(environment: Environment, tmp_path: Path) -> None:
    hostile = replace(environment, config_dir=tmp_path / "a\x1b[31mb\u202ec\nd")
    text = "\n".join(itself.lines(itself.groups(hostile), "en"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\nd" not in text


def test_the_places_of_keys_follow_what_was_chosen(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(vault.FOLDER_VARIABLE, raising=False)
    assert "key-list" in {each.what for each in belongings.places(environment)}
    monkeypatch.setenv(vault.FOLDER_VARIABLE, "/keys")
    assert {each.what: each.path for each in belongings.places(environment)}["keys"] == Path("/keys")


@pytest.mark.parametrize(
    ("env", "platform", "kind"),
    [
        ({vault.FOLDER_VARIABLE: "/k"}, "win32", "folder"), ({}, "win32", "windows"), ({}, "darwin", "macos"),
        ({}, "linux", "none"), ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}, "linux", "secret-service"),
    ],
)  # fmt: skip
def test_the_kind_of_keychain_is_told_without_touching_it(env: dict[str, str], platform: str, kind: str) -> None:
    assert vault.vault_kind(env, platform) == kind


def test_without_git_it_says_so(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GIT_PYTHON_GIT_EXECUTABLE", raising=False)
    known = itself.groups(environment)
    assert "git-path" not in itself.table(known)["runtime"]  # type: ignore[operator]
    assert any("cannot be read without it" in line for line in itself.lines(known, "en"))
