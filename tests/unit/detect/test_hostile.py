"""Whatever stands in a file: findings within it, and never an exception."""

from __future__ import annotations

import random

import pytest

from codebinder.base import encoding as encodings
from codebinder.detect.engine import Engine, shipped
from codebinder.detect.facts import Gathering
from codebinder.detect.fileview import FileView
from codebinder.detect.gates import KeywordGate
from codebinder.detect.rulefile import load_rules

RULES = load_rules(shipped()).rules
ENGINE = Engine.load()
SAMPLES = [
    (example.path.encode(), example.text.replace("\u00a6", "").encode("utf-8", "surrogateescape"))
    for rule in RULES
    for example in (*rule.examples, *rule.counter_examples)
    if example.text
]
PATHS = (
    b"dump/txn.csv",
    b"a.ipynb",
    b"confCons.xml",
    b"dump.sql",
    b".kube/config",
    b"a\0b",
    b"\x1b[31m",
    b"\xff",
    b"/",
)
PIECES = (
    b'"', b"'", b"\\", b"\n", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"{", b"[", b"(", b"=", b"password", b"<![CDATA[",
          b"&a *a", b"9" * 40, b"\\ud800", b"&#x110000;", b"%00", b"\xc2\xb2", b"\xd9\xa3", b"0x",
          b"\x30\x84\xff\xff\xff\xff")  # fmt: skip
CODECS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "euc_kr", "latin-1", "binary")


def damaged(chance: random.Random, data: bytes) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(broken) + 1)
        match chance.randrange(5):
            case 0:
                del broken[at:]
            case 1:
                del broken[:at]
            case 2:
                broken[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 60))
            case 3:
                broken[at:at] = chance.choice(SAMPLES)[1][: chance.randrange(200)]
            case _:
                broken[at:at] = chance.randbytes(chance.randrange(12))
    codec = chance.choice(("", "", "", "", "utf-16-le", "utf-16-be"))
    return bytes(broken).decode("latin-1").encode(codec) + b"\0" * chance.randrange(2) if codec else bytes(broken)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_samples_never_make_a_detector_fail(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(700):
        path, sample = chance.choice(SAMPLES)
        data = damaged(chance, sample)
        codec = encodings.detect(data)[0] if chance.random() < 0.8 else chance.choice(CODECS)
        file = FileView(path=chance.choice((path, chance.choice(PATHS))), data=data, encoding=codec)
        for hit in ENGINE.look_at(file):
            assert 0 <= hit.start <= hit.end <= len(data) + 1
            assert hit.line >= 1
        Gathering().add(file)


def test_keywords_that_touch_make_one_window() -> None:
    gate = KeywordGate([rule for rule in RULES if "AKIA" in rule.keywords][:1])
    data = b"AKIA" * 300_000  # more than one slice
    assert gate.windows(data) == {0: [(0, len(data))]}
