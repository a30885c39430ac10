"""Review between three homes: packets out, answers back, a second round, signatures that anybody checks; and what shows
when somebody puts a workbook back, leaves an answer out, or changes a file on its way."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from helpers.desk import ENGINEER, TEMPLATE, Desk, unpack
from helpers.git_repo import Content, RepoBuilder

LINES = 24
FILES: dict[bytes, Content] = {
    b"a.c": b"".join(b"int a%d = 0x5eed%04d;\n" % (number, number) for number in range(LINES)),
    b"b.c": b"int b;\n",
}
WANG, LIU = "wang", "liu"
TWO = TEMPLATE.replace("approvals: {count: 1,", "approvals: {count: 2,")


@dataclass(frozen=True, slots=True)
class Place:
    """The engineer's desk and two reviewers' homes: they share nothing but files that are carried."""

    lin: Desk
    wang: Desk
    liu: Desk

    def copy(self, folder: Path) -> Place:
        return Place(*(each.copy(folder / name) for name, each in self.desks()))

    def desks(self) -> Iterator[tuple[str, Desk]]:
        yield from (("lin", self.lin), (WANG, self.wang), (LIU, self.liu))

    def export(self, name: str, *to: str) -> Path:
        out = self.lin.folder / name
        self.lin.run("review", "export", self.lin.file, "--out", out, "--to", *(to or (WANG, LIU)), "--as", ENGINEER)
        return out

    def take(self, answer: Path, file: Path | None = None, *, expect: int = 0) -> dict[str, Any]:
        return self.lin("review", "import", file or self.lin.file, answer, expect=expect)


def decide(desk: Desk, packet: Path, name: str, *ids: str, verdict: str = "approve", expect: int = 0) -> dict[str, Any]:
    chosen = ("--id", *ids) if ids else ("--all",)
    comment = ("--comment", f"{name}: say why") if verdict == "reject" else ()
    return desk("review", "decide", packet, *chosen, "--verdict", verdict, "--as", name, *comment, expect=expect)


def answered(desk: Desk, packet: Path, name: str, out: str) -> Path:
    path = desk.folder / out
    desk.run("review", "answer", packet, "--as", name, "--out", path)
    return path


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Everything proposed, two reviewers on the roster, round 1 submitted to both."""
    root = tmp_path_factory.mktemp("homes")
    place = Place(Desk(root / "lin"), Desk(root / "wang"), Desk(root / "liu"))
    place.lin.begin(template=place.lin.template(TWO))
    for desk, name, person in ((place.wang, WANG, "Wang Fang"), (place.liu, LIU, "Liu Yang")):
        desk.run("key", "new", name, "--role", "legal", "--person", person)
        line = desk("key", "export", name)["public"]
        place.lin.run("key", "trust", place.lin.file, line, "--as", ENGINEER)
    repo = RepoBuilder(place.lin.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(FILES))
    place.lin.add(repo.path)
    place.lin.scan()
    for line in range(1, 13, 2):
        place.lin.redact("--path", "a.c", "--lines", f"{line}-{line}")
    place.lin.run("review", "submit", place.lin.file, "--to", WANG, LIU, "--as", ENGINEER)
    return place


@pytest.fixture(scope="module")
def reviewed(prepared: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Path, Path, Path]:
    """Both have answered round 1: one approves it all, the other rejects three; nothing is imported yet."""
    place = prepared.copy(tmp_path_factory.mktemp("reviewed"))
    packet = place.export("round-1.packet")
    ids = [each["subject"]["id"] for each in decide(place.wang, packet, WANG)["decisions"]]
    decide(place.liu, packet, LIU, *ids[:3], verdict="reject")
    decide(place.liu, packet, LIU)
    return place, packet, answered(place.wang, packet, WANG, "1.answer"), answered(place.liu, packet, LIU, "1.answer")


def state(desk: Desk, file: Path) -> object:
    status = desk("review", "status", file)
    return status, desk("list", file, "decisions")


def test_answers_in_either_order_come_to_the_same_state(
    reviewed: tuple[Place, Path, Path, Path], tmp_path: Path
) -> None:
    place, _, *answers = reviewed
    found: list[object] = []
    for number, order in enumerate(itertools.permutations(answers)):
        copy = tmp_path / f"{number}.codebinder"
        shutil.copy(place.lin.file, copy)
        first, second = (place.take(each, copy)["import"] for each in order)
        assert (len(first["missing"]), second["missing"]) == (1, [])
        assert len(second["conflicts"]) == 3
        found.append(state(place.lin, copy))
        assert place.lin.run("audit", copy).code == 0
    assert found[0] == found[1]


