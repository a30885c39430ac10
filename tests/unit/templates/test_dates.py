"""Dates as people write them: understood where they mean one day, told where that day does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import templates
from codebinder.base.messages import text_of
from codebinder.templates.dates import date_fault, parse_date, read_date
from helpers.small_template import requirement, template_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NUMERALS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[ones] if ones else "")


FORMS = (
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year:04}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year:04}",
    lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d.year:04}",
    lambda d: f"{d.year:04}/{d.month}/{d.day}",
    lambda d: f"{d.day}.{d.month}.{d.year:04}",
    lambda d: f"{d.year:04}年{d.month}月{d.day}日",
    lambda d: "".join(NUMERALS[int(each)] for each in f"{d.year:04}") + f"年{chinese(d.month)}月{chinese(d.day)}日",
    lambda d: f"{d:%Y%m%d}" if d.year > 999 else d.isoformat(),
)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(range(len(FORMS))))
def test_a_day_that_exists_is_understood_in_every_form(day: date, form: int) -> None:
    assert read_date(FORMS[form](day)).iso == day.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "2018-09-31", "31 September 2018", "September 31, 2018", "31st of Sept. 2018", "2018年9月31日",
        "二〇一八年九月三十一日", "2018/9/31", "31.09.2018", "20180931", "２０１８年９月31日",
    ],
)  # fmt: skip
def test_the_31st_of_september_is_never_the_first_of_october(text: str) -> None:
    assert not read_date(text).iso
    assert "September 2018 has 30 days" in date_fault(text)
    only = template_of(requirement("due", "date")).requirements[0]
    faults = templates.check_answer(only, templates.canonical_answer(only, text))
    assert len(faults) == 1
    assert "30" in text_of(faults[0], "zh")


def test_what_could_be_two_days_is_none() -> None:
    assert read_date("03/04/2018").fault.startswith("can mean 2018-04-03 or 2018-03-04")
    assert read_date("13/04/2018").iso == "2018-04-13"
    assert read_date("04/13/2018").iso == "2018-04-13"
    assert read_date("04/04/2018").iso == "2018-04-04"


@given(st.text(max_size=30))
def test_no_text_is_read_as_a_day_that_is_not_one(text: str) -> None:
    written = read_date(text)
    assert not written.iso or parse_date(written.iso) is not None
    assert not (written.iso and written.fault)


def test_the_form_that_is_kept_is_told() -> None:
    only = template_of(requirement("due", "date")).requirements[0]
    assert templates.canonical_answer(only, "30 September 2018") == "2018-09-30"
    (fault,) = templates.check_answer(only, "30 September 2018")
    assert "write 2018-09-30" in fault
    assert "2018-09-30" in text_of(fault, "zh")
    assert "written" not in text_of(fault, "zh")
