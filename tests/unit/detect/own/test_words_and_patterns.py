"""Lists of words and single patterns: found as people mean them, and refused with a sentence for each fault."""

from __future__ import annotations

import pytest

from codebinder.detect.own import OwnEngine, OwnRules, read_pattern, read_words
from codebinder.errors import Faults, UserError
from codebinder.model.findings import Confidence
from helpers.effort import within


def found(rules: OwnRules, text: str, encoding: str = "utf-8", path: bytes = b"src/a.c") -> list[str]:
    engine = OwnEngine.beside(rules, rule_files=())
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    hits = engine.scan(path, data, encoding)
    assert all(hit.value == data[hit.start : hit.end] for hit in hits)
    return [hit.value.decode(encoding) for hit in hits]


@pytest.mark.parametrize(
    "text",
    ["orion", "ORION", "the Orion board", "orion_init(void)", "#define ORION_REG", "initOrion()", "OrionDriver",
     "/orion/x", "orion2_init", "orion42", '"orion"', "中orion文"],
)  # fmt: skip
def test_a_word_is_found_in_any_case_and_in_the_parts_of_names(text: str) -> None:
    assert [each.lower() for each in found(read_words("orion\n"), text)] == ["orion"]


@pytest.mark.parametrize("text", ["orionis", "floriond", "orions", "4orion9f", "xorion", "QORION", "orion2ab"])
def test_a_word_is_not_found_inside_another_word(text: str) -> None:
    assert found(read_words("orion\n"), text) == []


def test_an_equals_sign_keeps_the_case_and_stars_open_the_ends() -> None:
    rules = read_words("# customers\n=Zephyr\n*falcon*\n\n")
    assert found(rules, "Zephyr zephyr ZEPHYR") == ["Zephyr"]
    assert found(rules, "superfalcons Falcon") == ["falcon", "Falcon"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_chinese_words_are_found_in_every_encoding(encoding: str) -> None:
    rules = read_words("天王星\n青鳥\n")
    assert found(rules, "// 代號天王星計\nx = 青鳥;\n", encoding) == ["天王星", "青鳥"]


def test_a_word_that_only_seems_to_stand_between_two_characters_is_none() -> None:
    text = "汉字"
    seam = text.encode("gb18030")[1:3].decode("gb18030")
    assert found(read_words(f"{seam}{seam}\n"), text * 3, "gb18030") == []
    assert found(read_words(f"*{seam}汉*\n"), f"{seam}汉", "gb18030") == [f"{seam}汉"]


def test_every_fault_of_a_list_is_told_with_its_line() -> None:
    with pytest.raises(Faults) as told:
        read_words("ab\nfine\n=\n" + "x" * 300 + "\na\x07bcd\n甲\n", "names.txt")
    assert [fault.split(":")[1] for fault in told.value.faults] == ["1", "3", "4", "5", "6"]
    assert "\x07" not in str(told.value)


def test_a_list_that_holds_no_word_is_a_fault() -> None:
    with pytest.raises(Faults):
        read_words("# nothing\n\n")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_list_is_read_as_editors_save_it(codec: str) -> None:
    rules = read_words("天王星\norion\n".encode(codec), "w.txt")
    assert found(rules, "orion 天王星") == ["orion", "天王星"]


def test_a_list_that_is_too_large_is_refused() -> None:
    with pytest.raises(UserError):
        read_words(b"x" * (5 << 20), "w.txt")


def test_ten_thousand_words_take_no_longer_than_one() -> None:
    rules = read_words("".join(f"codename{number}x\n" for number in range(10_000)))
    engine = OwnEngine.beside(rules, rule_files=())
    text = b"int main(void) { return 0; } // nothing here\n" * 20_000
    assert within(120, lambda: engine.scan(b"a.c", text, "utf-8")) == []


def test_a_pattern_finds_its_value_group_else_its_first_group_else_all() -> None:
    assert found(read_pattern(r"acme-[0-9]{6}", id="a"), "x acme-123456 y") == ["acme-123456"]
    assert found(read_pattern(r"acme-([0-9]{6})", id="a"), "x acme-123456 y") == ["123456"]
    assert found(read_pattern(r"(acme)-(?P<value>[0-9]{6})", id="a"), "x acme-123456 y") == ["123456"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_pattern_may_name_characters_of_any_script(encoding: str) -> None:
    rules = read_pattern(r"工号[：:]\s*([0-9]{6})", id="a")
    assert found(rules, "备注，工号： 123456。工号:654321", encoding) == ["123456", "654321"]
    assert found(read_pattern(r"\p{Han}{2}-[0-9]+", id="a"), "甲乙-77", encoding) == ["甲乙-77"]


def test_a_pattern_with_a_keyword_is_tried_only_where_the_keyword_stands() -> None:
    rules = read_pattern(r"[0-9]{6}", id="a", keywords=("Badge",))
    assert found(rules, "123456") == []
    assert found(rules, "BADGE 123456") == ["123456"]


@pytest.mark.parametrize(
    ("pattern", "word"),
    [("(", "RE2"), ("a(?=b)", "RE2"), (r"(a)\1", "RE2"), ("a*", "empty"), ("x|", "empty"),
     ("(a{0,1000}){0,1000}", "RE2"), ("(?s)a.*b|a", "slow"),
     ("x" * 20_000, "characters"), (r"(?:\pL{1,900}\pN{1,900}\pS{1,900}){1,1}", "large")],
)  # fmt: skip
def test_a_pattern_that_cannot_be_used_is_refused_with_the_reason(pattern: str, word: str) -> None:
    def refused() -> str:
        with pytest.raises(Faults) as told:
            read_pattern(pattern, id="a")
        return str(told.value)

    assert word in within(640, refused, tries=1)  # what was refused once is remembered


def test_a_rule_keeps_its_grade_wherever_the_file_lies() -> None:
    engine = OwnEngine.beside(read_pattern("acme-[0-9]{6}", id="a"))
    (hit,) = engine.scan(b"tests/fixtures/example.min.js", b"acme-123456", "utf-8")
    assert hit.confidence is Confidence.MEDIUM


def test_an_id_or_kind_that_is_none_is_a_fault() -> None:
    with pytest.raises(Faults) as told:
        read_pattern("abc", id="No Id", kind="nothing")
    assert len(told.value.faults) == 2


def test_a_finding_says_nothing_of_the_list() -> None:
    engine = OwnEngine.beside(read_words("orion\n", title="Project Orion"), rule_files=())
    (hit,) = engine.scan(b"a.c", b"int orion;", "utf-8")
    assert "rion" not in hit.reason + hit.rule


def test_a_pattern_finds_accented_letters_in_latin_1() -> None:
    assert found(read_pattern("Kä(fer[0-9]+)", id="a"), "x Käfer12 ä Käfer3", "latin-1") == ["fer12", "fer3"]
