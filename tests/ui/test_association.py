"""A double click on our files: what is written for a desktop is read back by our own reader, and taken back whole."""

from __future__ import annotations

import configparser
import fnmatch
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from codebinder.errors import UserError
from codebinder.ui.frame import association, mimetypes, winfiles
from codebinder.ui.frame.association import Place

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
    drawn = {48: b"picture"}
    assert association.linux_state(place, [AWKWARD]).what == "none"
    done = association.linux_register(place, [AWKWARD, "open"], drawn)
    assert done.what == "ours"
    assert done.told == ("update-mime-database", "update-desktop-database")
    held = entry(place)
    assert words(held["Exec"]) == [AWKWARD, "open", "%F"]
    assert held["MimeType"] == ";".join(mimetypes.OURS) + ";"
    assert "zip" not in held["MimeType"]
    assert (place.data / "icons/hicolor/48x48/apps/codebinder.png").read_bytes() == b"picture"
    assert [
        kind_of(place, each)
        for each in ("a.codebinder", "x-review.age", "x-review-2.age", "x-review-answer.age", "x-opening.age", "x.age")
    ] == [mimetypes.WORKBOOK, mimetypes.PACKET, mimetypes.PACKET, mimetypes.ANSWER, mimetypes.OPENING, ""]
    assert association.linux_state(place, ["/elsewhere"]).what == "moved"
    assert association.linux_register(place, [AWKWARD, "open"], drawn).what == "ours"


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
    own = association.own_place({"HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "relative"})
    assert (own.data, own.config) == (Path("/d"), Path("/h/.config"))


class Keys:
    """The border to the registry, in memory."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}

    def get(self, key: str, name: str) -> str | None:
        return self.values.get((key, name))

    def put(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def drop(self, key: str, name: str | None = None) -> None:
        for at in list(self.values):
            below = name is None and (at[0] == key or at[0].startswith(key + "\\"))
            if below or at == (key, name):
                del self.values[at]


def test_windows_is_told_in_this_person_s_own_keys_and_others_keep_theirs() -> None:
    keys = Keys()
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
