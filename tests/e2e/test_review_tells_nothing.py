"""A whole life with review by packets, logs and the register: what people wrote on the way, and what is hidden, is in
nothing that lies about or leaves; and the package is the same whatever is hidden and whatever was said about it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from codebinder.workflow import environment
from helpers import oracle
from helpers.desk import ENGINEER, LEGAL, TEMPLATE, Desk, members
from helpers.git_repo import RepoBuilder

WANG = "wang"
MOMENT = datetime(2026, 11, 21, 20, 0, 0, tzinfo=UTC)
WRITTEN = {
    "note": "zanzibar note of the house", "rejection": "gibberish rejection text", "comment": "a quagmire of comments",
    "condition": "unless the vortex has ended", "question": "question about the marzipan clause",
    "fulfilled": "it really has ended now", "description": "yellowstone advice description",
    "sent": "wombat note of a delivery", "clawback": "ibex note of a claw-back", "step": "xylophone step was taken",
    "hold": "narwhal note of a hold", "excused": "walrus is on leave this month",
}  # fmt: skip
"""What people write on the way; all of it stays inside."""


def answer(lin: Desk, wang: Desk, name: str, *acts: tuple[object, ...], question: str = "") -> list[Path]:
    """Send a packet, let her do something with it, and take her answer in."""
    packet, back = lin.folder / f"{name}.packet", wang.folder / f"{name}.answer"
    asked = ("--question", question) if question else ()
    lin.run("review", "export", lin.file, "--out", packet, "--to", WANG, *asked, "--as", ENGINEER)
    wang.run("review", "show", packet)
    for verb, *more in acts:
        wang.run("review", verb, packet, *more, "--as", WANG)
    wang.run("review", "answer", packet, "--as", WANG, "--out", back)
    lin.run("review", "import", lin.file, back)
    return [packet, back]


@dataclass(frozen=True, slots=True)
class Life:
    """Two homes after it all; what was sent to and fro, and the package."""

    lin: Desk
    wang: Desk
    made: oracle.Made


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    root = tmp_path_factory.mktemp("life")
    lin, wang = Desk(root / "lin"), Desk(root / "wang")
    lin.begin()
    wang.run("key", "new", WANG, "--role", "legal", "--person", "Wang Fang")
    lin.run("key", "trust", lin.file, wang("key", "export", WANG)["public"], "--as", ENGINEER)
    repo = RepoBuilder(lin.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(oracle.FILES), annotated=True)
    lin.add(repo.path)
    lin.scan()
    image = lin.folder / "image.bin"
    image.write_bytes(oracle.IMAGE)
    lin.run("firmware", "add", lin.file, "--image", image, "--disclose", "withheld")
    start = oracle.CONFIG.index(oracle.PIN)
    lin.redact("--path", "src/config.h", "--bytes", f"{start}-{start + 4}", "--note", WRITTEN["note"], reason="VUL")
    lin.redact("--path", "etc/secret.ini", "--whole", reason="AC")
    lin.run("review", "submit", lin.file, "--to", WANG, LEGAL, "--as", ENGINEER)
    decide = ("decide", "--id", "R-1", "--verdict")
    answer(
        lin, wang, "1", ("show", "--file", "src:src/config.h", "--original"),
        (*decide, "reject", "--comment", WRITTEN["rejection"]),
        (*decide, "approve-if", "--comment", WRITTEN["condition"], "--shown", "whole"),
        ("decide", "--all", "--verdict", "approve", "--comment", WRITTEN["comment"]), question=WRITTEN["question"],
    )  # fmt: skip
    lin.run("review", "fulfil", lin.file, "--id", "R-1", "--comment", WRITTEN["fulfilled"], "--as", ENGINEER)
    lin.run("review", "excuse", lin.file, "--reviewer", LEGAL, "--comment", WRITTEN["excused"], "--as", ENGINEER)
    answer(lin, wang, "2", ("sign",))
    lin.run(
        "log", "confirm", lin.file, "--all", "--description", WRITTEN["description"], "--author", "Wang Fang; Law LLP",
        "--as", ENGINEER,
    )  # fmt: skip
    archive = lin.package()
    lin.run("register", "sent", lin.file, "--to", "CAC", "--note", WRITTEN["sent"])
    notice = lin.folder / "notice.pdf"
    lin.run("register", "clawback", lin.file, "--basis", "Order", "--out", notice, "--note", WRITTEN["clawback"])
    lin.run("register", "step", lin.file, "--text", WRITTEN["step"])
    lin.run("register", "hold", lin.file, "--reference", "Case 12", "--note", WRITTEN["hold"], "--as", ENGINEER)
    names = repo.git("rev-list", "--objects", "--all").decode().split()
    harmless = repo.git("rev-parse", "v1.0:src/main.c").decode().strip()
    ids = tuple(name for name in names if re.fullmatch("[0-9a-f]{40}", name) and name != harmless)
    tag = repo.git("rev-parse", "v1.0").decode().strip()
    return Life(lin, wang, oracle.Made(lin, archive, oracle.guesses(), (*ids, tag)))


def lying_about(*desks: Desk) -> Iterator[tuple[str, bytes]]:
    """Every file of these homes but the source, the image and keys, and every value of the databases among them."""
    for desk in desks:
        for path in sorted(desk.folder.rglob("*")):
            if not path.is_file() or ".git" in str(path) or path.name == "image.bin" or desk.keys in path.parents:
                continue
            yield path.name, path.read_bytes()
            if path.suffix in {".codebinder", ".codebinder-review"}:
                yield from oracle.rows(path)


def repeated(pieces: list[tuple[str, bytes]]) -> list[str]:
    """Where something stands that somebody wrote, or a line that is hidden."""
    wanted = [*WRITTEN.values(), oracle.PLACE[:-1].decode(), oracle.WITHHELD[:-1].decode()]
    every = [each.encode(codec) for each in wanted for codec in ("utf-8", "utf-16-le")]
    return [f"{name}: {each!r}" for name, data in pieces for each in every if each in data]


def test_what_lies_about_in_two_homes_tells_nothing(life: Life) -> None:
    pieces = list(lying_about(life.lin, life.wang))
    names = {name.rpartition(".")[2] for name, _ in pieces}
    assert names >= {"codebinder", "codebinder-review", "packet", "answer", "objects", "register_rows"}
    assert oracle.complaints(pieces, life.made) == []
    assert repeated(pieces) == []
    assert not [*life.lin.temp.iterdir(), *life.wang.temp.iterdir()]


def test_what_leaves_tells_nothing(life: Life) -> None:
    held = members(life.made.archive)
    assert {"proof/approvals/excusal-1.msg", "proof/approvals/approval-1.msg"} <= set(held)
    held["notice.pdf"] = (life.lin.folder / "notice.pdf").read_bytes()
    pieces = [(name, piece) for name, data in held.items() for piece in oracle.inside(name, data)]
    assert oracle.complaints(pieces, life.made) == []
    assert repeated(pieces) == []
    assert not [name for name, data in pieces for each in (b"VUL", b"R-1", WANG.encode() + b":") if each in data]


def test_after_an_erasure_less_is_there_and_nothing_more_is_told(life: Life, tmp_path: Path) -> None:
    lin = life.lin.copy(tmp_path / "lin")
    lin.run("register", "release-hold", lin.file, "--note", "the matter is closed", "--as", ENGINEER)
    lin.run("register", "erase", lin.file, "--confirm", "f", "--reason", "the gazelle contract", "--as", ENGINEER)
    pieces = list(lying_about(lin))
    assert oracle.complaints(pieces, life.made) == []
    assert repeated(pieces) == []
    assert not [name for name, data in pieces if b"gazelle" in data]
    tables = ("redactions", "salts", "sealed_map", "map_keys", "privilege_entries", "kept_commitments", "rounds")
    with sqlite3.connect(lin.file) as base:
        left = [each for each in tables if base.execute(f"SELECT count(*) FROM {each}").fetchone()[0]]
    base.close()
    assert left == ["kept_commitments", "rounds"]


# The package is the same


def reviewed(desk: Desk, wang: Desk, hidden: bytes, words: dict[str, str]) -> dict[str, bytes]:
    """Hide, review, build, claw back and build what supersedes it; give the second package."""
    desk.source({b"a.c": b"int a;\n" + hidden + b"\nint b;\n", b"b.c": b"int c;\nint d;\n"})
    desk.scan()
    lines = hidden.count(b"\n") + 1
    desk.redact("--path", "a.c", "--lines", f"2-{lines + 1}", "--note", words["note"])
    desk.redact("--path", "b.c", "--lines", "2-2", "--note", words["note"])
    for name in ("1", "2"):
        desk.run("review", "submit", desk.file, "--to", WANG, LEGAL, "--as", ENGINEER)
        acts: list[tuple[Any, ...]] = []
        if name == "1":
            acts = [("decide", "--id", "R-1", "--verdict", "reject", "--comment", words["comment"])]
            acts.append(("decide", "--id", "R-1", "--verdict", "approve", "--shown", words["shown"]))
            acts.append(("decide", "--all", "--verdict", "approve", "--comment", words["comment"]))
        answer(desk, wang, name, *acts, ("sign",), question=words["comment"])
        desk.run("review", "excuse", desk.file, "--reviewer", LEGAL, "--comment", words["comment"], "--as", ENGINEER)
        (desk.out / name).mkdir()
        archive = desk.package(desk.out / name)
        if name == "1":
            desk.run("register", "sent", desk.file, "--to", "CAC", "--note", words["note"])
            desk.run("register", "clawback", desk.file, "--basis", "Order", "--out", desk.folder / "notice.pdf")
            desk.run("register", "replace", desk.file, "--by", "f")
    return members(archive)


DIGEST = re.compile(rb"[0-9a-f]{64}")
FORM = re.compile(rb"[^\n\[]*papers/form\.pdf[^\n\]]*")
"""The row of the form in a list: it prints what the package supersedes, so its packed size is that digest's."""


