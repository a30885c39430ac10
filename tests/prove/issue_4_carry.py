"""The long evidence of carrying over: 200 redactions at an old release, and where they are at a newer one.

    main(["--repo", GIT_DIR, "--old", TAG, "--new", TAG, "--show", "30"])

What is checked is read from git by its own commands, and compared by code that shares nothing with what found it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebinder.errors import UserError
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.workflow import carrying, redacting, sources
from codebinder.workflow.carrying import CarryReport, Outcome
from helpers.workflows import ENGINEER, QUIET, Room

_TEXT = re.compile(rb"\.(?:c|h|cc|cpp|py|tcl|sh|md|conf|java|go|rs|js|pl|m4|am|txt|rst|yml)$")
_HEAD = re.compile(rb"^[A-Za-z_][^;{}=#]*\([^;]*$")
_STRING = re.compile(rb'"([^"\\\n]{12,40})"')
_SHARE = {"function": 80, "lines": 60, "value": 40, "file": 20}
_LARGEST = 400_000


@dataclass(frozen=True, slots=True)
class Made:
    """One redaction as it was made: what it hid, read from git."""

    what: str
    row: Redaction
    hidden: bytes


def git(repo: Path, *words: str) -> bytes:
    """Run git on a repository; nothing is written."""
    return subprocess.run(["git", f"--git-dir={repo}", *words], check=True, capture_output=True).stdout


def paths_of(repo: Path, tag: str) -> list[bytes]:
    """Give the paths of source files at a tag."""
    rows = git(repo, "ls-tree", "-r", "-z", "--long", tag).split(b"\0")
    found: list[bytes] = []
    for row in filter(None, rows):
        facts, _, path = row.partition(b"\t")
        mode, kind, _, size = facts.split()
        if kind == b"blob" and mode != b"120000" and _TEXT.search(path) and 200 < int(size) < _LARGEST:
            found.append(path)
    return found


def blob(repo: Path, tag: str, path: bytes) -> bytes:
    """Give a file at a tag."""
    return subprocess.run(
        [b"git", b"--git-dir=" + bytes(repo), b"cat-file", b"blob", tag.encode() + b":" + path],
        check=True, capture_output=True,
    ).stdout  # fmt: skip


def functions(lines: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Give functions written the usual way: a head that begins its line, and a `}` at the beginning of another."""
    start = -1
    for at, line in enumerate(lines):
        if _HEAD.match(line):
            start = at
        elif line[:1] == b"}" and start >= 0 and 3 < at - start < 300:
            yield start + 1, at + 1
            start = -1


def make(room: Room, repo: Path, old: str, seed: int) -> list[Made]:
    """Make the redactions, by a seeded choice of files and of places in them."""
    draw, paths = random.Random(seed), paths_of(repo, old)
    made: list[Made] = []
    left = dict(_SHARE)
    taken: set[tuple[bytes, int]] = set()
    while any(left.values()):
        path = draw.choice(paths)
        data = blob(repo, old, path)
        for what in [what for what, count in left.items() if count]:
            row = _one(room, draw, path, data, what)
            if row is not None and (row.path, row.start) in taken:
                room.withdraw(row.id)
            elif row is not None:
                taken.add((row.path, row.start))
                hidden = data if row.kind is RedactionKind.FILE else data[row.start : row.end]
                made.append(Made(what, row, hidden))
                left[what] -= 1
                break
    return made


def _one(room: Room, draw: random.Random, path: bytes, data: bytes, what: str) -> Redaction | None:
    common = {"path": path, "reason": "TS", "key": ENGINEER}
    lines = data.splitlines()
    try:
        if what == "file":
            return redacting.redact_file(room.session, room.filing, **common)[0]
        if what == "function":
            found = list(functions(lines))
            if not found:
                return None
            first, last = draw.choice(found)
            return redacting.redact_lines(room.session, room.filing, first=first, last=last, **common)[0]
        if what == "lines":
            first = draw.randrange(len(lines)) + 1
            last = min(len(lines), first + draw.randrange(5))
            return redacting.redact_lines(room.session, room.filing, first=first, last=last, **common)[0]
        strings = list(_STRING.finditer(data))
        if not strings:
            return None
        start, end = draw.choice(strings).span(1)
        return redacting.redact_bytes(room.session, room.filing, start=start, end=end, as_value=True, **common)[0]
    except UserError:
        return None


def tokens(data: bytes) -> list[bytes]:
    """Give what is not white space, word by word."""
    return re.findall(rb"[A-Za-z0-9_\x80-\xff]+|[^\sA-Za-z0-9_\x80-\xff]", data)


def wrong(repo: Path, new: str, made: Sequence[Made], standing: dict[str, Redaction]) -> list[str]:
    """Give the redactions that stand where other bytes and other words are than those that were hidden."""
    found: list[str] = []
    for each in made:
        row = standing.get(each.row.id)
        if row is None:
            continue
        try:
            data = blob(repo, new, row.path)
        except subprocess.CalledProcessError:
            found.append(f"{row.id}: no such file")
            continue
        there = data if row.kind is RedactionKind.FILE else data[row.start : row.end]
        if there != each.hidden and tokens(there) != tokens(each.hidden):
            found.append(f"{row.id}: {row.path!r} {row.start}-{row.end}")
    return found


