"""The notices of a frozen program: every part with its licence and its text, what the LGPL asks for, nothing unread."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from devkit import licences_facts, licences_rows, notices, notices_words, sbom
from devkit.building import Build
from devkit.talk import Stop

INSIDE = (
    "cryptography",
    "jsonschema-rs",
    "lxml",
    "numpy",
    "pathspec",
    "pydantic-core",
    "pyside6-essentials",
    "shiboken6",
    "typing-extensions",
)
MADE = Build(version="0.1.0", commit="c0ffee" + "0" * 34, epoch=1_800_000_000, kind="frozen")
OTHERS = ("Python", "WenQuanYi Micro Hei", "PyInstaller bootloader", "libsqlite3-0", "OpenBLAS", "OpenSSL")
LIBRARY = "libsqlite3.so.0"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return planted(tmp_path)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a tree with its notices; nobody changes it."""
    made = planted(tmp_path_factory.mktemp("tree"))
    notices.write(made, MADE)
    return made


def planted(tmp_path: Path) -> Path:
    """Give a tree with some distributions in it, and a library of the system that built it."""
    facts = licences_facts.load()
    for name in INSIDE:
        (tmp_path / "_internal" / f"{name.replace('-', '_')}-{facts[name]['version']}.dist-info").mkdir(parents=True)
    (tmp_path / "_internal" / LIBRARY).write_bytes(b"\x7fELF")
    (tmp_path / "licences").mkdir()
    told = [{"file": f"_internal/{LIBRARY}", "package": "libsqlite3-0", "version": "3.40.1-2+deb12u2"}]
    (tmp_path / "licences" / "libraries.json").write_text(json.dumps(told))
    return tmp_path