def blank(data: bytes) -> bytes:
    return DIGEST.sub(b"#", FORM.sub(b"form", data))


@pytest.mark.parametrize("delegated", [False, True], ids=["herself", "delegated"])
def test_neither_what_is_hidden_nor_what_was_said_of_it_changes_the_package(tmp_path: Path, *, delegated: bool) -> None:
    """Named reviewers, an answer by packet, an excusal, a delegation, and a package that supersedes another one."""
    packages: list[dict[str, bytes]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment.SystemClock, "now", lambda _: MOMENT)
        first, hers = Desk(tmp_path / "lin-1"), Desk(tmp_path / "wang-1")
        columns = "allowed: yes, log: {columns: [pages], source: {text: A test, certainty: inferred}},"
        first.begin(template=first.template(TEMPLATE.replace("allowed: yes,", columns)))
        hers.run("key", "new", WANG, "--role", "legal", "--person", "Wang Fang")
        first.run("key", "trust", first.file, hers("key", "export", WANG)["public"], "--as", ENGINEER)
        if delegated:
            first.run(
                "key", "delegate", first.file, "--from", LEGAL, "--to", WANG, "--duty", "approve", "--filing", "f",
                "--until", "2027-01-01", "--as", ENGINEER,
            )  # fmt: skip
        second, also = first.copy(tmp_path / "lin-2"), hers.copy(tmp_path / "wang-2")
        few = {"note": "short", "comment": "no", "shown": "whole"}
        many = {"note": "A much longer note. " * 40, "comment": "因为这里写了很多字。" * 60, "shown": "context"}
        long = b"\n".join(b"static int gain_%d = %d;" % (each, each * 7) for each in range(40))
        for desk, wang, hidden, words in ((first, hers, b"x = 1;", few), (second, also, long, many)):
            packages.append(reviewed(desk, wang, hidden, words))
    one, two = packages
    assert list(one) == list(two)
    assert "proof/approvals/excusal-1.msg" in one
    drawn = (".sig", "manifest.pdf", "form.pdf")
    differing = [name for name in one if not name.endswith(drawn) and blank(one[name]) != blank(two[name])]
    assert differing == []
    assert all(len(one[name]) == len(two[name]) for name in one if name.endswith(".sig"))
    assert one["data/source/src/a.c"] == two["data/source/src/a.c"]
