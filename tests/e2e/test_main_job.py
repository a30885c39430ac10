"""The main job through the command line: from a repository at a tag to a package that a stranger verifies."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from helpers.desk import Desk, members, unpack
from helpers.git_repo import Content, Executable, Link, RepoBuilder
from helpers.pdf_text import bare, lines_of_listing, pages_by_pdftotext

ROOT = Path(__file__).parents[2]
CHINESE = "int 端口 = 8080; /* 监听端口 */\r\n"
FILES: dict[bytes, Content] = {
    b"src/main.c": b"#include <stdio.h>\n\nint main(void)\n{\n\treturn 0;\n}\n",
    b"src/long.c": b"int long_line = " + b" + ".join(b"%d" % at for at in range(120)) + b";\nint after;\n",
    b"run.sh": Executable(b"#!/bin/sh\nexit 0\n"),
    b"gb.c": CHINESE.encode("gb18030"),
    b"wide.txt": b"\xff\xfe" + CHINESE.encode("utf-16-le"),
    b"latin.txt": "Größe: 5 µm, façade, naïve, déjà vu\n".encode("latin-1"),
    b"bom.txt": b"\xef\xbb\xbfbom\n",
    b"no-end.txt": b"no newline at the end",
    b"image.bin": bytes(range(256)) * 3,
    b"empty": b"",
    "文档/构建说明.md".encode(): "# 构建\n".encode(),
    b"not-utf8-\xff\xfe.txt": b"name of bytes\n",
    b"aux.c": b"int aux;\n",
    b"what?<is>:this|.txt": b"impossible on Windows\n",
    b"trailing.": b"dot\n",
    b"Case.txt": b"upper\n",
    b"case.txt": b"lower\n",
    b"link": Link(b"src/main.c"),
    b"outside": Link(b"/etc/passwd"),
    b"secret.c": b"int head;\nint recipe = 0x5eed1234;\nint tail;\n",
    b"skipped/x.c": b"int skipped;\n",
}
PLAIN = {
    path: data for path, data in FILES.items() if isinstance(data, bytes) and not path.startswith((b"secret", b"skip"))
}


@dataclass(frozen=True, slots=True)
class Made:
    desk: Desk
    archive: Path
    folder: Path
    manifest: dict[str, object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    desk = Desk(tmp_path_factory.mktemp("main"))
    desk.begin()
    desk.source(FILES, more=("--exclude", "/skipped/"))
    assert desk.scan() == 0
    desk.redact("--path", "secret.c", "--lines", "2-2")
    desk.approve()
    archive = desk.package()
    folder = unpack(archive, desk.folder / "unpacked")
    return Made(desk, archive, folder, json.loads((folder / "manifest.json").read_bytes()))


def sh(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("level", ["quick", "complete", "full"])
def test_codebinder_verifies_the_package(made: Made, level: str) -> None:
    signer = made.desk("key", "list")["keys"]
    mine = next(key["fingerprint"] for key in signer if key["name"] == "lin")
    for path in (made.archive, made.folder):
        told = made.desk("verify", path, "--level", level, "--signer", mine)["verify"]
        assert told["exit_code"] == 0
        assert {line["outcome"] for line in told["lines"]} <= {"PASS", "NOT CHECKED"}
    unknown = made.desk("verify", made.archive, "--level", level)["verify"]
    assert "ORIGIN NOT CHECKED" in unknown["verdict"]


def test_the_packages_own_verifier_verifies_it(made: Made) -> None:
    for level in ("complete", "full"):
        done = sh(sys.executable, "-I", "verify.py", "--level", level, cwd=made.folder)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ORIGIN NOT CHECKED" in done.stdout


def test_the_digest_of_the_slip_is_that_of_the_archive(made: Made) -> None:
    digest = sh("sha256sum", made.archive, cwd=made.folder).stdout.split()[0]
    told = made.desk("verify", made.archive, "--digest", digest)["verify"]
    assert told["exit_code"] == 0
    slip = "".join(pages_by_pdftotext(made.archive.with_name("f-slip.pdf"), "-layout"))
    assert digest in bare(slip)
    wrong = made.desk("verify", made.archive, "--digest", "0" * 64, expect=1)["verify"]
    assert wrong["exit_code"] == 1


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no coreutils")
def test_sha256sum_agrees(made: Made) -> None:
    for name in ("SHA256SUMS", "tagmanifest-sha256.txt", "manifest-sha256.txt"):
        done = sh("sha256sum", "--quiet", "--strict", "-c", name, cwd=made.folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif("sm3" not in sh("cksum", "--help", cwd=ROOT).stdout, reason="cksum knows no SM3")
def test_cksum_agrees_on_sm3(made: Made) -> None:
    done = sh("cksum", "-a", "sm3", "--quiet", "--strict", "-c", "SM3SUMS", cwd=made.folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl")
def test_openssl_verifies_the_seal_and_every_approval(made: Made) -> None:
    messages = [made.folder / "proof/seal.msg", *(made.folder / "proof").glob("*/*.msg")]
    assert len(messages) == 5
    for message in messages:
        signer = re.search(rb'"signer":"([0-9a-f]{64})"', message.read_bytes())
        assert signer
        key = made.folder / f"proof/keys/{signer[1].decode()}.pem"
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", key, "-in", message]
        assert sh(*command, "-sigfile", message.with_suffix(".sig"), cwd=made.folder).returncode == 0


def test_bagit_validates_it(made: Made) -> None:
    done = sh(sys.executable, "-W", "ignore", "-m", "bagit", "--validate", made.folder, cwd=made.folder)
    assert done.returncode == 0, done.stderr


def test_the_commands_of_verify_txt_work(made: Made) -> None:
    text = (made.folder / "VERIFY-en.txt").read_text(encoding="utf-8")
    commands = [line.strip()[2:] for line in text.splitlines() if line.startswith("    $ ")]
    assert len(commands) > 8
    said = ""
    for command in commands:
        if "python3" in command:
            continue
        done = sh("sh", "-c", command, cwd=made.folder)
        assert done.returncode == 0, (command, done.stderr)
        assert "BAD" not in done.stdout
        said += done.stdout
    assert said.count("good proof/") == 5
    assert "the seal is over these files" in said


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="no qpdf")
def test_qpdf_finds_no_fault_in_any_pdf(made: Made) -> None:
    pdfs = [*made.folder.rglob("*.pdf"), made.archive.with_name("f-slip.pdf")]
    assert len(pdfs) == 5
    for pdf in pdfs:
        done = sh("qpdf", "--check", pdf, cwd=made.folder)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_manifest_follows_its_schema(made: Made) -> None:
    schema = json.loads((ROOT / "resources/schemas/manifest-1.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(made.manifest)


def rows(made: Made) -> list[dict[str, object]]:
    files = made.manifest["files"]
    assert isinstance(files, list)
    return files


def test_the_printed_manifest_has_every_digest(made: Made) -> None:
    text = bare("".join(pages_by_pdftotext(made.folder / "manifest.pdf")))
    missing = [row["path"] for row in rows(made) if row["sha256"] not in text]
    assert missing == []


def originals(made: Made) -> dict[bytes, str]:
    """The original path of every source by its path in the package."""
    found: dict[bytes, str] = {}
    for row in rows(made):
        if str(row["path"]).startswith("data/source/"):
            raw = bytes.fromhex(str(row["original_hex"])) if "original_hex" in row else str(row["original"]).encode()
            found[raw] = str(row["path"])
    return found


def test_what_is_not_hidden_is_there_byte_for_byte_under_a_name_that_every_system_takes(made: Made) -> None:
    table = originals(made)
    held = members(made.archive)
    for path, data in PLAIN.items():
        assert held[table[path]] == data, path
    assert b"skipped/x.c" not in table
    safe = re.compile(r"[A-Za-z0-9._=/+@,~-]+")
    names = list(held)
    assert [name for name in names if not safe.fullmatch(name)] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if re.search(r"(?:^|/)aux\.|\.(?:/|$)", name)]


def test_only_the_hidden_line_is_gone(made: Made) -> None:
    data = members(made.archive)["data/source/src/secret.c"]
    assert re.fullmatch(rb"int head;\n\[REDACTED 000001 TS    \]\nint tail;\n", data)


def test_the_executable_bit_stays(made: Made) -> None:
    with zipfile.ZipFile(made.archive) as opened:
        marked = [info.filename for info in opened.infolist() if info.external_attr >> 16 & 0o111]
    assert [name.rpartition("/")[2] for name in marked if "/source/" in name] == ["run.sh"]


def test_links_are_recorded_and_never_followed(made: Made) -> None:
    links = made.manifest["links"]
    assert isinstance(links, list)
    assert {(link["original"], link["target"]) for link in links} == {
        ("link", "src/main.c"),
        ("outside", "/etc/passwd"),
    }
    assert not [data for data in members(made.archive).values() if b"root:x:" in data]


def test_the_account_of_the_source_adds_up(made: Made) -> None:
    account = json.loads((made.folder / "papers/accounting.json").read_bytes())["sources"][0]["accounting"]
    assert account["total"] == len(FILES) == sum(
        account[key] for key in ("disclosed", "redacted", "withheld", "excluded", "links", "submodules")
    )  # fmt: skip
    assert (account["redacted"], account["excluded"], account["links"]) == (1, 1, 2)


def test_pdftotext_gives_the_disclosed_source_back(made: Made) -> None:
    pages = pages_by_pdftotext(made.folder / "data/listing/listing.pdf", "-layout")
    whole = bare("".join(pages))
    for path, codec in (
        (b"src/main.c", "utf-8"),
        (b"gb.c", "gb18030"),
        (b"wide.txt", "utf-16"),
        (b"latin.txt", "latin-1"),
    ):
        data = FILES[path]
        assert isinstance(data, bytes)
        for line in data.decode(codec).splitlines():
            assert bare(line) in whole, (path, line)
    assert "0x5eed1234" not in whole
    assert "REDACTED000001TS" in whole


def decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030")


def test_a_listing_with_line_numbers_is_the_source_line_by_line(made: Made) -> None:
    demo = made.desk.folder / "demo"
    made.desk.run("demo", "--out", demo)
    folder = unpack(next((demo / "package").rglob("*.zip")), made.desk.folder / "demo-unpacked")
    originals = {
        row["original"]: folder / row["path"]
        for row in json.loads((folder / "manifest.json").read_bytes())["files"]
        if row["path"].startswith("data/source/")
    }
    sources = {f"gateway/{name}": path for name, path in originals.items()}
    pages = pages_by_pdftotext(folder / "data/listing/listing.pdf", "-layout")
    files = lines_of_listing(pages, set(sources))
    assert len([name for name in files if name.endswith(".c")]) > 8
    for heading, lines in files.items():
        if not heading.endswith((".c", ".py", ".h")):
            continue
        expected = decoded(sources[heading].read_bytes()).splitlines()
        assert [bare(line) for line in lines] == [bare(line) for line in expected], heading


def test_a_bare_repository_and_one_with_a_work_tree_give_the_same_sources(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    files: dict[bytes, Content] = {b"a.c": b"int a;\n", b"b/c.c": b"int c;\n"}
    for bare_one in (True, False):
        repo = RepoBuilder(tmp_path / str(bare_one), bare=bare_one)
        repo.tag("v1.0", repo.commit(files))
        if not bare_one:
            repo.checkout()
            (repo.path / "a.c").write_bytes(b"edited, and never read")
        desk.add(repo.path, slug=f"s{bare_one}".lower())
    desk.scan()
    desk.approve()
    held = members(desk.package())
    for name, data in files.items():
        assert held[f"data/source/strue/{name.decode()}"] == held[f"data/source/sfalse/{name.decode()}"] == data


def filled(desk: Desk, template: str, documents: dict[str, Path]) -> None:
    """Begin a filing from the template's own example."""
    desk.begin(template=template)
    sample = ROOT / "filing_templates" / template / "sample.yaml"
    desk.run("filing", "set", desk.file, "--from", sample, "recipient=Agent")
    for requirement, path in documents.items():
        desk.run(
            "document",
            "add",
            desk.file,
            "--requirement",
            requirement,
            "--path",
            path,
            "--slug",
            requirement.replace("_", "-"),
        )


