"""The Linux packages, from a small tree that stands in for the frozen one: what they say, hold and leave out."""

from __future__ import annotations

import gzip
import json
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from codebinder import __version__
from codebinder.ui.frame import mimetypes
from devkit.linux import deb, depends, elf, facts, manuals, portable
from devkit.talk import Stop

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dpkg-deb") is None, reason="a .deb is made on Debian and Ubuntu"
)
EPOCH = 1_790_000_000
QUICK = ("-Znone",)


def small_tree(folder: Path) -> Path:
    """Programs that are real ELF files, a library of our own name, a text: a tree as `dev.py freeze` lays one out."""
    tree = folder / "codebinder"
    inside = tree / "_internal" / "codebinder"
    inside.mkdir(parents=True)
    for name in facts.PROGRAMS:
        shutil.copyfile("/bin/true", tree / name)
        (tree / name).chmod(0o700)
    said = {"version": __version__, "commit": "0" * 40, "epoch": EPOCH, "kind": "frozen"}
    (inside / "build.json").write_text(json.dumps(said))
    (tree / "_internal" / "libours.so.1").write_bytes(b"\x7fno")
    (tree / "_internal" / "libours.so.1").chmod(0o755)
    (tree / "_internal" / "libours.so").symlink_to("libours.so.1")
    (tree / "licences").mkdir()
    (tree / "licences" / "THIRD-PARTY-NOTICES.txt").write_text("whose\n")
    (tree / "README.txt").write_text("what the frozen tree says\n")
    return tree


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_tree(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="module")
def package(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deb.deb(tree, tmp_path_factory.mktemp("deb"), compression=QUICK)


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["dpkg-deb", "-R", package, out], check=True)
    return out


def field(package: Path, name: str) -> str:
    done = subprocess.run(["dpkg-deb", "-f", package, name], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_control_file_says_what_apt_needs(package: Path) -> None:
    assert package.name == f"codebinder_{__version__}_amd64.deb"
    assert field(package, "Package") == "codebinder"
    assert field(package, "Version") == __version__
    assert field(package, "Architecture") == "amd64"
    needed = field(package, "Depends").split(", ")
    assert "tzdata" in needed
    assert "git (>= 1:2.39)" in field(package, "Recommends").split(", "), "older systems have none"
    assert [each for each in needed if each.startswith("libc6 (>= 2.")]
    assert "gnome-keyring" in field(package, "Recommends")
    assert int(field(package, "Installed-Size")) > 50


def test_every_file_stands_in_opt_or_where_a_desktop_looks(unpacked: Path) -> None:
    made = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if not path.is_dir() or path.is_symlink()}
    allowed = ("DEBIAN/", "opt/codebinder/", "usr/bin/codebinder", "usr/share/")
    assert [name for name in made if not name.startswith(allowed)] == []
    assert (unpacked / "usr/bin/codebinder-desktop").readlink() == Path("/opt/codebinder/codebinder-desktop")
    entry = (unpacked / "usr/share/applications/codebinder.desktop").read_bytes()
    assert entry == mimetypes.desktop_entry([mimetypes.INSTALLED])
    assert (unpacked / "usr/share/mime/packages/codebinder.xml").read_bytes() == mimetypes.types_xml()
    icons = unpacked / "usr/share/icons/hicolor"
    for place in mimetypes.ICONS.values():
        assert (icons / "scalable" / f"{place}.svg").is_file()
        assert (icons / "48x48" / f"{place}.png").is_file()
    doc = unpacked / "usr/share/doc/codebinder"
    assert "2026 The Codebinder authors" in (doc / "copyright").read_text()
    assert gzip.decompress((doc / "changelog.gz").read_bytes()).startswith(f"codebinder ({__version__})".encode())


def test_modes_owners_and_times_follow_from_nothing_here(package: Path, tmp_path: Path) -> None:
    with (tmp_path / "data.tar").open("wb") as out:
        subprocess.run(["dpkg-deb", "--fsys-tarfile", package], stdout=out, check=True)
    with tarfile.open(tmp_path / "data.tar") as archive:
        members = archive.getmembers()
    assert {(each.uid, each.gid, each.mtime) for each in members} == {(0, 0, EPOCH)}
    modes = {each.name.removeprefix("./"): stat.S_IMODE(each.mode) for each in members if each.isfile()}
    assert {name for name, mode in modes.items() if mode == 0o755} == {
        "opt/codebinder/codebinder", "opt/codebinder/codebinder-desktop"
    }  # fmt: skip
    assert set(modes.values()) == {0o755, 0o644}


def test_the_same_tree_gives_the_same_bytes(package: Path, tree: Path, tmp_path: Path) -> None:
    copied = tmp_path / "elsewhere" / "copied"
    shutil.copytree(tree, copied, symlinks=True)
    for path in copied.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o777 if path.is_dir() or path.stat().st_mode & 0o100 else 0o600)
    again = deb.deb(copied, tmp_path / "out", compression=QUICK)
    assert again.read_bytes() == package.read_bytes()


