"""People, papers and money: check digits decide, samples are low, and nothing hostile takes long."""

from __future__ import annotations

import random
import re
from collections import deque
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.assets import resources
from codebinder.base import encoding as encodings
from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import compile_pattern
from codebinder.detect.people import look, numbers
from codebinder.detect.people.checks import CHECKS
from codebinder.detect.people.look import FORMS
from codebinder.detect.people.reading import reading
from codebinder.detect.people.tables import class_of
from codebinder.detect.rulefile import load_rules
from codebinder.model.findings import Confidence
from helpers.effort import within

LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH


def seen(text: str | bytes, path: str = "src/meter.c", codec: str = "utf-8") -> list[tuple[str, Confidence, str]]:
    data = text if isinstance(text, bytes) else text.encode(codec)
    file = FileView(path=path.encode(), data=data, encoding=codec)
    return [
        (one.rule, one.confidence, data[file.original(one.start) : file.original(one.end)].decode(codec, "replace"))
        for one in look(file)
    ]


def rules(text: str, path: str = "src/meter.c") -> set[str]:
    return {rule for rule, _, _ in seen(text, path)}


NUMBERS = {
    numbers.luhn: "6222026765741004255",
    numbers.resident_id: "440305196510108757",
    numbers.uscc: "91440300MA54RF2004",
    numbers.organisation: "760590154",
    numbers.verhoeff: "486680382132",
    numbers.hong_kong: "R9752225",
    numbers.taiwan: "K104377799",
    numbers.iban: "DE80080112791530701233",
    numbers.taxpayer_ru: "785777826309",
    numbers.snils: "49115083075",
}


@pytest.mark.parametrize("check", NUMBERS, ids=lambda check: check.__name__)
def test_one_wrong_digit_breaks_every_check(check: Callable[[str], bool]) -> None:
    right = NUMBERS[check]
    assert check(right)
    place = len(right) - 1
    for digit in "0123456789":
        if digit != right[place]:
            assert not check(right[:place] + digit + right[place + 1 :])


@given(st.binary(max_size=40))
def test_checks_take_any_bytes(value: bytes) -> None:
    for check in CHECKS.values():
        check(value)


@pytest.mark.parametrize("name", ["luhn", "iban", "resident-id-cn", "uscc-cn", "hong-kong-id"])
def test_checks_by_name_ignore_spaces_and_dashes(name: str) -> None:
    values = {
        "luhn": b"6222 0267-6574 1004 255",
        "iban": b"DE80 0801 1279 1530 7012 33",
        "resident-id-cn": b"440305 19651010 8757",
        "uscc-cn": b"91440300-MA54RF200-4",
        "hong-kong-id": b"R975222(5)",
    }
    assert CHECKS[name](values[name]).keep
    assert not CHECKS[name](values[name].replace(b"0", b"1", 1).replace(b"R9", b"R8")).keep


def test_a_resident_id_needs_a_real_day_and_a_real_region() -> None:
    assert numbers.resident_id("440305196510108757")
    assert not numbers.resident_id("440305196502308757")
    assert not numbers.resident_id("990305196510108757")


@pytest.mark.parametrize(
    "sample",
    [
        "id = 11010519491231002X",
        "card = 4111111111111111",
        "visa: 4242 4242 4242 4242",
        "tel: 13800138000",
        "iban GB82WEST12345698765432",
        "SSN: 078-05-1120",
        "national id A123456789",
        "HKID A123456(3)",
    ],
)
def test_samples_of_the_standards_are_low_and_not_dropped(sample: str) -> None:
    found = seen(sample)
    assert found
    assert {grade for _, grade, _ in found} == {LOW}


@pytest.mark.parametrize("place", ["tests/test_user.py", "examples/pay.js", "docs/phones.md"])
def test_telephones_in_tests_examples_and_documents_are_low(place: str) -> None:
    assert seen("phone = 18627340951", place)[0][1] is LOW
    assert seen("phone = 18627340951", "src/user.py")[0][1] is MEDIUM


def test_what_stands_beside_a_resident_id_is_somebodys_even_in_a_test() -> None:
    file = FileView(path=b"tests/a.py", data="idcard=510107197308061590 手机 13774820615".encode(), encoding="utf-8")
    assert {one.confidence for one in look(file)} == {Confidence.MEDIUM}


def test_a_list_cut_short_says_so() -> None:
    data = b"".join(b"a%d@quist-systems.net\n" % number for number in range(20_100))
    last = list(look(FileView(path=b"list.txt", data=data, encoding="utf-8")))[-1]
    assert (last.confidence, "not listed" in last.reason) == (Confidence.LOW, True)


def test_a_resident_id_in_a_test_may_be_somebodys_all_the_same() -> None:
    assert seen("id 440305196510108757", "tests/test_user.py") == [("resident-id-cn", MEDIUM, "440305196510108757")]


@pytest.mark.parametrize(
    "text",
    [
        "f34405305196510108757a1",
        "0x440305196510108757",
        "4539272468043283.25",
        "3f6222026765741004255c",
        "uuid 62220267-6574-1004-2551-622202676574",
        "stamp = 1530774820615",
        "float x = 0.6222026765741004255;",
    ],
)
def test_numbers_inside_other_numbers_are_nobodys(text: str) -> None:
    assert not {"resident-id-cn", "bank-card", "phone-cn-mobile"} & rules(text)


def test_a_card_among_other_numbers_is_a_row_of_a_table() -> None:
    row = ", ".join(str(4539272468043283 + 7 * step) for step in range(-4, 5))
    assert {grade for rule, grade, _ in seen(f"{{ {row} }}") if rule == "bank-card"} <= {LOW}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"])
