"""The installer, compiled with wixl and looked into: what stands in it is what was meant, and faults are seen."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from devkit.talk import Stop
from devkit.windows import authoring, layout, looking, making, wix, wixl
from devkit.windows.authoring import Plan
from helpers import windows_tree
from helpers.outside_tools import needs

EPOCH = 1_700_000_000


def plan(root: Path, version: str = "0.1.0", *, everybody: bool = False) -> Plan:
    return authoring.plan(layout.read(windows_tree.write(root)), version, everybody=everybody)


def compiled(tmp_path: Path, made: Plan, name: str = "made.msi") -> Path:
    needs(*wixl.TOOLS)
    icon = tmp_path / "codebinder.ico"
    icon.write_bytes(bytes(6))
    wixl.compile_msi(made, tmp_path / "tree", icon, tmp_path / name, EPOCH)
    return tmp_path / name


@pytest.mark.parametrize("everybody", [False, True], ids=["person", "machine"])
def test_what_was_compiled_is_what_was_meant(tmp_path: Path, everybody: bool) -> None:
    made = plan(tmp_path / "tree", everybody=everybody)
    assert looking.look(compiled(tmp_path, made), made) == []


def test_the_same_tree_gives_the_same_bytes(tmp_path: Path) -> None:
    made = plan(tmp_path / "tree")
    assert compiled(tmp_path, made, "one.msi").read_bytes() == compiled(tmp_path, made, "other.msi").read_bytes()


def test_a_look_sees_what_is_wrong(tmp_path: Path) -> None:
    msi = compiled(tmp_path, plan(tmp_path / "tree"))
    other = plan(tmp_path / "tree", "0.2.0")
    found = " ".join(looking.look(msi, other))
    for word in ("ProductVersion", "upgrades", "the summary lacks"):
        assert word in found
    changed = layout.read(windows_tree.write(tmp_path / "changed", {"README.txt": b"codebinder\r\n"}))
    assert any("extracted" in each for each in looking.look(msi, authoring.plan(changed, "0.1.0")))
    shutil.rmtree(tmp_path / "changed" / "licences")
    less = authoring.plan(layout.read(tmp_path / "changed"), "0.1.0")
    assert any("components" in each for each in looking.look(msi, less))


def test_the_source_names_no_place_of_this_machine(tmp_path: Path) -> None:
    text = authoring.source(plan(tmp_path / "tree")).decode()
    assert str(tmp_path) not in text
    assert text == authoring.source(plan(tmp_path / "again")).decode()


def test_an_upgrade_keeps_the_code_by_which_it_finds_the_older_one(tmp_path: Path) -> None:
    older, newer = plan(tmp_path / "one"), plan(tmp_path / "two", "0.2.0")
    assert older.upgrade_code == newer.upgrade_code
    assert older.product_code() != newer.product_code()
    assert older.upgrade_code != plan(tmp_path / "three", everybody=True).upgrade_code
    again = authoring.plan(layout.read(windows_tree.write(tmp_path / "four", {"x.txt": b""})), "0.1.0")
    assert again.product_code() != older.product_code()  # the same version built anew replaces, too
    ids = [
        re.findall(r'Component Id="([^"]+)" Guid="([^"]+)"', authoring.source(each).decode()) for each in (older, newer)
    ]
    assert ids[0] == ids[1]


def test_texts_of_ours_are_in_both_languages_and_in_the_code_page() -> None:
    for text in (authoring.DOWNGRADE, authoring.TOO_OLD, authoring.LEFT, authoring.ABOUT):
        assert re.search(r"[A-Za-z]{4}", text)
        assert re.search(r"[\u4e00-\u9fff]{4}", text)
        text.encode("gbk")
        assert len(text) <= 255


def test_titles_of_features_fit_their_column(tmp_path: Path) -> None:
    root = ET.fromstring(authoring.source(plan(tmp_path / "tree")))
    titles = [each.get("Title", "") for each in root.iter("{http://schemas.microsoft.com/wix/2006/wi}Feature")]
    assert len(titles) == 4
    assert all(len(title) <= 64 for title in titles)


def test_a_tree_of_another_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "codebinder").write_bytes(b"\x7fELF")
    with pytest.raises(Stop, match=r"lacks codebinder-desktop\.exe"):
        authoring.plan(layout.read(tmp_path), "0.1.0")


@pytest.mark.parametrize("version", ["0.1", "0.1.0.dev1", "127.0.0", "1.256.0", "1.0.65535", "1.0.0.0"])
def test_a_version_that_windows_cannot_compare_is_refused(version: str) -> None:
    with pytest.raises(Stop, match="Windows Installer compares"):
        authoring.numbers(version)


def test_wix_is_found_where_its_installer_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("candle", "light"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        path = tmp_path / "bin" / name
        path.write_text("", encoding="ascii")
        path.chmod(0o755)
    found = wix.find({"PATH": "", "WIX": str(tmp_path)})
    assert found is not None
    assert Path(found.light) == tmp_path / "bin" / "light"
    monkeypatch.chdir(tmp_path / "bin")
    assert wix.find({"PATH": "", "WIX": ""}) is None  # no empty part of the search path, which would be this folder


def test_both_generations_of_wix_get_the_tree_and_the_picture(tmp_path: Path) -> None:
    tree, icon = tmp_path / "tree", tmp_path / "codebinder.ico"
    old = wix.commands(wix.Wix(candle="candle", light="light"), tree, icon, tmp_path)
    assert [each[0] for each in old] == ["candle", "light"]
    assert {f"-dTree={tree}", f"-dIcon={icon}", "x64"} <= set(old[0])
    new = wix.commands(wix.Wix(wix="wix"), tree, icon, tmp_path)
    assert [each[:2] for each in new] == [["wix", "convert"], ["wix", "build"]]
    assert {f"Tree={tree}", f"Icon={icon}", "x64"} <= set(new[1])


def test_the_installers_are_called_as_the_release_expects() -> None:
    assert making.name("0.1.0") == "codebinder-0.1.0-windows-x64.msi"
    assert making.name("0.1.0", everybody=True) == "codebinder-0.1.0-windows-x64-machine.msi"


def test_without_a_tree_another_system_says_so() -> None:
    with pytest.raises(Stop, match=r"--tree|apt-get install wixl"):
        making.ready({}, frozen=False)