def test_an_escrow_deposit_is_whole_and_refuses_redaction(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    filled(desk, "escrow-deposit", {})
    desk.source({b"a.c": b"int a;\n", b"Makefile": b"all:\n\tcc a.c\n"})
    desk.scan()
    refused = desk.redact("--path", "a.c", "--lines", "1-1", expect=3)
    assert "redact" in refused["error"].lower()
    desk.approve()
    archive = desk.package()
    held = members(archive)
    assert held["data/source/src/a.c"] == b"int a;\n"
    assert "data/listing/listing.pdf" not in held
    commit = json.loads(held["papers/accounting.json"])["sources"][0]
    assert commit.get("commit"), "nothing is hidden, so the commit is published"
    assert desk("verify", archive, "--level", "full")["verify"]["exit_code"] == 0


def test_a_copyright_deposit_holds_the_first_and_last_thirty_pages_and_no_sources(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    pdfs = ROOT / "resources/samples/documents"
    documents = {"document_material": pdfs / "certificate.pdf", "identity_proof": pdfs / "test-report.pdf"}
    filled(desk, "cn-cpcc-deposit", documents)
    lines = b"".join(b"int line_%06d = %d;\n" % (at, at * 7) for at in range(5000))
    desk.source({b"program.c": lines})
    desk.scan()
    desk.approve()
    archive = desk.package()
    assert desk("verify", archive, "--level", "full")["verify"]["exit_code"] == 0
    folder = unpack(archive, tmp_path / "unpacked")
    assert not (folder / "data/source").exists()
    pages = pages_by_pdftotext(folder / "data/listing/listing.pdf")
    text = "".join(pages)
    assert len(pages) == 60
    numbers = [int(each) for each in re.findall(r"line_(\d{6}) =", text)]
    assert numbers == [*range(1500), *range(3500, 5000)]
