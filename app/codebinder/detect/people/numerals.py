"""Runs of digits: whose number may this be? Check digits, ranges and the words in front of it decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from codebinder.detect.people import numbers
from codebinder.detect.people.page import HIGH, LOW, MEDIUM, Finder, Found, Page
from codebinder.detect.people.phones import mobile

_ID_WORD = re.compile(
    "id[ _-]?card|id[ _-]?(?:no|num)|identity|idcard|sfz|cert[ _-]?no|cardid|身份证|证件|公民".encode()
)
_CARD_WORD = re.compile(
    (
        "card|(?<![a-z])pan(?![a-z])|visa|master|amex|银行|卡号|信用卡|储蓄卡|借记卡|bank|debit|credit|acct"
        "|account|账号|帐号|账户|帐户"
    ).encode()
)
_ACCOUNT_WORD = re.compile(
    "(?:bank|acct|account)[ _-]?(?:account|acct|no|num|number)|账号|帐号|账户|帐户|开户".encode()
)
_CREDIT_CODE_WORD = re.compile("信用代码|uscc|uscid|credit[ _-]?code|税号|纳税人|tax|营业执照|license".encode())
_AADHAAR_WORD = re.compile(rb"aadhaar|aadhar|uidai|(?<![a-z])uid(?![a-z])")
_INN_WORD = re.compile("(?<![a-z])inn(?![a-z])|инн|ИНН".encode())
_SNILS_WORD = re.compile("snils|снилс|СНИЛС".encode())
_TAIWAN_WORD = re.compile("身分證|身份證|身分证|taiwan|national[ _-]?id|id[ _-]?(?:no|number|card)".encode())
_IMEI_WORD = re.compile(rb"imei|meid")
_IMSI_WORD = re.compile(rb"imsi")
_ICCID_WORD = re.compile(rb"iccid|sim[ _-]?(?:card|no|serial)|(?<![a-z])icc(?![a-z])")
_TEST_CARDS = frozenset(
    b"4111111111111111 4012888888881881 4222222222222 4242424242424242 4000056655665556 5555555555554444 "
    b"5105105105105100"
    b" 2223003122003222 5200828282828210 378282246310005 371449635398431 378734493671000 6011111111111117 "
    b"6011000990139424"
    b" 6011981111111113 3056930009020004 30569309025904 38520000023237 36227206271667 3566002020360505 3530111333300000"
    b" 6200000000000005 6200000000000047 6205500000000000004 6221558812340000 6216261000000000018 6225760008219524"
    b" 4000000000000002 4000000000000077 4000000000000127 4000000000003220 4917610000000000 "
    b"4005550000000019 4500600000000061"
    b" 5424000000000015 4007000000027 4012000033330026 5019717010103742 76009244561 6331101999990016".split()
)
_TEST_IDS = frozenset(
    b"11010519491231002X 110105194912310025 34052419800101001X 440524188001010014 110101199003077934 110101199003070000"
    b" 320311770706001 511702198012223456 130503670401001 11010119900307123X 110101190001010001 "
    b"513436200002220000".split()
)
_TEST_CREDIT_CODES = frozenset((b"91350100M000100Y43", b"92371000MA3MXH0E3W"))
_TOKEN = re.compile(
    rb"(?:[0-9]{17}[Xx]|[0-9]{10,20}[lL]?|[1-9][0-9]{7}[0-9A-HJ-NPQRTUWXY]{10}|[A-Z][1289][0-9]{8})(?![0-9A-Za-z_])"
)
_GROUPS = re.compile(rb"[0-9]{4}(?:[ -][0-9]{4}){2,3}(?:[ -][0-9]{1,7})?(?![0-9])")
_AMEX = re.compile(rb"3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}")
_SNILS = re.compile(rb"[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}")
_ORGANISATION = re.compile(rb"[^\n0-9A-Z]{0,12}([0-9A-Z]{8}-[0-9X])(?![0-9A-Za-z])")


def run(page: Page, start: int, end: int) -> Iterator[Found]:
    """Ten digits or more, or letters where some papers have them: whose number has that form?"""
    token = _TOKEN.match(page.text, start)
    if token is None:
        return
    end = token.end()
    if end - start == 11 and page.text[start] == 49 and page.text[start + 1] >= 51:
        found_mobile = list(mobile(page, start, end))
        if found_mobile:
            yield from found_mobile
            return
    before, after = page.around(start, end)
    if before in b".+" or after == 46 or (before == 45 and page.text[start - 2 : start - 1].isalnum()):
        after_stop = page.text[end : end + 2]
        if before != 58 and not (after == 46 and not after_stop[1:].isdigit()):
            return
    end -= page.text[end - 1 : end] in {b"l", b"L"}
    value = page.text[start:end]
    size = len(value)
    if value.isdigit():
        found = _BY_LENGTH[size](page, start, end, value)
        if found is not None:
            yield found
    elif size == 18:
        found = _resident(page, start, end, value) or _credit_code(page, start, end, value)
        if found is not None:
            yield found
    elif size == 10 and value[:1].isupper() and value[1:].isdigit() and value[1:2] in {b"1", b"2", b"8", b"9"}:
        yield from _taiwan(page, start, end, value)


def _resident(page: Page, start: int, end: int, value: bytes) -> Found | None:
    digits = value.decode()
    if not numbers.resident_id(digits):
        return None
    if value.upper() in _TEST_IDS:
        return Found(start=start, end=end, rule="resident-id-cn", reason="resident id for examples")
    has_context = _ID_WORD.search(page.line_before(start)) is not None
    if len(value) == 15:
        if not has_context:
            return None
        return page.graded(start, end, "resident-id-cn-old", MEDIUM, "resident id, old form")
    if page.quiet:
        return Found(start=start, end=end, rule="resident-id-cn", confidence=MEDIUM, firm=True,
                     reason=f"resident id with a right check digit, {page.quiet}")  # fmt: skip
    if page.in_table(start, end) and not has_context and not page.is_data:
        return Found(start=start, end=end, rule="resident-id-cn", reason="fits a resident id, among other numbers")
    return Found(start=start, end=end, rule="resident-id-cn", confidence=HIGH, firm=True,
                 reason="resident id with a right check digit")  # fmt: skip


def _credit_code(page: Page, start: int, end: int, value: bytes) -> Found | None:
    if not numbers.uscc(value.decode()):
        return None
    if value in _TEST_CREDIT_CODES:
        return Found(start=start, end=end, rule="uscc-cn", reason="credit code for examples")
    sure = not value.isdigit() or _CREDIT_CODE_WORD.search(page.line_before(start)) is not None
    wanted = MEDIUM if sure else LOW
    return page.graded(start, end, "uscc-cn", wanted, "unified social credit code with a right check digit")


def _eighteen(page: Page, start: int, end: int, value: bytes) -> Found | None:
    return _resident(page, start, end, value) or _credit_code(page, start, end, value) or _card(page, start, end, value)


def _fifteen(page: Page, start: int, end: int, value: bytes) -> Found | None:
    ahead = page.line_before(start)
    digits = value.decode()
    if _IMSI_WORD.search(ahead):
        wanted = LOW if numbers.is_monotonous(digits[5:]) or digits[0] not in "234567" else MEDIUM
        return page.graded(start, end, "imsi", wanted, "subscriber's identity in a mobile network")
    if _IMEI_WORD.search(ahead):
        right = numbers.luhn(digits) and not numbers.is_monotonous(digits[8:]) and "12345678" not in digits
        return page.graded(start, end, "imei", MEDIUM if right else LOW, "identity of a mobile phone")
    return _resident(page, start, end, value) or _card(page, start, end, value)


def _card(page: Page, start: int, end: int, value: bytes) -> Found | None:
    digits = re.sub(rb"[^0-9]", b"", value).decode()
    ahead = page.line_before(start)
    if len(digits) in {19, 20} and digits.startswith("89") and numbers.luhn(digits) and _ICCID_WORD.search(ahead):
        return page.graded(start, end, "iccid", MEDIUM, "serial number of a SIM card")
    has_context = _CARD_WORD.search(ahead) is not None
    if not is_card(digits):
        if has_context and _ACCOUNT_WORD.search(ahead) and not numbers.is_monotonous(digits):
            return page.graded(start, end, "bank-account", MEDIUM, "number of an account")
        return None
    if digits.encode() in _TEST_CARDS or len(set(digits)) <= 3 or "00000000" in digits or "12345678" in digits:
        return Found(start=start, end=end, rule="bank-card", reason="card number for tests")
    if page.in_table(start, end) and not has_context:
        return Found(start=start, end=end, rule="bank-card", reason="fits a card number, among other numbers")
    unionpay = digits.startswith("62") and len(digits) == 19
    wanted = HIGH if has_context else MEDIUM if unionpay else LOW
    if wanted is HIGH and page.quiet == "in documentation":
        return page.noted(start, end, "bank-card", MEDIUM, "card number with a right check digit")
    return page.of_person(start, end, "bank-card", wanted, "card number with a right check digit")


def is_card(digits: str) -> bool:
    """Is the length right for the issuer's range, and the check digit for the number?"""
    size = len(digits)
    two, four = int(digits[:2]), int(digits[:4])
    issued = (
        (digits[0] == "4" and size in {13, 16, 19})
        or ((51 <= two <= 55 or 2221 <= four <= 2720) and size == 16)
        or (two in {34, 37} and size == 15)
        or (two == 62 and 16 <= size <= 19)
        or ((four == 6011 or two == 65 or 644 <= int(digits[:3]) <= 649) and size in {16, 19})
        or ((300 <= int(digits[:3]) <= 305 or two in {36, 38}) and size == 14)
        or (3528 <= four <= 3589 and size == 16)
        or (2200 <= four <= 2204 and size == 16)
    )
    return issued and numbers.luhn(digits)


