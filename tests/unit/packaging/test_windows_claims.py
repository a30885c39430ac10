"""What the installer tells the registry is what the program tells it, so each finds the other's work as its own."""

from __future__ import annotations

import pytest

from codebinder.ui.frame import winfiles
from devkit.windows import claims
from helpers.registry import Registry

FOLDER = "C:\\Users\\li\\AppData\\Local\\Programs\\Codebinder\\"


@pytest.fixture
def installed() -> Registry:
    """Give the registry after the installer ran."""
    memory = Registry()
    for each in claims.associations():
        memory.put(each.key, each.name, each.value.replace(claims.FOLDER, FOLDER))
    return memory


def test_the_program_finds_itself_registered(installed: Registry) -> None:
    assert winfiles.state(installed, (FOLDER + claims.WINDOW,)) == "ours"
    assert winfiles.state(installed, (FOLDER.upper() + claims.WINDOW,)) == "ours"
    assert winfiles.state(installed, ("D:\\portable\\codebinder-desktop.exe",)) == "moved"


def test_both_say_the_same(installed: Registry) -> None:
    own = Registry()
    winfiles.register(own, (FOLDER + claims.WINDOW,))
    assert own.values == installed.values


def test_the_program_takes_back_all_that_the_installer_said(installed: Registry) -> None:
    winfiles.remove(installed)
    assert installed.values == {}


def test_nothing_of_others_is_said() -> None:
    for each in claims.associations():
        assert each.key.startswith("Software\\Classes\\")
        if ".age" in each.key or ".zip" in each.key:
            assert each.key.endswith("\\OpenWithProgids")
            assert each.value == ""


def test_both_programs_are_found_by_name() -> None:
    said = {(each.key.rpartition("\\")[2], each.name): each.value for each in claims.app_paths()}
    for name in (claims.CONSOLE, claims.WINDOW):
        assert said[name, ""] == claims.FOLDER + name
        assert said[name, "Path"] == claims.FOLDER


def test_an_installation_for_everybody_is_seen(installed: Registry) -> None:
    person, program = Registry(), (FOLDER + claims.WINDOW,)
    assert winfiles.state(person, program, installed) == "system"
    assert winfiles.state(person, ("D:\\portable\\codebinder-desktop.exe",), installed) == "none"
    assert winfiles.state(person, program, Registry()) == "none"
    person.put("Software\\Classes\\.codebinder", "", "Other.Thing")
    assert winfiles.state(person, program, installed) == "other"
