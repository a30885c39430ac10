"""A package is the same bytes everywhere, in the order that the proof asks for, and holds nothing it must not."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from codebinder.bundle import papers as paper_files
from codebinder.bundle.bagit import bag_info
from codebinder.bundle.commitments import CommitmentLine, render, root
from codebinder.bundle.drawn import DrawnPages
from codebinder.bundle.package import Bundle, round_listing
from codebinder.bundle.pages import ManifestPage
from codebinder.bundle.seal import message, public_pem
from codebinder.bundle.sinks import DigestSink, InventoryDigest
from codebinder.bundle.verify_texts import verifier
from codebinder.errors import Bug, Problems, UserError
from codebinder.model.package import FirmwarePart, LogRow, Papers
from codebinder.model.redaction import Withheld
from codebinder.model.review import RoundFile
from codebinder.model.source import Disclosure
from codebinder.model.template import ArchivePolicy
from codebinder.model.template_pages import Listing
from codebinder.review import rounds, signing
from codebinder.verify.package import verify_package
from helpers import packages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> packages.Made:
    return packages.make(tmp_path_factory.mktemp("made"))


def names(made: packages.Made) -> list[str]:
    with zipfile.ZipFile(made.archive) as archive:
        return [name.partition("/")[2] for name in archive.namelist()]


def test_members_stand_in_the_order_of_the_proof(made: packages.Made) -> None:
    found = names(made)
    order = [
        "data/source/main/README.md", "papers/form.json", "proof/commitments.txt", "proof/round.json",
        "manifest-sha256.txt", "manifest.json", "manifest.pdf", "SHA256SUMS", "tagmanifest-sha256.txt",
        "proof/seal.msg", "proof/seal.sig",
    ]  # fmt: skip
    assert [found.index(name) for name in order] == sorted(found.index(name) for name in order)
    assert found[-2:] == ["proof/seal.msg", "proof/seal.sig"]


def test_the_same_bytes_whatever_the_workers(made: packages.Made, tmp_path: Path) -> None:
    for workers in (1, 3):
        (tmp_path / str(workers)).mkdir()
        assert packages.make(tmp_path / str(workers), workers=workers).digest == made.digest


def test_the_same_bytes_whatever_the_machine_says(made: packages.Made, tmp_path: Path) -> None:
    code = (
        "import sys, os; os.umask(0o077); sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path; from helpers import packages\n"
        "print(packages.make(Path(sys.argv[1])).digest)\n"
    )
    root_folder = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(root_folder / "app"), str(root_folder / "tests")],
        env=environment, cwd="/", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == made.digest


def test_submitting_and_building_give_one_round(made: packages.Made) -> None:
    with zipfile.ZipFile(made.archive) as archive:
        listing = archive.read(f"{made.top}/proof/round.json")
    assert hashlib.sha256(listing).hexdigest() == made.round_digest
    assert rounds.round_listing(rounds.parse_listing(listing)) == listing


def test_a_build_that_differs_from_the_round_is_refused(tmp_path: Path) -> None:
    engineer, lawyer = packages.people()
    with DigestSink() as sink:
        bundle, _, _ = packages.fill(sink, tmp_path / "w", engineer, lawyer)
        with pytest.raises(Problems, match="not what was approved"):
            bundle.close(
                round=packages.round_of("0" * 64), approvals=(), submission=None, keys=(),
                seal=lambda **_: pytest.fail("sealed"),
            )  # fmt: skip


def test_only_a_draft_is_built_without_a_round(tmp_path: Path) -> None:
    engineer, lawyer = packages.people()
    with DigestSink() as sink:
        bundle, _, _ = packages.fill(sink, tmp_path / "w", engineer, lawyer)
        with pytest.raises(Bug):
            bundle.close(
                round=None, approvals=(), submission=None, keys=(), seal=lambda **_: pytest.fail("sealed")
            )  # fmt: skip


def test_the_listing_of_a_round_is_the_one_that_review_signs() -> None:
    files = [
        RoundFile(path="b", size=1, sha256="1" * 64),
        RoundFile(path="a/é", size=0, sha256="0" * 64),
        RoundFile(path="a b", size=2**40, sha256="2" * 64),
    ]
    plain = [item for item in files if item.path.isascii()]
    assert round_listing(plain) == rounds.round_listing(plain)


def test_the_signed_message_is_the_one_that_review_signs() -> None:
    engineer, _ = packages.people()
    signed = engineer.sign(packages.SignedType.SUBMISSION, {"digest": "0" * 64})
    assert message(signed) == signing.signed_message(signed.type, signed.stored)
    assert signing.check(signed, engineer.public)["digest"] == "0" * 64


def test_sources_stay_out_where_the_template_lets_only_the_listing_leave(tmp_path: Path) -> None:
    used = packages.template(archive=ArchivePolicy(sources=False), listing=Listing(mode="whole"))
    made = packages.make(tmp_path, used=used)
    assert not [name for name in names(made) if name.startswith("data/source/")]
    assert "data/listing/listing.pdf" in names(made)
    assert verify_package(made.archive).verdict == "INTACT, ORIGIN NOT CHECKED"


def test_a_package_with_drawn_papers_is_intact_at_every_level_and_built_twice_the_same(tmp_path: Path) -> None:
    used = packages.template(listing=Listing(mode="whole"))
    digests = set()
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        made = packages.make(tmp_path / turn, pages=DrawnPages(), used=used)
        report = verify_package(made.archive, level="full")
        assert report.faults == ()
        assert report.exit_code == 0
        digests.add(made.digest)
    assert len(digests) == 1


def test_a_printed_manifest_that_shows_other_digests_is_found_at_level_full(tmp_path: Path) -> None:
    made = packages.make(tmp_path)  # the stand-in is no real PDF
    assert verify_package(made.archive).exit_code == 0
    assert [fault.path for fault in verify_package(made.archive, level="full").faults] == ["manifest.pdf"]


class BentPages(DrawnPages):
    """Draws a manifest of the sealer's own making, with all the right digests."""

    def __init__(self, bend: Callable[[Papers, ManifestPage], tuple[Papers, ManifestPage]]) -> None:
        super().__init__()
        self._bend = bend

    def manifest(self, out: Path, papers: Papers, page: ManifestPage) -> None:
        super().manifest(out, *self._bend(papers, page))


