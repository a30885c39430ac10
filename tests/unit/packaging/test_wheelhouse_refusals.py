"""Installing without a network: what install.py refuses, in one sentence, before it has written anything."""

from __future__ import annotations

import ast
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devkit.places import PACKAGING
from devkit.wheelhouse import PARTS, write_sums
from helpers.standins import archive, install, started, surroundings

INSTALL = PARTS / "install.py"
DEFAULT = ".local/share/codebinder-program"


@pytest.fixture
def copied(tmp_path: Path, first_archive: Path) -> Path:
    return Path(shutil.copytree(first_archive, tmp_path / "archive"))


def refused(folder: Path, tmp_path: Path, *arguments: object) -> str:
    """Run install.py, see that it refuses in one sentence and leaves nothing, and give the sentence."""
    done = install(folder, tmp_path / "home", *arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert list((tmp_path / "home").iterdir()) == []
    return done.stderr


def changed(folder: Path, **facts: object) -> None:
    """Have the archive ask for something else, with sums that fit."""
    path = folder / "wheelhouse.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="ascii")), **facts}), encoding="ascii")
    write_sums(folder)


@pytest.mark.parametrize("name", ["wheels/standin-1.0-py3-none-any.whl", "requirements.txt", "install.py"])
def test_one_flipped_bit_is_seen(name: str, copied: Path, tmp_path: Path) -> None:
    data = bytearray((copied / name).read_bytes())
    data[-2] ^= 0 if name == "install.py" else 1
    (copied / name).write_bytes(bytes(data) + (b"#\n" if name == "install.py" else b""))
    assert refused(copied, tmp_path).startswith(f"{name} is damaged, so nothing was installed")


@pytest.mark.parametrize("name", ["wheels/standin-1.0-py3-none-any.whl", "codebinder_installer/place.py", "README.txt"])
def test_a_missing_file_is_named(name: str, copied: Path, tmp_path: Path) -> None:
    (copied / name).unlink()
    assert refused(copied, tmp_path).startswith(f"{name} is missing, so nothing was installed")


@pytest.mark.parametrize("name", ["wheels/standin-1.1-py3-none-any.whl", "codebinder_installer/argparse.py", "tools/x"])
def test_a_file_too_many_is_named(name: str, copied: Path, tmp_path: Path) -> None:
    (copied / name).write_text("planted", encoding="ascii")
    assert refused(copied, tmp_path).startswith(f"{name} does not belong to this archive")


def test_a_link_to_a_folder_of_modules_is_named(copied: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "__init__.py").write_text("print('planted')", encoding="ascii")
    (copied / "codebinder_installer" / "checks").symlink_to(planted)
    assert refused(copied, tmp_path).startswith("codebinder_installer/checks does not belong to this archive")


def test_an_archive_without_its_list_is_refused(copied: Path, tmp_path: Path) -> None:
    (copied / "SHA256SUMS").unlink()
    assert refused(copied, tmp_path).startswith("SHA256SUMS is not beside install.py")
    (copied / "SHA256SUMS").write_text("", encoding="ascii")
    assert refused(copied, tmp_path).startswith("SHA256SUMS is not beside install.py")


def test_modules_planted_beside_install_py_are_not_run(copied: Path, tmp_path: Path) -> None:
    for name in ("hashlib", "os", "json", "venv", "argparse", "subprocess", "sitecustomize", "encodings"):
        (copied / f"{name}.py").write_text("print('planted')", encoding="ascii")
    assert refused(copied, tmp_path, "--uninstall").startswith("There is no installation of Codebinder in")


def test_a_wheel_that_only_the_sums_know_is_refused_by_pip(copied: Path, tmp_path: Path) -> None:
    shutil.copyfile(
        copied / "wheels" / "certificates-2.0-py3-none-any.whl", copied / "wheels" / "standin-1.0-py3-none-any.whl"
    )
    write_sums(copied)
    done = install(copied, tmp_path / "home")
    assert (done.returncode, done.stderr) == (
        3, "A wheel is not the one that this archive lists; what was there before still works.\n",
    )  # fmt: skip
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"python": "3.99"}, "This archive is for Python 3.99, and this is 3."),
        ({"system": "win32", "machine": "AMD64"}, "This archive is for Windows AMD64, and this is "),
        ({"machine": "riscv64"}, "This archive is for "),
        ({"oldest": [99, 1]}, "The wheels need "),
        ({"bytes": 10**18}, "There is too little space for "),
    ],
    ids=["python", "system", "machine", "release", "space"],
)
def test_a_machine_that_does_not_fit_is_refused(
    facts: dict[str, object], sentence: str, copied: Path, tmp_path: Path
) -> None:
    changed(copied, **facts)
    assert refused(copied, tmp_path).startswith(sentence)


def test_an_old_python_can_read_install_py() -> None:
    ast.parse(INSTALL.read_text(encoding="utf-8"), feature_version=(3, 3))