def _eleven(page: Page, start: int, end: int, value: bytes) -> Found | None:
    digits = value.decode()
    if _SNILS_WORD.search(page.line_before(start)) and numbers.snils(digits):
        return page.graded(start, end, "russia-snils", MEDIUM, "insurance number, Russia")
    return _account(page, start, end, value)


def _twelve(page: Page, start: int, end: int, value: bytes) -> Found | None:
    digits = re.sub(rb"[^0-9]", b"", value).decode()
    ahead = page.line_before(start)
    if _AADHAAR_WORD.search(ahead) and numbers.verhoeff(digits) and digits[0] in "23456789":
        wanted = LOW if numbers.is_monotonous(digits) or digits.startswith("99999999") else MEDIUM
        return page.graded(start, end, "india-aadhaar", wanted, "Aadhaar number with a right check digit")
    return _inn(page, start, end, value) if value.isdigit() else None


def _inn(page: Page, start: int, end: int, value: bytes) -> Found | None:
    digits = value.decode()
    if _INN_WORD.search(page.line_before(start)) and numbers.taxpayer_ru(digits) and len(set(digits)) > 3:
        return page.graded(start, end, "russia-inn", MEDIUM, "taxpayer's number, Russia")
    return _account(page, start, end, value)


def _account(page: Page, start: int, end: int, value: bytes) -> Found | None:
    ahead = page.line_before(start, 40)
    if not _ACCOUNT_WORD.search(ahead) or numbers.is_monotonous(value.decode()) or not page.is_data:
        return None
    return page.graded(start, end, "bank-account", LOW, "number of an account")


