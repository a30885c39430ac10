"""What goes into the frozen program and what stays out, as far as it can be said without freezing anything."""

from __future__ import annotations

import re
import runpy
import sys
import tomllib
from importlib import metadata
from pathlib import Path, PurePosixPath
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest
from packaging.utils import canonicalize_name

from codebinder.workflow import licences
from devkit import freezing_libraries, freezing_metadata, freezing_parts, licences_facts
from devkit.places import APP, DEV_LOCK, PACKAGE, PACKAGING, PADES_LOCK, ROOT, RUN_LOCK
from devkit.talk import Stop
from devkit.wheels import locked

SPEC = PACKAGING / "freeze" / "codebinder.spec"
SITE = "/build/venv/lib/python3.11/site-packages"


def test_every_entry_point_is_a_program_and_nothing_else_is() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = {(one.name, f"{one.module}:{one.function}", one.console) for one in freezing_parts.programs()}
    scripts = {(name, place, True) for name, place in stated["scripts"].items()}
    assert made == scripts | {(name, place, False) for name, place in stated["gui-scripts"].items()}
    assert len(made) == 2


def test_the_start_knows_every_program_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = freezing_parts.write_start(tmp_path, freezing_parts.programs()).read_text(encoding="ascii")
    assert "from codebinder.app import desktop, main" in text
    assert "{'codebinder': main, 'codebinder-desktop': desktop}" in text
    called: list[tuple[str, str]] = []
    app = SimpleNamespace(main=lambda: called.append((name, "main")), desktop=lambda: called.append((name, "desktop")))
    monkeypatch.setitem(sys.modules, "codebinder.app", cast("ModuleType", app))
    for name in ("codebinder", "codebinder-desktop", "CODEBINDER-Desktop.exe", "CodeBinder.exe", "cb"):
        monkeypatch.setattr(sys, "executable", str(tmp_path / name))
        with pytest.raises(SystemExit):
            runpy.run_path(str(tmp_path / "start.py"))
    assert [function for _, function in called] == ["main", "desktop", "desktop", "main", "main"]


def test_the_spec_asks_for_what_there_is() -> None:
    asked = set(re.findall(r"\bparts\.(\w+)", SPEC.read_text(encoding="utf-8")))
    assert asked
    assert [name for name in asked if not hasattr(freezing_parts, name)] == []
    assert all(path.is_file() for path in (freezing_parts.FIRST, freezing_libraries.READ_BY_HAND))


def test_only_what_the_locks_of_the_product_name_may_be_inside() -> None:
    inside = set(freezing_parts.installed())
    assert inside <= {*locked(RUN_LOCK), *locked(PADES_LOCK)}
    assert not inside & (set(locked(DEV_LOCK)) - set(locked(RUN_LOCK)) - set(locked(PADES_LOCK)))
    assert {"pyside6-essentials", "pyhanko", "keyring", "reportlab"} <= inside
    assert not inside & {"aiohttp", "yarl", "pytest", "pyinstaller", "lief", "setuptools"}


def test_what_is_left_out_is_nothing_that_goes_in() -> None:
    out = set(freezing_parts.excluded_modules())
    assert {"pytest", "PyInstaller", "hypothesis", "aiohttp", "certifi", "tkinter", "readline", "_gdbm", "ssl"} <= out
    owners = metadata.packages_distributions()
    wrongly = {
        name
        for name in out & set(owners)
        if any(canonicalize_name(one) in freezing_parts.allowed() for one in owners[name])
    }
    assert wrongly == set()
    assert not {name for name in out if name.split(".")[0] == "codebinder"}


def test_unused_modules_of_qt_stay_out() -> None:
    unused = freezing_parts.unused_qt()
    assert {"PySide6.QtNetwork", "PySide6.QtDBus", "PySide6.QtSql"} <= unused
    named = {
        found
        for path in PACKAGE.rglob("*.py")
        for found in re.findall(r"PySide6\.(Qt\w+)", path.read_text(encoding="utf-8"))
    }
    assert named == freezing_parts.QT_MODULES


def test_what_code_names_in_a_string_alone_is_asked_for() -> None:
    """`import_module("…")` is invisible to whoever collects imports."""
    asked = set(freezing_parts.hidden_imports())
    named: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"""(?:import_module|\bfiles)\(\s*f?["']([\w.]+)["']""", text))
    assert "re2" in named
    assert {name for name in named if name not in asked} == set()
    grammars = re.findall(
        r"\btree_sitter_\w+", "".join(p.read_text("utf-8") for p in (PACKAGE / "redact").rglob("*.py"))
    )
    assert set(grammars) <= asked


def test_every_module_of_ours_is_asked_for() -> None:
    asked = set(freezing_parts.hidden_imports())
    assert {"codebinder", "codebinder.app", "codebinder.verify.standalone", "codebinder.ui.pages.review"} <= asked
    assert len([name for name in asked if name.startswith("codebinder")]) == len(list(PACKAGE.rglob("*.py")))
    assert all((APP / name.split(".")[0]).exists() for name in asked if name.startswith("codebinder"))


