"""Who may approve what, what a change voids, and how forged, replayed and resealed packages are told apart."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.breaking import rewrite
from helpers.desk import ENGINEER, LEGAL, SOURCE, TEMPLATE, Desk, listing, members, unpack
from helpers.git_repo import Content, RepoBuilder
from helpers.pdf_text import pages_by_pdfium

KEY = b"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n" % base64.b64encode(bytes(range(99)))
FILES: dict[bytes, Content] = {
    b"a.c": b"int head;\nint recipe = 0x5eed1234;\nint tail;\n",
    b"key.pem": KEY,
    b"b.c": b"int b;\n",
}


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A filing with a finding, a document, a redaction; nothing decided."""
    desk = Desk(tmp_path_factory.mktemp("rules") / "desk")
    desk.begin()
    repo = RepoBuilder(desk.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(FILES))
    repo.tag("v1.1", repo.commit({b"b.c": b"int b = 2;\n"}))
    desk.add(repo.path)
    assert desk.scan() == 1
    manual = desk.folder / "manual.txt"
    manual.write_text("How to use it.\n")
    desk.run("document", "add", desk.file, "--requirement", "manual", "--path", manual)
    desk.redact("--path", "a.c", "--lines", "2-2")
    return desk


@pytest.fixture(scope="module")
def submitted(proposed: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = proposed.copy(tmp_path_factory.mktemp("submitted") / "desk")
    desk.redact("--all", reason="CRY")
    desk.submit()
    return desk


@pytest.fixture(scope="module")
def signed(submitted: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = submitted.copy(tmp_path_factory.mktemp("signed") / "desk")
    desk.decide()
    desk.sign()
    return desk


@pytest.fixture(scope="module")
def package(signed: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed.copy(tmp_path_factory.mktemp("package") / "desk").package()


def test_an_undecided_finding_blocks_submission(proposed: Desk, tmp_path: Path) -> None:
    desk = proposed.copy(tmp_path / "desk")
    assert "neither redacted nor kept" in desk.submit(expect=1)["error"]
    assert desk.rounds() == []
    desk("keep", desk.file, "--all", "--note", "a test key, in every book", "--as", ENGINEER)
    desk.submit()


def test_what_was_not_scanned_is_not_submitted(proposed: Desk, tmp_path: Path) -> None:
    desk = proposed.copy(tmp_path / "desk")
    desk.redact("--all", reason="CRY")
    desk.source({b"more.c": b"int more;\n"}, slug="more")
    assert "scanned" in desk.submit(expect=1)["error"]


def test_an_undecided_redaction_blocks_signing(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    told = desk.sign(expect=1)
    assert len(told["details"]) == 2
    desk.decide("--id", "R-1")
    assert [row.split(":")[0] for row in desk.sign(expect=1)["details"]] == ["R-2"]


def test_a_rejected_redaction_blocks_signing_and_the_build(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk.decide("--id", "R-1", verdict="reject")
    desk.decide()
    assert desk.sign(expect=1)["details"] == ["R-1: rejected"]
    desk.build(expect=1)
    assert not listing(desk.out)


def test_a_rejection_says_why(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk("review", "decide", desk.file, "--all", "--verdict", "reject", "--as", LEGAL, expect=3)


def test_an_engineer_neither_decides_nor_signs(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk.run("key", "new", "second", "--role", "engineer", "--person", "Another Person")
    desk.run("key", "trust", desk.file, "second", "--as", ENGINEER)
    desk.submit()
    for key in (ENGINEER, "second"):
        told = desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", key, expect=3)
        assert told["error"]
    desk.decide()
    for key in (ENGINEER, "second"):
        assert desk("review", "sign", desk.file, "--as", key, expect=3)["error"]


def test_nobody_approves_what_her_own_key_proposed(proposed: Desk, tmp_path: Path) -> None:
    desk = proposed.copy(tmp_path / "desk")
    desk("redact", desk.file, "--all", "--reason", "CRY", "--as", LEGAL)
    desk.submit()
    desk.decide("--id", "R-2", expect=3)
    desk.sign(expect=3)


def test_nobody_approves_with_a_second_key_what_the_same_person_proposed(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk.run("key", "new", "mask", "--role", "legal", "--person", "lin  WEI")
    desk.run("key", "trust", desk.file, "mask", "--as", ENGINEER)
    desk.submit()
    told = desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", "mask", expect=3)
    assert "person" in told["error"]
    desk.decide()
    desk("review", "sign", desk.file, "--as", "mask", expect=3)


def test_a_key_that_nobody_trusted_signs_nothing(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk.run("key", "new", "stranger", "--role", "legal", "--person", "Stranger")
    desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", "stranger", expect=3)
    desk("review", "sign", desk.file, "--as", "stranger", expect=3)
    desk("build", desk.file, "--out", desk.out, "--as", "stranger", expect=3)


def test_only_the_keeper_changes_the_roster(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk.run("key", "new", "third", "--role", "legal", "--person", "Third")
    desk("key", "trust", desk.file, "third", "--as", LEGAL, expect=3)


def test_keys_of_one_account_are_flagged(submitted: Desk, tmp_path: Path) -> None:
    desk = submitted.copy(tmp_path / "desk")
    desk.decide()
    assert desk.sign()["shared_account"] is True
    manifest = json.loads(members(desk.package())["manifest.json"])
    assert manifest["approvals"][0]["account_shared"] is True


CHANGES: dict[str, Callable[[Desk], object]] = {
    "an answer": lambda desk: desk.run("filing", "set", desk.file, "purpose=else"),
    "the recipient": lambda desk: desk.run("filing", "set", desk.file, "recipient=Somebody else"),
    "a fact of the product": lambda desk: desk.run("product", "set", desk.file, "--product", "gw", "version=3"),
    "the vendor": lambda desk: desk.run("vendor", "set", desk.file, "name=Another"),
    "one more redaction": lambda desk: desk.redact("--path", "b.c", "--lines", "1-1"),
    "one less redaction": lambda desk: desk(
        "redact", "withdraw", desk.file, "--redaction", "R-1", "--as", ENGINEER
    ),
    "another commit": lambda desk: (
        desk.run("source", "update", desk.file, "--source", "src", "--rev", "v1.1"), desk.scan()
    ),
    "one more source": lambda desk: (desk.source({b"more.c": b"int more;\n"}, slug="more"), desk.scan()),
    "the document removed": lambda desk: desk.run("document", "remove", desk.file, "--document", "manual"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_voids_the_round(signed: Desk, tmp_path: Path, what: str) -> None:
    desk = signed.copy(tmp_path / "desk")
    assert desk.rounds()[-1]["state"] == "signed"
    CHANGES[what](desk)
    assert desk.rounds()[-1]["state"] == "void"
    assert "void" in desk.build(expect=1)["error"]
    assert not listing(desk.out)


def test_a_document_changed_on_disk_stops_the_build(signed: Desk, tmp_path: Path) -> None:
    desk = signed.copy(tmp_path / "desk")
    (desk.folder / "manual.txt").write_text("How to use it!\n")
    assert "changed" in desk.build(expect=3)["error"]
    assert not listing(desk.out)


def test_a_decision_is_void_once_its_redaction_was_made_anew(signed: Desk, tmp_path: Path) -> None:
    desk = signed.copy(tmp_path / "desk")
    desk("redact", "withdraw", desk.file, "--redaction", "R-1", "--as", ENGINEER)
    desk.redact("--path", "a.c", "--lines", "2-3")
    desk.submit()
    stands = {
        each["subject"]["id"]: bool(each["decision"]) for each in desk("list", desk.file, "decisions")["decisions"]
    }
    assert stands == {"R-2": True, "R-3": False}
    assert [row.split(":")[0] for row in desk.sign(expect=1)["details"]] == ["R-3"]


def test_a_second_round_names_the_first_and_needs_a_signature_of_its_own(signed: Desk, tmp_path: Path) -> None:
    desk = signed.copy(tmp_path / "desk")
    desk.run("filing", "set", desk.file, "purpose=else")
    first, second = desk.rounds()[-1]["digest"], desk.submit()["round"]
    assert second["previous"] == first
    assert "not approved" in desk.build(expect=1)["error"]
    desk.sign()
    desk.package()


def test_an_incomplete_filing_is_not_built_but_a_draft_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    extra = f"  - {{id: owner, kind: text, level: required, label: {{en: Owner}}, {SOURCE}}}\n"
    desk.begin(template=desk.template(TEMPLATE.replace("listing:", f"{extra}listing:", 1)))
    desk.source({b"a.c": b"int a;\n"})
    desk.scan()
    told = desk.build(expect=1)
    assert len(told["details"]) == 1
    assert "owner" in told["details"][0]
    assert not listing(desk.out)
    archive = desk.package(None, "--draft")
    folder = unpack(archive, tmp_path / "unpacked")
    assert json.loads((folder / "manifest.json").read_bytes())["draft"] is True
    pdfs = [*folder.rglob("*.pdf"), *archive.parent.glob("*.pdf")]
    assert sorted(path.name for path in pdfs) == [
        "f-draft-slip.pdf",
        "form.pdf",
        "listing.pdf",
        "manifest.pdf",
        "overview.pdf",
    ]
    for pdf in pdfs:
        for number, page in enumerate(pages_by_pdfium(pdf), 1):
            assert "DRAFT" in page, f"{pdf.name}, page {number}"
    verdict = desk("verify", archive, expect=None)["verify"]
    assert "DRAFT" in verdict["verdict"]


def verify(path: Path, *options: str, expect: int | None = None) -> tuple[int, dict[str, str], str]:
    """Verify by the product's own verifier under python3 -I, as a stranger would."""
    from codebinder.verify import standalone

    done = subprocess.run(
        [sys.executable, "-I", standalone.__file__, str(path), "--json", *options],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = json.loads(done.stdout)
    outcomes = {line["name"]: line["outcome"] for line in told["lines"]}
    assert expect is None or done.returncode == expect, done.stdout
    return done.returncode, outcomes, done.stdout


def relist(table: dict[str, bytes], top: str) -> None:
    """Bring every list of digests up to date, as a forger would."""
    from codebinder.base.digests import sm3

    def digest(name: str, which: str) -> str:
        if which == "sha256":
            return hashlib.sha256(table[top + name]).hexdigest()
        fixed = sm3()
        fixed.update(table[top + name])
        return fixed.hexdigest()

    for lines, which in (("manifest-sha256.txt", "sha256"), ("SHA256SUMS", "sha256"), ("SM3SUMS", "sm3"),
                         ("tagmanifest-sha256.txt", "sha256")):  # fmt: skip
        names = [line.partition("  ")[2] for line in table[top + lines].decode().splitlines()]
        table[top + lines] = "".join(
            f"{digest(name, which)}  {name}\n" for name in names if top + name in table
        ).encode()


def test_a_resealed_package_is_told_apart(package: Path, tmp_path: Path) -> None:
    """A forger changes a source, mends every list and the round, and seals with a key of his own."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes_raw()
    fingerprint = hashlib.sha256(raw).hexdigest()

    def forge(table: dict[str, bytes]) -> None:
        table["f/data/source/src/b.c"] = b"int backdoor;\n"
        relist(table, "f/")
        old = table["f/proof/seal.msg"]
        head, body = old[: old.index(b"\0") + 1], json.loads(old[old.index(b"{") :])
        body["signer"] = fingerprint
        body["tagmanifest"] = hashlib.sha256(table["f/tagmanifest-sha256.txt"]).hexdigest()
        stored = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        table["f/proof/seal.msg"] = head + len(stored).to_bytes(8, "big") + stored
        table["f/proof/seal.sig"] = key.sign(table["f/proof/seal.msg"])

    forged = rewrite(package, tmp_path / "f.zip", forge)
    code, outcomes, _ = verify(forged)
    assert code == 1
    assert "FAIL" in {outcomes["SEAL"], outcomes["APPROVAL"]}
    assert outcomes["APPROVAL"] == "FAIL"


def test_a_seal_by_another_key_of_the_roster_is_told_apart_by_its_fingerprint(signed: Desk, tmp_path: Path) -> None:
    desk = signed.copy(tmp_path / "desk")
    other = Path(desk("build", desk.file, "--out", desk.out, "--as", LEGAL)["build"]["archive"])
    keys = {key["name"]: key["fingerprint"] for key in desk("key", "list")["keys"]}
    assert verify(other, "--signer", keys[LEGAL])[0] == 0
    code, outcomes, said = verify(other, "--signer", keys[ENGINEER])
    assert (code, outcomes["VERDICT"]) == (1, "FAIL")
    assert keys[LEGAL] in said


def test_a_replayed_approval_of_an_earlier_round_is_told_apart(signed: Desk, package: Path, tmp_path: Path) -> None:
    desk = signed.copy(tmp_path / "desk")
    desk.run("filing", "set", desk.file, "purpose=else")
    desk.approve()
    second = desk.package(tmp_path)
    old = {name: data for name, data in members(package).items() if name.startswith("proof/approvals/approval")}

    def replay(table: dict[str, bytes]) -> None:
        table.update({f"f/{name}": data for name, data in old.items()})
        relist(table, "f/")

    forged = rewrite(second, tmp_path / "replayed.zip", replay)
    code, outcomes, _ = verify(forged)
    assert code == 1
    assert outcomes["APPROVAL"] == "FAIL"
    assert verify(second)[0] == 0


def test_a_replayed_approval_in_the_workbook_is_refused(signed: Desk, tmp_path: Path) -> None:
    """Somebody with the workbook puts the first round's approval into the second: it counts for nothing."""
    import sqlite3

    desk = signed.copy(tmp_path / "desk")
    desk.run("filing", "set", desk.file, "purpose=else")
    desk.submit()
    with sqlite3.connect(desk.file) as book:
        columns = [row[1] for row in book.execute("PRAGMA table_info(signed_objects)")]
        assert "round" in columns
        book.execute("UPDATE signed_objects SET round = 2 WHERE type = 'approval'")
        book.execute("UPDATE rounds SET state = 'signed'")
    book.close()
    desk.build(expect=None)
    assert not listing(desk.out)


@pytest.mark.parametrize("planted", ["hashlib.py", "json.py", "zipfile.py", "json/__init__.py", "re/__init__.py"])
def test_a_module_planted_beside_the_verifier_is_not_run(package: Path, tmp_path: Path, planted: str) -> None:
    folder = unpack(package, tmp_path / "unpacked")
    trap = folder / planted
    trap.parent.mkdir(exist_ok=True)
    trap.write_text(f"open({str(tmp_path / 'sprung')!r}, 'w').close()\nprint('VERDICT PASS')\n")
    for flags in (["-I"], []):
        done = subprocess.run(
            [sys.executable, *flags, "verify.py"], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stdout + done.stderr
        assert planted in done.stdout
        assert not (tmp_path / "sprung").exists()


def test_a_forged_verifier_is_told_apart(package: Path, tmp_path: Path) -> None:
    folder = unpack(package, tmp_path / "unpacked")
    (folder / "verify.py").write_text("print('VERDICT PASS everything is fine')\n")
    code, outcomes, said = verify(folder)
    assert (code, outcomes["FILES"], outcomes["APPROVAL"]) == (1, "FAIL", "FAIL")
    assert outcomes["VERIFIER"] != "PASS"
    assert "verify.py" in said


def test_a_file_more_less_or_changed_is_named(package: Path, tmp_path: Path) -> None:
    folder = unpack(package, tmp_path / "unpacked")
    shutil.copy(folder / "manifest.json", folder / "data/source/extra.c")
    (folder / "data/source/src/a.c").unlink()
    changed = folder / "data/source/src/b.c"
    changed.write_bytes(changed.read_bytes().replace(b"b", b"c"))
    code, outcomes, said = verify(folder)
    assert (code, outcomes["FILES"]) == (1, "FAIL")
    for name in ("data/source/extra.c", "data/source/src/a.c", "data/source/src/b.c"):
        assert name in said


def test_a_rejection_after_the_signature_stops_the_build(signed: Desk, tmp_path: Path) -> None:
    desk = signed.copy(tmp_path / "desk")
    desk.decide("--id", "R-1", verdict="reject")
    desk.build(expect=1)
    assert not listing(desk.out)


def test_bytes_that_were_not_approved_are_never_built(
    signed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that files other bytes than those that were signed gets no package."""
    from codebinder.workflow import pipeline

    held = pipeline.Pipeline._filed

    def other(self: pipeline.Pipeline, *arguments: Any, **options: Any) -> Any:
        filed = held(self, *arguments, **options)
        return dataclasses.replace(filed, data=filed.data + b"\n") if filed.path == b"b.c" else filed

    monkeypatch.setattr(pipeline.Pipeline, "_filed", other)
    desk = signed.copy(tmp_path / "desk")
    assert "approved" in str(desk.build(expect=1))
    assert not listing(desk.out)
    desk.submit()
    monkeypatch.undo()
    assert "not what round" in desk.sign(expect=1)["error"]


def test_withheld_files_and_images_do_not_tell_their_names_where_the_template_masks_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    masked = TEMPLATE.replace("redaction: {allowed: yes,", "redaction: {allowed: yes, withheld_names: masked,")
    desk.begin(template=desk.template(masked))
    desk.source({b"a.c": b"int a;\n", b"hush_project.c": b"int x;\n"})
    desk.scan()
    desk.redact("--path", "hush_project.c", "--whole")
    image = desk.folder / "hush_image.bin"
    image.write_bytes(bytes(400))
    desk.run("firmware", "add", desk.file, "--image", image, "--disclose", "withheld")
    desk.approve()
    held = members(desk.package())
    assert not [name for name, data in held.items() if b"hush" in data.lower() or "hush" in name]
    assert len(json.loads(held["papers/withheld.json"])["files"]) == 2
