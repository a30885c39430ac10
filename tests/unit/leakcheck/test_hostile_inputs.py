"""Files made to hold up the leak check end soon, and what of them could not be searched is said."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from codebinder.errors import UserError
from codebinder.leakcheck import check_bytes, pdfstreams
from codebinder.leakcheck.containers import Budget
from codebinder.model.package import Needle
from helpers.effort import within

SECRET = b"Zq7-secret-PASSw0rd-9"
NEEDLES = [Needle(redaction="R-1", kind="value", data=SECRET)]
EMPTY = b"stream\nx\x9c\x03\0\0\0\0\x01"


def test_many_streams_without_an_end_take_no_time() -> None:
    data = b"%PDF-1.4\n" + EMPTY * 100_000
    assert not within(240, lambda: list(pdfstreams.streams(data)))


def test_brackets_without_an_end_take_no_time() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<?xml version='1.0'?>" + b"<" * 300_000)
    assert not within(160, lambda: check_bytes("a.docx", out.getvalue(), NEEDLES))


def test_a_stream_is_searched_up_to_where_it_is_damaged() -> None:
    """A reader of PDFs shows what comes before the damage."""
    packed = zlib.compress(b"".join(b"%d " % number for number in range(40_000)) + SECRET + bytes(range(256)) * 400)
    whole = b"%PDF-1.4\n1 0 obj << /Filter /FlateDecode >>\nstream\n" + packed[:-200] + b"\xff" * 200 + b"\nendstream"
    assert any(SECRET in content for _, content in pdfstreams.streams(whole))
    assert check_bytes("a.pdf", whole, NEEDLES)


def test_a_stream_that_holds_the_word_endstream_is_searched_whole() -> None:
    stored = zlib.compress(b"endstream " + SECRET, level=0)
    assert any(SECRET in content for _, content in pdfstreams.streams(b"%PDF-1.4\nstream\n" + stored + b"\nendstream"))


def test_a_stream_that_unpacks_to_too_much_is_said_and_the_next_one_is_searched() -> None:
    bomb = zlib.compress(bytes((64 << 20) + 2))
    data = b"%PDF-1.4\nstream\n" + bomb + b"\nendstream\nstream\n" + zlib.compress(SECRET) + b"\nendstream"
    seen: list[bytes] = []
    with pytest.raises(UserError):  # noqa: PT012  (what comes before it is what counts)
        for _, content in pdfstreams.streams(data):
            seen.append(content[:100])
    assert SECRET in seen
    with pytest.raises(UserError):
        list(pdfstreams.streams(data, Budget(1 << 20)))
