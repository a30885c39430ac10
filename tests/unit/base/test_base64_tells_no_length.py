"""What is left of base64 text once a value in it is masked is the same whatever the value's length (proof.md §1)."""

from __future__ import annotations

import base64
import re

import pytest

from codebinder.base.values import ValueSearch

VALUES = [b"s3cr3t-" + b"kx7Q" * 5 + b"abc"[:extra] for extra in range(4)] + [b"s3cr3t-" + b"kx7Q" * 60]


def masked(value: bytes, data: bytes) -> bytes:
    spans = sorted((hit.start, hit.end) for hit in ValueSearch([("R-1", value, "utf-8")]).search(data))
    assert spans
    out, last = b"", 0
    for start, end in spans:
        if start >= last:
            out += data[last:start] + b"[#]"
        last = max(last, end)
    return out + data[last:]


def wrapped(data: bytes, width: int, indent: bytes) -> bytes:
    return re.sub(rb"(.{%d})(?=.)" % width, rb"\1\n" + indent, data)


@pytest.mark.parametrize("prefix", [b"", b"u", b"us", b"user:"])
@pytest.mark.parametrize("suffix", [b"", b"@", b":and more text behind it"])
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_the_rest_of_a_run_is_masked_too(prefix: bytes, suffix: bytes, encode: object) -> None:
    assert callable(encode)
    left = {masked(value, b'x = "' + encode(prefix + value + suffix) + b'"; y = 1\n') for value in VALUES}
    assert len(left) == 1
    assert left.pop().endswith(b'[#]"; y = 1\n')


@pytest.mark.parametrize("width", [64, 76])
@pytest.mark.parametrize("indent", [b"", b"    "])
def test_the_further_lines_of_a_wrapped_text_are_masked_too(width: int, indent: bytes) -> None:
    left: set[bytes] = set()
    for value in VALUES:
        text = wrapped(base64.b64encode(b"p" * 90 + value + b"s" * 200), width, indent)
        left.add(masked(value, b"key: |\n" + indent + text + b"\nnext: thing\n"))
    assert len(left) == 1
    assert left.pop().endswith(b"[#]\nnext: thing\n")


def test_what_stands_beside_a_short_base64_text_stays() -> None:
    value = VALUES[0]
    assert masked(value, base64.b64encode(value) + b"\nreturn\nnext\n") == b"[#]\nreturn\nnext\n"