def test_two_rounds_two_signatures_one_package(reviewed: tuple[Place, Path, Path, Path], tmp_path: Path) -> None:
    place, one, two = reviewed[0].copy(tmp_path / "homes"), reviewed[2], reviewed[3]
    week_ago = tmp_path / "week-ago.codebinder"
    shutil.copy(place.lin.file, week_ago)
    place.take(two)
    conflicts = place.take(one)["import"]["conflicts"]
    for each in conflicts:
        place.lin.run("redact", "withdraw", place.lin.file, "--redaction", each, "--as", ENGINEER)
    place.lin.redact("--path", "a.c", "--lines", "21-21")
    submitted = place.lin("review", "submit", place.lin.file, "--to", WANG, LIU, "--as", ENGINEER)
    assert (submitted["delta"]["new"], submitted["delta"]["approved"], submitted["delta"]["gone"]) == (1, 3, 3)
    packet = place.export("round-2.packet")
    back: list[Path] = []
    for desk, name in ((place.wang, WANG), (place.liu, LIU)):
        assert len(decide(desk, packet, name)["decisions"]) == 1
        assert desk.run("review", "sign", packet, "--as", name).out.strip()
        back.append(answered(desk, packet, name, "2.answer"))
    assert place.take(back[0])["import"]["missing"] == [LIU]
    place.lin.build(expect=1)
    assert place.take(back[1])["import"]["approved"]
    archive = place.lin.package()
    keys = {each["name"]: each["fingerprint"] for _, desk in place.desks() for each in desk("key", "list")["keys"]}
    verified = place.lin("verify", archive, "--signer", keys[ENGINEER])
    assert all(name in json.dumps(verified) for name in ("Wang Fang", "Liu Yang"))
    _check_with_openssl(archive, tmp_path, {keys[WANG], keys[LIU]})
    for against in (archive, packet, *back):
        report = place.lin("audit", place.lin.file, "--against", against)
        assert report["against"]["findings"][-1]["kind"] == "fine", report
    old = place.lin("audit", week_ago, "--against", archive, expect=1)["against"]["findings"]
    assert {each["kind"] for each in old} >= {"cut-tail", "rollback"}
    place.take(back[0], week_ago, expect=3)
    again = place.take(back[0])["import"]
    assert (again["added"], again["known"] > 0) == (0, True)


def _check_with_openssl(archive: Path, folder: Path, signers: set[str]) -> None:
    top = unpack(archive, folder / "unpacked")
    seen: set[str] = set()
    for message in sorted((top / "proof/approvals").glob("approval-*.msg")):
        signer = json.loads(message.read_bytes().partition(b"\0")[2][8:])["signer"]
        command = [
            "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", top / f"proof/keys/{signer}.pem",
            "-in", message, "-sigfile", message.with_suffix(".sig"),
        ]  # fmt: skip
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        assert "Signature Verified Successfully" in done.stdout, done
        seen.add(signer)
    assert seen == signers


def test_an_old_packet_is_told_and_not_signed(reviewed: tuple[Place, Path, Path, Path], tmp_path: Path) -> None:
    place = reviewed[0].copy(tmp_path / "homes")
    place.lin.redact("--path", "a.c", "--lines", "21-21")
    place.lin.run("review", "submit", place.lin.file, "--to", WANG, LIU, "--as", ENGINEER)
    packet = place.export("round-2.packet")
    decide(place.wang, packet, WANG)
    done = place.wang.run("review", "sign", reviewed[1], "--as", WANG, expect=3)
    assert "You have seen round 2" in done.out + done.err
    done = place.lin.run("review", "import", place.lin.file, reviewed[2], expect=3)
    assert "round 1; round 2 has been submitted since" in done.err
    late = place.take(answered(place.wang, packet, WANG, "2.answer"))["import"]
    assert late["added"] == 4  # what she decided in round 1 comes along


def test_an_answer_that_is_left_out_holds_up_the_round(
    reviewed: tuple[Place, Path, Path, Path], tmp_path: Path
) -> None:
    place = reviewed[0].copy(tmp_path / "homes")
    packet = reviewed[1]
    place.wang.run("review", "sign", packet, "--as", WANG)
    place.take(answered(place.wang, packet, WANG, "signed.answer"))
    status = place.lin("review", "status", place.lin.file)
    assert {each["key"]["name"]: each["state"] for each in status["reviewers"]} == {WANG: "signed", LIU: "waiting"}
    place.lin.build(expect=1)


