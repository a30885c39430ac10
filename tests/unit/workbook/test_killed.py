"""Kills: what was acknowledged is there, and the file opens, whenever the writer dies (design §4.1)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from codebinder.workbook import Workbook
from helpers.books import StillClock, new_book

WRITER = """
import sys; sys.path[:0] = sys.argv[2:]
from pathlib import Path
from helpers.books import StillClock, a_finding
from codebinder.workbook import Workbook
book = Workbook.open(Path(sys.argv[1]), clock=StillClock())
assert not book.read_only
number = len(book.filings.answers("f"))
while True:
    with book.transaction("answer"):
        book.filings.set_answer("f", f"r{number:06}", "x" * 3000)
        book.findings.merge("f", "src", [a_finding(start=place * 10 + number) for place in range(40)])
    number += 1
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    new_book(path).close()
    roots = [one for one in sys.path if one.endswith(("/app", "/tests"))]
    draw, acknowledged, kills = random.Random(20), 0, 20
    for _ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), *roots], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            acknowledged = int(child.stdout.readline())
            time.sleep(draw.random() * 0.03)
            child.kill()
            for line in child.stdout:
                if line.endswith("\n"):
                    acknowledged = int(line)
        with Workbook.open(path, clock=StillClock()) as book:
            assert not book.read_only
            written = len(book.filings.answers("f"))
            # The one in flight may have been committed just before it could be acknowledged.
            assert acknowledged <= written <= acknowledged + 1
            assert book.check() == ()
    assert acknowledged >= kills


def test_a_reader_rolls_back_what_a_killed_writer_left(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    new_book(path).close()
    script = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from helpers.books import StillClock\n"
        "from codebinder.workbook import Workbook\n"
        "book = Workbook.open(Path(sys.argv[1]), clock=StillClock())\n"
        "book._store._connection.execute('PRAGMA cache_size = 5')\n"
        "with book.transaction('spill'):\n"
        "    for number in range(200):\n"
        "        book.filings.set_answer('f', str(number), 'y' * 4000)\n"
        "    print('spilt', flush=True)\n"
        "    import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    roots = [one for one in sys.path if one.endswith(("/app", "/tests"))]
    done = subprocess.run([sys.executable, "-c", script, str(path), *roots], stdout=subprocess.PIPE, check=False)
    assert done.stdout == b"spilt\n"
    assert (tmp_path / "a.codebinder-journal").exists()
    with Workbook.open(path, clock=StillClock(), read_only=True) as book:
        assert book.filings.answers("f") == {}
        assert book.check() == ()
