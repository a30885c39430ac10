"""Telephone numbers: Chinese ones by their plan, others by the world's numbering plans and a telephone in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.numbers import is_monotonous
from codebinder.detect.people.page import LOW, MEDIUM, Finder, Found, Page
from codebinder.detect.people.regions import AREA_CODES

CONTEXT = re.compile(
    "(?<![a-z])tel(?![a-z])|telephone|phone|mobile|cell(?:ular|[ _-]?no)?(?![a-z])|fax|contact|whatsapp|hotline|msisdn"
    "|电话|手机|联系|传真|座机|移动|热线".encode()
)
_SAMPLES = re.compile(
    rb"1(?:3800138000|3[0-9]00000000|38[0-9]?12345678?|[3-9][0-9]12345678|[3-9][0-9]{2}0000000|3912345678|3812341234)"
)
_MOBILE = re.compile(rb"1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}")
_FIXED = re.compile(
    rb"\(?(0[1-9][0-9]{1,2})\)?[ -]{0,2}([2-8][0-9]{6,7}|[2-8][0-9]{2,3}[ -][0-9]{4})(?:[-x ][0-9]{1,5})?"
)
_STORED = frozenset((b".sql", b".csv", b".json", b".xml"))
_QUOTES = frozenset(b"\"'`")
_SERVICE = re.compile(rb"[48]00[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}")
_NATIONAL = re.compile(rb"\(?[2-9][0-9]{2}\)?[ .-]{1,2}[0-9]{3}[ .-][0-9]{4}")
_WORLD = re.compile(rb"\+[1-9](?:[ ().-]{0,2}[0-9]){6,14}")
_FICTION = re.compile(rb"555[ .-]?01[0-9]{2}|555[ .-]?[0-9]{4}|1234567|0{6}")
_CALLED = re.compile(rb"(?:phone|mobile|tel|telephone|fax|cell)[\"' .]{0,2}(?:no\.?|number)?[\"']?[:= ]{0,3}\Z")
_ARITHMETIC = re.compile(rb"[\w)\].]\s?$")


def mobile(page: Page, start: int, end: int) -> Iterator[Found]:
    """A Chinese mobile number; where nothing speaks of a telephone it is low."""
    del end
    match = _MOBILE.match(page.text, start)
    joined = b"." if page.text[start - 3 : start] == b"86-" else b".-"
    if match is None or not page.alone(start, match.end(), joined):
        return
    digits = re.sub(rb"[ -]", b"", match[0])
    yield from _mobile(page, start, match.end(), digits)


def _mobile(page: Page, start: int, end: int, digits: bytes) -> Iterator[Found]:
    if _SAMPLES.fullmatch(digits) or is_monotonous(digits.decode()) or len(set(digits)) <= 3:
        yield Found(start=start, end=end, rule="phone-cn-mobile", reason="mobile number for examples")
        return
    before, after = page.around(start, end)
    stored = page.file.suffix in _STORED and before in _QUOTES and after in _QUOTES
    if stored or CONTEXT.search(page.line_before(start)):
        yield page.of_person(start, end, "phone-cn-mobile", MEDIUM, "mobile number, China")
    elif not page.in_table(start, end):
        yield Found(start=start, end=end, rule="phone-cn-mobile", reason="eleven digits, perhaps a mobile number")


def fixed(page: Page, start: int, end: int) -> Iterator[Found]:
    """A Chinese fixed line with its area code."""
    del end
    match = _FIXED.match(page.text, start)
    if match is None or not page.alone(start, match.end(), b".-:/") or match[1].decode() not in AREA_CODES:
        return
    if is_monotonous(re.sub(rb"[ -]", b"", match[2]).decode()) or match[2][:7] in {b"1234567", b"2345678"}:
        return
    has_context = CONTEXT.search(page.line_before(start)) is not None
    if has_context or not page.in_table(start, match.end()):
        wanted = MEDIUM if has_context else LOW
        yield page.of_person(start, match.end(), "phone-cn-fixed", wanted, "fixed-line number, China")


def service(page: Page, start: int, end: int) -> Iterator[Found]:
    """400 and 800 numbers: those of a firm's service desk."""
    del end
    match = _SERVICE.match(page.text, start)
    if (
        match is None
        or not page.alone(start, match.end(), b".-")
        or sum(map(bytes.isdigit, map(_byte, match[0]))) != 10
    ):
        return
    if CONTEXT.search(page.line_before(start)):
        yield Found(start=start, end=match.end(), rule="phone-cn-fixed", reason="service number")


