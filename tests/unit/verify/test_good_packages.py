"""A good package is intact at every level, in both forms, and stock tools agree."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from codebinder import assets
from codebinder.model.package import Outcome
from codebinder.verify import standalone
from codebinder.verify.package import verify_package
from helpers import breaking, packages

NAMES = ["VERDICT", "FILES", "SEAL", "APPROVAL", "HIDDEN", "TEMPLATE", "VERIFIER"]


@pytest.mark.parametrize("level", ["complete", "full"])
def test_an_archive_and_its_folder_are_intact(made: packages.Made, unpacked: Path, level: str) -> None:
    for path in (made.archive, unpacked, unpacked.parent):
        found = breaking.check(path, level=level)
        assert found.faults == []
        assert found.verdict == "INTACT, ORIGIN NOT CHECKED"
        assert found.exit_code == 0
        assert [line[0] for line in found.lines] == NAMES


def test_without_a_signer_or_a_digest_the_origin_is_never_said_to_be_checked(made: packages.Made) -> None:
    lines = breaking.outcomes(breaking.check(made.archive))
    assert lines["VERDICT"] == "NOT CHECKED"
    assert lines["VERIFIER"] == "NOT CHECKED"


def test_quick_never_says_intact(made: packages.Made) -> None:
    found = breaking.check(made.archive, level="quick")
    assert found.exit_code == 0
    assert "INTACT" not in found.verdict
    assert breaking.outcomes(found)["FILES"] == "NOT CHECKED"


def test_signers_and_the_digest_from_the_slip_name_the_origin(made: packages.Made) -> None:
    sealer, approver = made.engineer.public.fingerprint, made.lawyer.public.fingerprint
    found = breaking.check(made.archive, signers=[sealer, approver], digest=made.digest)
    assert found.verdict == f"INTACT, DIGEST AS GIVEN, SEALED BY {sealer}, APPROVED BY {approver}"
    assert breaking.outcomes(found)["VERDICT"] == "PASS"


def test_another_signer_or_digest_than_asked_for_is_no_origin(made: packages.Made) -> None:
    for options in ({"signers": ["0" * 64]}, {"digest": "0" * 64}):
        found = breaking.check(made.archive, **options)
        assert found.verdict.startswith("ORIGIN WRONG")
        assert found.exit_code == 1


def test_a_draft_says_so(tmp_path: Path) -> None:
    found = breaking.check(packages.make(tmp_path, draft=True).archive, level="full")
    assert found.verdict == "DRAFT, NOT TO BE FILED; INTACT, ORIGIN NOT CHECKED"
    assert found.faults == []
    assert breaking.outcomes(found)["APPROVAL"] == "NOT CHECKED"


def test_the_carried_verifier_runs_alone(unpacked: Path) -> None:
    done = breaking.run(verifier=unpacked / "verify.py", cwd=unpacked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "INTACT, ORIGIN NOT CHECKED" in done.stdout
    assert hashlib.sha256((unpacked / "verify.py").read_bytes()).hexdigest() in done.stdout


def test_json_is_one_object(made: packages.Made) -> None:
    found = breaking.run_json(made.archive)
    assert found["verdict"] == "INTACT, ORIGIN NOT CHECKED"
    lines = found["lines"]
    assert isinstance(lines, list)
    assert [line["name"] for line in lines] == NAMES


def test_chinese_sentences_are_chinese(made: packages.Made) -> None:
    done = breaking.run(made.archive, "--lang", "zh")
    assert "摘要全部相符" in done.stdout
    assert "不能证明的事项" in done.stdout


def test_every_translated_sentence_has_the_same_parameters() -> None:
    for english, chinese in standalone.ZH.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", chinese))


def test_the_report_of_an_installation_knows_its_own_verifier(made: packages.Made) -> None:
    report = verify_package(made.archive)
    assert report.exit_code == 0
    assert next(line for line in report.lines if line.name == "VERIFIER").outcome is Outcome.PASS
    assert report.not_proven


def test_the_verifier_is_python_3_8_and_needs_only_the_standard_library() -> None:
    tree = ast.parse(breaking.VERIFIER.read_text(encoding="utf-8"), feature_version=(3, 8))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert all(item.name in sys.stdlib_module_names for item in node.names)
        if isinstance(node, ast.ImportFrom):
            assert str(node.module).partition(".")[0] in sys.stdlib_module_names
            assert node.module != "__future__"  # a file of that name beside the verifier would be run
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"removeprefix", "removesuffix", "bit_count", "file_digest", "pairwise"}
        if isinstance(node, ast.keyword):
            assert node.arg not in {"slots", "kw_only", "strict"}
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            assert not any(isinstance(part, ast.BinOp) for part in ast.walk(node.annotation))
            builtin = {"list", "dict", "tuple", "set", "type", "frozenset"}
            for part in ast.walk(node.annotation):
                assert not (isinstance(part, ast.Subscript) and getattr(part.value, "id", "") in builtin)


def test_the_manifest_fits_its_schema(unpacked: Path) -> None:
    schema = json.loads((assets.resources() / "schemas" / "manifest-1.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads((unpacked / "manifest.json").read_bytes()))


def test_bagit_agrees(unpacked: Path) -> None:
    tool = Path(sys.executable).with_name("bagit.py")
    done = subprocess.run(
        [sys.executable, str(tool), "--validate", "."], cwd=unpacked, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_in_verify_runs_and_finds_nothing(unpacked: Path, lang: str) -> None:
    for command in commands(unpacked, lang):
        done = subprocess.run(["bash", "-c", command], cwd=unpacked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, command + done.stdout + done.stderr
        assert "BAD" not in done.stdout + done.stderr
        if command.startswith("("):
            assert done.stdout == ""


@pytest.mark.parametrize(
    ("path", "notices"),
    [
        ("data/source/main/README.md", ["sha256sum", "cksum", "while"]),
        ("proof/approvals/approval-1.msg", ["sha256sum", "for m in proof/seal.msg"]),
        ("proof/round.json", ["for m in proof/approvals"]),
        ("tagmanifest-sha256.txt", ["grep"]),
    ],
)
def test_the_commands_in_verify_notice_a_changed_file(unpacked: Path, path: str, notices: list[str]) -> None:
    data = bytearray((unpacked / path).read_bytes())
    data[len(data) // 2] ^= 1
    (unpacked / path).write_bytes(data)
    for start in notices:
        command = next(line for line in commands(unpacked, "en") if line.startswith(start))
        done = subprocess.run(["bash", "-c", command], cwd=unpacked, capture_output=True, text=True, check=False)
        assert done.returncode != 0 or "BAD" in done.stdout, command


def test_the_command_for_unlisted_files_names_one(unpacked: Path) -> None:
    (unpacked / "data" / "extra").write_text("x")
    command = next(line for line in commands(unpacked, "en") if line.startswith("("))
    done = subprocess.run(["bash", "-c", command], cwd=unpacked, capture_output=True, text=True, check=True)
    assert done.stdout == "data/extra\n"


def commands(folder: Path, lang: str) -> list[str]:
    text = (folder / f"VERIFY-{lang}.txt").read_text(encoding="utf-8")
    found = [line.removeprefix("    $ ") for line in text.splitlines() if line.startswith("    $ ")]
    assert len(found) >= 9
    if shutil.which("cksum") is None:
        found = [line for line in found if not line.startswith("cksum")]
    return found


def test_every_translation_is_of_a_sentence_that_the_verifier_says() -> None:
    """A sentence that was changed in one language only would silently stay English."""
    tree = ast.parse(breaking.VERIFIER.read_text(encoding="utf-8"))
    keys = {
        key.value: key
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and key.value in standalone.ZH
    }
    elsewhere = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node not in keys.values() and isinstance(node.value, str)
    }
    assert set(standalone.ZH) - elsewhere == set()
