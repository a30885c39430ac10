"""Openings through the real command line: on a second machine without the repository, checked by stock tools."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from codebinder import vault
from codebinder.vault import FolderVault
from helpers.desk import ENGINEER, LEGAL, PASSPHRASE, Desk, unpack
from helpers.git_repo import Content, RepoBuilder

SECRET = b"int trade_secret = 42 * k;"
FILES: dict[bytes, Content] = {
    b"main.c": b"int a;\r\n" + SECRET + b"\r\nint b;\r\n",
    b"sub/wide.txt": "one\ntwo trade words\nthree\n".encode("utf-16"),
    b"sub/gb.txt": "第一行\n秘密内容在这里\n第三行\n".encode("gb18030"),
    b"sub/blob.bin": bytes(range(256)) * 5000,
    b"readme": b"hello\n",
}
WITHHELD = b"sub/blob.bin"


def prepared(desk: Desk, repo_format: str = "sha1") -> Path:
    """A desk with a package; give the archive."""
    desk.begin()
    path = desk.folder / "src-f.git"
    repo = RepoBuilder(path, bare=True, object_format=repo_format)
    repo.tag("v1.0", repo.commit(FILES))
    desk.add(path)
    desk.scan()
    for name in ("main.c", "sub/wide.txt", "sub/gb.txt"):
        desk.redact("--path", name, "--lines", "2-2")
    desk.redact("--path", WITHHELD.decode(), "--whole")
    desk.approve()
    archive = desk.package()
    shutil.rmtree(path)
    return archive


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Path]:
    desk = Desk(tmp_path_factory.mktemp("first") / "desk")
    return desk, prepared(desk)


@pytest.fixture(scope="module")
def second(first: tuple[Desk, Path], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Another machine: the approver's own key, a copy of the workbook, and the recovery file. No source anywhere."""
    desk = Desk(tmp_path_factory.mktemp("second") / "desk")
    for each in first[0].keys.glob(f"{LEGAL}.*"):
        shutil.copy(each, desk.keys)
    shutil.copy(first[0].file, desk.file)
    refused = desk.run("opening", "make", desk.file, "--all", "--to", LEGAL, "--out", desk.folder / "x", "--as", LEGAL,
                       expect=3)  # fmt: skip
    assert "recovery file" in refused.err
    recovery = first[0].file.with_name(first[0].file.name + ".recovery")
    assert desk("recovery", "import", desk.file, "--from", recovery)["recovery"]["new_key"] is True
    return desk


def make(desk: Desk, name: str, *how: object, to: str = LEGAL, expect: int = 0) -> Path:
    out = desk.folder / name
    desk.run("opening", "make", desk.file, *how, "--to", to, "--out", out, "--as", LEGAL, expect=expect)
    return out


def decrypted(desk: Desk, path: Path, folder: Path) -> Path:
    """Unpack an opening as its recipient does after `age -d`."""
    held = FolderVault(desk.keys, lambda: PASSPHRASE)
    folder.mkdir()
    (folder / "opening.zip").write_bytes(held.decrypt(LEGAL, path.read_bytes()))
    with zipfile.ZipFile(folder / "opening.zip") as archive:
        archive.extractall(folder / "in")
    return folder / "in"


def test_a_second_machine_opens_what_the_package_hides_without_the_repository(
    first: tuple[Desk, Path], second: Desk, tmp_path: Path
) -> None:
    assert not list(first[0].folder.glob("*.git"))
    opening = make(second, "all.opening", "--all", "--commit")
    assert SECRET not in opening.read_bytes()
    done = second.run("opening", "check", first[1], opening, "--rebuild", tmp_path / "re", "--extract", tmp_path / "ex")
    assert "OPENED AS COMMITTED" in done.out
    assert "5 files are followed through 2 folders to this commit" in done.out
    for path, data in FILES.items():
        if path != b"readme":
            folder = "withheld/src" if path == WITHHELD else "source/src"
            assert (tmp_path / "re" / folder / os.fsdecode(path)).read_bytes() == data
    assert (tmp_path / "ex/ranges/000001.hidden").read_bytes() == SECRET


def test_a_repository_with_ids_of_sha256_is_followed_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    archive = prepared(desk, "sha256")
    done = desk.run("opening", "check", archive, make(desk, "o", "--all", "--commit"))
    assert re.search(r"commit [0-9a-f]{64}, tree [0-9a-f]{64}; 5 files are followed", done.out)


