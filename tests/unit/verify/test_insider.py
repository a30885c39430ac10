"""What an engineer who holds the sealing key alone could change after legal's approval, and is seen to have changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.base.zips import ZipWriter
from codebinder.bundle.seal import public_pem
from codebinder.bundle.sinks import zip_moment
from codebinder.model.review import Role, SignedType
from codebinder.verify import standalone
from helpers import breaking, packages
from helpers.effort import within

Files = dict[str, bytearray]
Bend = Callable[[dict[str, object]], object]


def judged(
    made: packages.Made, tmp_path: Path, change: Callable[[Files], object], bend: Bend = lambda _: None
) -> standalone.Check:
    return breaking.check(packages.reseal(made, tmp_path / "bent.zip", change, bend=bend))


def damaged(found: standalone.Check, where: str) -> None:
    assert found.exit_code == 1
    assert "INTACT" not in found.verdict
    assert any(path == where for _, path, _ in found.faults), found.faults


def test_a_package_sealed_again_without_a_change_is_intact(made: packages.Made, tmp_path: Path) -> None:
    """So that the tests below fail for what they change and for nothing else."""
    found = judged(made, tmp_path, lambda _: None)
    assert (found.exit_code, found.faults) == (0, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Example Devices Ltd", b"Another Vendor Ltd"),
        (b"Bagging-Date: 2026-03-04", b"Bagging-Date: 2020-01-01"),
        (b"Payload-Oxum", b"Bag-Count: 1 of 2\nPayload-Oxum"),
        (b"Gateway G-1 2.0", b"Gateway G-1 3.0"),
    ],
)
def test_bag_info_says_only_what_was_approved(made: packages.Made, tmp_path: Path, old: bytes, new: bytes) -> None:
    def change(files: Files) -> None:
        assert old in files["bag-info.txt"]
        files["bag-info.txt"][:] = bytes(files["bag-info.txt"]).replace(old, new)

    damaged(judged(made, tmp_path, change), "bag-info.txt")


def row_of(manifest: dict[str, object], path: str) -> dict[str, object]:
    rows = manifest["files"]
    assert isinstance(rows, list)
    return next(row for row in rows if row["path"] == path)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("data/source/main/README.md", {"original": "LICENSE"}),
        ("data/source/main/README.md", {"original_hex": "41"}),
        ("data/source/main/README.md", {"component": "firmware"}),
        ("data/source/main/README.md", {"state": "redacted"}),
        ("data/source/main/src/pin.py", {"state": "disclosed"}),
        ("data/source/main/caf=E9.txt", {"original_hex": "63"}),
        ("data/documents/cover/letter.txt", {"original": "approved-by-the-authority.txt"}),
        ("papers/form.json", {"state": "disclosed"}),
    ],
)
def test_a_row_of_the_manifest_tells_no_other_origin_than_the_approved_name(
    made: packages.Made, tmp_path: Path, path: str, changes: dict[str, object]
) -> None:
    damaged(judged(made, tmp_path, lambda _: None, lambda manifest: row_of(manifest, path).update(changes)), path)


def test_what_is_executable_was_approved(made: packages.Made, tmp_path: Path) -> None:
    out = packages.reseal(
        made,
        tmp_path / "bent.zip",
        lambda _: None,
        bend=lambda manifest: row_of(manifest, "data/source/main/README.md").update(executable=True),
    )
    table = breaking.members(out)
    with (tmp_path / "again.zip").open("wb") as stream:
        writer = ZipWriter(stream, moment=zip_moment(packages.MOMENT))
        for name, data in table.items():
            writer.add(name, data, executable=name.endswith(("/build.sh", "/README.md")))
        writer.close()
    damaged(breaking.check(tmp_path / "again.zip"), "papers/accounting.json")


@pytest.mark.parametrize(
    "bend",
    [
        lambda manifest: manifest.update(note="approved by the authority"),
        lambda manifest: manifest["round"].update(previous="a" * 64),
        lambda manifest: manifest["commitments"].update(note="x"),
        lambda manifest: manifest["approvals"][0].update(comment="without reserve"),
        lambda manifest: manifest["files"][0].update(comment="x"),
        lambda manifest: manifest["verifier"].update(sha256="a" * 64),
    ],
)
def test_the_manifest_says_nothing_beside_its_format(made: packages.Made, tmp_path: Path, bend: Bend) -> None:
    damaged(judged(made, tmp_path, lambda _: None, bend), "manifest.json")


def test_the_flag_of_a_shared_account_is_the_one_that_the_approver_signed(tmp_path: Path) -> None:
    made = packages.make(
        tmp_path, change=lambda kind, fields: {**fields, "account_shared": True} if kind == "approval" else fields
    )
    damaged(breaking.check(made.archive), "manifest.json")  # its manifest says False


def test_a_key_of_nobody_on_the_roster_is_no_key_of_the_package(made: packages.Made, tmp_path: Path) -> None:
    key = packages.Person("stranger", Role.LEGAL, b"\7" * 32).public
    name = f"proof/keys/{key.fingerprint}.pem"
    found = judged(made, tmp_path, lambda files: files.update({name: bytearray(public_pem(key))}))
    damaged(found, name)
    assert any("nobody on the roster" in text for _, _, text in found.faults)


@pytest.mark.parametrize("kind", ["seal", "submission"])
def test_what_the_sender_signs_alone_has_no_room_for_words(tmp_path: Path, kind: str) -> None:
    made = packages.make(
        tmp_path, change=lambda now, fields: {**fields, "note": "approved by the authority"} if now == kind else fields
    )
    found = breaking.check(made.archive)
    assert found.exit_code == 1
    assert any("nobody approved that" in text for _, _, text in found.faults)


def test_who_was_taken_off_the_roster_approves_nothing_any_more(tmp_path: Path) -> None:
    """Her key may be in other hands; naming an old version of the roster does not help."""
    engineer, lawyer = packages.people()
    plain = {"filing": "", "round": 0, "template": ""}
    members = [packages.member(engineer.public), packages.member(lawyer.public)]
    keeper = {"keeper": engineer.public.fingerprint, **plain}
    one = engineer.sign(SignedType.ROSTER, {**keeper, "members": members, "previous_roster": "", "roster": 1})
    two = engineer.sign(
        SignedType.ROSTER, {**keeper, "members": members[:1], "previous_roster": engineer.previous, "roster": 2}
    )
    made = packages.make(tmp_path, rosters=(one, two))
    found = breaking.check(made.archive)
    assert found.exit_code == 1
    assert any("taken off the roster" in text for _, _, text in found.faults), found.faults


def test_a_draft_with_something_among_its_approvals_is_damaged(tmp_path: Path) -> None:
    made = packages.make(tmp_path, draft=True)
    out = breaking.rewrite(
        made.archive,
        tmp_path / "bent.zip",
        lambda table: {**table, f"{made.top}/proof/approvals/letter.txt": b"approved"},
    )
    assert "INTACT" not in breaking.check(out).verdict


# -- names on which others disagree


def test_a_name_longer_than_what_is_shown_is_not_taken_for_its_beginning(made: packages.Made, tmp_path: Path) -> None:
    """Two names that agree in what a report shows of them are still two names."""
    long = "/".join(["d" * 100] * 25)
    path = f"data/source/main/{long}"[: 2000 - len(made.top) - 1]

    def rename(files: Files) -> None:
        files[path] = files["data/source/main/empty"]

    out = packages.reseal(made, tmp_path / "long.zip", rename)
    table = breaking.members(out)
    renamed = {name + "/smuggled" if name.endswith(path) else name: data for name, data in table.items()}
    with (tmp_path / "again.zip").open("wb") as stream:
        writer = ZipWriter(stream, moment=zip_moment(packages.MOMENT))
        for name, data in renamed.items():
            writer.add(name, data, executable=name.endswith("/build.sh"))
        writer.close()
    found = breaking.check(tmp_path / "again.zip")
    assert any("name of" in text or path not in where for _, where, text in found.faults)
    assert found.lines[1][1] == "FAIL"
    assert "stands on no list" in str(found.faults) or "name of" in str(found.faults)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("data/source/main/README.md/x", "is both a file and a folder"),
        ("data/source/MAIN/x", "differs only by case"),
        ("data/source/main/readme./x", "none that a package may have"),
        ("data/source/main/x.", "none that a package may have"),
    ],
)
def test_names_that_cannot_be_unpacked_together_are_found(
    made: packages.Made, tmp_path: Path, name: str, says: str
) -> None:
    found = judged(made, tmp_path, lambda files: files.update({name: bytearray(b"x")}))
    assert any(says in text for _, _, text in found.faults), found.faults


def test_an_empty_folder_is_no_part_of_a_package(unpacked: Path) -> None:
    (unpacked / "data" / "approved-by-the-authority").mkdir()
    found = breaking.check(unpacked)
    assert found.exit_code == 1
    assert any("is empty" in text for _, _, text in found.faults)


def test_the_one_folder_of_a_folder_is_not_followed_where_it_is_a_link(unpacked: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    (outer / "gateway").symlink_to(unpacked)
    with pytest.raises(standalone.Refused):
        standalone.open_source(str(outer))


# -- hostile to the verifier itself


@pytest.mark.parametrize(
    "data", [b'"\\' * 200_000, b'["' * 200_000, b'"' + b"\\" * 400_001, b"[" * 400_000, b'{"":' * 100_000]
)
def test_hostile_json_takes_no_time(data: bytes) -> None:
    def refused() -> None:
        with pytest.raises(standalone.Problem):
            standalone.strict_json(data)

    within(80, refused)


def test_json_of_very_many_small_values_is_refused_before_it_fills_the_memory() -> None:
    for data in (b"[" + b"[]," * 3_000_000 + b"[]]", b"[" + b"1," * 30_000_001 + b"1]"):

        def refused(data: bytes = data) -> None:
            with pytest.raises(standalone.Problem, match="more values"):
                standalone.strict_json(data)

        within(80, refused)


def test_depth_counts_levels_and_not_brackets() -> None:
    assert standalone.strict_json(b"[" * 64 + b"]" * 64)
    assert standalone.strict_json(json.dumps(["[" * 100]).encode()) == ["[" * 100]
    with pytest.raises(standalone.Problem):
        standalone.strict_json(b"[" * 65 + b"]" * 65)