def other_vendor(papers: Papers, page: ManifestPage) -> tuple[Papers, ManifestPage]:
    return replace(papers, identity=replace(papers.identity, vendor="Somebody Else Ltd")), page


def one_file_more(papers: Papers, page: ManifestPage) -> tuple[Papers, ManifestPage]:
    rows = list(page.inventory)
    return papers, replace(page, inventory=[*rows, replace(rows[-1], path="data/source/main/more.c", sha256="e" * 64)])


def other_approver(papers: Papers, page: ManifestPage) -> tuple[Papers, ManifestPage]:
    bent = [replace(each, key=replace(each.key, person="The Minister")) for each in page.approvals]
    return papers, replace(page, approvals=bent)


@pytest.mark.parametrize("bend", [other_vendor, one_file_more, other_approver])
def test_a_printed_manifest_that_names_others_is_found_at_level_full(
    tmp_path: Path, bend: Callable[[Papers, ManifestPage], tuple[Papers, ManifestPage]]
) -> None:
    made = packages.make(tmp_path, pages=BentPages(bend))
    assert {fault.path for fault in verify_package(made.archive, level="full").faults} == {"manifest.pdf"}


def test_an_image_that_changed_is_refused(tmp_path: Path) -> None:
    image = tmp_path / "image.bin"
    image.write_bytes(b"other")
    part = FirmwarePart(
        slug="fw", name="image.bin", disclosure=Disclosure.WHOLE, size=5, sha256="0" * 64, sm3="", built_from=""
    )
    with DigestSink() as sink:
        bundle = Bundle(
            identity=packages.identity(), template=packages.template(), sink=sink, work=tmp_path, draft=True,
            pages=packages.PlainPages(),  # pyright: ignore[reportArgumentType]
        )  # fmt: skip
        bundle.add_firmware(part, image)
        with pytest.raises(UserError, match="has changed"):
            bundle.finish_payload(packages.papers([]), [])


def test_the_first_member_is_what_desktops_know_a_package_by(tmp_path: Path) -> None:
    for draft in (False, True):
        folder = tmp_path / str(draft)
        folder.mkdir()
        made = packages.make(folder, draft=draft)
        raw = made.archive.read_bytes()
        name = f"{made.top}/VERIFY-en.txt".encode()
        assert raw[26:30] == bytes([len(name), 0, 0, 0])
        assert raw[30 : 30 + len(name)] == name


def test_a_draft_has_one_fixed_time_and_no_date(tmp_path: Path) -> None:
    made = packages.make(tmp_path, draft=True)
    with zipfile.ZipFile(made.archive) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        text = archive.read(f"{made.top}/bag-info.txt").decode()
    assert "Bagging-Date" not in text
    assert "DRAFT" in text


# -- what the papers may say


def test_oxum_counts_disclosed_bytes_only(made: packages.Made) -> None:
    files = [InventoryDigest("data/a", 7, "", ""), InventoryDigest("papers/b", 100, "", "")]
    assert b"Payload-Oxum: 7.1\n" in bag_info(packages.identity(), files, moment=None, draft=False)


