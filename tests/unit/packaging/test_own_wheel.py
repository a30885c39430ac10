"""Our own wheel: everything that belongs in it, nothing else, the same bytes every time, and it works where it lies."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from devkit import building, ownwheel
from devkit.places import PACKAGE, ROOT, environment
from helpers.tracked import tracked_files

INFO = f"codebinder-{building.version()}.dist-info"
FROM = {"app/codebinder/": "codebinder/", "resources/": "codebinder/_resources/",
        "filing_templates/": "codebinder/_filing_templates/"}  # fmt: skip
WRITTEN = {f"{INFO}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
TRACES = re.compile(rb"/(?:home|root|tmp|Users|work)/[\w.-]+/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ownwheel.wheel(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def expected() -> dict[str, Path]:
    """Give every member that git's list asks for, with the file that it comes from."""
    return {
        inside + path.as_posix().removeprefix(outside): ROOT / path
        for path in tracked_files()
        for outside, inside in FROM.items()
        if path.as_posix().startswith(outside)
    }


def test_it_holds_what_git_tracks_byte_for_byte_and_nothing_else(unpacked: Path) -> None:
    there = {path.relative_to(unpacked).as_posix(): path for path in unpacked.rglob("*") if path.is_file()}
    wanted = expected()
    assert set(there) == {*wanted, *WRITTEN, "codebinder/build.json"}
    assert [name for name, path in wanted.items() if path.read_bytes() != there[name].read_bytes()] == []
    for part in ("fonts/", "help/", "i18n/", "rules/", "samples/", "theme/", "licences/"):
        assert any(name.startswith(f"codebinder/_resources/{part}") for name in there), part
    assert "codebinder/_filing_templates/escrow-deposit/template.yaml" in there


def test_no_test_no_cache_and_no_trace_of_this_machine_is_in_it(wheel: Path, unpacked: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"codebinder", INFO}
    assert [name for name in names if re.search(r"\.py[co]$|__pycache__|(^|/)(tests?|conftest\.py)(/|$)", name)
            and not name.startswith("codebinder/_resources/samples/")] == []  # fmt: skip
    for name in (*WRITTEN, "codebinder/build.json"):
        assert not TRACES.search((unpacked / name).read_bytes()), name


def test_it_states_how_to_start_it_and_what_it_was_built_from(unpacked: Path) -> None:
    entries = configparser.ConfigParser()
    entries.read(unpacked / INFO / "entry_points.txt", encoding="utf-8")
    assert dict(entries["console_scripts"]) == {"codebinder": "codebinder.app:main"}
    assert dict(entries["gui_scripts"]) == {"codebinder-desktop": "codebinder.app:desktop"}
    held = json.loads((unpacked / "codebinder" / "build.json").read_bytes())
    made = building.build("wheel")
    assert (held["kind"], held["version"], held["epoch"]) == ("wheel", made.version, made.epoch)
    assert held["commit"].rstrip("+") == made.commit.rstrip("+")


def test_it_is_the_same_in_another_folder_at_another_time_and_leaves_nothing_behind(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")  # the commit's time counts, not the caller's
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(building, "build", lambda _kind: made)
    with zipfile.ZipFile(wheel) as archive:
        made = building.Build(**json.loads(archive.read("codebinder/build.json")))
    again = ownwheel.wheel(tmp_path / "自己的 wheels")
    assert again.read_bytes() == wheel.read_bytes()
    assert not (PACKAGE / building.BUILD_FILE).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["自己的 wheels"]


def test_it_finds_its_own_resources_and_templates(unpacked: Path) -> None:
    code = (
        "from codebinder import assets; print(assets.resources(), assets.templates(), assets.build().kind, sep='\\n')"
    )
    env = {**environment(), "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=unpacked, capture_output=True, text=True, check=True
    )
    inside = unpacked / "codebinder"
    assert done.stdout.splitlines() == [str(inside / "_resources"), str(inside / "_filing_templates"), "wheel"]


def test_the_command_line_runs_from_it_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    # `codebinder demo` from an installed wheel is in `prove 9 wheelhouse`: it takes too long for here.
    code = (
        "import sys; sys.path = [one for one in sys.path if not one.endswith(('app', 'tests', 'packaging'))]; "
        f"sys.path.insert(0, {str(unpacked)!r}); from codebinder.app import main; code = main(sys.argv[1:]); "
        "own = [m.__file__ for n, m in sys.modules.items() if n.startswith('codebinder') and m.__file__]; "
        f"assert all(one.startswith({str(unpacked)!r}) for one in own), own; sys.exit(code)"
    )
    env = {"HOME": str(tmp_path), "PATH": environment()["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, "template", "list", "--json"],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "escrow-deposit" in done.stdout
