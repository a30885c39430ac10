"""A double click on our files: what is written for a desktop is read back by our own reader, and taken back whole."""

from __future__ import annotations

import configparser
import fnmatch
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from codebinder.errors import UserError
from codebinder.ui.frame import association, launch, mimetypes, winfiles
from codebinder.ui.frame.association import Place
from helpers.registry import Registry

SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"
AWKWARD = '/opt/a b/it\'s "100%" $HOME `x` \\n/codebinder'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("PATH", str(tmp_path))  # no tool of this machine's is run
    return Place(data=tmp_path / "data", config=tmp_path / "config")


def entry(place: Place) -> dict[str, str]:
    reader = configparser.RawConfigParser(strict=True)
    reader.optionxform = str  # type: ignore[assignment, method-assign]
    reader.read(place.data / "applications" / "codebinder.desktop", encoding="utf-8")
    return dict(reader["Desktop Entry"])


def words(line: str) -> list[str]:
    """Read a command line as the specification says: the string's escapes first, then the quotes, then the fields."""
    plain = re.sub(r"\\(.)", lambda found: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), line)
    return [word.replace("%%", "%") for word in shlex.split(plain.replace("\\$", "$").replace("\\`", "`"))]


def kind_of(place: Place, name: str) -> str:
    root = ET.parse(place.data / "mime" / "packages" / "codebinder.xml").getroot()
    found = [
        (int(glob.get("weight", "50")), len(glob.get("pattern", "")), kind.get("type", ""))
        for kind in root.iter(f"{SPACE}mime-type")
        for glob in kind.iter(f"{SPACE}glob")
        if fnmatch.fnmatchcase(name, glob.get("pattern", ""))
    ]
    return max(found)[2] if found else ""


def test_a_linux_desktop_is_told_and_told_again(place: Place) -> None:
    drawn = {("program", 48): b"picture", ("package", 32): b"p"}
    assert association.linux_state(place, [AWKWARD]).what == "none"
    done = association.linux_register(place, [AWKWARD, "open"], drawn)
    assert done.what == "ours"
    assert done.told == ("update-mime-database", "update-desktop-database")
    held = entry(place)
    assert words(held["Exec"]) == [AWKWARD, "open", "%F"]
    assert held["MimeType"] == ";".join(mimetypes.OURS) + ";"
    assert "application/zip" not in held["MimeType"]
    assert (place.data / "icons/hicolor/48x48/apps/codebinder.png").read_bytes() == b"picture"
    assert (place.data / "icons/hicolor/32x32/mimetypes/application-x-codebinder-package.png").read_bytes() == b"p"
    assert [
        kind_of(place, each)
        for each in ("a.codebinder", "x-review.age", "x-review-2.age", "x-review-answer.age", "x-opening.age", "x.age")
    ] == [mimetypes.WORKBOOK, mimetypes.PACKET, mimetypes.PACKET, mimetypes.ANSWER, mimetypes.OPENING, ""]
    assert association.linux_state(place, ["/elsewhere"]).what == "moved"
    assert association.linux_register(place, [AWKWARD, "open"], drawn).what == "ours"


