"""Installing without a network: what is there afterwards, after an upgrade, a way back, and when it was removed."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from helpers.standins import archive, install, started, surroundings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="launchers of Windows are compared as text")
DEFAULT = ".local/share/codebinder-program"


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_person_installs_upgrades_and_removes(tmp_path: Path, first_archive: Path, second_archive: Path) -> None:
    home = tmp_path / "李 雷's home $HOME"
    link, target = home / ".local" / "bin" / "codebinder", home / DEFAULT

    done = install(first_archive, home)
    assert (done.returncode, done.stderr) == (0, "")
    assert started(link, "a b", "") == "1.0 stands a b"
    assert started(home / ".local" / "bin" / "codebinder-desktop", "x.codebinder") == "window x.codebinder"
    assert f"{link.parent} is not in this session's PATH" in done.stdout

    done = install(second_archive, home, "--pades", env=surroundings(home, LANG="zh_CN.UTF-8"))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Codebinder 2.0 已安装到 {target}" in done.stdout
    assert started(link) == "2.0 stands"
    assert [path.name for path in (target / "versions").iterdir()] == ["2.0-1"]
    assert any(target.rglob("certificates.py"))

    done = install(first_archive, home)
    assert done.returncode == 3
    assert "Codebinder 2.0 is installed" in done.stderr
    assert "--allow-downgrade installs it all the same" in done.stderr
    assert started(link) == "2.0 stands"

    done = install(first_archive, home, "--allow-downgrade")
    assert (done.returncode, started(link)) == (0, "1.0 stands")
    assert any(target.rglob("certificates.py"))  # what was asked for once stays

    (home / ".config" / "codebinder").mkdir(parents=True)
    (home / "registered").touch()  # by the program, with the desktop: what the installed program takes back itself
    done = install(target, home, "--uninstall")  # the archive may be gone: a copy of the installer lies there
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Settings: {home}/.config/codebinder. Cache: {home}/.cache/codebinder." in done.stdout
    assert everything(home) == {".config", ".config/codebinder"}


def test_the_machine_s_settings_of_pip_and_python_are_not_heeded(tmp_path: Path, first_archive: Path) -> None:
    home, planted = tmp_path / "home", tmp_path / "planted"
    planted.mkdir()
    log = f"import sys\nwith open({str(tmp_path / 'log')!r}, 'a') as log: log.write(repr(sys.argv) + '\\n')\n"
    (planted / "sitecustomize.py").write_text(log, encoding="utf-8")
    (planted / "standin.py").write_text("WORD = 'planted'", encoding="ascii")
    (planted / "codebinder.py").write_text("planted", encoding="ascii")
    forced = f"[global]\nindex-url = http://127.0.0.1:9/simple\nrequire-virtualenv = true\ntarget = {planted}\n"
    for name in (".config/pip/pip.conf", ".pip/pip.conf"):
        (home / name).parent.mkdir(parents=True)
        (home / name).write_text(forced, encoding="utf-8")
    env = surroundings(
        home, PYTHONPATH=str(planted), PIP_CONFIG_FILE=str(home / ".pip/pip.conf"), PIP_NO_INDEX="0", PIP_TARGET="/x",
        PIP_INDEX_URL="http://127.0.0.1:9/", HTTP_PROXY="http://127.0.0.1:9", PYTHONUSERBASE=str(planted),
        PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    done = install(first_archive, home, "--launchers", tmp_path / "bin", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    # It ran in the Python that the person started with it, before install.py had a say, and never again.
    assert len((tmp_path / "log").read_text(encoding="utf-8").splitlines()) == 1
    said = started(tmp_path / "bin" / "codebinder", PYTHONPATH=str(planted), PYTHONHOME="/nonexistent")
    assert said == "1.0 stands"
    assert sorted(path.name for path in planted.iterdir()) == ["codebinder.py", "sitecustomize.py", "standin.py"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root installs for others")
def test_what_root_installs_everybody_may_read_under_any_umask(tmp_path: Path, first_archive: Path) -> None:
    target, commands = tmp_path / "opt" / "codebinder", tmp_path / "commands"
    done = install(first_archive, tmp_path / "home", "--target", target, "--launchers", commands, umask=0o077)
    assert done.returncode == 0, done.stderr
    closed = [
        path
        for path in (target, target.parent, commands, *target.rglob("*"))
        if not path.is_symlink() and path.stat().st_mode & (mode := 0o055 if path.is_dir() else 0o044) != mode
    ]
    assert closed == []
    assert stat.S_IMODE((target / "bin" / "codebinder").stat().st_mode) == 0o755


def test_what_is_not_ours_is_left_alone(tmp_path: Path, first_archive: Path) -> None:
    home, commands = tmp_path / "home", tmp_path / "commands"
    commands.mkdir()
    (commands / "codebinder").write_text("somebody else's", encoding="ascii")
    done = install(first_archive, home, "--launchers", commands)
    assert f"{commands / 'codebinder'} is not ours and was left as it is." in done.stdout
    assert f"Start it with: {home / DEFAULT / 'bin' / 'codebinder'}" in done.stdout
    (home / DEFAULT / "notes.txt").write_text("mine", encoding="ascii")
    (commands / "codebinder-desktop").unlink()
    (commands / "codebinder-desktop").symlink_to("/bin/true")
    done = install(first_archive, home, "--uninstall")
    assert "Not ours, and left where it was: notes.txt" in done.stdout
    assert everything(home / DEFAULT) == {"notes.txt"}
    assert everything(commands) == {"codebinder", "codebinder-desktop"}


def test_an_empty_folder_that_was_there_stays_there(tmp_path: Path, first_archive: Path) -> None:
    target = tmp_path / "home" / "chosen"
    target.mkdir(parents=True)
    assert install(first_archive, tmp_path / "home", "--target", target).returncode == 0
    done = install(target, tmp_path / "home", "--uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert everything(tmp_path / "home") == {"chosen"}


def test_what_lies_among_the_versions_and_is_none_is_left_alone(
    tmp_path: Path, first_archive: Path, second_archive: Path
) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    away.mkdir()
    (away / "codebinder").write_text("mine", encoding="ascii")
    (away / "mine.py").write_text("mine", encoding="ascii")
    assert install(first_archive, home).returncode == 0
    versions = home / DEFAULT / "versions"
    (versions / ".DS_Store").write_text("a file manager's", encoding="ascii")
    (versions / "photographs").mkdir()
    (versions / "0.9-1").symlink_to(away)
    done = install(second_archive, home)
    assert (done.returncode, done.stderr) == (0, "")
    shutil.rmtree(home / DEFAULT / "codebinder_installer")
    shutil.rmtree(home / DEFAULT / "bin")
    (home / DEFAULT / "codebinder_installer").symlink_to(away)
    (home / DEFAULT / "bin").symlink_to(away)
    done = install(second_archive, home, "--uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Not ours, and left where it was: bin, codebinder_installer, versions" in done.stdout
    assert sorted(path.name for path in versions.iterdir()) == [".DS_Store", "0.9-1", "photographs"]
    assert everything(away) == {"codebinder", "mine.py"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can run what belongs to others")
def test_root_runs_no_program_of_somebody_else_s_when_it_removes_it(tmp_path: Path, first_archive: Path) -> None:
    home = tmp_path / "home"
    assert install(first_archive, home).returncode == 0
    (home / "registered").touch()  # what the installed program itself would take back
    os.chown(home / DEFAULT / "versions" / "1.0-1", 12345, 12345)
    done = install(first_archive, home, "--uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Your own data was left alone" not in done.stdout
    assert everything(home) == {"registered"}


def test_a_version_that_does_not_start_never_becomes_the_present_one(
    tmp_path: Path, first_archive: Path, pip_wheel: Path
) -> None:
    home = tmp_path / "home"
    assert install(first_archive, home).returncode == 0
    broken = archive(
        tmp_path / "broken", "3.0", pip_wheel, files={"codebinder/app.py": "raise OSError('planted fault')"}
    )
    done = install(broken, home)
    assert done.returncode == 3
    assert "does not start, so it was removed" in done.stderr
    assert "planted fault" in done.stderr
    assert started(home / ".local/bin/codebinder") == "1.0 stands"
    assert [path.name for path in (home / DEFAULT / "versions").iterdir()] == ["1.0-1"]
