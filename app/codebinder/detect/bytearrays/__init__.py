"""Keys written as arrays of numbers or as escaped bytes, in C and its kin, Java, Go, Rust, C#, Python, device trees,
Verilog and VHDL. An array counts by what it is called, or by what it holds (a private key in DER or PEM).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from codebinder.detect import der
from codebinder.detect.bytearrays.chance import Looks, looks
from codebinder.detect.bytearrays.keylists import key_lists
from codebinder.detect.bytearrays.literals import Literal, literals
from codebinder.detect.bytearrays.naming import Meaning, Namer
from codebinder.detect.bytearrays.notations import runs
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

__all__ = ["look"]

_LEAST, _MOST = 8, 512
_USUAL_SIZES = frozenset({8, 16, 20, 24, 28, 32, 40, 48, 56, 64, 66, 96, 114, 128, 192, 256, 384, 512})
_HALVES = re.compile(rb"0[xX][0-9a-fA-F]{3,4}(?![0-9a-fA-F])")
_MOST_JUDGED = 20_000
"""Named arrays of one file that are judged; a file with more is a table."""
_DER_MOST = 16 << 10
_SELF_TESTS = (b"_SELF_TEST)", b"_SELFTEST", b"self_test(", b"selftest(")
_RULES = {"key": "byte-array-key", "private": "byte-array-private-key", "password": "byte-array-password"}


def look(file: FileView) -> Iterator[Sight]:
    """Give the arrays that are keys."""
    yield from key_lists(file)
    others = {sight.start: sight for sight in _in_other_notations(file)}
    for sight in _in_usual_notations(file):
        other = others.pop(sight.start, sight)
        yield other if sight.confidence is Confidence.LOW else sight
    yield from others.values()


def _in_usual_notations(file: FileView) -> Iterator[Sight]:
    namer = Namer(file.flat)
    self_test, judged = -1, 0
    for one in literals(file.flat, file.suffix):
        meaning = namer.name(one)
        found = _held(one) if one.may_hold_key else None
        if found is None and meaning is not None:
            judged += 1
            if judged > _MOST_JUDGED:
                return
            found = _named(one, meaning)
            if found is not None and found.confidence is not Confidence.LOW:
                self_test = _self_test(file.flat) if self_test < 0 else self_test
                if self_test < one.start:  # those hold the vectors of standards
                    reason = "bytes named as a key, in a self-test of an algorithm"
                    found = replace(found, confidence=Confidence.LOW, reason=reason)
        if found is not None:
            yield found


def _in_other_notations(file: FileView) -> Iterator[Sight]:
    for run in runs(file):
        if len(run.values) not in _USUAL_SIZES:
            continue
        seen = looks(run.values)
        if seen.table or seen.text or run.values[4:8] in {b"ssh-", b"ecds"}:
            continue
        grade, reason = _graded(len(run.values), run.meaning, seen)
        yield Sight(start=run.start, end=run.end, rule=_RULES[run.meaning.kind], confidence=grade, reason=reason)


def _self_test(flat: bytes) -> int:
    """Give where the first self-test of a library begins; the end of the file where there is none."""
    return min((at for mark in _SELF_TESTS if (at := flat.find(mark)) >= 0), default=len(flat))


def _held(one: Literal) -> Sight | None:
    """Is it a whole private key, whatever it is called?"""
    values = one.values(_DER_MOST)
    if values is None:
        return None
    key = der.private_key(values)
    what = key.what if key is not None else ""
    if not what and b"PRIVATE KEY-----" in values[:64]:
        what = "private key in PEM form"
    if not what:
        return None
    return Sight(
        start=one.start, end=one.end, rule="byte-array-private-key", confidence=Confidence.HIGH,
        reason=f"{what}, as an array of bytes", firm=True,
    )  # fmt: skip


def _named(one: Literal, meaning: Meaning) -> Sight | None:
    values = one.values(_MOST)
    least = _LEAST if meaning.kind != "password" else 6
    if values is None or not least <= len(values) <= _MOST:
        return None
    seen = looks(values)
    if seen.table or values[4:8] in {b"ssh-", b"ecds"}:
        return None
    grade, reason = _graded(len(values), meaning, seen)
    if one.form == "list" and grade is not Confidence.LOW and _HALVES.match(one.flat, one.start):
        grade, reason = Confidence.LOW, "numbers of 16 bits named as a key"
    return Sight(start=one.start, end=one.end, rule=_RULES[meaning.kind], confidence=grade, reason=reason)


def _graded(size: int, meaning: Meaning, seen: Looks) -> tuple[Confidence, str]:
    doubt = _doubt(meaning, seen)
    if doubt:
        return Confidence.LOW, doubt
    sure = meaning.strong and meaning.assigned
    if seen.text:
        grade = Confidence.MEDIUM if sure else Confidence.LOW
        return grade, "characters one by one, named as a secret"
    if sure and size in _USUAL_SIZES:
        return Confidence.HIGH, "random bytes named as a key"
    if meaning.strong or (size in _USUAL_SIZES and meaning.assigned):
        return Confidence.MEDIUM, "random bytes named as a key or what goes with one"
    return Confidence.LOW, "random bytes with a name that hints at keys"


def _doubt(meaning: Meaning, seen: Looks) -> str:
    if seen.vector:
        return "test vector of a standard, as an array of bytes"
    if seen.regular:
        return f"array of bytes named as a key, {seen.regular}"
    if meaning.sample:
        return "array of bytes named as an example"
    return "random bytes named after a cipher" if meaning.weak else ""
