"""The map of an image: every region is on it, nothing lies over anything else, whatever the image is like."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.model.firmware import Analysis, account, stretches
from codebinder.model.firmware_map import FirmwareMap, Style, lay_out, text_units
from codebinder.model.firmware_scale import grouped, row_cuts, widths
from codebinder.model.firmware_words import share, told_region
from helpers import images
from helpers.effort import within
from helpers.images import KNOWN, PADDING, UNKNOWN, Tree

ABSURD = {
    "router": images.router,
    "crowded": images.crowded,
    "huge": images.huge,
    "hostile": images.hostile,
    "padding": lambda: images.plain(4 << 20, PADDING),
    "one-byte": lambda: images.plain(1, UNKNOWN),
}


def nothing_overlaps(drawn: FirmwareMap, style: Style) -> None:
    for row, at in zip(drawn.rows, range(len(drawn.rows)), strict=True):
        assert row.width <= style.width
        boxes = [(box, cell) for cell in drawn.cells for box in cell.boxes if box.row == at]
        for level in range(style.levels):
            line = sorted((box.x, box.x + box.width) for box, cell in boxes if cell.level == level)
            assert all(one[1] <= two[0] for one, two in pairwise(line))
        assert all(box.y >= row.top and box.y + box.height <= row.top + row.height for box, _ in boxes)
        whole = [box.width for box, cell in boxes if cell.level == 0]
        assert sum(whole) == row.width
        places = [(tick.left, tick.left + text_units(tick.text, style.letter)) for tick in row.ticks]
        assert all(one[1] <= two[0] for one, two in pairwise(places))
        assert all(left >= 0 and right <= row.width for left, right in places[1:])
        assert all(row.crown <= y <= row.base for _, y in row.curve)
    for cell in drawn.cells:
        assert text_units(cell.label, style.letter) <= max((box.width for box in cell.boxes), default=0)


@pytest.mark.parametrize("name", sorted(ABSURD))
@pytest.mark.parametrize("style", [Style(), Style(width=760, letter=75, least=18, lang="zh"), Style(width=120, rows=2)],
                         ids=["paper", "window", "narrow"])  # fmt: skip
def test_every_region_is_drawn_and_nothing_overlaps(name: str, style: Style) -> None:
    reading = ABSURD[name]()
    drawn = lay_out(reading, style)
    nothing_overlaps(drawn, style)
    assert sum(cell.count for cell in drawn.cells if cell.level == 0) == len(reading.nodes[0].regions)
    assert (drawn.rows[0].start, drawn.rows[-1].end) == (0, reading.size)
    assert all(one.end == two.start for one, two in pairwise(drawn.rows))
    assert drawn == lay_out(reading, style)


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(1, 1 << 33), min_size=1, max_size=300), width=st.integers(60, 900))
def test_any_sizes_fill_the_drawing(sizes: list[int], width: int) -> None:
    tree = Tree(sum(sizes), block=1 << 26)
    for at, size in enumerate(sizes):
        tree.region(0, size, (KNOWN, PADDING, UNKNOWN)[at % 3], "x" * (at % 90))
    style = Style(width=width)
    nothing_overlaps(lay_out(tree.done(), style), style)


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(0, 1 << 40), min_size=1, max_size=80), total=st.integers(1, 5000))
def test_widths_add_up(sizes: list[int], total: int) -> None:
    least = min(5, total // len(sizes))
    made, raised = widths(sizes, total, least)
    assert min(made) >= least
    assert sum(made) == total or all(raised)


def test_rows_have_no_slivers() -> None:
    """A region that would begin or end in a row with less than 18 units moves its cut."""
    assert row_cuts([0, 470, 490, 1000, 1450], 480, 18) == [0, 470, 950, 1430, 1450]
    assert row_cuts([0, 475, 900], 480, 18) == [0, 475, 900]
    assert row_cuts([0, 100, 490, 900], 480, 18) == [0, 472, 900]
    assert row_cuts([0, 480, 960], 480, 18) == [0, 480, 960]


def test_very_many_regions_are_taken_together_and_can_be_magnified() -> None:
    reading = images.crowded(5000)
    drawn = lay_out(reading)
    assert len(drawn.cells) < 200
    assert len(drawn.rows) <= Style().rows + 1
    run = drawn.biggest(1)[0]
    assert run.count > 50
    assert sum(part for _, part in run.mix) in range(990, 1001)
    inside = lay_out(reading, span=(run.start, run.end))
    assert sum(cell.count for cell in inside.cells) == run.count
    assert len({cell.start for cell in inside.cells}) > 40


def test_a_hundred_thousand_regions_are_laid_out_in_a_moment() -> None:
    reading = images.crowded(100_000, 16)
    within(240, lambda: lay_out(reading))


def test_what_is_inside_is_drawn_below_and_what_was_unpacked_is_marked() -> None:
    drawn = lay_out(images.router())
    by_number = {cell.number: cell for cell in drawn.cells}
    kernel, text = by_number["3"], by_number["3.2.1"]
    assert (text.level, drawn.cells[text.parent].number, text.packed) == (2, "3.2", True)
    assert not by_number["3.2"].packed
    assert by_number["2"].raised
    assert drawn.raised
    assert drawn.packed
    box = text.boxes[0]
    at = drawn.pick(box.x + 1, box.y + 1)
    assert drawn.cells[at] is text
    assert drawn.cells[drawn.inside(drawn.cells.index(kernel))].number == "3.1"
    assert drawn.cells[drawn.beside(drawn.cells.index(kernel), 1)].number == "4"
    assert drawn.beside(0, -1) == 0
    assert drawn.pick(-1, -1) == -1
    inner = lay_out(images.router(), node=text.node)
    assert [cell.label.split(" ")[0] for cell in inner.cells] == ["1", "2", "3"]
    assert not inner.rows[0].curve  # of what was unpacked the profile knows nothing


def test_what_is_hidden_lies_over_the_regions() -> None:
    drawn = lay_out(images.router(), hidden=((0x300000, 0x310000), (0x300010, 0x300020), (0xFFFFFF, 0x1000000)))
    assert drawn.hidden
    for at in range(len(drawn.rows)):
        bars = sorted((box.x, box.x + box.width) for box in drawn.hidden if box.row == at)
        assert all(one[1] <= two[0] for one, two in pairwise(bars))


def test_an_empty_image_is_said_to_be_empty() -> None:
    drawn = lay_out(images.plain(0, PADDING))
    assert (drawn.rows, drawn.cells, drawn.height) == ((), (), 0)
    assert drawn.text.get("en") == "There is nothing to show (0 bytes)."
    assert "0 字节" in drawn.text.get("zh")


def test_the_sentence_says_what_the_picture_shows() -> None:
    text = lay_out(images.router()).text
    assert "16,777,216 bytes in 10 regions" in text.get("en")
    assert "squashfs · rootfs, 0x200000 to 0xB00000" in text.get("en")
    assert "recognised 92.8 %" in text.get("en")
    assert "10 个区域" in text.get("zh")


def test_hostile_names_are_escaped_and_cut() -> None:
    reading = images.hostile()
    drawn = lay_out(reading)
    shown = [drawn.text.get("en"), drawn.text.get("zh"), *(cell.label for cell in drawn.cells)]
    shown += [told_region(region, reading).get("en") for region in reading.nodes[0].regions]
    assert not any(char in text for text in shown for char in "\x1b\x07\u202e\n")
    assert max(map(len, shown[2:])) < 200


def test_shares_never_round_to_nothing_or_to_all() -> None:
    assert [share(*each) for each in ((0, 9), (1, 10**6), (5, 10), (10**6 - 1, 10**6), (7, 7))] == [
        "0 %", "< 0.1 %", "50.0 %", "> 99.9 %", "100.0 %",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(ABSURD))
def test_the_account_of_made_up_images_sums_to_their_size(name: str) -> None:
    reading: Analysis = ABSURD[name]()
    assert sum(account(stretches(reading)).values()) == reading.size


def test_grouping_ends_whatever_is_asked() -> None:
    pieces = grouped([], 1)
    assert pieces == []
