"""With hyperscan, without it, and without google-re2 as well, the findings are the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from codebinder.detect import Engine
from helpers import scan_all


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every rule's examples and counter-examples, each by itself, and all of them mixed into long files."""
    folder = tmp_path_factory.mktemp("corpus")
    drawn = random.Random("three paths")
    files: list[str] = []
    mixed: list[bytes] = []
    for number, rule in enumerate(Engine.load().rules):
        for place, example in enumerate((*rule.examples, *rule.counter_examples)):
            file = folder / f"{number}-{place}#{example.path.replace('/', '_')}"
            file.write_bytes(example.data)
            files.append(str(file))
            if b"\0" not in example.data:
                mixed.append(example.data)
    drawn.shuffle(mixed)
    for number in range(0, len(mixed), 40):
        file = folder / f"mixed-{number}#mixed.c"
        file.write_bytes(b"\nint value = 0;\n".join(mixed[number : number + 40]))
        files.append(str(file))
    listed = folder / "list.json"
    listed.write_text(json.dumps(files), encoding="utf-8")
    return listed


@pytest.fixture(scope="module")
def fast(corpus: Path) -> list[list[object]]:
    return scan_all.findings(json.loads(corpus.read_text(encoding="utf-8")))


@pytest.mark.parametrize("absent", [["hyperscan"], ["hyperscan", "re2"]], ids=["no-hyperscan", "no-re2"])
def test_the_findings_are_the_same_without(corpus: Path, fast: list[list[object]], absent: list[str]) -> None:
    command = [sys.executable, scan_all.__file__, str(corpus), *absent]
    done = subprocess.run(command, capture_output=True, check=True)
    slow = json.loads(done.stdout)
    assert len(fast) > 100
    assert [row for row in slow if row not in fast] == []
    assert [row for row in fast if row not in slow] == []
