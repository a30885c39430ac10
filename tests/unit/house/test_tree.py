"""What stands where: the top level, the mirrored tests, and words that no file of the project may hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devkit.places import PACKAGE, ROOT, TESTS
from helpers.tracked import tracked_files

TOP_LEVEL = {"LICENSE", "README.md", "app", "filing_templates", "packaging", "pyproject.toml", "resources", "tests"}
TEST_FOLDERS = {"unit", "ui", "golden", "e2e", "fuzz", "bench", "helpers", "labelled", "prove"}
COMMUNITY = {"CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}
TEXTS = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".json", ".cfg", ".ini", ".sh", ".en", ".zh", ".desktop", ""}

# In two halves each, so that this file does not hold them.
HOSTS = [
    "py" + "pi.org", "python" + "hosted.org", "python" + "hosted.com", "npm" + "js.org", "npm" + "js.com",
    "crates" + ".io", "yarn" + "pkg.com", "nu" + "get.org", "ruby" + "gems.org",
]  # fmt: skip
PLACES = ["/work" + "/main", "/work" + "/shared", "/tmp" + "/cb", "/opt" + "/pypi", "/root" + "/.pyenv"]
TOOLS = ["Clau" + "de", "Anthro" + "pic", "Chat" + "GPT", "Ope" + "nAI", "Copi" + "lot", "LL" + "M", "A" + "I"]
ABOUT_FORMATS = ("resources/rules/", "app/codebinder/detect/", "tests/unit/detect/")


def faults(text: str, name: str) -> list[str]:
    found = [word for word in HOSTS + PLACES if word in text]
    if not name.startswith(ABOUT_FORMATS):  # rule packs name the services whose tokens they know
        found += re.findall(rf"(?<![\w+/=-])(?:{'|'.join(TOOLS)})(?![\w+/=-])", text)
    return found


def test_the_top_level_is_exactly_as_the_design_says() -> None:
    names = {path.parts[0] for path in tracked_files() if not path.parts[0].startswith(".")}
    assert names == TOP_LEVEL


def test_the_community_files_stand_in_their_dot_folder() -> None:
    assert {path.name for path in (ROOT / ".github").iterdir()} >= COMMUNITY


def test_the_source_root_is_no_package() -> None:
    assert not (ROOT / "app" / "__init__.py").exists()
    assert not (ROOT / "packaging" / "__init__.py").exists()  # it would hide the library of that name


def test_no_file_names_a_host_a_machine_or_a_tool() -> None:
    found = {
        path.as_posix(): words
        for path in tracked_files()
        if path.suffix in TEXTS
        and (words := faults((ROOT / path).read_text(encoding="utf-8", errors="replace"), path.as_posix()))
    }
    assert found == {}


@pytest.mark.parametrize("word", HOSTS + PLACES + TOOLS)
def test_each_forbidden_word_is_seen(word: str) -> None:
    assert faults(f"see {word} for more", "README.md")


def test_every_unit_test_mirrors_a_room() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()} | {"house", "packaging"}
    modules = {f"test_{path.stem}.py" for path in PACKAGE.glob("*.py")}
    strangers = [
        path.as_posix()
        for path in tracked_files()
        if path.parts[:2] == ("tests", "unit") and path.name.startswith("test_")
        if path.parts[2] not in rooms | modules
    ]
    assert strangers == []


def test_tests_stand_in_known_folders() -> None:
    folders = {path.parts[1] for path in tracked_files() if path.parts[0] == "tests" and len(path.parts) > 2}
    assert folders <= TEST_FOLDERS


def test_test_modules_have_one_name_each() -> None:
    names = [path.as_posix() for path in tracked_files() if path.parts[0] == "tests" and path.name.startswith("test_")]
    assert all(Path(name).suffix == ".py" for name in names)
    assert (TESTS / "conftest.py").is_file()


def test_git_changes_no_newline() -> None:
    assert "* -text" in (ROOT / ".gitattributes").read_text(encoding="ascii")