def test_every_part_is_named_with_its_licence_and_its_text(written: Path) -> None:
    text = (written / "licences" / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    for name in (*INSIDE, *OTHERS):
        assert name in text, name
    assert "keyring" not in text  # it is not in this tree
    named = [line.strip() for line in text.splitlines() if line.strip().startswith("texts/")]
    assert len(named) > 40
    assert [name for name in named if not (written / "licences" / name).stat().st_size] == []
    lying = {f"texts/{path.relative_to(written / 'licences/texts').as_posix()}"
             for path in (written / "licences" / "texts").rglob("*") if path.is_file()}  # fmt: skip
    standard = {name for name in lying if "/standard/" in name or "/fonts/" in name}
    assert lying - standard <= set(named)


def test_lgpl_parts_come_with_their_sources_and_the_way_to_replace_them(written: Path) -> None:
    text = (written / "licences" / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    for name in ("Qt", "pyside6-essentials", "shiboken6", *(["libquadmath"] if sys.platform != "win32" else [])):
        assert f"\n  {name} " in text
        assert f"\n  {name}: http" in text
    assert "three years" in text
    assert "Put your files in the place of those in `_internal`" in text
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        assert (written / "licences" / "texts" / name).is_file()


def test_what_other_licences_want_said_is_said(written: Path, monkeypatch: pytest.MonkeyPatch, tree: Path) -> None:
    text = (written / "licences" / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    assert "\n  pathspec: http" in text
    assert "based in part on the work of the Independent JPEG Group" in text
    assert "The FreeType Project" in text
    monkeypatch.delitem(notices_words.SOURCES, "pathspec")
    with pytest.raises(Stop, match="pathspec: the MPL wants its source named"):
        notices.write(tree, MADE)


def test_a_library_under_the_lgpl_that_is_linked_into_a_module_is_named_and_can_be_changed(written: Path) -> None:
    text = (written / "licences" / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    assert "\n  GNU libiconv " in text
    assert "to change libiconv, build lxml 6" in text


def test_a_library_that_shows_itself_and_that_nobody_named_stops_the_freeze(tree: Path) -> None:
    module = tree / "_internal" / "thing" / "module.abi3.so"
    module.parent.mkdir()
    module.write_bytes(b"\x7fELF\0libiconv_open\0")
    notices.write(tree, MADE)  # it is named: lxml holds it
    module.write_bytes(b"\x7fELF\0rl_completion_matches\0")
    with pytest.raises(Stop, match=r"module\.abi3\.so: holds or asks for GNU Readline"):
        notices.write(tree, MADE)


def test_crates_are_named_with_their_holders(written: Path) -> None:
    text = (written / "licences" / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    assert "In pydantic-core:" in text
    assert "David Tolnay" in text
    assert (written / "licences" / "texts" / "standard" / "MIT.txt").is_file()


def test_the_same_tree_gives_the_same_papers(written: Path, tree: Path) -> None:
    def papers(made: Path) -> dict[str, bytes]:
        return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}

    notices.write(tree, MADE)
    assert papers(tree) == papers(written)


def test_the_bill_of_a_tree_tells_the_tree_s_digest(written: Path) -> None:
    held = json.loads((written / "licences" / sbom.NAME).read_bytes())
    told = {one["name"]: one["value"] for one in held["metadata"]["component"]["properties"]}
    assert told["codebinder:tree-sha256"] == sbom.tree_digest(written)
    named = {one["name"]: one for one in held["components"]}
    assert named["libsqlite3-0"]["purl"].startswith("pkg:deb/debian/libsqlite3-0@3.40.1-2")
    assert len(named["numpy"]["hashes"]) == 1
    assert "keyring" not in named


def test_the_digest_of_a_tree_is_that_of_all_its_files_but_two(tree: Path) -> None:
    first = sbom.tree_digest(tree)
    (tree / "licences" / sbom.NAME).write_bytes(b"{}")
    assert sbom.tree_digest(tree) == first
    (tree / "_internal" / "more").write_bytes(b"x")
    assert sbom.tree_digest(tree) != first


@pytest.mark.parametrize("name", ["libreadline.so.8", "libgdbm.so.6", "libwhatever.so.1", "sub/libnobody.dylib"])
def test_a_library_that_nobody_read_stops_the_freeze(tree: Path, name: str) -> None:
    path = tree / "_internal" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\x7fELF")
    with pytest.raises(Stop, match="nobody has read about"):
        notices.write(tree, MADE)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("VCRUNTIME140_1.dll", "Microsoft Visual C++ runtime"), ("python311.dll", "Python"), ("libffi-8.dll", "libffi"),
        ("libcrypto-3.dll", "OpenSSL"), ("sqlite3.dll", "SQLite"), ("libcrypto.3.dylib", "OpenSSL"),
        ("libxkbcommon-x11.so.0", "libxkbcommon"), ("libpython3.11.so.1.0", "Python"), ("libbz2.so.1.0", "bzip2"),
    ],
)  # fmt: skip
def test_the_libraries_of_systems_that_build_were_read(file: str, name: str) -> None:
    found = licences_rows.row_of(file)
    assert found is not None
    assert found["name"] == name


def test_a_distribution_that_is_not_the_locked_one_stops_the_freeze(tree: Path) -> None:
    (tree / "_internal" / "cffi-0.1.dist-info").mkdir()
    with pytest.raises(Stop, match=r"cffi: the tree holds 0\.1"):
        notices.write(tree, MADE)


def test_a_distribution_that_no_lock_names_stops_the_freeze(tree: Path) -> None:
    (tree / "_internal" / "stranger-1.0.dist-info").mkdir()
    with pytest.raises(Stop, match="stranger"):
        notices.write(tree, MADE)


def test_a_file_that_is_kept_out_stops_the_freeze(tree: Path) -> None:
    place = tree / "_internal" / "PySide6" / "Qt" / "plugins" / "platforminputcontexts"
    place.mkdir(parents=True)
    (place / "libqtvirtualkeyboardplugin.so").write_bytes(b"\x7fELF")
    with pytest.raises(Stop, match="kept out"):
        notices.write(tree, MADE)
