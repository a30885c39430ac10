"""Signing is one call of signtool, or a plain NOT SIGNED; what a program file says of itself is read back."""

from __future__ import annotations

import importlib
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from codebinder import __version__
from devkit import building, filelist
from devkit.talk import Stop
from devkit.windows import making, resources, signing
from helpers import windows_tree

THUMB = "ab" * 20


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """Give a stand-in for signtool, which notes down what it is asked, and signs by adding a line."""
    path = tmp_path / "signtool"
    path.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\n"
        f"log = pathlib.Path({str(tmp_path / 'log')!r})\n"
        "log.write_text((log.read_text() if log.exists() else '') + ' '.join(sys.argv[1:]) + '\\n')\n"
        "for each in sys.argv[2:]:\n"
        "    if each.endswith(('.exe', '.msi')) and sys.argv[1] == 'sign':\n"
        "        pathlib.Path(each).write_bytes(pathlib.Path(each).read_bytes() + b'signed')\n"
        "sys.exit(3 if 'refused' in sys.argv[-1] else 0)\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def test_nothing_is_signed_where_nothing_was_configured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert signing.configured({}) is None
    assert signing.sign([tmp_path / "codebinder.exe"], None) is False
    assert "NOT SIGNED: codebinder.exe" in capsys.readouterr().out


def test_a_certificate_is_named_and_the_signature_checked(tmp_path: Path, tool: Path) -> None:
    signer = signing.configured({signing.THUMBPRINT: THUMB, signing.TOOL: str(tool)})
    assert signer is not None
    path = tmp_path / "codebinder.msi"
    path.write_bytes(b"")
    assert signing.sign([path], signer) is True
    said = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert said == [f"sign /fd sha256 /sha1 {THUMB} /d Codebinder {path}", f"verify /pa /q {path}"]


def test_a_time_stamp_is_asked_for_where_a_server_is_named(tool: Path) -> None:
    given = {signing.THUMBPRINT: THUMB, signing.TOOL: str(tool), signing.TIMESTAMP: "http://stamps.example"}
    signer = signing.configured(given)
    assert signer is not None
    assert signer.command([])[6:10] == ["/tr", "http://stamps.example", "/td", "sha256"]


def test_what_cannot_be_signed_stops(tmp_path: Path, tool: Path) -> None:
    with pytest.raises(Stop, match="40 hexadecimal"):
        signing.configured({signing.THUMBPRINT: "mine"})
    with pytest.raises(Stop, match=r"signtool\.exe"):
        signing.configured({signing.THUMBPRINT: THUMB, "PATH": ""})
    with pytest.raises(Stop, match="signtool sign failed"):
        signing.sign([tmp_path / "refused"], signing.Signer(tool=str(tool), thumbprint=THUMB))


def test_the_list_of_files_knows_the_signed_programs(tmp_path: Path, tool: Path) -> None:
    tree = windows_tree.write(tmp_path / "tree")
    filelist.write(tree)
    before = (tree / filelist.PLACE).read_bytes()
    making.seal(tree, None)
    assert (tree / filelist.PLACE).read_bytes() == before
    making.seal(tree, signing.Signer(tool=str(tool), thumbprint=THUMB))
    assert (tree / "codebinder.exe").read_bytes().endswith(b"signed")
    assert (tree / filelist.PLACE).read_bytes() != before
    after = (tree / filelist.PLACE).read_bytes()
    assert filelist.write(tree).read_bytes() == after


def test_the_manifest_asks_for_no_administrator() -> None:
    text = ET.tostring(ET.fromstring(resources.MANIFEST), encoding="unicode")
    for word in ('level="asInvoker"', ">true</", ">PerMonitorV2</", ">UTF-8</", "Common-Controls"):
        assert word in text


def test_pyinstaller_keeps_the_manifest() -> None:
    winmanifest = pytest.importorskip("PyInstaller.utils.win32.winmanifest")
    made = winmanifest.create_application_manifest(resources.MANIFEST.encode()).decode()
    for word in ("longPathAware", "PerMonitorV2", "activeCodePage", "asInvoker"):
        assert made.count(word) == resources.MANIFEST.count(word)


@pytest.fixture
def versioninfo(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give PyInstaller's reader of version resources; elsewhere it lacks libraries that it does not need for this."""
    compat = pytest.importorskip("PyInstaller.compat")
    monkeypatch.setattr(compat, "win32api", None, raising=False)
    monkeypatch.setitem(sys.modules, "pefile", ModuleType("pefile"))
    monkeypatch.delitem(sys.modules, "PyInstaller.utils.win32.versioninfo", raising=False)
    return importlib.import_module("PyInstaller.utils.win32.versioninfo")


@pytest.mark.parametrize("name", sorted(resources.DESCRIPTIONS))
def test_the_version_resource_says_what_the_program_says(name: str, tmp_path: Path, versioninfo: ModuleType) -> None:
    text = tmp_path / "version.txt"
    text.write_text(resources.version_text(name, building.version()), encoding="utf-8")
    told = str(versioninfo.load_version_info_from_text_file(str(text)))
    meant = {"ProductVersion": __version__, "FileVersion": __version__, "ProductName": "Codebinder"}
    meant |= {"OriginalFilename": f"{name}.exe", "FileDescription": resources.DESCRIPTIONS[name]}
    for key, value in meant.items():
        assert f"StringStruct('{key}', '{value}')" in told.replace("u'", "'")
    assert f"filevers=({__version__.replace('.', ', ')}, 0)" in told


def test_another_system_is_told_nothing(tmp_path: Path) -> None:
    assert resources.options("codebinder", tmp_path) == {} or sys.platform == "win32"