def _byte(code: int) -> bytes:
    return bytes((code,))


def world(page: Page, start: int, end: int) -> Iterator[Found]:
    """A number with a leading plus, that some country's numbering plan knows."""
    del end
    match = _WORLD.match(page.text, start)
    before, _ = page.around(start, start + 1)
    if (
        match is None
        or before in b"\\+"
        or (_ARITHMETIC.search(page.line_before(start, 4)) and match[0].count(b"-") + match[0].count(b" ") < 2)
        or not page.alone(start, match.end())
    ):
        return
    line_head = page.line_before(start, 8)
    context = CONTEXT.search(page.line_before(start)) is not None
    if (not line_head or page.file.suffix in {b".patch", b".diff"}) and not context:
        return
    value = match[0]
    digits = re.sub(rb"[^0-9]", b"", value)
    if digits.startswith(b"86") and re.fullmatch(rb"861[3-9][0-9]{9}", digits):
        if _SAMPLES.fullmatch(digits[2:]) or len(set(digits)) <= 4:
            yield Found(start=start, end=match.end(), rule="phone-cn-mobile", reason="mobile number for examples")
        else:
            yield page.of_person(start, match.end(), "phone-cn-mobile", MEDIUM, "mobile number, China")
        return
    if not _planned(value, None):
        if _CALLED.search(page.line_before(start, 24)) and 10 <= len(digits) <= 14 and len(set(digits)) > 4:
            wanted = MEDIUM if page.is_record(start, match.end()) else LOW
            yield page.of_person(start, match.end(), "phone-world", wanted, "telephone number, of no known plan")
        return
    sample = _FICTION.search(value) is not None or is_monotonous(digits.decode()[-7:])
    if sample or b"e" in page.line_before(start, 1):
        yield Found(start=start, end=match.end(), rule="phone-world", reason="telephone number for examples")
    else:
        wanted = MEDIUM if context else LOW
        yield page.of_person(start, match.end(), "phone-world", wanted, "telephone number")


def national(page: Page, start: int, end: int) -> Iterator[Found]:
    """A North American number: only beside a word for a telephone."""
    del end
    match = _NATIONAL.match(page.text, start)
    if (
        match is None
        or not page.alone(start, match.end(), b".-/")
        or not (CONTEXT.search(page.line_before(start)) or CONTEXT.search(page.line_after(match.end(), 24).lower()))
    ):
        return
    if _FICTION.search(match[0]) or not _planned(match[0], "US"):
        yield Found(start=start, end=match.end(), rule="phone-world", reason="telephone number for examples")
    else:
        yield page.of_person(start, match.end(), "phone-world", MEDIUM, "telephone number")


def _planned(value: bytes, region: str | None) -> bool:
    import phonenumbers

    try:
        number = phonenumbers.parse(value.decode("ascii"), region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


FORMS: tuple[tuple[str, Finder], ...] = (
    (r"\+[1-9][0-9 ().-]{6}", world),
    (r"\b1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}\b", mobile),
    (r"(?:\(|\b)0[1-9][0-9]{1,2}(?:\)|[ -]|\) )[2-8][0-9]{2,3}(?:[0-9]{3}|[ -][0-9]{4})", fixed),
    (r"\b[48]00[ -][0-9]{3,4}[ -]?[0-9]{3}", service),
    (r"(?:\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[. -])[0-9]{3}[. -][0-9]{4}", national),
)