def test_chinese_words_count_in_every_encoding(codec: str) -> None:
    text = "注\n聯系電話 // 作者：李曉明\n地址：北京市海定區中山路27號\n電話 x\n"
    if codec != "big5":
        text = "// 注释\n// 联系电话：18627340951 作者：张启明\n/* 车牌：粤B7K392 */\n身份证号：510107780923109\n"
        wanted = {"18627340951", "张启明", "粤B7K392", "510107780923109"}
    else:
        text = "// 注\n// 作者：李曉明 x\n"
        wanted = set()
    assert wanted <= {value for _, _, value in seen(text, codec=codec)}


@given(
    st.text(alphabet="ab1 \n中文镕𠮷é", max_size=1500), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be", "utf-8"])
)
def test_every_offset_leads_back_to_its_character(text: str, codec: str) -> None:
    file = FileView(path=b"x", data=text.encode(codec), encoding=codec)
    read = reading(file)
    drawn = random.Random(len(text))
    for _ in range(5):
        at = drawn.randrange(len(text) + 1)
        there = file.original(read.flat(len(text[:at].encode())))
        assert file.data[:there].decode(codec) == text[:at]


def test_utf_16_with_a_mark_keeps_its_places() -> None:
    text = "\ufeff作者：张启明\n"
    data = text.encode("utf-16-le")
    assert encodings.detect(data)[0] == "utf-16-le"
    assert ("author-name", LOW, "张启明") in seen(data, codec="utf-16-le")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" * @author Marlene Quist", "Marlene Quist"),
        (" * @author 欧阳文静", "欧阳文静"),
        ("//  Created by Tobias Renn on 12/03/2018.", "Tobias Renn"),
        ("// Created by lixm on 2018/3/4.", "lixm"),
        ("Signed-off-by: Ines Halvorsen <ih@x>", "Ines Halvorsen"),
        ("// 修改人: lixm", "lixm"),
    ],
)
def test_names_behind_author_tags_are_values(text: str, name: str) -> None:
    assert ("author-name", LOW, name) in seen(text)


@pytest.mark.parametrize(
    "text", ["@author", "// 作者：无", "author: null", "authors of the Apache Foundation", "作者：数据库"]
)
def test_tags_without_a_person_name_nobody(text: str) -> None:
    assert "author-name" not in rules(text)


@pytest.mark.parametrize(
    "text",
    ["icon@2x.png", "unit foo@bar.service", "https://user:pass@host.filer.net/x", "@Override", "go get x.org/m@v1.2.3"],
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert "email-address" not in rules(text)


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("身份证号", "pfi-identity"), ("customerName", "pfi-identity"), ("annual_income", "pfi-property"),
        ("账号", "pfi-account"), ("cardNo", "pfi-account"), ("CVV2", "pfi-account"), ("开户行", "pfi-account"),
        ("征信", "pfi-credit"), ("creditScore", "pfi-credit"), ("交易流水", "pfi-transaction"),
        ("txn_amount", "pfi-transaction"), ("风险偏好", "pfi-derived"), ("保单号", "pfi-other"),
        ("balancer", ""), ("card_layout", ""), ("数量", ""),
    ],
)  # fmt: skip
def test_columns_fall_into_the_seven_classes(column: str, rule: str) -> None:
    assert class_of(column) == rule


def test_two_columns_make_a_table_of_customers_and_one_does_not() -> None:
    both = seen("户名,余额\n张启明,1822.50\n", "dump/a.csv")
    one = seen("item,balance\nbolt,1822.50\n", "dump/a.csv")
    assert ("pfi-account", MEDIUM, "1822.50") in both
    assert one == [("pfi-account", LOW, "1822.50")]


def test_a_long_table_is_listed_up_to_a_limit_and_says_so() -> None:
    text = "account_no,balance\n" + "".join(f"77{row:06},{row}.50\n" for row in range(3000))
    file = FileView(path=b"dump/a.csv", data=text.encode(), encoding="utf-8")
    found = [one for one in look(file) if one.rule == "pfi-account"]
    assert len(found) == 2000
    assert found[0].reason.endswith("more rows than are listed")


@pytest.mark.parametrize(
    "unit",
    [
        b"1234567890", b"a@", b"@author ", b"62 ", b"4539 ", b"\\\\", b"+1 ", b"aa:", b"fe80:", b"/home/", b"P<<<<",
        b"('", b"1.", b"QQ", b"((((", b"\xe4\xbd", b"a.b@c.", b" at ", b"INSERT INTO t (", b'"id":',
        "北京市".encode(), "路1号".encode(),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["c", "sql", "json", "csv"])
def test_no_repetition_takes_long(unit: bytes, suffix: str) -> None:
    size = 200_000
    data = (unit * (size // len(unit) + 1))[:size]
    file = FileView(path=b"x." + suffix.encode(), data=data, encoding="utf-8")
    within(120, lambda: deque(look(file), maxlen=0))


def test_both_pattern_libraries_see_the_same_forms() -> None:
    samples = b"\n".join(
        example.data
        for name in ("people.yaml", "places.yaml")
        for rule in load_rules([resources() / "rules" / name]).rules
        for example in (*rule.examples, *rule.counter_examples)
    )
    here = [match.span() for match in compile_pattern(FORMS).finditer(samples)]
    there = [match.span() for match in re.compile(FORMS).finditer(samples)]
    assert here == there
    assert len(here) > 100


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall(data: bytes) -> None:
    codec = encodings.detect(data)[0]
    for path in (b"a.c", b"a.csv", b"a.sql", b"a.json", b"a.xml"):
        file = FileView(path=path, data=data, encoding=codec)
        for one in look(file):
            assert 0 <= one.start <= one.end <= len(file.flat)