def test_md5sums_name_every_file(unpacked: Path) -> None:
    done = subprocess.run(
        ["md5sum", "-c", "--quiet", "DEBIAN/md5sums"], cwd=unpacked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("upgrade", "99.0"), 1),
        (("upgrade", __version__), 0),
        (("upgrade", "0.0.1"), 0),
        (("install",), 0),
        (("install", ""), 0),
    ],
    ids=["downgrade", "same", "upgrade", "install", "install-again"],
)
def test_only_a_downgrade_is_refused(unpacked: Path, words: tuple[str, ...], code: int) -> None:
    for lang in ("C.UTF-8", "zh_CN.UTF-8"):
        done = subprocess.run(
            ["sh", unpacked / "DEBIAN/preinst", *words], env={"PATH": "/usr/bin:/bin", "LC_ALL": lang},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code
        assert done.stdout == ""
        assert done.stderr.count("\n") == code
        assert ("99.0" in done.stderr) == bool(code)


def test_removal_says_where_the_data_are_and_an_upgrade_says_nothing(unpacked: Path) -> None:
    said: dict[str, str] = {}
    for word in ("remove", "upgrade", "deconfigure", "failed-upgrade"):
        done = subprocess.run(
            ["sh", unpacked / "DEBIAN/prerm", word], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        said[word] = done.stdout
    assert "~/.config/codebinder" in said.pop("remove")
    assert set(said.values()) == {""}


@pytest.mark.parametrize("name", deb.SCRIPTS)
def test_scripts_are_plain_posix(unpacked: Path, name: str) -> None:
    for shell in filter(shutil.which, ("sh", "dash", "bash")):
        subprocess.run([shell, "-n", unpacked / "DEBIAN" / name], check=True)
    assert "rm " not in (unpacked / "DEBIAN" / name).read_text(encoding="utf-8")


def test_desktops_own_checkers_are_content(unpacked: Path) -> None:
    entry = unpacked / "usr/share/applications/codebinder.desktop"
    said = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")
    (info,) = (unpacked / "usr/share/metainfo").iterdir()
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", info]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("name", facts.PROGRAMS)
def test_manual_pages_are_set_without_a_warning(unpacked: Path, name: str) -> None:
    page = gzip.decompress((unpacked / f"usr/share/man/man1/{name}.1.gz").read_bytes())
    command = ["groff", "-man", "-Tutf8", "-ww", "-Kutf8"]
    done = subprocess.run(command, input=page, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert page.startswith(f'.TH {name.upper()} 1 "2026-'.encode())


def test_the_manual_lists_every_command() -> None:
    from codebinder.cli.main import parser

    listed = dict(manuals.commands(parser()))
    assert {"demo", "build", "verify", "review"} <= listed.keys()
    assert all(listed.values())
    page = manuals.pages(parser(), "1", "2026-01-01")["codebinder.1"].decode()
    assert all(f"\\fB{manuals.roff(name)}\\fP" in page for name in listed)


# -- what it depends on


def test_libraries_that_the_tree_has_are_not_asked_of_debian(tree: Path) -> None:
    named, versions = depends.asked(tree)
    assert "libc.so.6" in named
    assert ("libc.so.6", "GLIBC_2.2.5") in versions
    shutil.copyfile("/bin/true", tree / "_internal" / "libc.so.6")
    try:
        assert "libc.so.6" not in depends.asked(tree)[0]
    finally:
        (tree / "_internal" / "libc.so.6").unlink()


def test_a_library_that_nobody_knows_stops_the_build(
    tree: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "libraries.toml"
    table.write_text('[needed]\n[since]\n"GLIBCXX_3.4.29" = "x"\n[beside]\nalways=[]\nrecommends=[]\nsuggests=[]\n')
    monkeypatch.setattr(depends, "TABLE", table)
    with pytest.raises(Stop, match=r"No Debian package is known for libc\.so\.6 \(named by codebinder"):
        depends.relations(tree)


def test_versions_become_the_newest_that_is_asked_for() -> None:
    since = {"GLIBCXX_3.4.29": "libstdc++6 (>= 11)", "GLIBCXX_3.4.30": "libstdc++6 (>= 12)"}
    asked = {("c", "GLIBC_2.9"), ("c", "GLIBC_2.34"), ("c", "GLIBC_PRIVATE"), ("s", "GLIBCXX_3.4.29"), ("g", "GCC_3.0")}
    assert set(depends.newest(asked, since)) == {"libc6 (>= 2.34)", "libstdc++6 (>= 11)"}
    with pytest.raises(Stop, match=r"GLIBCXX_3\.4\.31"):
        depends.newest({("s", "GLIBCXX_3.4.31")}, since)


def test_an_elf_file_is_read_as_the_system_s_own_tool_reads_it() -> None:
    path = Path(sys.executable).resolve()
    done = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True)
    rows = [row.split() for row in done.stdout.splitlines()]
    asks = elf.read(path)
    assert list(asks.needed) == [row[1] for row in rows if row[:1] == ["NEEDED"]]
    assert [each for row in rows if row[:1] in (["RUNPATH"], ["RPATH"]) for each in row[1].split(":")] == list(
        asks.folders
    )
    assert {version for _, version in asks.versions} == {row[3] for row in rows if len(row) == 4 and row[0][:2] == "0x"}


def test_what_is_no_frozen_tree_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="holds no frozen program"):
        deb.deb(tmp_path, tmp_path / "out")


# -- the portable archive


def test_the_portable_archive_is_whole_and_always_the_same(tree: Path, tmp_path: Path) -> None:
    made = portable.portable(tree, tmp_path / "a")
    assert made.name == f"codebinder-{__version__}-linux-x86_64.tar.xz"
    assert portable.portable(tree, tmp_path / "b").read_bytes() == made.read_bytes()
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path / "out", filter="data")
    (top,) = (tmp_path / "out").iterdir()
    assert top.name == f"codebinder-{__version__}"
    told = (top / "README.txt").read_text(encoding="utf-8")
    assert "what the frozen tree says" in told
    assert f"Codebinder {__version__} for Linux" in told
    assert "@" not in told
    assert (top / "share/applications/codebinder.desktop").is_file()
    assert (top / "share/man/man1/codebinder.1.gz").is_file()
    held = json.loads((top / "_internal/codebinder/files.json").read_text())
    assert {"README.txt", "share/mime/packages/codebinder.xml"} <= held["files"].keys()