def commands(text: str) -> list[str]:
    """The shell lines of CHECK.txt."""
    return [line.strip()[2:] for line in text.splitlines() if line.strip().startswith("$ ")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_commands_of_check_txt_check_it_with_stock_tools(
    first: tuple[Desk, Path], second: Desk, tmp_path: Path, lang: str
) -> None:
    package = unpack(first[1], tmp_path / "package")
    inside = decrypted(second, make(second, f"stock-{lang}.opening", "--all", "--commit"), tmp_path / "opening")
    text = (inside / "CHECK.txt").read_text(encoding="utf-8")
    english, _, chinese = text.partition("如何核验")
    lines = commands(english if lang == "en" else chinese)
    assert len(lines) == 12
    said: list[str] = []
    for line in lines:
        if line.startswith("xxd") and shutil.which("xxd") is None:
            continue
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line.replace("PACKAGE", str(package))], cwd=inside, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        said.append(done.stdout)
        assert "BAD" not in done.stdout, line
    whole = "\n".join(said)
    assert whole.count("good ranges/") == 4
    assert whole.count("good commits/") == 1
    assert re.search(r"Signature Verified Successfully", whole)
    value = re.search(r"^    ([0-9a-f]{64})$", text, re.MULTILINE)
    assert value
    assert value[1] in whole
    digests = set(re.findall(r"^([0-9a-f]{64})  .*proof/(?:commitments.txt|round.json)$", whole, re.MULTILINE))
    assert len(digests) == 2
    assert all(f"    {digest}  proof/" in text for digest in digests)


def test_stock_tools_see_a_forgery(first: tuple[Desk, Path], second: Desk, tmp_path: Path) -> None:
    package = unpack(first[1], tmp_path / "package")
    inside = decrypted(second, make(second, "forge.opening", "--redaction", "R-1"), tmp_path / "opening")
    message = inside / "ranges/000001.message"
    message.write_bytes(message.read_bytes().replace(b"42", b"43"))
    loop = next(
        line for line in commands((inside / "CHECK.txt").read_text(encoding="utf-8")) if "ranges/*.message" in line
    )
    done = subprocess.run(
        ["bash", "-c", loop.replace("PACKAGE", str(package))], cwd=inside, capture_output=True, text=True, check=False
    )
    assert done.stdout == "BAD ranges/000001.message\n"


def test_the_zip_after_decryption_is_checked_like_the_file_itself(
    first: tuple[Desk, Path], second: Desk, tmp_path: Path
) -> None:
    opening = make(second, "zip.opening", "--redaction", "R-1")
    decrypted(second, opening, tmp_path / "o")
    with_file = second("opening", "check", first[1], opening, "--as", LEGAL)["opening"]
    with_zip = second("opening", "check", unpack(first[1], tmp_path / "p"), tmp_path / "o/opening.zip")["opening"]
    assert with_zip["opened"] == with_file["opened"]
    assert with_file["opened"][0]["text"] == SECRET.decode()
    assert "data" not in with_file["opened"][0]


