"""A release: whole or not there, the same twice, signed by a person's own command, and checked so that damage shows."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from devkit import licences_facts, releasing, releasing_check, releasing_words, sbom, sums
from devkit.building import Build
from devkit.places import ROOT
from devkit.releasing import Maker, Wish
from devkit.talk import Stop

MADE = Build(version="0.1.0", commit="c0ffee" + "0" * 34, epoch=1_800_000_000, kind="wheel")
VERIFIER = (ROOT / "app/codebinder/verify/standalone.py").read_bytes()
README = (ROOT / "README.md").read_text(encoding="utf-8")
SIGNER = (
    'import sys; from pathlib import Path; Path(sys.argv[1] + ".sig").write_bytes(Path(sys.argv[1]).read_bytes()[::-1])'
)
OURS = "codebinder-0.1.0-py3-none-any.whl"


def frozen_files() -> dict[str, bytes]:
    """Give a frozen tree as small as the checks allow."""
    return {
        "codebinder": b"\x7fELF",
        "README.txt": b"read me\n",
        "_internal/codebinder/build.json": json.dumps({"commit": MADE.commit}).encode(),
        "_internal/codebinder/files.json": b"{}\n",
        "_internal/codebinder/verify/standalone.py": VERIFIER,
        "_internal/thing-1.0.dist-info/METADATA": b"Home-page: https://py" + b"pi.org/project/thing\n",
    }


def bill_of(files: dict[str, bytes]) -> bytes:
    lines = [
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items() if "files.json" not in name
    ]
    digest = hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
    told = {"name": "codebinder:tree-sha256", "value": digest}
    return json.dumps({"metadata": {"component": {"properties": [told]}}}).encode()


def tarred(files: dict[str, bytes], top: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"{top}{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return lzma.compress(out.getvalue(), preset=0)


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)


def arred(parts: dict[str, bytes]) -> bytes:
    out = b"!<arch>\n"
    for name, data in parts.items():
        out += f"{name:16}{0:<12}{0:<6}{0:<6}{'100644':8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)
    return out


def make_deb(folder: Path, _work: Path, _wish: Wish) -> None:
    files = frozen_files()
    files["licences/codebinder.cdx.json"] = bill_of(files)
    data = tarred(files, "./opt/codebinder/")
    control = tarred({"control": b"Package: codebinder\n"}, "./")
    made = arred({"debian-binary": b"2.0\n", "control.tar.xz": control, "data.tar.xz": data})
    (folder / "codebinder_0.1.0_amd64.deb").write_bytes(made)
    (folder / "codebinder-0.1.0-linux-x86_64.tar.xz").write_bytes(tarred(files, "codebinder-0.1.0/"))


def make_wheel(folder: Path, _work: Path, _wish: Wish) -> None:
    zipped(folder / OURS, {
        "codebinder/build.json": json.dumps({"commit": MADE.commit}).encode(),
        "codebinder/verify/standalone.py": VERIFIER,
        "codebinder-0.1.0.dist-info/METADATA": README.encode(),
    })  # fmt: skip


def make_wheelhouses(folder: Path, _work: Path, wish: Wish) -> None:
    for target in wish.targets:
        inside = {
            "wheelhouse.json": json.dumps({"commit": MADE.commit}).encode(),
            f"wheels/{OURS}": (folder / OURS).read_bytes(),
            "wheels/thing-1.0-py3-none-any.whl": b"PK",
        }
        name = f"codebinder-0.1.0-wheelhouse-{target.name}"
        if target.system == "win32":
            zipped(folder / f"{name}.zip", {f"{name}/{one}": data for one, data in inside.items()})
        else:
            (folder / f"{name}.tar.xz").write_bytes(tarred(inside, f"{name}/"))


MAKERS: tuple[tuple[str, Maker], ...] = (("deb", make_deb), ("wheel", make_wheel), ("wheelhouses", make_wheelhouses))


def made_in(out: Path, **wishes: object) -> Path:
    wish = Wish(out=out, targets=releasing.targets_of("linux-3.11,win32-3.12"))
    return releasing.release(replace(wish, **wishes), MAKERS, now=lambda: MADE)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("release"))


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Path:
    return shutil.copytree(release, tmp_path / release.name)


def found(folder: Path) -> list[str]:
    return list(releasing_check.faults(folder, MADE))


def test_a_release_says_what_is_what_and_is_in_order(release: Path) -> None:
    assert release.name == "codebinder-0.1.0"
    assert [path.name for path in release.parent.iterdir()] == [release.name]
    assert {path.name for path in release.iterdir()} == {
        "codebinder_0.1.0_amd64.deb", "codebinder-0.1.0-linux-x86_64.tar.xz", OURS, "codebinder-0.1.0.cdx.json",
        "codebinder-0.1.0-licences.csv", "codebinder-0.1.0-wheelhouse-linux-3.11.tar.xz",
        "codebinder-0.1.0-wheelhouse-win32-3.12.zip", "VERIFIER.txt", "RELEASE.txt", "SHA256SUMS", "SM3SUMS",
    }  # fmt: skip
    text = (release / "RELEASE.txt").read_text(encoding="utf-8")
    assert MADE.commit in text
    assert "never" in text
    assert all(
        path.name in text for path in release.iterdir() if path.suffix in {".deb", ".xz", ".whl", ".json", ".csv"}
    )
    assert all(releasing_words.about(path.name) for path in release.iterdir() if path.suffix in {".deb", ".xz", ".zip"})
    assert found(release) == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils")
def test_stock_tools_check_the_sums(release: Path) -> None:
    for command in (["sha256sum", "--strict", "-c", "SHA256SUMS"], ["cksum", "-a", "sm3", "-c", "SM3SUMS"]):
        done = subprocess.run(command, cwd=release, check=False, capture_output=True, text=True)
        if "unrecognized" in done.stderr or "invalid option" in done.stderr or "unknown algorithm" in done.stderr:
            continue  # coreutils before 9.1 have no SM3
        assert done.returncode == 0, done.stderr
        assert done.stdout.count(": OK") == len(sums.listed(release))


def test_two_releases_of_one_commit_are_the_same(release: Path, tmp_path: Path) -> None:
    again = made_in(tmp_path)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in release.iterdir()
    }


def test_the_verifier_s_digests_are_those_of_the_file_in_packages(release: Path) -> None:
    told = releasing_words.verifier_told((release / "VERIFIER.txt").read_text(encoding="utf-8"))
    assert told[0] == hashlib.sha256(VERIFIER).hexdigest()
    assert len(told) == 2


# -- whole, or not there


def test_a_changed_checkout_is_no_release_but_may_be_a_draft(tmp_path: Path) -> None:
    dirty = replace(MADE, commit=MADE.commit + "+")
    with pytest.raises(Stop, match="differs from its commit"):
        releasing.release(Wish(out=tmp_path), MAKERS, now=lambda: dirty)
    assert list(tmp_path.iterdir()) == []
    assert releasing.folder_name(dirty) == "codebinder-0.1.0-draft"
    (tmp_path / "one").write_bytes(b"")
    assert "DRAFT" in releasing_words.release(tmp_path, dirty)
    assert "DRAFT" not in releasing_words.release(tmp_path, MADE)


def test_a_maker_that_stops_leaves_nothing(tmp_path: Path) -> None:
    def broken(folder: Path, _work: Path, _wish: Wish) -> None:
        (folder / "half").write_bytes(b"half")
        raise Stop("no compiler")

    with pytest.raises(Stop, match="no compiler"):
        releasing.release(Wish(out=tmp_path), (*MAKERS, ("broken", broken)), now=lambda: MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_checkout_that_changes_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    seen = iter([MADE, replace(MADE, commit="0" * 40)])
    with pytest.raises(Stop, match="changed while"):
        releasing.release(Wish(out=tmp_path, targets=()), MAKERS, now=lambda: next(seen))
    assert list(tmp_path.iterdir()) == []


def test_a_release_that_is_not_in_order_is_not_kept(tmp_path: Path) -> None:
    def other_verifier(folder: Path, _work: Path, _wish: Wish) -> None:
        zipped(folder / "codebinder-0.1.0-wheelhouse-x.zip", {"codebinder/verify/standalone.py": b"pass\n"})

    with pytest.raises(Stop, match="holds another verifier"):
        releasing.release(Wish(out=tmp_path, targets=()), (*MAKERS, ("more", other_verifier)), now=lambda: MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_release_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "codebinder-0.1.0").mkdir()
    with pytest.raises(Stop, match="never written over"):
        made_in(tmp_path)


def test_a_release_does_not_lie_in_the_checkout() -> None:
    with pytest.raises(Stop, match="lies in the checkout"):
        made_in(ROOT / "tests" / "out")


@pytest.mark.parametrize("text", ["linux-3.9", "linux", "linux-3.11,"])
def test_an_unknown_target_is_a_usage_fault(text: str) -> None:
    with pytest.raises(Stop) as stop:
        releasing.targets_of(text)
    assert stop.value.code == 2


# -- signatures


def test_a_person_s_own_command_signs_the_sums(tmp_path: Path) -> None:
    release = made_in(tmp_path, targets=(), sign=f"{sys.executable} -c '{SIGNER}'")
    signed = (release / "SHA256SUMS.sig").read_bytes()
    assert signed == (release / "SHA256SUMS").read_bytes()[::-1]
    assert found(release) == []
    assert "SHA256SUMS.sig" not in (release / "SHA256SUMS").read_text(encoding="ascii")


def test_the_place_of_the_sums_in_the_command_can_be_named(tmp_path: Path) -> None:
    release = made_in(tmp_path, targets=(), sign=f"cp {{}} {'SHA256SUMS.copy'}")
    assert (release / "SHA256SUMS.copy").is_file()


@pytest.mark.parametrize("command", ["true", "false", "touch other", "no-such-program-anywhere", "cp RELEASE.txt"])
def test_a_command_that_leaves_no_signature_stops_the_release(tmp_path: Path, command: str) -> None:
    with pytest.raises(Stop):
        made_in(tmp_path, targets=(), sign=command)
    assert list(tmp_path.iterdir()) == []


# -- damage


def damage(copy: Path, name: str, change: Callable[[bytes], bytes], *, resum: bool = True) -> None:
    path = copy / name
    path.write_bytes(change(path.read_bytes()))
    if resum:
        sums.write(copy)


def test_a_changed_byte_shows_in_both_lists(copy: Path) -> None:
    damage(copy, "RELEASE.txt", lambda data: data + b"\n", resum=False)
    assert sorted(found(copy)) == [f"{name}: RELEASE.txt: its digest is another" for name in ("SHA256SUMS", "SM3SUMS")]


@pytest.mark.parametrize("way", ["gone", "added", "list gone", "line broken"])
def test_lists_and_folder_have_to_agree(copy: Path, way: str) -> None:
    if way == "gone":
        (copy / OURS).unlink()
    elif way == "added":
        (copy / "extra.txt").write_text("x")
    elif way == "list gone":
        (copy / "SM3SUMS").unlink()
    else:
        damage(copy, "SHA256SUMS", lambda data: data[1:], resum=False)
    assert found(copy)


def test_a_folder_that_is_no_release_is_said_to_be_none(tmp_path: Path) -> None:
    assert "is no release" in found(tmp_path)[0]


def test_a_release_of_another_commit_is_checked_elsewhere(copy: Path) -> None:
    (fault,) = releasing_check.faults(copy, replace(MADE, commit="0" * 40))
    assert "check it there" in fault


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("VERIFIER.txt", lambda data: data.replace(b"SHA-256  ", b"SHA-256  0", 1), "does not tell the verifier"),
        (
            "codebinder-0.1.0-licences.csv",
            lambda data: data.replace(b"MIT", b"GPL", 1),
            "is not what this checkout makes",
        ),
        ("codebinder-0.1.0.cdx.json", lambda data: data.replace(b"1.6", b"1.5"), "codebinder-0.1.0.cdx.json"),
        ("codebinder-0.1.0.cdx.json", lambda data: data.replace(b"pkg:pypi/lxml@", b"pkg:pypi/lxm@"), "lxml"),
        ("RELEASE.txt", lambda data: data + b"see py" + b"pi.org\n", "names py"),
        ("RELEASE.txt", lambda data: data + str(ROOT).encode(), "names a folder of the building machine"),
    ],
    ids=["verifier", "licences", "schema", "locks", "host", "place"],
)
def test_a_paper_that_was_changed_with_its_sums_is_found(
    copy: Path, name: str, change: Callable[[bytes], bytes], fault: str
) -> None:
    damage(copy, name, change)
    assert [one for one in found(copy) if fault in one]


def test_another_wheel_in_an_archive_is_found(copy: Path) -> None:
    zipped(copy / "codebinder-0.1.0-wheelhouse-win32-3.12.zip", {
        "wheelhouse.json": json.dumps({"commit": MADE.commit}).encode(), f"wheels/{OURS}": b"PK",
    })  # fmt: skip
    sums.write(copy)
    assert [one for one in found(copy) if "our wheel in it is another" in one]


def test_an_artefact_of_another_commit_is_found(copy: Path) -> None:
    zipped(copy / OURS, {"codebinder/build.json": b'{"commit": "1"}', "codebinder/verify/standalone.py": VERIFIER})
    sums.write(copy)
    assert [one for one in found(copy) if one.startswith(f"{OURS}: says it is of 1")]


def test_a_frozen_tree_that_differs_from_its_bill_is_found(copy: Path) -> None:
    files = frozen_files()
    files["licences/codebinder.cdx.json"] = bill_of(files)
    files["codebinder"] = b"\x7fELF changed"
    parts = {"debian-binary": b"2.0\n", "data.tar.xz": tarred(files, "./opt/codebinder/")}
    (copy / "codebinder_0.1.0_amd64.deb").write_bytes(arred(parts))
    sums.write(copy)
    assert [one for one in found(copy) if "not the one that its bill tells of" in one]


# -- the bill of materials


def test_the_bill_is_accepted_by_every_judge_and_names_every_lock() -> None:
    facts = licences_facts.load()
    data = sbom.make(sbom.of_release(facts, MADE), facts)
    assert data == sbom.make(sbom.of_release(facts, MADE), facts)
    assert sbom.faults_of(data) == []  # as `codebinder bill check`, and complete by the NTIA minimum
    assert sbom.schema_faults(data) == []  # CycloneDX's own strict validator
    held = json.loads(data)
    assert held["metadata"]["timestamp"] == "2027-01-15T08:00:00+00:00"
    assert {"name": "codebinder:commit", "value": MADE.commit} in held["metadata"]["component"]["properties"]
    named = {one["name"]: one for one in held["components"]}
    assert {"lxml", "numpy", "pyhanko", "pywin32-ctypes", "Python"} <= set(named)
    assert {"OpenBLAS", "libquadmath"} <= {one["name"] for one in named["numpy"]["components"]}
    assert "openssl-sys" in {one["name"] for one in named["cryptography"]["components"]}
    graph = {one["ref"]: set(one.get("dependsOn", ())) for one in held["dependencies"]}
    assert "pkg:pypi/gitdb@4.0.12" in graph["pkg:pypi/gitpython@3.2.1"]
    assert "pkg:pypi/gitpython@3.2.1" in graph["codebinder"]
    refs = [one["bom-ref"] for one in held["components"] for one in (one, *one.get("components", ()))]
    assert len(refs) == len(set(refs))
    assert set(graph) == {*refs, "codebinder"}


def test_another_commit_gives_another_serial_number() -> None:
    facts = licences_facts.load()
    numbers = {
        json.loads(sbom.make(sbom.of_release(facts, one), facts))["serialNumber"]
        for one in (MADE, replace(MADE, commit="0" * 40))
    }
    assert len(numbers) == 2