def _taiwan(page: Page, start: int, end: int, value: bytes) -> Iterator[Found]:
    if not numbers.taiwan(value.decode()):
        return
    if value == b"A123456789" or numbers.is_monotonous(value[2:].decode()):
        yield Found(start=start, end=end, rule="taiwan-id", reason="identity card number for examples")
    elif _TAIWAN_WORD.search(page.line_before(start)):
        yield page.graded(start, end, "taiwan-id", MEDIUM, "identity card number, Taiwan")


def grouped(page: Page, start: int, end: int) -> Iterator[Found]:
    """Digits in groups of four: a card, or an Aadhaar number."""
    del end
    match = _GROUPS.match(page.text, start) or _AMEX.match(page.text, start)
    if match is None or not page.alone(start, match.end(), b".-"):
        return
    count = sum(48 <= code <= 57 for code in match[0])
    if count == 12:
        found = _twelve(page, start, match.end(), match[0])
    else:
        found = _card(page, start, match.end(), match[0]) if 13 <= count <= 19 else None
    if found is not None and found.rule != "bank-account":
        yield found


def insurance(page: Page, start: int, end: int) -> Iterator[Found]:
    """A Russian insurance number in its usual form."""
    del end
    match = _SNILS.match(page.text, start)
    if match is None or not page.alone(start, match.end(), b"-"):
        return
    if numbers.snils(re.sub(rb"[^0-9]", b"", match[0]).decode()) and _SNILS_WORD.search(page.line_before(start)):
        yield page.graded(start, match.end(), "russia-snils", MEDIUM, "insurance number, Russia")


def organisation(page: Page, start: int, end: int) -> Iterator[Found]:
    """An organisation code with its dash, behind its name."""
    del start
    match = _ORGANISATION.match(page.text, end)
    if match is not None and numbers.organisation(match[1].decode()):
        yield page.graded(
            match.start(1), match.end(1), "organisation-code-cn", MEDIUM, "organisation code with a right check digit"
        )


_BY_LENGTH: dict[int, Callable[[Page, int, int, bytes], Found | None]] = {
    10: _inn, 11: _eleven, 12: _twelve, 13: _card, 14: _card, 15: _fifteen, 16: _card, 17: _card, 18: _eighteen,
    19: _card, 20: _card,
}  # fmt: skip

FORMS: tuple[tuple[str, Finder], ...] = (
    ("组织机构代码", organisation),
    (r"\b[0-9]{4}[ -](?:[0-9]{4}[ -][0-9]{4}|[0-9]{6}[ -][0-9]{5})", grouped),
    (r"\b[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}", insurance),
    (r"\b(?:[0-9]{8}|[A-Z][1289][0-9]{6})[0-9A-Z]{2}", run),
)
