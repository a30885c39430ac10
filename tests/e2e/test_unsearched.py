"""What the leak scan cannot search is told in few lines, in either language; a value that is a number stops nothing."""

from __future__ import annotations

from pathlib import Path

from codebinder.workflow import unsearched
from helpers.desk import LEGAL, Desk, members

PIN = b"000001"
SOURCE = b"int pin = 000001;\nint other = 000001;\nint many = 900001;\nint a;\nint b;\n"


def desk_with(tmp_path: Path, *spans: str) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    desk.source({b"main.c": SOURCE, b"b.c": b"int c;\n"})
    desk.scan()
    for each in spans:
        desk.redact("--path", "main.c", "--bytes", each, *(("--value",) if each in {"10-16", "49-55"} else ()))
    return desk


def test_a_value_that_is_the_number_of_a_range_is_masked_and_stops_no_build(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "10-16")
    told = desk.submit()
    sentence = "R-1: is also a number that this package prints"
    assert sentence in told["round"]["unsearched"]
    desk.decide()
    desk.sign()
    built = desk.build()["build"]
    assert sentence in built["unsearched"]
    held = members(Path(built["archive"]))
    (name,) = (each for each in held if each.endswith("data/source/src/main.c"))
    lines = held[name].splitlines()
    assert [line.split(b" ")[-1] for line in lines if b"pin" in line or b"other" in line] != [PIN + b";"] * 2
    assert all(b"= 000001;" not in line for line in lines)
    assert all(b"[REDACTED 00000" in line for line in lines[:2])
    checked = desk("leakcheck", built["archive"], "--workbook", desk.file, "--filing", "f")["leakcheck"]
    assert checked["hits"] == []
    assert sentence in checked["unsearched"]


def test_a_value_of_six_digits_that_is_no_number_of_the_package_is_searched_as_ever(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "49-55")
    desk.run("filing", "set", desk.file, "purpose=dial 900001", expect=None)
    refused = desk.submit(expect=1)
    assert "R-1" in str(refused["details"])


def test_what_is_too_short_is_told_in_one_line(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "10-16", "57-63", "64-70")
    args = ("review", "submit", desk.file, "--as", "lin")
    english = desk.run(*args).out.splitlines()
    assert sum("searched" in line for line in english) == 2
    assert any("2 redactions are too short" in line and "checked where they stand" in line for line in english)
    chinese = desk.run(*args, "--lang", "zh").out
    assert "R-1：与本材料包自身印出的编号相同" in chinese
    desk.decide()
    desk("review", "sign", desk.file, "--as", LEGAL)
    built = desk.run("build", desk.file, "--out", desk.out, "--as", "lin", "--lang", "zh").out
    assert "2 处隐藏太短" in built


def test_sentences_that_are_known_have_chinese_words_and_others_stay() -> None:
    texts = ("a/b.zip: It is damaged.", "c: Something new.", "redaction R-2: too short to be searched")
    assert unsearched.words(texts, "zh")[1:] == ("a/b.zip：已损坏。", "c: Something new.")
    assert unsearched.words(texts, "en")[1:] == texts[:2]