def test_hidden_bytes_are_printed_escaped(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    desk.source({b"a.txt": b"one\nred \x1b[31m and \xe2\x80\xae turned\nthree\n"})
    desk.scan()
    desk.redact("--path", "a.txt", "--lines", "2-2")
    desk.approve()
    done = desk.run("opening", "check", desk.package(), make(desk, "o", "--redaction", "R-1"))
    assert b"\x1b" not in done.raw
    assert b"\\x1b[31m and \\u202e turned" in done.raw


@pytest.mark.parametrize("what", ["text", "package", "empty", "folder", "missing"])
def test_what_is_no_opening_ends_with_3(first: tuple[Desk, Path], second: Desk, tmp_path: Path, what: str) -> None:
    path = tmp_path / "o"
    if what == "text":
        path.write_text("hello")
    elif what == "package":
        path = first[1]
    elif what == "empty":
        path.touch()
    elif what == "folder":
        path.mkdir()
    done = second.run("opening", "check", first[1], path, expect=3)
    assert "Traceback" not in done.err
    assert done.err.count("\n") == 1


def test_what_is_no_package_ends_with_3(second: Desk, tmp_path: Path) -> None:
    opening = make(second, "np.opening", "--redaction", "R-1")
    (tmp_path / "p").write_text("hello")
    assert "not a package" in second.run("opening", "check", tmp_path / "p", opening, expect=3).err


def test_somebody_else_cannot_read_it(first: tuple[Desk, Path], second: Desk) -> None:
    stranger = second.folder / "stranger.txt"
    identity = vault.MemoryVault().create("x", "X", vault.MemoryVault().create("y", "Y", _role()).role)
    stranger.write_text(identity.age + "\n")
    opening = make(second, "their.opening", "--redaction", "R-1", to=str(stranger))
    assert "none of the keys" in second.run("opening", "check", first[1], opening, expect=3).err
    assert "not encrypted to this key" in second.run(
        "opening", "check", first[1], opening, "--as", LEGAL, expect=3
    ).err  # fmt: skip


def _role() -> object:
    from codebinder.model.review import Role

    return Role.LEGAL


def test_the_register_and_the_audit_say_that_it_was_made(second: Desk) -> None:
    before = len(second("opening", "list", second.file)["openings"])
    make(second, "reg.opening", "--redaction", "R-2")
    rows = second("opening", "list", second.file)["openings"]
    assert len(rows) == before + 1
    assert rows[-1]["recipient_name"] == "Chen Yu"
    assert second("list", second.file, "audit")["audit"][-1]["action"] == "opening make"
    assert second.run("audit", second.file, "check", expect=None).code in {0, 2}


KILLS = {
    "codebinder.vault.encrypt": 0,
    "codebinder.workbook.reviews.Reviews.add": 0,
    "codebinder.workflow.releasing.Waiting.appear": 1,
}


@pytest.mark.parametrize("place", KILLS)
def test_killed_between_there_is_a_row_too_many_at_most_and_never_a_file_that_nobody_knows_of(
    second: Desk, tmp_path: Path, place: str
) -> None:
    desk = second.copy(tmp_path / "desk")
    before = len(desk("opening", "list", desk.file)["openings"])
    owner, _, name = place.rpartition(".")
    module = owner if owner.islower() else owner.rpartition(".")[0]
    prelude = f"import os\nimport {module}\n{owner}.{name} = lambda *a, **k: os.kill(os.getpid(), 9)\n"
    out = desk.folder / "killed.opening"
    desk.child("opening", "make", desk.file, "--redaction", "R-1", "--to", LEGAL, "--out", out, "--as", LEGAL,
               prelude=prelude, expect=-9)  # fmt: skip
    assert not out.exists()
    assert len(desk("opening", "list", desk.file)["openings"]) == before + KILLS[place]
    for each in desk.folder.rglob("*"):
        if each.is_file() and not each.is_relative_to(desk.folder / "out"):
            assert SECRET not in each.read_bytes()
    make(desk, "killed.opening", "--redaction", "R-1")
    assert not [each for each in desk.folder.iterdir() if ".part-" in each.name]


@pytest.mark.parametrize("how", ["passphrase", "key"])
def test_a_recovery_file_with_the_workbook_goes_into_a_safe_and_comes_back(
    first: tuple[Desk, Path], tmp_path: Path, how: str
) -> None:
    desk = first[0].copy(tmp_path / "desk")
    desk.changes["CODEBINDER_RECOVERY_PASSPHRASE"] = "words of the safe"
    safe = tmp_path / "safe.recovery"
    to = ("--to", LEGAL, ENGINEER) if how == "key" else ()
    made = desk("recovery", "export", desk.file, "--out", safe, *to, "--with-workbook")["recovery"]
    assert made["with_workbook"] is True
    there = Desk(tmp_path / "there")
    there.changes["CODEBINDER_RECOVERY_PASSPHRASE"] = "words of the safe"
    for each in desk.keys.glob(f"{LEGAL}.*"):
        shutil.copy(each, there.keys)
    back = there("recovery", "import", there.file, "--from", safe)["recovery"]
    assert back["restored"] is True
    opening = make(there, "o", "--redaction", "R-1")
    assert there("opening", "check", first[1], opening)["opening"]["exit_code"] == 0


def test_a_recovery_file_without_anybody_to_ask_is_a_matter_of_usage(first: tuple[Desk, Path], tmp_path: Path) -> None:
    done = first[0].child("recovery", "export", first[0].file, "--out", tmp_path / "r", expect=2,
                          stdin=subprocess.DEVNULL)  # fmt: skip
    assert "CODEBINDER_RECOVERY_PASSPHRASE" in done.err


def test_a_dry_run_says_what_a_merged_range_opens_along_and_lists_the_signed_round(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    desk.source({b"main.c": b"int one = 12345;\nint two;\nint three;\n"})
    desk.scan()
    desk.redact("--path", "main.c", "--bytes", "4-10")
    desk.redact("--path", "main.c", "--bytes", "8-15")
    desk.redact("--path", "main.c", "--lines", "3-3")
    desk.approve()
    desk.run("redact", "withdraw", desk.file, "--redaction", "R-3", "--as", ENGINEER)
    args = ("opening", "make", desk.file, "--redaction", "R-1", "--dry-run")
    seen = desk(*args)["preview"]
    assert (seen["round"], seen["ranges"], seen["files"], seen["size"]) == (1, 1, 0, 11)
    assert seen["merged"] == [{"ordinal": 1, "asked": ["R-1"], "also": ["R-2"]}]
    assert "would open R-2 as well" in desk.run(*args).out
    assert "还会开示 R-2" in desk.run(*args, "--lang", "zh").out
    gone = desk("opening", "make", desk.file, "--redaction", "R-3", "--dry-run")["preview"]
    assert gone["redactions"] == ["R-3"]
    assert desk("opening", "list", desk.file)["openings"] == []
    desk.run("opening", "make", desk.file, "--redaction", "R-1", "--to", LEGAL, "--as", LEGAL, expect=2)
    desk.run("opening", "make", desk.file, "--dry-run", expect=2)
    desk.run("opening", "make", desk.file, "--all", "--round", "7", "--dry-run", expect=3)
