"""The frozen program at work in an empty home: all of it is there, nothing of it comes from anywhere else."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devkit import freezing_parts
from devkit.places import APP, PACKAGE, ROOT
from helpers import certificates, frozen
from helpers.frozen import Machine

OWN_LIBRARIES = "/nowhere/of/mine"
pytestmark = [pytest.mark.frozen, pytest.mark.skipif(sys.platform != "linux", reason="the frozen program of Linux")]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    tree = frozen.tree()
    assert tree.is_dir(), "nothing is frozen here: run `dev.py freeze` first"
    return Machine(tree=tree, folder=tmp_path_factory.mktemp("machine"))


@pytest.fixture(scope="module")
def demo(machine: Machine) -> str:
    """Run the whole demo under strace: what it says; its files lie in `out`, what it asked for in `demo.trace`.

    The git that it finds first writes down the environment that it gets.
    """
    place = machine.folder / "programs"
    place.mkdir()
    told = machine.folder / "git.environment"
    (place / "git").write_text(f'#!/bin/sh\n/usr/bin/env >> {told}\nexec /usr/bin/git "$@"\n', encoding="ascii")
    (place / "git").chmod(0o755)
    mine = {"PATH": f"{place}:/usr/bin:/bin", "LD_LIBRARY_PATH": OWN_LIBRARIES}
    trace = machine.folder / "demo.trace"
    return machine.done("demo", "--out", "out", before=frozen.strace(trace), more=mine)


def digests(folder: Path, files: list[Path]) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)
    }


@pytest.mark.parametrize(("loose", "packed"), [("resources", "_resources"), ("filing_templates", "_filing_templates")])
def test_every_resource_template_translation_and_font_is_inside_byte_for_byte(
    machine: Machine, loose: str, packed: str
) -> None:
    inside = machine.tree / "_internal" / "codebinder" / packed
    expected = digests(ROOT / loose, freezing_parts.tracked(ROOT / loose))
    assert digests(inside, [path for path in inside.rglob("*") if path.is_file()]) == expected
    assert len(expected) > 50


def test_the_program_tells_the_same_of_itself_as_the_checkout(machine: Machine) -> None:
    said = json.loads(machine.done("--version", "--verbose", "--json"))
    code = "import sys; from codebinder.app import main; sys.exit(main(['--version', '--verbose', '--json']))"
    env = machine.environment({"PYTHONPATH": str(APP), "QT_QPA_PLATFORM": "offscreen"})
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    ours = json.loads(ran.stdout)
    assert said["program"]["kind"] == "frozen"
    assert len(said["templates"]) > 20
    same = ("templates", "formats", "verifier", "data", "optional")
    assert {name: said[name] for name in same} == {name: ours[name] for name in same}
    shown = {name: one for name, one in ours["components"].items() if name not in freezing_parts.UNUSED_DISTRIBUTIONS}
    assert {name: one for name, one in said["components"].items() if name != "PyInstaller bootloader"} == shown


def test_every_file_is_as_it_was_built(machine: Machine) -> None:
    machine.done("--version", "--verbose", "--check")


def test_the_demo_loads_nothing_from_the_checkout_or_from_any_python(machine: Machine, demo: str) -> None:
    assert "INTACT" in demo
    asked = frozen.opened(machine.folder / "demo.trace")
    own = str(machine.tree.resolve())
    assert sum(path.startswith(own) for path in asked) > 60
    assert any(path.endswith("/git") for path in asked)  # children are followed
    assert frozen.strangers(asked, machine.tree) == []


def test_the_package_holds_the_verifier_of_the_checkout_which_runs_alone(machine: Machine, demo: str) -> None:
    (package,) = (machine.folder / "out").rglob("*.zip")
    assert package.name in demo
    with zipfile.ZipFile(package) as archive:
        (name,) = [each for each in archive.namelist() if each.rpartition("/")[2] == "verify.py"]
        verifier = archive.read(name)
    assert verifier == (PACKAGE / "verify" / "standalone.py").read_bytes()
    alone = machine.folder / "verify.py"
    alone.write_bytes(verifier)
    command = [sys.executable, "-I", str(alone), str(package)]
    ran = subprocess.run(command, env=machine.environment(), capture_output=True, text=True, check=False)
    assert (ran.returncode, "INTACT" in ran.stdout) == (0, True), ran.stdout + ran.stderr


def test_both_programs_give_the_same_package_from_one_approved_workbook(machine: Machine, demo: str) -> None:
    assert demo
    made: list[str] = []
    code = "import sys; from codebinder.app import main; sys.exit(main(sys.argv[1:]))"
    for name, command in (
        ("frozen", [str(machine.tree / "codebinder")]),
        ("checkout", [sys.executable, "-c", code]),
    ):
        book = machine.folder / "out" / f"{name}.codebinder"
        shutil.copy(machine.folder / "out" / "meridian.codebinder", book)
        env = machine.environment({**machine.keys, **({"PYTHONPATH": str(APP)} if name == "checkout" else {})})
        (machine.folder / name).mkdir()
        words = ["build", str(book), "--as", "lin-wei", "--out", str(machine.folder / name)]
        ran = subprocess.run(
            [*command, *words], cwd=machine.folder, env=env, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        (package,) = (machine.folder / name).rglob("*.zip")
        made.append(hashlib.sha256(package.read_bytes()).hexdigest())
    assert made[0] == made[1]


def test_git_gets_the_environment_of_the_person_and_not_the_loaders(machine: Machine, demo: str) -> None:
    """A git that is linked against libraries of ours would not start, or run another program's code."""
    assert demo
    lines = (machine.folder / "git.environment").read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if line.startswith("LD_LIBRARY_PATH")} == {f"LD_LIBRARY_PATH={OWN_LIBRARIES}"}
    assert not [line for line in lines if line.startswith(("QT_", "QML", "OPENSSL_", "_PYI_"))]
    assert not [line for line in lines if str(machine.tree) in line]