@pytest.mark.parametrize("how", ["other-workbook", "tampered", "not-an-answer", "wrong-key"])
def test_what_is_no_answer_to_this_is_refused_with_a_sentence(
    reviewed: tuple[Place, Path, Path, Path], tmp_path: Path, how: str
) -> None:
    place, packet, answer, _ = reviewed
    file, path, desk = tmp_path / "w.codebinder", tmp_path / "x.answer", place.lin
    shutil.copy(place.lin.file, file)
    shutil.copy(answer, path)
    if how == "other-workbook":
        file = tmp_path / "other.codebinder"
        place.lin.run("new", file, "--vendor", "Somebody Else")
    elif how == "tampered":
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)
    elif how == "not-an-answer":
        path = packet
    else:
        desk = place.liu
    before = file.read_bytes()
    done = desk.run("review", "import", file, path, expect=3)
    assert done.err.strip()
    assert file.read_bytes() == before


def test_an_audit_where_the_key_is_not_says_what_it_could_not_check(prepared: Place, tmp_path: Path) -> None:
    place = prepared.copy(tmp_path / "homes")
    place.export("1.packet")
    assert place.lin("audit", place.lin.file)["heads_checked"]
    found = place.wang("audit", place.lin.file)
    assert (found["faults"], found["heads_checked"]) == ([], False)


def test_a_packet_is_no_thing_to_decide_on_for_somebody_else(prepared: Place, tmp_path: Path) -> None:
    place = prepared.copy(tmp_path / "homes")
    packet = place.export("for-wang.packet", WANG)
    decide(place.liu, packet, LIU, expect=3)


def test_a_packet_that_opens_by_a_passphrase_is_decided_on_all_the_same(prepared: Place, tmp_path: Path) -> None:
    place = prepared.copy(tmp_path / "homes")
    out = place.lin.folder / "by-word.packet"
    for desk in (place.lin, place.wang):
        desk.changes["CODEBINDER_PACKET_PASSPHRASE"] = "by another way"
    place.lin.run("review", "export", place.lin.file, "--out", out, "--passphrase", "--as", ENGINEER)
    decide(place.wang, out, WANG)
    back = answered(place.wang, out, WANG, "1.answer")
    del place.lin.changes["CODEBINDER_PACKET_PASSPHRASE"]
    assert place.take(back)["import"]["added"] == 2
    place.lin.changes["CODEBINDER_PACKET_PASSPHRASE"] = "by another way"
    assert place.lin("audit", place.lin.file, "--against", out)["against"]["source"] == "packet"


def test_what_she_signed_at_another_account_stops_her_until_she_says_it_is_hers(
    prepared: Place, tmp_path: Path
) -> None:
    place = prepared.copy(tmp_path / "homes")
    first = place.export("1.packet")
    decide(place.wang, first, WANG, "R-1")
    place.take(answered(place.wang, first, WANG, "1.answer"))
    laptop = place.wang.copy(tmp_path / "laptop")
    decide(laptop, first, WANG, "R-2")
    place.take(answered(laptop, first, WANG, "2.answer"))
    second = place.export("2.packet")
    done = place.wang.run("review", "decide", second, "--id", "R-3", "--verdict", "approve", "--as", WANG, expect=3)
    assert "Somebody signed with your key" in done.err or "was signed with your key" in done.err
    place.wang.run("review", "decide", second, "--id", "R-3", "--verdict", "approve", "--as", WANG, "--mine")
    place.take(answered(place.wang, second, WANG, "3.answer"))


KILLED = 8
LOOP = """
import sys
from pathlib import Path
from codebinder.app import environment
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Verdict
from codebinder.workflow import packetdesk
quiet = {"progress": NoProgress(), "cancel": NeverCancel()}
with packetdesk.open(environment(), Path(sys.argv[1]), key="wang", **quiet) as desk:
    ids = [each.subject.id for each in desk.subjects()]
    print("ready", flush=True)
    for number in range(100_000):
        done = desk.decide(ids=[ids[number % len(ids)]], verdict=Verdict.APPROVE, key="wang")
        print(done[0].digest, flush=True)
"""


def test_every_decision_that_was_told_as_done_is_there_after_a_kill(prepared: Place, tmp_path: Path) -> None:
    import sqlite3
    import sys

    from devkit.places import ROOT

    place = prepared.copy(tmp_path / "homes")
    packet = place.export("round-1.packet")
    environment = {**place.wang.environment(), "PYTHONPATH": str(ROOT / "app")}
    draw = random.Random("kill")
    told: set[str] = set()
    for _ in range(KILLED):
        child = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(packet)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n", child.communicate()[1]
        told.add(child.stdout.readline().strip().decode())
        time.sleep(draw.uniform(0, 0.25))
        child.kill()
        out, _ = child.communicate()
        whole = out.rpartition(b"\n")[0].decode().splitlines()
        told |= set(whole)
        (store,) = (place.wang.home / ".config").rglob("*.codebinder-review")
        with sqlite3.connect(store) as connection:
            kept = {str(row[0]) for row in connection.execute("SELECT digest FROM objects")}
        assert told <= kept
    assert len(told) >= KILLED
    place.take(answered(place.wang, packet, WANG, "1.answer"))
