"""Declared build facts against an image's own marks: what differs is told, what agrees or cannot be told is not."""

from __future__ import annotations

import pytest

from codebinder.model.build_facts import contradictions, days_of, of_stated, rows
from codebinder.model.firmware import BuildFacts, Mark, MarkKind


def compiler(*texts: str) -> list[Mark]:
    return [Mark(kind=MarkKind.COMPILER, text=text, node=0, offset=0) for text in texts]


def banner(text: str) -> list[Mark]:
    return [Mark(kind=MarkKind.BANNER, text=text, node=0, offset=0)]


@pytest.mark.parametrize(
    ("declared", "seen", "told"),
    [
        ("gcc 12.3.0", "GCC: (OpenWrt GCC 12.3.0 r23497) 12.3.0", False),
        ("GCC 12.3", "GCC: (GNU) 12.3.0", False),
        ("gcc 11.2.0", "GCC: (GNU) 12.3.0", True),
        ("gcc 1.2", "GCC: (GNU) 1.23.0", True),
        ("arm-none-eabi-gcc 13.2, newlib 4.3", "GCC: (Arm GNU Toolchain 13.2.Rel1) 13.2.1 20231009", False),
        ("clang 16.0.6", "GCC: (GNU) 12.3.0", True),
        ("clang", "clang version 16.0.6", False),
        ("IAR 9.40", "rustc version 1.75.0", True),
        ("our own compiler", "GCC: (GNU) 12.3.0", False),
        ("gcc 12.3.0", "no compiler is named here", False),
        ("", "GCC: (GNU) 12.3.0", False),
    ],
    ids=lambda each: str(each)[:24],
)
def test_a_declared_toolchain_is_held_against_compilers_marks(declared: str, seen: str, *, told: bool) -> None:
    found = contradictions(BuildFacts(toolchain=declared), compiler(seen))
    assert bool(found) is told
    if told:
        assert (found[0].fact, found[0].declared, found[0].seen) == ("toolchain", declared, (seen,))


def test_one_compiler_that_agrees_is_enough() -> None:
    marks = compiler("GCC: (GNU) 9.1.0", "GCC: (GNU) 12.3.0")
    assert not contradictions(BuildFacts(toolchain="gcc 12.3.0"), marks)


@pytest.mark.parametrize(("day", "told"), [("2023-07-10", True), ("2023-07-11", False), ("2024-01-01", False)])
def test_an_image_that_is_younger_than_declared_is_told(day: str, *, told: bool) -> None:
    marks = banner("U-Boot 2023.07 (Jul 11 2023 - 10:22:01 +0000)")
    assert [each.fact for each in contradictions(BuildFacts(built_on=day), marks)] == ["built_on"] * told


def test_days_are_read_as_compilers_and_people_write_them() -> None:
    assert days_of("built 2023-07-11 or Jan  3 2024, #1 SMP Feb 29 10:00:00 UTC 2024") == {
        "2023-07-11", "2024-01-03", "2024-02-29",
    }  # fmt: skip
    assert days_of("version 2023.07, 12/01/2023") == set()


def test_reproducible_beside_a_time_of_day_is_a_question() -> None:
    marks = banner("Linux version 5.15 (a@b) #1 SMP Jul 11 10:22:01 UTC 2023")
    assert [each.fact for each in contradictions(BuildFacts(reproducible="yes"), marks)] == ["reproducible"]
    assert not contradictions(BuildFacts(reproducible="no"), marks)


def test_what_is_stated_of_other_things_is_no_build_fact() -> None:
    assert of_stated((("issued_on", "2024-01-01"),)) is None
    facts = of_stated((("build.flags", "-Os"), ("build.what", "x"), ("sealed", "yes")))
    assert facts is not None
    assert rows(facts) == [("flags", "-Os")]
