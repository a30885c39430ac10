"""Chooses what to hide in a real repository: values that stand in several files, and places all over the tree."""

from __future__ import annotations

import io
import random
import re
import tarfile
from collections import Counter
from pathlib import Path

from helpers.filing_job import git

_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]{9,40}")
_PLACE = re.compile(rb"[^\s{}][^\n]{11,}")
_LAYOUT = b" \t\r\n\\*#;>|/+&,.-\"'"
"""What differs between copies of a text that is laid out differently; the leak scan finds them all the same."""
_LARGEST = 1 << 20
Row = dict[str, str | int | bool]


def texts(repo: Path, rev: str) -> tuple[dict[str, bytes], bytes]:
    """Give the tree's plain text files, and everything that stands in any of its files."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(git(repo, "archive", "--format=tar", rev))) as archive:
        for info in archive:
            stream = archive.extractfile(info) if info.isfile() else None
            found[info.name] = stream.read() if stream else b""
    whole = b"\n".join(found.values())
    plain = {
        name: data
        for name, data in found.items()
        if 0 < len(data) <= _LARGEST and b"\0" not in data and b"\r" not in data and data.isascii()
    }
    return plain, whole


def chosen(repo: Path, rev: str, count: int, *, seed: int = 4) -> list[Row]:
    """Give rows for `redact_many` that come to about `count` ranges: half values where they stand, half places."""
    draw = random.Random(seed)
    files, whole = texts(repo, rev)
    names = git(repo, "ls-tree", "-r", "-z", "--name-only", rev).translate(None, _LAYOUT).lower()
    rows = _values(files, whole, names, count // 2, draw)
    return rows + _places(files, whole, count - count // 2, draw)


def _values(files: dict[str, bytes], whole: bytes, names: bytes, ranges: int, draw: random.Random) -> list[Row]:
    """Words that stand one to ten times in the tree and in no file's name, nor within another word."""
    counts: Counter[bytes] = Counter()
    for data in files.values():
        counts.update(_WORD.findall(data))
    rare = sorted(word for word, number in counts.items() if number <= 10 and b"_" in word[1:-1])
    alone = [word for word in rare if word.translate(None, _LAYOUT).lower() not in names]
    picked = dict.fromkeys(draw.sample(alone, min(len(alone), ranges)), 0)
    rows: list[Row] = []
    total = 0
    for word in picked:
        standing = whole.count(word)
        if total >= ranges:
            break
        if standing > 10:
            continue
        path = next(name for name, data in files.items() if word in data)
        start = files[path].index(word)
        rows.append({"path": path.encode().hex(), "start": start, "end": start + len(word), "value": True})
        total += standing
    return rows


def _places(files: dict[str, bytes], whole: bytes, ranges: int, draw: random.Random) -> list[Row]:
    """One to six lines each, apart from each other; such as stand once, since a hidden place may stand nowhere else."""
    names = sorted(files)
    bare = whole.translate(None, _LAYOUT)
    rows: list[Row] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    while len(rows) < ranges:
        name = draw.choice(names)
        data = files[name]
        begin = _PLACE.search(data, draw.randrange(len(data)))
        if begin is None:
            continue
        start, end = begin.span()
        for _ in range(draw.choice((0, 0, 0, 1, 5))):
            end = max(end, data.find(b"\n", end + 1))
        held = taken.setdefault(name, [])
        once = bare.count(data[start:end].translate(None, _LAYOUT)) == 1
        if once and all(end + 1 < low or high + 1 < start for low, high in held):
            held.append((start, end))
            rows.append({"path": name.encode().hex(), "start": start, "end": end, "value": False})
    return rows
