"""The look at the next element drops nothing that following the array would have found."""

from __future__ import annotations

import random

import pytest

from codebinder.base import arrays

SEPARATORS = [
    ",",
    ", ",
    " ",
    "\t",
    "\n",
    ",\n    ",
    ":",
    "-",
    "",
    " /* x */ ",
    "; ",
    " (byte)",
    "\\\n",
    "  .byte ",
    " db ",
    "\nDB ",
    "), chr(",
    ". ",
]


def spelt(byte: int, chance: random.Random) -> str:
    ways = [
        f"0x{byte:02x}", f"0X{byte:02X}", f"{byte:02x}", f"{byte:02X}", str(byte), f"{byte:03d}", f"0{byte:o}",
        f"{byte:02x}h", f"0{byte:02x}h", f"0x{byte:02x}u", f"'\\x{byte:02x}'", f"0x{byte:x}", f"${byte:02x}",
        f"-{256 - byte}", f"0x00{byte:02x}", f"&h{byte:02x}",
    ]  # fmt: skip
    return chance.choice(ways)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_can_be_followed_is_a_candidate(seed: int) -> None:
    chance = random.Random(seed)
    followed = 0
    for _ in range(600):
        value = bytes(chance.randrange(256) for _ in range(4))
        separator = chance.choice(SEPARATORS)
        way = chance.randrange(1 << 30)
        same = chance.random() < 0.7  # one notation throughout, or a new one for each element
        texts = [spelt(byte, random.Random(way) if same else chance) for byte in value]
        data = (
            "x = {"
            + separator.join(texts)
            + chance.choice(["}", ";", "\n", " end", "", ".", ".5", "h", "ab", " bit", " db"])
        ).encode()
        for at in range(len(data)):
            if arrays.follow(data, at, value, 1) is not None:
                followed += 1
                table = {value[2]: [("V", value, 1)]}
                assert arrays.candidates(data, at, value[1], table), (data, at, value)
    assert followed > 100


def test_a_table_of_other_numbers_has_no_candidates() -> None:
    value = b"abcdef"
    table = {value[3]: [("V", value, 2)]}
    for data in (
        b"{0x63, 0x10, 0x11}",
        b" 0x63 <1",
        b"{99,100,3}".replace(b"100", b"7"),
        b"636f6f",
        b" 99 755.5 m",
        b" 99 bit",
        b"case 99: case 1",
    ):
        assert not arrays.candidates(data, data.find(b"63") if b"63" in data else data.find(b"99"), value[2], table)
