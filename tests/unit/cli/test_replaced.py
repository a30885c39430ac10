"""The program is exchanged for another build while a command runs: one sentence, exit code 3, and no package."""

from __future__ import annotations

import pytest

from codebinder import assets
from codebinder.cli import listing
from helpers.desk import Desk


@pytest.fixture
def exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_facts", lambda: b'{"version": "9.9.9"}')


@pytest.mark.usefixtures("exchanged")
def test_an_import_that_fails_then_is_told_as_that(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ImportError("no module of that name")

    monkeypatch.setattr(listing, "_run", gone)
    done = desk.run("list", desk.file, "findings", expect=3)
    assert "replaced by another version" in done.err
    assert "Start it again" in done.err
    assert "被替换" in desk.run("list", desk.file, "findings", "--lang", "zh", expect=3).err


def test_the_same_without_an_exchange_is_our_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ImportError("no module of that name")

    monkeypatch.setattr(listing, "_run", gone)
    desk.run("list", desk.file, "findings", expect=4)


def test_nothing_is_built_of_two_versions(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_facts", lambda: b'{"version": "9.9.9"}')
    done = desk.run("build", desk.file, "--out", desk.out, "--as", "lin", "--draft", expect=3)
    assert "may be of two versions" in done.err
    assert not list(desk.out.iterdir())
    monkeypatch.undo()
    desk.run("build", desk.file, "--out", desk.out, "--as", "lin", "--draft")


def test_a_checkout_is_never_exchanged() -> None:
    assert not assets.replaced()