def test_what_an_installation_has_told_the_desktop_is_not_told_again(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "opt" / "codebinder-desktop"
    link = tmp_path / "bin" / "codebinder-desktop"
    for each in (program, link):
        each.parent.mkdir()
    program.touch()
    link.symlink_to(program)
    monkeypatch.setattr(mimetypes, "INSTALLED", str(link))
    entry = tmp_path / "share" / "applications" / "codebinder.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_bytes(mimetypes.desktop_entry([str(link)]))
    here = Place(data=place.data, config=place.config, shared=(tmp_path / "none", tmp_path / "share"))
    assert association.linux_state(here, [str(program)]).what == "system"
    assert association.linux_state(here, [str(link)]).what == "system"
    assert association.linux_state(here, ["/another/codebinder-desktop"]).what == "none"
    association.linux_register(place, [str(program)], {("program", 48): b"old"})
    assert association.linux_state(here, [str(program)]).what == "ours"
    assert association.linux_register(here, [str(program)], {("program", 48): b"new"}).what == "system"
    assert not [each for each in place.data.rglob("*") if each.is_file()]
    place.apps.write_text("[Default Applications]\napplication/x-codebinder=other.desktop;\n")
    assert association.linux_state(here, [str(program)]).what == "other"
    association.linux_register(here, [str(program)], {("program", 48): b"new"})
    assert association.linux_state(here, [str(program)]).what == "system"
    entry.write_bytes(b"[Desktop Entry]\nExec=another\n")
    assert association.linux_state(here, [str(program)]).what == "none"


def test_what_cannot_be_read_among_the_system_s_files_is_no_installation(place: Place, tmp_path: Path) -> None:
    strange = tmp_path / "share" / "applications" / "codebinder.desktop"
    strange.parent.mkdir(parents=True)
    strange.write_bytes(b"[Desktop Entry]\nName=\xff\n")
    closed = tmp_path / ("a" * 300)  # as with a closed folder, the system gives an error and not that there is none
    here = Place(data=place.data, config=place.config, shared=(closed, tmp_path / "share"))
    assert association.linux_state(here, ["/opt/codebinder"]).what == "none"
    association.linux_register(here, ["/opt/codebinder"], {})
    (place.data / "applications" / "codebinder.desktop").write_bytes(b"\xff")
    assert association.linux_state(here, ["/opt/codebinder"]).what == "moved"


def test_a_tool_that_lies_in_the_folder_one_is_in_is_not_run(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("update-mime-database", "update-desktop-database"):
        (tmp_path / name).write_text(f"#!/bin/sh\n: > {tmp_path}/ran\n", encoding="ascii")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{os.pathsep}/bin")
    if not Path("/bin/update-mime-database").exists():
        assert "update-mime-database" in association.linux_register(place, ["/opt/codebinder"], {}).told
    association.linux_remove(place, ["/opt/codebinder"])
    assert not (tmp_path / "ran").exists()
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    association.linux_register(place, ["/opt/codebinder"], {})
    assert (tmp_path / "ran").exists()  # named in full it is run: else this test shows nothing


def test_another_window_takes_no_module_from_the_folder_one_is_in(tmp_path: Path) -> None:
    (tmp_path / "codebinder.py").write_text("open('ran', 'w').close()\n", encoding="ascii")
    program, arguments = launch.command([])
    script = arguments.index("-c") + 1
    arguments[script] = arguments[script].replace("sys.exit(desktop())", "print(desktop.__name__)")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([program, *arguments], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "desktop"
    assert not (tmp_path / "ran").exists()


def test_the_installed_program_is_the_one_that_opens_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = tmp_path / ("codebinder-desktop.exe" if os.name == "nt" else "codebinder-desktop")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "codebinder"))
    assert launch.command([]) == (str(tmp_path / "codebinder"), [])
    desktop.touch()
    assert association.program() == (str(desktop),)
    assert launch.command([tmp_path / "a"]) == (str(desktop), [str(tmp_path / "a")])


OTHERS = """# mine
[Added Associations]
text/plain=a.desktop;b.desktop;

[Default Applications]
text/html=browser.desktop
application/x-codebinder=reader.desktop;

[Removed Associations]
x/y=z.desktop;
"""


def test_what_others_set_stays_and_comes_back(place: Place) -> None:
    place.config.mkdir()
    place.apps.write_text(OTHERS)
    assert association.linux_state(place, ["/x"]).what == "other"
    association.linux_register(place, ["/x"], {})
    held = mimetypes.defaults(place.apps.read_text())
    assert held[mimetypes.WORKBOOK] == ["codebinder.desktop", "reader.desktop"]
    assert held["text/html"] == ["browser.desktop"]
    association.linux_remove(place, ["/x"])
    assert place.apps.read_text() == OTHERS
    assert not [each for each in place.data.rglob("*") if each.is_file()]


@pytest.mark.parametrize("text", ["", "[Default Applications]\n", "[Added Associations]\na/b=c.desktop;\n"])
def test_nothing_is_left_of_ours(place: Place, text: str) -> None:
    once = mimetypes.with_defaults(text, mimetypes.OURS, ours=True)
    assert mimetypes.with_defaults(once, mimetypes.OURS, ours=True) == once
    assert set(mimetypes.defaults(once)) == set(mimetypes.OURS)
    assert "codebinder" not in mimetypes.with_defaults(once, mimetypes.OURS, ours=False)


def test_the_folders_are_found_as_the_desktop_finds_them() -> None:
    plain = association.own_place({"HOME": "/h"})
    assert (plain.data, plain.config) == (Path("/h/.local/share"), Path("/h/.config"))
    assert plain.shared == (Path("/usr/local/share"), Path("/usr/share"))
    own = association.own_place(
        {"HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "relative", "XDG_DATA_DIRS": "/a:b:/c"}
    )
    assert (own.data, own.config) == (Path("/d"), Path("/h/.config"))
    assert own.shared == (Path("/a"), Path("/c"))


def test_windows_is_told_in_this_person_s_own_keys_and_others_keep_theirs() -> None:
    keys = Registry()
    keys.put("Software\\Classes\\.age", "", "Others.Age")
    before = dict(keys.values)
    assert winfiles.state(keys, ["C:\\p q\\c.exe"]) == "none"
    winfiles.register(keys, ["C:\\p q\\c.exe"])
    assert winfiles.state(keys, ["C:\\p q\\c.exe"]) == "ours"
    assert winfiles.state(keys, ["D:\\c.exe"]) == "moved"
    assert keys.get("Software\\Classes\\Codebinder.Workbook\\shell\\open\\command", "") == '"C:\\p q\\c.exe" "%1"'
    assert keys.get("Software\\Classes\\.age", "") == "Others.Age"
    assert keys.get("Software\\Classes\\.zip", "") is None
    winfiles.remove(keys)
    assert keys.values == before
    keys.put("Software\\Classes\\.codebinder", "", "Other.Program")
    winfiles.remove(keys)
    assert winfiles.state(keys, ["x"]) == "other"


def test_a_list_of_defaults_keeps_every_byte_and_is_not_replaced_where_it_cannot_be_read(place: Place) -> None:
    place.config.mkdir()
    before = b"[Default Applications]\r\ntext/x=a\x0cb\xe2\x80\xa8c.desktop;\n\xff=z\n"
    place.apps.write_bytes(before)
    association.linux_register(place, [AWKWARD], {})
    assert all(row in place.apps.read_bytes().split(b"\n") for row in before.split(b"\n"))
    association.linux_remove(place, [AWKWARD])
    assert place.apps.read_bytes() == before
    large = before + b"# " + b"x" * 2_000_000
    place.apps.write_bytes(large)
    for act in (lambda: association.linux_register(place, [AWKWARD], {}), lambda: association.linux_remove(place, [])):
        with pytest.raises(UserError):
            act()
    assert place.apps.read_bytes() == large
    assert mimetypes.quoted("a\nb") == '"a\\nb"'


def test_an_installation_of_wheels_is_opened_by_the_command_that_outlives_its_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, stable = tmp_path / "versions" / "1.0-1", tmp_path / "李's bin" / "codebinder-desktop"
    version.mkdir(parents=True)
    monkeypatch.setattr("sys.prefix", str(version))
    usual = association.program()
    (version / "launcher.txt").write_bytes(os.fsencode(stable) + b"\n")
    assert association.program() == usual  # it was noted, but is not there
    stable.parent.mkdir()
    stable.write_text("#!/bin/sh\n", encoding="ascii")
    assert association.program() == (str(stable),)