def test_a_vendor_cannot_add_a_line_to_bag_info() -> None:
    identity = replace(packages.identity(), vendor="Evil\nPayload-Oxum: 1.1\r\n x")
    text = bag_info(identity, [], moment=None, draft=False).decode()
    assert sum(line.startswith("Payload-Oxum") for line in text.splitlines()) == 1


@pytest.mark.parametrize("rev", ["1234abc", "v1.2-3-gdeadbeef", "f" * 40, "f" * 64, "HEAD~1/0123456"])
def test_a_revision_that_spells_an_object_id_is_not_published_where_the_commit_is_not(rev: str) -> None:
    papers = packages.papers([])
    part = replace(papers.sources[0], rev=rev)
    hidden = paper_files.discreet(replace(papers, sources=(part,)), draft=False)
    assert hidden.sources[0].rev == ""
    shown = paper_files.discreet(replace(papers, sources=(replace(part, commit="f" * 40),)), draft=False)
    assert shown.sources[0].rev == rev


@pytest.mark.parametrize("rev", ["v2.0", "release-2026.03", "main", "acceded"])
def test_a_tag_stays(rev: str) -> None:
    papers = packages.papers([])
    part = replace(papers.sources[0], rev=rev)
    found = paper_files.discreet(replace(papers, sources=(part,)), draft=False).sources[0].rev
    assert found == ("" if rev == "acceded" else rev)  # a word of hex digits cannot be told from an abbreviation


def test_commit_and_tree_are_published_only_together_with_nothing_hidden() -> None:
    part = packages.papers([]).sources[0]
    assert "commit" not in paper_files.source_row(part)
    assert "tree" not in paper_files.source_row(replace(part, tree="a" * 40))
    row = paper_files.source_row(replace(part, commit="b" * 40, tree="a" * 40))
    assert (row["commit"], row["tree"]) == ("b" * 40, "a" * 40)


def test_no_cell_of_the_log_begins_a_formula() -> None:
    row = LogRow(
        ordinal=1, payload_path="=cmd()", label="+1", reason="@x", reason_label="-y", commitment="0" * 64
    )  # fmt: skip
    text = paper_files.log_csv([row]).decode("utf-8-sig").splitlines()[1]
    assert text == '"1","\'=cmd()","\'+1","\'@x","\'-y","' + "0" * 64 + '"'


def test_commitments_are_sorted_by_number_and_withheld_files_by_commitment() -> None:
    lines = [CommitmentLine(2, "b" * 64, "value", "data/x", 5), CommitmentLine(1, "c" * 64, "place", "data/y", 0)]
    withheld = [
        Withheld(ordinal=4, component="m", shown_name="", reason="TS", commitment="f" * 64),
        Withheld(ordinal=3, component="m", shown_name="", reason="TS", commitment="a" * 64),
    ]
    text = render(lines, withheld)
    assert text.decode().splitlines() == [
        f"000001  {'c' * 64}  place  data/y  0",
        f"000002  {'b' * 64}  value  data/x  5",
        f"000003  {'a' * 64}  file  -  0",
        f"000004  {'f' * 64}  file  -  0",
    ]
    assert root(text) == hashlib.sha256(text).hexdigest()


def test_the_manifest_tells_the_original_name_of_every_member_whose_name_was_mapped(made: packages.Made) -> None:
    with zipfile.ZipFile(made.archive) as archive:
        rows = json.loads(archive.read(f"{made.top}/manifest.json"))["files"]
    row = next(row for row in rows if row["path"].endswith("caf=E9.txt"))
    assert bytes.fromhex(row["original_hex"]) == b"caf\xe9.txt"
    assert row["original"] == "caf\\xe9.txt"


def test_nothing_of_the_hidden_range_but_its_commitment_is_in_the_package(made: packages.Made) -> None:
    with zipfile.ZipFile(made.archive) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if not name.endswith((".sig", "verify.py")))
    assert b"4711" not in text
    assert b"s" * 32 not in text
    assert b"R-1" not in text
    assert b"origin-" not in text


def test_a_key_is_written_under_its_own_fingerprint_only() -> None:
    key = packages.people()[0].public
    assert public_pem(key).startswith(b"-----BEGIN PUBLIC KEY-----\n")
    with pytest.raises(Bug):
        public_pem(replace(key, fingerprint="0" * 64))


def test_the_carried_verifier_is_the_one_that_the_program_runs() -> None:
    assert verifier() == (Path(__file__).resolve().parents[3] / "app/codebinder/verify/standalone.py").read_bytes()