@pytest.mark.parametrize(
    ("name", "source", "kind", "out"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", f"{SITE}/PySide6/Qt/plugins/platforms/libqxcb.so", "BINARY", False),
        ("PySide6/plugins/platforms/qwindows.dll", "C:/v/PySide6/plugins/platforms/qwindows.dll", "BINARY", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "/v/PySide6/x/libqcocoa.dylib", "BINARY", False),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", f"{SITE}/libqeglfs.so", "BINARY", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", f"{SITE}/libqopensslbackend.so", "BINARY", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", f"{SITE}/libqgtk3.so", "BINARY", True),
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", "BINARY", True),
        ("libreadline.so.8", "/lib/x86_64-linux-gnu/libreadline.so.8", "BINARY", True),
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "BINARY", True),
        ("libxcb.so.1", "/lib/x86_64-linux-gnu/libxcb.so.1", "BINARY", True),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", "BINARY", False),
        ("libsqlite3.so.0", "/lib/x86_64-linux-gnu/libsqlite3.so.0", "BINARY", False),
        ("libpython3.13.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.13.so.1.0", "BINARY", False),
        ("_struct.so", "/usr/lib/python3.13/lib-dynload/_struct.so", "EXTENSION", False),
    ],
)  # fmt: skip
def test_plugins_that_are_used_go_in_and_libraries_of_every_desktop_do_not(
    name: str, source: str, kind: str, out: bool
) -> None:
    assert freezing_parts.left_out((name, source, kind)) is out


def test_the_plugins_that_go_in_are_in_qt() -> None:
    """A plugin that Qt renames would be missing without a word."""
    import PySide6

    folder = Path(str(PySide6.__file__)).parent / "Qt" / "plugins"
    there = {f"{path.parent.name}/{path.stem.removeprefix('lib')}" for path in folder.rglob("*.so")}
    elsewhere = {"platforms/qwindows", "platforms/qcocoa", "styles/qmodernwindowsstyle", "styles/qmacstyle"}
    assert freezing_parts.QT_PLUGINS - elsewhere <= there


def test_of_qts_translations_that_one_is_kept_which_the_window_loads(tmp_path: Path) -> None:
    asked = (PACKAGE / "ui" / "strings.py").read_text(encoding="utf-8")
    assert all(f'"{name}"' in asked for name in freezing_parts.QT_TRANSLATIONS)
    place = "PySide6/Qt/translations"
    unread = [
        freezing_parts.is_unread((f"{place}/{name}.qm", "x", "DATA"), tmp_path) for name in ("qtbase_zh_CN", "qt_de")
    ]
    assert unread == [False, True]


def test_a_link_whose_library_stays_out_stays_out_too(tmp_path: Path) -> None:
    data = [("libQt6Gone.so.6", "PySide6/Qt/lib/libQt6Gone.so.6", "SYMLINK")]
    assert freezing_parts.kept(data, [], tmp_path) == ([], [])


def test_metadata_tells_version_licences_and_modules_and_nothing_of_this_machine(tmp_path: Path) -> None:
    one = metadata.distribution("reportlab")
    pairs = freezing_metadata.write_one(tmp_path, one, ["reportlab"])
    names = {f"{folder}/{Path(file).name}" for file, folder in pairs}
    info = f"reportlab-{one.version}.dist-info"
    assert {f"{info}/{name}" for name in ("METADATA", "RECORD", "top_level.txt", "licenses/LICENSE")} <= names
    record = (tmp_path / info / "RECORD").read_text(encoding="utf-8").splitlines()
    assert sorted(line.split(",")[0] for line in record) == sorted(names)
    assert not [line for line in record if "DarkGarden" in line or ".." in line or "direct_url" in line]


def test_licences_are_found_inside_as_about_finds_them() -> None:
    assert (licences_facts.TEXT.pattern, licences_facts.CODE) == (licences._TEXT.pattern, licences._CODE)
    for is_text in (licences_facts.is_text, licences._is_text):
        assert is_text("license_expression-30.4.4.dist-info/licenses/NOTICE")
        assert not is_text("license_expression-30.4.4.dist-info/RECORD")
    assert freezing_metadata.is_licence(PurePosixPath("a.dist-info/licenses/x/COPYING"))
    assert not freezing_metadata.is_licence(PurePosixPath("../../bin/license.txt"))


def test_a_library_that_nobody_read_about_stops_the_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"dpkg": "libreadline8:amd64: /lib/libreadline.so.8\n", "dpkg-query": "8.2-1\nreadline\n8.2-1\n"}
    monkeypatch.setattr(freezing_libraries, "said", lambda *words, check=True: answers[words[0]])
    with pytest.raises(Stop, match="readline"):
        freezing_libraries.packaged("libreadline.so.8", Path("/lib/libreadline.so.8"))


def test_no_library_that_may_go_in_is_under_a_gnu_licence() -> None:
    known = tomllib.loads(freezing_libraries.READ_BY_HAND.read_text(encoding="utf-8"))
    assert len(known) > 10
    assert not [name for name, row in known.items() if "GPL" in row["licence"].upper()]


def test_the_building_machines_folder_goes_and_what_follows_its_name_stays() -> None:
    """Linkers keep one text for several: the end of the folder's name is Python's version."""
    home = b"/home/somebody/pythons/3.11.7"
    data = b"\0" + home + b"\0/x\0" + home + b"/lib\0/tmp/python-build.20260509/Python-3.11.7\0end"
    neutral = freezing_libraries.neutral(data, [home])
    assert len(neutral) == len(data)
    assert b"somebody" not in neutral
    assert b"python-build" not in neutral
    assert neutral.count(b"3.11.7") == 3
    assert neutral.count(b"3.11.7/lib\0") == 1
    assert neutral.endswith(b"\0end")
