"""Strings of images: every encoding with its offset, across windows, and text told from noise."""

from __future__ import annotations

import lzma
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import assets
from codebinder.firmware import strings
from codebinder.firmware.reading import Memory
from codebinder.firmware.strings import Text
from codebinder.model.ports import NeverCancel
from helpers.effort import within

GOLDEN = Path(__file__).parents[2] / "golden"
ENGLISH = "Failed to open the update partition"
CHINESE = "无法打开升级分区，请检查存储设备"
ENCODINGS = [
    (ENGLISH, "ascii"), (CHINESE, "utf-8"), (ENGLISH, "utf-16-le"), (CHINESE, "utf-16-le"), (ENGLISH, "utf-16-be"),
    (CHINESE, "utf-16-be"), (CHINESE, "gb18030"), ("Обновление не удалось", "utf-8"), ("Gerät nicht gefunden", "utf-8"),
]  # fmt: skip


def texts(data: bytes, *, meaningful: bool = True) -> list[Text]:
    batches = strings.scan(Memory(data), cancel=NeverCancel())
    return [each for batch in batches for each in batch.texts(meaningful=meaningful)]


@pytest.mark.parametrize(("text", "encoding"), ENCODINGS, ids=[f"{at}-{row[1]}" for at, row in enumerate(ENCODINGS)])
@pytest.mark.parametrize("offset", [0, 64, 65, strings.WINDOW - 7, strings.WINDOW + 2])
def test_a_string_is_found_in_its_encoding_where_it_stands(text: str, encoding: str, offset: int) -> None:
    raw = text.encode(encoding)
    found = texts(bytes(offset) + raw + bytes(40))
    assert [each.text for each in found] == [text]
    if not (encoding.startswith("utf-16") and text.isascii() and offset % 2):
        # Between zero bytes ASCII can be read in both orders: the one that begins at an even place is taken.
        assert (found[0].offset, found[0].size, found[0].encoding) == (offset, len(raw), encoding)


@pytest.mark.parametrize("seed", range(4))
def test_windows_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    parts = [rng.choice([text.encode(encoding) for text, encoding in ENCODINGS]) for _ in range(60)]
    data = b"".join(part + bytes(rng.randrange(2, 9)) + rng.randbytes(rng.randrange(30)) + bytes(4) for part in parts)
    whole = texts(data)
    assert len(whole) >= 55
    monkeypatch.setattr(strings, "WINDOW", 512)
    monkeypatch.setattr(strings, "OVERLAP", 256)
    cut = texts(data)
    assert sorted(each.offset for each in cut if len(each.text) > 8) == sorted(
        each.offset for each in whole if len(each.text) > 8
    )


def test_a_string_longer_than_a_window_comes_in_parts_without_a_gap() -> None:
    data = b"long text without any end " * 60_000
    found = texts(data)
    assert found[0].offset == 0
    assert [one.offset + one.size for one in found[:-1]] == [each.offset for each in found[1:]]
    assert found[-1].offset + found[-1].size == len(data)


def test_random_bytes_say_next_to_nothing() -> None:
    data = random.Random(1).randbytes(8 << 20)
    assert len(texts(data)) <= 4 * 8  # of 14,000 runs of printable bytes


@pytest.mark.parametrize("machine", ["x86-64", "aarch64", "thumb"])
def test_machine_code_says_next_to_nothing(machine: str) -> None:
    """90 functions of arithmetic on arrays, compiled by gcc 12 with -O2, their .text alone."""
    data = lzma.decompress((GOLDEN / "programs" / f"code-{machine}.xz").read_bytes())
    assert len(data) > 7_000
    assert len(texts(data)) <= 1
    assert len(texts(bytes(8) + ENGLISH.encode() + bytes(8) + data)) >= 1


@pytest.mark.parametrize(
    ("lang", "encoding"), [("en", "ascii"), ("zh", "utf-8"), ("zh", "gb18030"), ("zh", "utf-16-le")]
)
def test_nearly_all_real_sentences_are_meaningful(lang: str, encoding: str) -> None:
    rows = (assets.resources() / "i18n" / f"messages.{lang}").read_text("utf-8").splitlines()
    sentences = [row.partition(" = ")[2] for row in rows]
    said = [text for text in sentences if len(text) >= (12 if lang == "en" else 6)][:600]
    said = [text for text in said if encoding != "ascii" or text.isascii()]
    end = "\0".encode(encoding) * 2
    data = b"".join(text.encode(encoding) + end for text in said)
    found = {each.text.strip() for each in texts(data)}
    assert sum(text.strip() in found for text in said) >= 0.97 * len(said)


def test_what_is_no_text_is_not_meaningful() -> None:
    noise = [b"AWAVAUATUSH", b"|$(H9\\$", b"[]A\\A]A^A_", b"Zm9vYmFyYmF6cXV4Cg8rT1", b"fff.!@#~"]
    found = texts(b"\xff\x01".join([b"", *noise, b""]))
    assert found == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_without_an_error_and_strings_lie_inside(data: bytes) -> None:
    for each in texts(data, meaningful=False):
        assert 0 <= each.offset <= each.offset + each.size <= len(data)
        assert each.size >= strings.SHORT
        if each.encoding == "ascii":
            assert data[each.offset : each.offset + each.size].decode() == each.text


NEARLY = [
    "的件".encode("gb18030") + b"\xfe\xa1\xfd\xfd\xfc\xfc", "的件".encode("utf-16-le") + b"\x01\x9f" * 3,
    b"\xe7\x9a\x84\xc3\xa9",
]  # fmt: skip


@pytest.mark.parametrize("unit", NEARLY, ids=range(3))
def test_bytes_that_are_nearly_text_throughout_take_linear_time(unit: bytes) -> None:
    within(320, lambda: texts(unit * (400_000 // len(unit))))