@pytest.mark.parametrize(
    ("version", "language", "sentence"),
    [
        ("(3, 8, 1)", "C", "Codebinder needs Python 3.11, 3.12 or 3.13, and this is 3.8"),
        ("(3, 14, 0)", "zh_CN.UTF-8", "Codebinder 需要 Python 3.11、3.12 或 3.13，当前为 3.14"),
    ],
)
def test_another_python_gets_one_sentence(version: str, language: str, sentence: str, tmp_path: Path) -> None:
    code = f"import runpy, sys; sys.version_info = {version}; sys.path.insert(0, ''); sys.argv = [{str(INSTALL)!r}]; "
    code += "runpy.run_path(sys.argv[0], run_name='__main__')"
    env = surroundings(tmp_path, LANG=language, PYTHONIOENCODING="utf-8")
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode().startswith(sentence)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("module", ["json", "venv", "_sqlite3"])
def test_a_python_without_its_whole_library_gets_one_sentence(module: str, first_archive: Path, tmp_path: Path) -> None:
    script = str(first_archive / "install.py")
    code = f"import runpy, sys; sys.modules[{module!r}] = None; sys.argv = [{script!r}]; "
    code += "import importlib.util as u; real = u.find_spec; "
    code += f"u.find_spec = lambda name, *more: None if name == {module!r} else real(name, *more); "
    code += "runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-I", "-S", "-B", "-c", code]
    done = subprocess.run(command, env=surroundings(tmp_path), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"This Python lacks parts of its own library ({module}")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_is_not_ours_is_refused(first_archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="ascii")
    assert f"{other} is not empty and was not made by this installer" in refused(
        first_archive, tmp_path, "--target", other
    )
    assert "There is no installation of Codebinder in" in refused(
        first_archive, tmp_path, "--target", other, "--uninstall"
    )
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("place", ["{tmp}/file", "{tmp}/file/below"])
def test_a_folder_that_cannot_be_written_to_is_refused(place: str, first_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="ascii")
    said = refused(first_archive, tmp_path, "--target", place.format(tmp=tmp_path))
    assert said.startswith(place.format(tmp=tmp_path))
    assert "can't be written to" in said


def test_a_second_installation_at_the_same_time_is_refused(first_archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert install(first_archive, home).returncode == 0
    with (home / DEFAULT / "install.lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for arguments in ([], ["--uninstall"]):
            done = install(first_archive, home, *arguments)
            assert (done.returncode, done.stdout) == (3, "")
            assert done.stderr.startswith("Another installation is at work in")
    assert started(home / ".local/bin/codebinder") == "1.0 stands"


def test_a_program_that_runs_is_neither_removed_nor_has_its_files_taken(
    first_archive: Path, second_archive: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    assert install(first_archive, home).returncode == 0
    (used,) = (home / DEFAULT / "versions").rglob("standin.py")
    code = "import mmap, sys; f = open(sys.argv[1], 'rb'); m = mmap.mmap(f.fileno(), 0, prot=1); print(1); input()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-uc", code, str(used)], stdin=pipe, stdout=pipe, text=True) as running:
        assert running.stdout
        assert running.stdin
        running.stdout.readline()
        done = install(first_archive, home, "--uninstall")
        assert (done.returncode, done.stderr) == (
            3, f"Codebinder is running from {home / DEFAULT}: close it, then run this again.\n",
        )  # fmt: skip
        done = install(second_archive, home)
        assert done.returncode == 0
        assert f"An earlier version is still running; {home / DEFAULT}/versions/1.0-1 is removed with" in done.stdout
        assert used.is_file()
        running.stdin.write("\n")
    assert started(home / ".local/bin/codebinder") == "2.0 stands"
    assert install(second_archive, home).returncode == 0
    assert not used.exists()


def can_mount() -> bool:
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    return (
        shutil.which("unshare") is not None and not subprocess.run(command, capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not can_mount(), reason="a small disk can't be mounted here")
def test_a_full_disk_leaves_the_old_version_working(first_archive: Path, tmp_path: Path, pip_wheel: Path) -> None:
    large = archive(
        tmp_path / "large", "2.0", pip_wheel, files={f"codebinder/{n}.txt": "0" * 20_000_000 for n in "abcd"}
    )
    changed(large, bytes=1)  # as if others filled the disk while this goes on
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=60m none "$2" && '
        '"$0" "$3/install.py" --target "$2/cb" --launchers "$2/bin" >/dev/null && '
        '{ "$0" "$4/install.py" --target "$2/cb" --launchers "$2/bin"; echo "code $?"; "$2/bin/codebinder"; '
        'ls "$2/cb/versions"; }'
    )
    words = ["unshare", "-m", "sh", "-c", script, sys.executable, "-", str(disk), str(first_archive), str(large)]
    done = subprocess.run(words, env=surroundings(tmp_path), capture_output=True, text=True, check=False)
    assert done.stderr == f"The disk with {disk}/cb is full; what was there before still works.\n"
    assert done.stdout.splitlines()[-3:] == ["code 3", "1.0 stands", "1.0-1"]


@pytest.mark.skipif(not can_mount(), reason="a small disk can't be mounted here")
def test_a_disk_that_is_only_read_gets_a_sentence(first_archive: Path, tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o ro,size=200m none "$1" && "$0" "$2/install.py" --target "$1/cb"'
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["unshare", "-m", "sh", "-c", script, sys.executable, str(disk), str(first_archive)]
    done = subprocess.run(words, env=surroundings(tmp_path), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{disk}/cb can't be written to (Read-only file system)")


def test_the_sentences_are_there_in_both_languages() -> None:
    code = "from codebinder_installer.texts import TEXTS; import json; print(json.dumps(TEXTS))"
    env = {**os.environ, "PYTHONPATH": str(PACKAGING / "wheelhouse"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    texts: dict[str, list[str]] = json.loads(done.stdout)
    sources = "".join(path.read_text(encoding="utf-8") for path in PARTS.rglob("*.py") if path.name != "texts.py")
    for name, (english, chinese) in texts.items():
        assert f'"{name}"' in sources, name
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), name
        words = [sorted({part.split("}")[0] for part in text.split("{")[1:]}) for text in (english, chinese)]
        assert words[0] == words[1], name
