"""Reviewing, killed at random moments: whatever was shown as done is there, in its place of an unbroken chain."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from codebinder.errors import UserError
from codebinder.model.review import SignedType
from codebinder.workbook.answerstore import AnswerStore
from codebinder.workbook.reviews import Reviews
from codebinder.workbook.store import Store
from codebinder.workflow.environment import SystemClock, SystemRandomness
from devkit.places import environment
from helpers.desk import ENGINEER, LEGAL, Desk
from prove.ledger import Ledger

LINES = 24
LONGEST = 2.5
REVIEWER = """
import os, sys
from pathlib import Path
from helpers.desk import Desk
desk, target, first, ids = Desk(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]), sys.argv[4:]
os.write(1, b"ready\\n")
for number in range(first, first + 1_000_000):
    each, verdict = ids[number % len(ids)], ("approve", "reject", "approve-if")[number % 3]
    words = ("--id", each, "--verdict", verdict, "--comment", f"word {number}", "--as", "chen")
    done = desk.run("review", "decide", target, *words, "--json", expect=None)
    os.write(1, f"done {each} {verdict}\\n".encode() if done.code == 0 else f"fault {done.err}\\n".encode())
"""
"""One person who decides without a pause; a decision is shown as done once the command has answered."""

Made = list[tuple[str, str]]


@dataclass
class Count:
    """What the kills came to."""

    killed: int = 0
    done: int = 0
    in_flight: int = 0
    wrong: list[str] = field(default_factory=list[str])


def kills(ledger: Ledger, folder: Path, count: int) -> None:
    """Half of the kills in the workbook, half in a packet."""
    desk = Desk(folder)
    ids = prepared(desk)
    packet = folder / "round.packet"
    desk.run("review", "export", desk.file, "--out", packet, "--to", LEGAL, "--as", ENGINEER)
    begun = time.monotonic()
    for title, target, share in (("workbook", desk.file, count // 2), ("packet", packet, count - count // 2)):
        found = killed(desk, target, ids, share)
        audit = desk.run("audit", desk.file, expect=None)
        ledger.note(
            f"reviewing a {title}, killed at random moments: all that was shown as done is there",
            not found.wrong and found.killed == share and audit.code == 0,
            f"{found.killed} kills, {found.done} decisions shown as done, {found.in_flight} more on the disk, "
            f"{time.monotonic() - begun:.0f} s; {'; '.join(found.wrong[:3])}",
        )
    answer = folder / "chen.answer"
    desk.run("review", "answer", packet, "--out", answer, "--as", LEGAL)
    left = [each.name for each in desk.temp.iterdir()]
    ledger.note("after all these kills she answers from the packet", answer.exists(), f"{answer.stat().st_size} bytes")
    ledger.note("nothing of the killed programs is left in the temporary folder", not left, " ".join(left[:4]))


def prepared(desk: Desk) -> list[str]:
    desk.begin()
    desk.source({b"a.c": b"".join(b"int line_%d = %d;\n" % (number, number * 7919) for number in range(4 * LINES))})
    desk.scan()
    for number in range(LINES):
        desk.redact("--path", "a.c", "--lines", f"{4 * number + 1}-{4 * number + 2}")
    desk.submit()
    return [row["subject"]["id"] for row in desk("list", desk.file, "decisions")["decisions"]]


def killed(desk: Desk, target: Path, ids: list[str], count: int) -> Count:
    draw, found, before = random.Random(), Count(), made(desk, target)
    env = {**environment(), **desk.environment()}
    env["PYTHONPATH"] = environment()["PYTHONPATH"]
    while found.killed < count:
        command = [sys.executable, "-c", REVIEWER, str(desk.folder), str(target), str(len(before)), *ids]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            # Every other one is killed shortly after it showed something as done: between two commits, or in one.
            said = [process.stdout.readline().rstrip("\n")] if found.killed % 2 else []
            timer = threading.Timer(draw.random() * (LONGEST / 4 if said else LONGEST), process.kill)
            timer.start()
            said += process.stdout.read().splitlines()
            timer.cancel()
        found.killed += 1
        # A line that was cut by the kill was shown to nobody.
        shown = [(row.split()[1], row.split()[2]) for row in said if row.startswith("done ")]
        found.wrong += [row for row in said if row.startswith("fault")]
        after = made(desk, target)
        more = after[len(before) :]
        found.done += len(shown)
        found.in_flight += len(more) - len(shown)
        if after[: len(before)] != before or more[: len(shown)] != shown or len(more) > len(shown) + 1:
            found.wrong.append(f"kill {found.killed}: {len(shown)} shown, {len(more)} there")
        before = after
    return found


def made(desk: Desk, target: Path) -> Made:
    """Read what she decided, from a program that starts after the kill; the chain of her key has to be whole."""
    if target == desk.file:
        assert desk.run("audit", desk.file, expect=None).code == 0
        store = Store(desk.file, clock=SystemClock(), refusal=UserError("reading"))
        try:
            objects = Reviews(store).objects(type=SignedType.DECISION)
        finally:
            store.close()
    else:
        folder = own_folder(desk)
        with sqlite3.connect(desk.file) as opened:
            (uid,) = opened.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()
        with AnswerStore.open(folder, uid, clock=SystemClock(), randomness=SystemRandomness()) as held:
            objects = held.objects()
    rows = [json.loads(each.stored) for each in objects]
    for one, other, signed in zip(rows, rows[1:], objects, strict=False):
        assert other["sequence"] == one["sequence"] + 1
        assert other["previous"] == hashlib.sha256(signed.stored).hexdigest()
    return [(row["subject"], row["verdict"]) for row in rows]


def own_folder(desk: Desk) -> Path:
    """Where this account keeps its own file of packets."""
    return desk.home / ".config" / "codebinder" / "reviews"
