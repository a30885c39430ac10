"""The page rules of the shipped templates with published numbers, on programs of exactly so many lines."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from codebinder import redact, templates
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_masks import look_of
from codebinder.errors import Problems
from codebinder.model.checklist import FilingFacts
from codebinder.model.template import FilingTemplate
from codebinder.model.template_pages import Listing, Stream
from helpers.filing_papers import IDENTITY, as_filed

LABEL = "[REDACTED {:06d} TS]"


def _template(name: str, mode: str = "") -> FilingTemplate:
    """Give a shipped template in the way of filing that this answer chooses."""
    template = templates.find(name)
    return templates.resolved(template, FilingFacts(answers=(("deposit_mode", mode),)))


def _lines(count: int) -> bytes:
    """Lines that count, with blank ones between them that do not."""
    return b"".join(b"line_%06d();\n%s" % (at, b"\n" if at % 3 == 0 else b"") for at in range(1, count + 1))


def _counted(listing: Listing, data: bytes, *, labels: tuple[str, ...] = (), **answers: str) -> ListingWriter:
    writer = ListingWriter(listing, IDENTITY, None, draft=False, answers=answers)
    writer.add(as_filed("a.c", data, labels=labels))
    return writer


def _source(writer: ListingWriter) -> tuple[int, list[int]]:
    plan = next(each for each in writer.plan.streams if each.stream is Stream.SOURCE)
    return plan.total, list(plan.pages)


def _anywhere(listing: Listing) -> str:
    return next(each.at for each in listing.segments if each.origin == "any" and each.stream == "source")


@pytest.mark.parametrize("lines", [2951, 2999, 3000])
def test_cpcc_up_to_three_thousand_lines_are_sixty_pages_and_whole(lines: int) -> None:
    template = _template("cn-cpcc-deposit")
    data = _lines(lines).replace(b"\n\n", b"\n")
    writer = _counted(template.listing, data)
    writer.count()
    assert _source(writer) == (60, list(range(1, 61)))
    assert writer.faults == ()


@pytest.mark.parametrize(("lines", "total"), [(3001, 61), (7342, 147)])
def test_cpcc_more_lines_are_the_first_and_the_last_thirty_pages(lines: int, total: int) -> None:
    template = _template("cn-cpcc-deposit")
    writer = _counted(template.listing, _lines(lines).replace(b"\n\n", b"\n"))
    writer.count()
    assert _source(writer) == (total, [*range(1, 31), *range(total - 29, total + 1)])
    assert writer.faults == ()


def test_cpcc_ten_pages_and_fifty_anywhere_that_never_overlap() -> None:
    listing = _template("cn-cpcc-deposit", "ten_fifty").listing
    data = _lines(7342).replace(b"\n\n", b"\n")
    beyond = ["fault.pages.stretch-beyond-end"]
    for begin, faults in (("10", ["fault.pages.overlap"]), ("11", []), ("98", []), ("99", beyond)):
        writer = _counted(listing, data, **{_anywhere(listing): begin})
        writer.count()
        assert [each.id for each in writer.faults] == faults
        if not faults:
            assert _source(writer)[1] == [*range(1, 11), *range(int(begin), int(begin) + 50)]


def test_cpcc_object_code_and_twenty_pages_of_source(tmp_path: Path) -> None:
    listing = _template("cn-cpcc-deposit", "object").listing
    writer = _counted(listing, _lines(7342).replace(b"\n\n", b"\n"), **{_anywhere(listing): "a.c:2001"})
    image = tmp_path / "fw.bin"
    image.write_bytes(bytes(400_000))
    writer.add_object("fw/fw.bin", image, size=400_000, sha256=hashlib.sha256(image.read_bytes()).hexdigest())
    writer.count()
    code = next(each for each in writer.plan.streams if each.stream is Stream.OBJECT)
    assert len(code.pages) == 60
    assert _source(writer)[1] == list(range(41, 61))
    assert writer.faults == ()


@pytest.mark.parametrize(("masked", "fault"), [(300, True), (2000, False)])
def test_usco_ten_and_ten_pages_block_nothing(masked: int, fault: bool) -> None:
    listing = next(
        mode.listing for mode in templates.find("us-copyright-deposit").modes
        if [each.unredacted for each in mode.listing.segments] == [True, True]
    )  # fmt: skip
    label = LABEL.format(1)
    data = _lines(4000).replace(b"line_%06d();" % masked, label.encode())
    writer = _counted(listing, data, labels=(label,))
    writer.count()
    assert [each.id for each in writer.faults] == (["fault.pages.masked-where-all-must-show"] if fault else [])


def test_usco_object_code_needs_ten_pages_of_source_with_nothing_blocked(tmp_path: Path) -> None:
    listing = next(
        mode.listing for mode in templates.find("us-copyright-deposit").modes
        if any(each.stream == "object" for each in mode.listing.segments)
    )  # fmt: skip
    (source,) = [each for each in listing.segments if each.stream == "source"]
    assert (source.origin, source.unredacted, source.pages >= 10) == ("any", True, True)
    label = LABEL.format(1)
    data = _lines(4000).replace(b"line_000700();", label.encode())
    image = tmp_path / "fw.bin"
    image.write_bytes(bytes(100_000))
    for begin, faults in (("12", ["fault.pages.masked-where-all-must-show"]), ("30", [])):
        writer = _counted(listing, data, labels=(label,), **{source.at: begin})
        writer.add_object("fw/fw.bin", image, size=100_000, sha256="")
        writer.count()
        assert [each.id for each in writer.faults] == faults
        code = next(each for each in writer.plan.streams if each.stream is Stream.OBJECT)
        assert len(code.pages) == 50


@pytest.mark.parametrize(("hidden", "cpcc", "usco"), [(99, True, True), (100, True, False), (101, False, False)])
def test_one_half_is_allowed_in_one_deposit_and_too_much_in_the_other(hidden: int, cpcc: bool, usco: bool) -> None:
    covered = _template("cn-cpcc-deposit", "covered")
    blocked = next(each for each in templates.find("us-copyright-deposit").modes if each.redaction.ceiling)
    labels = tuple(LABEL.format(at) for at in range(1, hidden + 1))
    shown = b"".join(b"%-20d;\n" % at for at in range(200 - hidden))
    data = "".join(f"{label}\n" for label in labels).encode() + shown
    found: list[bool] = []
    for listing, policy in ((covered.listing, covered.redaction), (blocked.listing, blocked.redaction)):
        writer = ListingWriter(listing, IDENTITY, None, draft=False, look=look_of(policy))
        writer.add(as_filed("a.c", data, labels=labels))
        writer.count()
        try:
            redact.check_ceiling(policy, files={}, covers=writer.covers)
        except Problems:
            found.append(False)
        else:
            found.append(True)
    assert found == [cpcc, usco]
