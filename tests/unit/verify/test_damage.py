"""Every way in which a package can be damaged or forged is seen, named, and told apart from the others."""

from __future__ import annotations

import io
import os
import shutil
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from codebinder import __version__
from codebinder.errors import UserError
from codebinder.model.package import Outcome
from codebinder.model.review import Role
from codebinder.verify.package import verify_package
from helpers import breaking, packages

TOP = packages.identity().filing_slug


def faults_of(path: Path, **options: object) -> list[tuple[str, str, str]]:
    found = breaking.check(path, **options)
    assert found.exit_code == 1
    assert "INTACT" not in found.verdict
    assert found.faults
    return found.faults


# -- bytes


def test_one_flipped_byte_in_any_file_is_found_and_named(made: packages.Made, unpacked: Path) -> None:
    for path in sorted(item for item in unpacked.rglob("*") if item.is_file()):
        data = bytearray(path.read_bytes())
        if not data:
            continue
        data[len(data) // 2] ^= 0x10
        whole = path.read_bytes()
        path.write_bytes(data)
        name = path.relative_to(unpacked).as_posix()
        faults = faults_of(unpacked)
        assert any(where in {name, name.replace(".sig", ".msg"), "proof/roster"} for _, where, _ in faults), name
        path.write_bytes(whole)
    assert breaking.check(unpacked).exit_code == 0


def test_one_flipped_bit_anywhere_in_the_archive_is_found(made: packages.Made, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    broken = tmp_path / "broken.zip"
    step = max(1, len(whole) // 150)
    for at in range(0, len(whole), step):
        data = bytearray(whole)
        data[at] ^= 1 << (at % 8)
        broken.write_bytes(data)
        done = breaking_or_refused(broken)
        assert done in {"damaged", "refused"}, at


def breaking_or_refused(path: Path) -> str:
    try:
        report = verify_package(path)
    except UserError:
        return "refused"
    return "damaged" if report.exit_code == 1 and "INTACT" not in report.verdict else report.verdict


def test_the_central_directory_has_no_byte_that_may_change(made: packages.Made, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    broken = tmp_path / "broken.zip"
    begin = whole.rindex(b"PK\5\6")
    first = struct.unpack("<L", whole[begin + 16 : begin + 20])[0]
    for at in (*range(first, first + 120), *range(begin, len(whole))):
        for bit in range(8):
            data = bytearray(whole)
            data[at] ^= 1 << bit
            broken.write_bytes(data)
            assert breaking_or_refused(broken) == "damaged", (at - first, bit)


def test_an_archive_cut_off_anywhere_is_truncated_or_no_package(made: packages.Made, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    broken = tmp_path / "broken.zip"
    for size in (0, 1, 3, 4, 21, 22, 100, len(whole) // 2, len(whole) - 22, len(whole) - 1):
        broken.write_bytes(whole[:size])
        assert breaking_or_refused(broken) == ("refused" if size < 4 else "damaged"), size
        done = breaking.run(broken)
        assert done.returncode == (3 if size < 4 else 1)
        assert "Traceback" not in done.stderr
        if size >= 4:
            assert "truncated" in done.stdout


def test_something_before_behind_or_between_members_is_found(made: packages.Made, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    broken = tmp_path / "broken.zip"
    second = whole.index(b"PK\3\4", 4)
    for data in (whole + b"x", whole[:second] + b"x" + whole[second:]):
        broken.write_bytes(data)
        assert breaking_or_refused(broken) == "damaged"


def test_bits_behind_the_end_of_a_compressed_member_are_found(made: packages.Made, tmp_path: Path) -> None:
    """zlib reads over them, so the unpacked bytes are the same."""
    whole = bytearray(made.archive.read_bytes())
    with zipfile.ZipFile(made.archive) as archive:
        info = next(item for item in archive.infolist() if item.compress_type == zipfile.ZIP_DEFLATED)
    last = info.header_offset + 30 + len(info.filename) + info.compress_size - 1
    for value in range(0, 256, 3):
        data = bytearray(whole)
        data[last] = value
        if value == whole[last]:
            continue
        (tmp_path / "broken.zip").write_bytes(data)
        assert breaking_or_refused(tmp_path / "broken.zip") == "damaged", value


# -- names


@pytest.mark.parametrize("name", ["/x", "../x", "a/../../x", "C:/x", "a\\b", "a//b", "./x", "a/", "bad:name", "é.txt"])
def test_a_member_with_a_dangerous_name_is_refused_and_nothing_is_written(
    made: packages.Made, tmp_path: Path, name: str
) -> None:
    for inside in (f"{TOP}/{name}", name):
        out = breaking.rewrite(
            made.archive, tmp_path / "broken.zip", lambda table, inside=inside: {**table, inside: b"x"}
        )
        before = sorted(tmp_path.parent.iterdir())
        faults = faults_of(out)
        assert {"structure", "additional"} & {cause for cause, _, _ in faults}
        assert sorted(tmp_path.parent.iterdir()) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.zip"]


def test_a_leading_slash_or_dots_are_said(made: packages.Made, tmp_path: Path) -> None:
    for name, text in (("/x", "absolute path"), (f"{TOP}/../x", "leads out of the package")):
        out = breaking.rewrite(made.archive, tmp_path / "broken.zip", lambda table, name=name: {**table, name: b"x"})
        assert any(text in sentence for _, _, sentence in faults_of(out))


def test_a_member_twice_is_found(made: packages.Made, tmp_path: Path) -> None:
    table = breaking.members(made.archive)
    table[f"{TOP}/data/source/main/README.mX"] = b"other"
    out = breaking.rewrite(made.archive, tmp_path / "broken.zip", lambda _: table)
    out.write_bytes(out.read_bytes().replace(b"README.mX", b"README.md"))
    assert any("twice" in text for _, _, text in faults_of(out))


def test_an_additional_a_missing_and_a_bad_file_are_each_named(unpacked: Path) -> None:
    (unpacked / "data" / "extra.txt").write_text("x")
    (unpacked / "data/source/main/README.md").unlink()
    (unpacked / "data/source/main/build.sh").write_text("#!/bin/sh\nevil\n")
    found = {(cause, where) for cause, where, _ in faults_of(unpacked)}
    assert ("additional", "data/extra.txt") in found
    assert ("missing", "data/source/main/README.md") in found
    assert ("bad", "data/source/main/build.sh") in found


def test_a_name_that_differs_by_case_only_is_said(unpacked: Path) -> None:
    (unpacked / "data/source/main/README.md").rename(unpacked / "data/source/main/Readme.md")
    assert [(cause, where) for cause, where, text in faults_of(unpacked) if "only by case" in text] == [
        ("name", "data/source/main/Readme.md")
    ]


def test_a_name_that_differs_by_normalisation_only_is_said(unpacked: Path) -> None:
    composed = "data/source/main/café.txt"
    for name in ("manifest-sha256.txt", "SHA256SUMS", "SM3SUMS"):  # as another writer might have made them
        text = (unpacked / name).read_text("utf-8").replace("data/source/main/caf=E9.txt", composed)
        (unpacked / name).write_text(text, "utf-8")
    (unpacked / "data/source/main/caf=E9.txt").rename(unpacked / unicodedata.normalize("NFD", composed))
    found = [text for cause, _, text in faults_of(unpacked) if cause == "name"]
    assert len(found) == 1
    assert "NFC/NFD" in found[0]


def test_links_in_a_folder_are_not_followed(unpacked: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes((unpacked / "data/source/main/README.md").read_bytes())
    (unpacked / "data/source/main/README.md").unlink()
    (unpacked / "data/source/main/README.md").symlink_to(outside)
    assert any("link" in text for _, _, text in faults_of(unpacked))


def test_a_link_and_an_encrypted_member_in_an_archive_are_refused(made: packages.Made, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    at = whole.index(b"PK\1\2")
    for patch, word in (((at + 38, struct.pack("<L", 0o120777 << 16)), "link"), ((at + 8, b"\1\0"), "encrypted")):
        data = bytearray(whole)
        data[patch[0] : patch[0] + len(patch[1])] = patch[1]
        (tmp_path / "broken.zip").write_bytes(data)
        assert any(word in text for _, _, text in faults_of(tmp_path / "broken.zip"))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    out = tmp_path / "bomb.zip"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(f"{TOP}/data/zeros", (1980, 1, 1, 0, 0, 0))
        info.external_attr = 0o100644 << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, bytes(64 << 20))
    assert any("compressed in a way that packages are not" in text for _, _, text in faults_of(out))


def test_a_member_that_lies_about_its_size_is_found_without_unpacking_it_all(
    made: packages.Made, tmp_path: Path
) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(64 << 20)) + packer.flush()
    whole = made.archive.read_bytes()
    size, crc = len(packed) + 1000, 0
    name = f"{TOP}/data/zeros".encode()
    fields = (0, 8, *struct.unpack("<2H", whole[10:14]), crc, len(packed), size, len(name), 0)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, *fields) + name + packed
    central = struct.pack("<4s6H3L5H2L", b"PK\1\2", 0x314, 20, *fields, 0, 0, 0, 0o100644 << 16, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    (tmp_path / "broken.zip").write_bytes(local + central + end)
    source = breaking.standalone.open_source(str(tmp_path / "broken.zip"))
    with pytest.raises(breaking.standalone.Problem, match="another size"):
        list(source.chunks("data/zeros"))
    source.close()


def test_two_directory_entries_for_one_member_are_an_overlap(made: packages.Made, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    end = whole.rindex(b"PK\5\6")
    begin = struct.unpack("<L", whole[end + 16 : end + 20])[0]
    size = 46 + struct.unpack("<H", whole[begin + 28 : begin + 30])[0]
    directory = whole[begin : begin + size] + whole[begin:end]
    count = struct.unpack("<H", whole[end + 8 : end + 10])[0] + 1
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), begin, 0)
    (tmp_path / "broken.zip").write_bytes(whole[:begin] + directory + tail)
    assert any("overlap" in text for _, _, text in faults_of(tmp_path / "broken.zip"))


def test_faults_are_told_in_chinese_too(unpacked: Path) -> None:
    (unpacked / "data/source/main/build.sh").write_text("x")
    (unpacked / "extra").write_text("x")
    texts = [text for _, _, text in faults_of(unpacked, lang="zh")]
    assert "其 SHA-256 与清单不符" in texts
    assert "不在任何清单中" in texts


# -- who


def test_a_seal_by_a_key_that_is_not_on_the_roster_is_found(tmp_path: Path) -> None:
    stranger = packages.Person("stranger", Role.ENGINEER, b"\7" * 32)
    found = breaking.check(packages.make(tmp_path, sealer=stranger).archive)
    assert breaking.outcomes(found)["SEAL"] == "FAIL"
    assert breaking.outcomes(found)["FILES"] == "PASS"
    assert any("not on the roster" in text for _, _, text in found.faults)


def test_an_approval_by_the_submitter_or_by_an_engineer_does_not_count(tmp_path: Path) -> None:
    engineer, _ = packages.people()
    engineer.sequence = 10
    found = breaking.check(packages.make(tmp_path, approver=engineer).archive)
    assert breaking.outcomes(found)["APPROVAL"] == "FAIL"


@pytest.mark.parametrize(
    ("kind", "field", "value", "said"),
    [
        ("approval", "digest", "0" * 64, "approves other files"),
        ("approval", "filing", "5f4a3f0e-0000-4c52-8a39-54e3bd0a7c11", "another filing"),
        ("approval", "workbook", "other", "another workbook"),
        ("approval", "round", 2, "another round"),
        ("approval", "template", "0" * 64, "another template"),
        ("approval", "roster", 2, "version 2 of the roster"),
        ("approval", "critical", ["unheard-of"], "critical fields"),
        ("approval", "previous_round", "1" * 64, "different earlier rounds"),
        ("submission", "digest", "0" * 64, "approves other files"),
        ("submission", "sequence", 1, "used already"),
        ("seal", "tagmanifest", "0" * 64, "other files"),
        ("seal", "round_digest", "0" * 64, "another round"),
        ("seal", "draft", True, "draft"),
    ],
)
def test_a_replayed_or_bent_signed_object_is_found(
    tmp_path: Path, kind: str, field: str, value: object, said: str
) -> None:
    """Each is signed by the right person, but is of another round, filing, workbook, template, roster."""

    def change(which: str, fields: Mapping[str, object]) -> Mapping[str, object]:
        return {**fields, field: value} if which == kind else fields

    found = breaking.check(packages.make(tmp_path, change=change).archive)
    assert found.exit_code == 1
    assert breaking.outcomes(found)["SEAL" if kind == "seal" else "APPROVAL"] == "FAIL"
    assert any(said in text for _, _, text in found.faults), found.faults


def test_a_package_changed_and_sealed_again_no_longer_has_its_approval(made: packages.Made, tmp_path: Path) -> None:
    """The engineer changes a file, makes all lists and the seal again; only the approval shows it."""
    resealed = reseal(made, tmp_path, lambda files: files["data/source/main/README.md"].__iadd__(b"backdoor\n"))
    lines = breaking.outcomes(resealed)
    assert (lines["FILES"], lines["SEAL"], lines["APPROVAL"]) == ("PASS", "PASS", "FAIL"), resealed.faults
    assert any("approves other files than these" in text for _, _, text in resealed.faults)


def test_approvals_taken_out_of_a_resealed_package_are_missed(made: packages.Made, tmp_path: Path) -> None:
    def without(files: dict[str, bytearray]) -> None:
        for name in [name for name in files if name.startswith("proof/approvals/")]:
            del files[name]

    found = reseal(made, tmp_path, without)
    assert breaking.outcomes(found)["APPROVAL"] == "FAIL"
    assert any("0 valid approvals, 1 asked for" in text for _, _, text in found.faults)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("vendor", {"name": "Somebody Else", "name_zh": ""}),
        ("not_proven", []),
        ("hidden", {"basis": "lines", "scope": "package", "percent": 1}),
        ("links", [{"component": "m", "original": "a", "kind": "link", "target": "b"}]),
        ("firmware", []),
        ("documents", []),
        ("approvals", []),
    ],
)
def test_a_manifest_that_says_other_things_than_the_approved_papers_is_found(
    made: packages.Made, tmp_path: Path, field: str, value: object
) -> None:
    """manifest.json is made after approval, so a dishonest sealer could write it anew."""
    bend: Callable[[dict[str, object]], object] = lambda manifest: manifest.update({field: value})  # noqa: E731
    faults_of(packages.reseal(made, tmp_path / "bent.zip", lambda _files: None, bend=bend))


def test_a_sealer_cannot_lower_what_the_template_asks_of_approvals(made: packages.Made, tmp_path: Path) -> None:
    def bend(manifest: dict[str, object]) -> None:
        asked = manifest["template"]
        assert isinstance(asked, dict)
        asked["approvals"] = {"count": 1, "role": "engineer", "legal_keeper": False}

    found = breaking.check(packages.reseal(made, tmp_path / "bent.zip", lambda _files: None, bend=bend))
    assert found.exit_code == 1
    assert any(where == "papers/form.json" for _, where, _ in found.faults)


def reseal(
    made: packages.Made, tmp_path: Path, change: Callable[[dict[str, bytearray]], object]
) -> breaking.standalone.Check:
    """What a dishonest sealer can do: change files and make everything again that needs no approver's key."""
    return breaking.check(packages.reseal(made, tmp_path / "resealed.zip", change))


# -- the verifier


@pytest.mark.parametrize("module", ["json", "hashlib", "zlib", "argparse", "re", "typing", "__future__", "io"])
def test_a_module_planted_beside_the_verifier_is_not_run(unpacked: Path, module: str) -> None:
    (unpacked / f"{module}.py").write_text("import os\nopen('planted', 'w').close()\nprint('INTACT')\nos._exit(0)\n")
    for isolated in (["-I"], []):
        import subprocess
        import sys

        done = subprocess.run(
            [sys.executable, *isolated, "verify.py"], cwd=unpacked, capture_output=True, text=True, check=False
        )
        assert not (unpacked / "planted").exists()
        assert done.returncode == 1
        assert f"{module}.py" in done.stdout


def test_a_forged_verifier_is_told_by_an_installation(made: packages.Made, tmp_path: Path) -> None:
    def forge(files: dict[str, bytearray]) -> None:
        files["verify.py"][:] = b"print('VERDICT   PASS        INTACT')\n"

    out = packages.reseal(made, tmp_path / "forged.zip", forge)
    report = verify_package(out)
    assert next(line for line in report.lines if line.name == "VERIFIER").outcome is Outcome.FAIL
    assert report.exit_code == 1


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ('"99.0.0"', Outcome.NOT_CHECKED),
        (f'"{__version__}"', Outcome.FAIL),
        ('"0.0.9"', Outcome.FAIL),
        ('"99"', Outcome.FAIL),
        ('"99.0.0 or so"', Outcome.FAIL),
        ("[99, 0, 0]", Outcome.FAIL),
    ],
)
def test_only_a_package_of_a_later_release_may_bring_a_verifier_that_nobody_here_knows(
    made: packages.Made, tmp_path: Path, stated: str, outcome: Outcome
) -> None:
    def younger(files: dict[str, bytearray]) -> None:
        files["verify.py"] += b"# of a later release\n"
        own = f'"codebinder":"{__version__}"'.encode()
        assert files["manifest.json"].count(own) == 1
        files["manifest.json"][:] = files["manifest.json"].replace(own, b'"codebinder":' + stated.encode())

    report = verify_package(packages.reseal(made, tmp_path / "younger.zip", younger))
    line = next(line for line in report.lines if line.name == "VERIFIER")
    assert line.outcome is outcome
    assert "do not run" in line.text
    if outcome is Outcome.NOT_CHECKED:
        assert "VERIFIER" not in report.verdict
        assert "99.0.0" in line.text


def test_text_from_a_package_is_escaped(unpacked: Path) -> None:
    name = "evil\x1b[2J\u202e.txt"
    (unpacked / name).write_text("x")
    done = breaking.run(unpacked)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "evil\\x1b[2J\\u202e.txt" in done.stdout


# -- what is no package


def test_what_is_no_package_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no archive")
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.zip").write_bytes(b"")
    for path in (tmp_path / "text.zip", tmp_path / "empty", tmp_path / "nothing.zip", tmp_path / "absent"):
        done = breaking.run(path)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert done.stderr.strip().endswith(".")
        with pytest.raises(UserError):
            verify_package(path)


def test_a_zip_of_something_else_is_no_intact_package(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    (tmp_path / "other.zip").write_bytes(stream.getvalue())
    assert breaking.run(tmp_path / "other.zip").returncode == 1


def test_usage_is_exit_2(made: packages.Made) -> None:
    assert breaking.run(made.archive, "--signer", "abc").returncode == 2
    assert breaking.run(made.archive, "--level", "none").returncode == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_named(unpacked: Path) -> None:
    (unpacked / "data/source/main/README.md").chmod(0)
    assert any("cannot be read" in text for _, _, text in faults_of(unpacked))


def test_the_old_faults_are_gone_when_the_file_is_put_back(made: packages.Made, unpacked: Path) -> None:
    """The harness itself: a test that breaks nothing finds nothing."""
    same = packages.reseal(made, unpacked.parent.parent / "same.zip", lambda _files: None)
    assert breaking.check(same).faults == []
    assert replace(verify_package(same), lines=()).exit_code == 0
    shutil.rmtree(unpacked)
