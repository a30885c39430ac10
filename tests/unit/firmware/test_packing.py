"""What was read of an image comes back from its sealed box as it went in."""

from __future__ import annotations

import random
from array import array

from codebinder import firmware
from codebinder.model.ports import NeverCancel
from codebinder.model.text import Message


def test_what_an_image_says_comes_back_as_it_was() -> None:
    chance = random.Random(8)
    text = firmware.ImageText(NeverCancel())
    for number in range(20_000):
        text.strings[f"{chance.random()} \u2028 固件 {number}\t" * chance.randrange(1, 4)] = number
    text.symbols = {f"name_{number}": number for number in range(5000)}
    text.nodes = {3: array("I", range(0, 20_000, 7)), 9: array("I", [1]), 5: array("I")}
    text.stopped = {"strings": Message("firmware.tie.strings-bound", {"count": 7})}
    back = firmware.unpacked_text(firmware.packed_text(text))
    assert (back.strings, back.symbols, back.nodes, back.stopped) == (
        text.strings, text.symbols, text.nodes, text.stopped
    )  # fmt: skip
    assert list(back.strings) == list(text.strings)


def test_an_image_that_says_nothing_comes_back_saying_nothing() -> None:
    back = firmware.unpacked_text(firmware.packed_text(firmware.ImageText(NeverCancel())))
    assert not back.strings
    assert not back.symbols
    assert not back.nodes