def test_workers_are_this_program_started_whole(machine: Machine, demo: str) -> None:
    """A listing in colours is read by processes of their own; the loader prepares each of them for its libraries."""
    assert demo
    own = machine.folder / "templates" / "colourful"
    own.mkdir(parents=True)
    text = (ROOT / "filing_templates" / "blank" / "template.yaml").read_text(encoding="utf-8")
    text = text.replace("\nid: blank\n", "\nid: colourful\n").replace("paper: A4\n", "paper: A4\n    highlight: true\n")
    (own / "template.yaml").write_text(text, encoding="utf-8")
    book = "out/coloured.codebinder"
    shutil.copy(machine.folder / "out" / "meridian.codebinder", machine.folder / book)
    more = {**machine.keys, "CODEBINDER_TEMPLATES_DIR": str(own.parent)}
    second = ("--filing", "second")
    words = ("--product", "gateway", "--template", "colourful", "--recipient", "Court", "--slug", "second")
    machine.done("filing", "add", book, *words, more=more)
    machine.done("source", "add", book, *second, "--repo", "out/gateway.git", "--rev", "v2.4.1", more=more)
    (machine.folder / "coloured").mkdir()
    trace = machine.folder / "coloured.trace"
    words = ("--draft", "--as", "lin-wei", "--workers", "2", "--out", "coloured")
    ran = machine.run("build", book, *second, *words, before=frozen.strace(trace), more=more)
    assert "Internal fault" not in ran.stderr
    rows = [row.split() for row in trace.read_text(encoding="utf-8", errors="replace").splitlines()]
    started = [row[0] for row in rows if "--multiprocessing-fork" in "".join(row[:6])]
    assert started
    assert {started.count(process) for process in started} == {2}  # the loader, and the program with its libraries
    with_ours = {row[0] for row in rows if any("libpython3" in word for word in row)}
    assert set(started) <= with_ours


def test_the_command_line_speaks_chinese_without_any_locale(machine: Machine) -> None:
    assert "模板" in machine.done("template", "list", "--lang", "zh")


def test_a_certificate_signs_and_is_checked(machine: Machine, demo: str) -> None:
    assert demo
    issued = certificates.issue(person="Chen Yu", at=datetime.now(UTC))
    issued.write(machine.folder, "chen.p12")
    (machine.folder / "chen.der").write_bytes(issued.der)
    book = "out/signed.codebinder"
    shutil.copy(machine.folder / "out" / "meridian.codebinder", machine.folder / book)
    keys = {**machine.keys, "CODEBINDER_PKCS12_PASSPHRASE": certificates.PASSPHRASE}
    (machine.folder / "certified").mkdir()
    for words in (
        ("key", "certificate", book, "chen-yu", "--as", "chen-yu", "--certificate", "chen.der"),
        ("review", "submit", book, "--as", "lin-wei", "--to", "chen-yu"),
        ("review", "sign", book, "--as", "chen-yu", "--pkcs12", "chen.p12"),
        ("build", book, "--as", "lin-wei", "--out", "certified"),
    ):
        machine.done(*words, more=keys)
    (package,) = (machine.folder / "certified").rglob("*.zip")
    with zipfile.ZipFile(package) as archive:
        papers = [name for name in archive.namelist() if name.endswith(".pdf")]
        assert [name for name in papers if b"/ETSI.CAdES.detached" in archive.read(name)]
    assert "INTACT" in machine.done("verify", package)


def test_a_bill_of_materials_is_held_against_its_schema(machine: Machine, demo: str) -> None:
    assert demo
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [{"type": "library"}]}
    (machine.folder / "bill.json").write_text(json.dumps(bill), encoding="ascii")
    ran = machine.run("bill", "check", "bill.json")
    assert "name" in ran.stdout + ran.stderr, ran.stdout + ran.stderr