def elsewhere(
    repo: Path, old: str, new: str, made: Sequence[Made], standing: dict[str, Redaction]
) -> tuple[int, list[str]]:
    """Compare with git's own difference of the two files: lines that it takes for unchanged have one place. Give how
    many redactions could be compared so, and those that stand at another one."""
    compared, found = 0, list[str]()
    for each in made:
        row = standing.get(each.row.id)
        if row is None or row.kind is not RedactionKind.PLACE:
            continue
        pair = [tag.encode() + b":" + path for tag, path in ((old, each.row.path), (new, row.path))]
        done = subprocess.run(
            [b"git", b"--git-dir=" + bytes(repo), b"diff", b"--no-color", b"--no-ext-diff", b"-U0", *pair],
            check=True, capture_output=True,
        ).stdout  # fmt: skip
        before = blob(repo, old, each.row.path)
        first = before.count(b"\n", 0, each.row.start) + 1
        last = before.count(b"\n", 0, each.row.end) + 1
        shift, whole = 0, True
        for start, size, _, there in re.findall(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", done, re.MULTILINE):
            at, count = int(start), int(size or b"1")
            if at + count - 1 < first or (count == 0 and at < first):
                shift += int(there or b"1") - count
            elif at <= last:
                whole = False
        if whole:
            compared += 1
            line = blob(repo, new, row.path).count(b"\n", 0, row.start) + 1
            if line != first + shift:
                found.append(f"{row.id}: {row.path!r} line {line}, by git {first + shift}")
    return compared, found


def show(repo: Path, new: str, room: Room, made: Sequence[Made], report: CarryReport, count: int) -> None:
    """Print a sample of what was not carried, to be judged by eye."""
    rows = [row for row in report.rows if row.outcome not in {Outcome.SAME, Outcome.MOVED}]
    random.Random(7).shuffle(rows)
    by_id = {each.row.id: each for each in made}
    places = {row.redaction: row for row in carrying.returned(room.session, room.filing, asleep=True)}
    for row in rows[:count]:
        each, place = by_id[row.redaction], places.get(row.redaction)
        print(f"--- {row.redaction} {each.what} {row.outcome.value} ({row.why.id}) {row.old_path!r}:{row.old_line}")
        print(each.hidden[:600].decode("utf-8", "replace"))
        if place is not None and place.path:
            data = blob(repo, new, place.path)
            print(f"  => {place.path!r}:{place.line} {place.start}-{place.end}")
            print(data[place.start : place.end][:600].decode("utf-8", "replace"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather the evidence; 1 where a redaction stands at wrong bytes."""
    parser = argparse.ArgumentParser(prog="dev.py prove 4 carry")
    parser.add_argument("--repo", type=Path, required=True)
    parser.add_argument("--old", required=True)
    parser.add_argument("--new", required=True)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--show", type=int, default=0)
    values = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("CODEBINDER_CACHE_DIR", folder)
        room = Room(Path(folder))
        try:
            return _prove(room, values)
        finally:
            room.session.close()


def _prove(room: Room, values: argparse.Namespace) -> int:
    repo = values.repo.resolve()
    sources.add_repository(room.session, room.filing, repo=repo, rev=values.old, slug="src", **QUIET)
    made = make(room, repo, values.old, values.seed)
    begun = time.monotonic()
    report = sources.update(room.session, room.filing, "src", rev=values.new, **QUIET).carry
    seconds = time.monotonic() - begun
    assert report is not None
    carried = set(report.ids(Outcome.SAME, Outcome.MOVED))
    standing = {row.id: row for row in redacting.redactions(room.session, room.filing) if row.id in carried}
    what = {each.row.id: each.what for each in made}
    print(f"{repo}: {values.old} to {values.new}, {len(made)} redactions, seed {values.seed}, {seconds:.1f} s")
    counted = Counter((what[row.redaction], row.outcome) for row in report.rows)
    print(f"  {'':10}" + "".join(f"{each.value:>11}" for each in Outcome))
    for kind in _SHARE:
        print(f"  {kind:10}" + "".join(f"{counted[kind, each]:>11}" for each in Outcome))
    print(f"  {'all':10}" + "".join(f"{len(report.ids(each)):>11}" for each in Outcome))
    print("  why: " + ", ".join(f"{why} {n}" for why, n in Counter(row.why.id for row in report.rows).most_common()))
    faults = wrong(repo, values.new, made, standing)
    kept = len(standing.keys() & what.keys())
    print(f"  independent check: {kept} stand, {len(faults)} of them at wrong bytes")
    for fault in faults:
        print(f"    {fault}")
    compared, other = elsewhere(repo, values.old, values.new, made, standing)
    print(f"  by git's own difference: {compared} compared, {len(other)} stand at another place than it says")
    for fault in other:
        print(f"    {fault}")
    if values.show:
        show(repo, values.new, room, made, report, values.show)
    return 1 if faults else 0
