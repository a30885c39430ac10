"""Papers of people: passports, identity cards with letters, plates, birthdays, messenger names; and IBANs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people import numbers
from codebinder.detect.people.page import LOW, MEDIUM, Finder, Found, Page
from codebinder.detect.people.regions import PLATE_PROVINCES

_HK = re.compile(rb"[A-Z]{1,2}[0-9]{6}\([0-9A]\)")
_HK_SAMPLES = frozenset((b"A123456(3)", b"Z683365(5)", b"G123456(A)", b"C123456(9)"))
_SSN = re.compile(rb"([0-9]{3})-([0-9]{2})-([0-9]{4})")
_SSN_WORD = re.compile(rb"(?<![a-z])ssn|social.?sec|tax.?id|(?<![a-z])tin(?![a-z])|taxpayer")
_SSN_SAMPLES = frozenset(
    (b"078-05-1120", b"219-09-9999", b"123-45-6789", b"457-55-5462", b"111-22-3333", b"555-55-5555")
)
_PAN = re.compile(rb"[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]")
_PAN_WORD = re.compile(rb"(?<![a-z])pan(?![a-z])|permanent account|income.?tax|pan[ _-]?(?:no|num|card)")
_PASSPORT = re.compile(
    rb"[^\n0-9]{0,24}?(?:[\"'\s:=>#_]|\xef\xbc\x9a)((?:[EGDPSK][A-HJ-NP-Z]?[0-9]{7,8}|[A-Z]{1,2}[0-9]{6,8}"
    rb"|[0-9]{2}[A-Z]{2}[0-9]{5}|[A-Z](?=[A-Z]{0,7}[0-9])[A-Z0-9]{8}|[0-9]{9}))(?![A-Za-z0-9_])"
)
_PASSPORT_WORD = "护照|通行证|台胞证|回乡证".encode()
_MRZ = re.compile(
    rb"(P[A-Z<][A-Z]{3}[A-Z<]{39})(?:\r?\n"
    rb"|\\n|[\"',\s]{1,12})([A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{14}[0-9<][0-9])"
)
_PLATE = re.compile(
    b"(?:"
    + b"|".join(map(str.encode, PLATE_PROVINCES))
    + (
        rb")([A-HJ-NP-Z])(?:\xc2\xb7|\xe2\x80\xa2|[ -])?([A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}(?:\xe8\xad\xa6"
        rb"|\xe5\xad\xa6|\xe6\x8c\x82))"
    )
)
_PLATE_WORD = "车牌|牌照|号牌|plate|车辆".encode()
_IBAN = re.compile(rb"[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?)")
_PAID = re.compile(
    "pay(?:able)? (?:to|into)|remit|transfer(?:red)? to|beneficiary|payee|bank details|our account"
    "|付款|收款|汇款".encode()
)
_IBAN_SAMPLES = frozenset(
    b"GB82WEST12345698765432 GB29NWBK60161331926819 DE89370400440532013000 FR1420041010050500013M02606 BE68539007547034"
    b" NL91ABNA0417164300 CH9300762011623852957 AT611904300234573201 ES9121000418450200051332 "
    b"IT60X0542811101000000123456"
    b" GB33BUKB20201555555555 FR7630006000011234567890189 PL61109010140000071219812874 NO9386011117947 "
    b"SE4550000000058398257466"
    b" DK5000400440116243 FI2112345600000785 IE29AIBK93115212345678 LU280019400644750000 "
    b"PT50000201231234567890154".split()
)
_BIRTH = re.compile(
    "[^\n0-9=:：]{0,12}[\"'`]?\\s{0,3}(?:[:=>]|：|\t|为| )[\"'`\\s]{0,4}((?:19"
    "|20)[0-9]{2}(?:[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?|年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4})"
    "|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2})(?![0-9])".encode()
)
_QQ = re.compile(
    "\\bQQ(?:号|号码|群|群号|[ _-]?(?i:group|number|no\\.?))?[\"']?\\s{0,2}(?:[:=#]"
    "|：|为| )[\\s\"']{0,3}([1-9][0-9]{4,10})(?![0-9])".encode()
)
_WECHAT = re.compile(
    "(?i)(?:we_?chat|weixin|微信)(?:[ _-]?(?:id|no|account)|号|号码)?[\"']?\\s{0,2}(?:[:=]"
    "|：|为)\\s{0,2}[\"']?([a-z][a-z0-9_-]{5,19}|1[3-9][0-9]{9})(?![a-z0-9_(.-])".encode()
)
_NO_NAME = re.compile(
    rb"(?i)^(?:null|none|undefined|string|true|false|wechat.*|weixin.*|new|return|config.*"
    rb"|.*(?:id|key|secret|token|type|url|handler|client|service|pay|login|auth|account|name))$"
)
_VAT = re.compile(
    rb"(?i)(?:[^\n]{0,20}?[\s:=\"'#])?((?:AT ?U|BE ?[01]|BG|CY|CZ|DE|DK|EE|EL|ES ?|FI|FR ?|HR|HU|IE ?|IT|LT|LU|LV"
    rb"|MT|NL|PL|PT|RO|SE|SI|SK|GB|CHE-?)[ ]?[A-Z0-9][0-9 .-]{6,13}[A-Z0-9](?:B[0-9]{2})?)(?![A-Za-z0-9])"
)


def hong_kong(page: Page, start: int, end: int) -> Iterator[Found]:
    """A Hong Kong identity card with its check character in brackets."""
    for begin in (start - 1, start):
        match = _HK.match(page.text, begin) if begin >= 0 else None
        if match is not None and page.alone(begin, match.end(), b"-."):
            plain = match[0].decode().replace("(", "").replace(")", "")
            if numbers.hong_kong(plain):
                wanted = LOW if match[0] in _HK_SAMPLES else MEDIUM
                yield page.graded(begin, match.end(), "hong-kong-id", wanted, "identity card number, Hong Kong")
            return
    del end


def social_security(page: Page, start: int, end: int) -> Iterator[Found]:
    """A US social security number beside its name."""
    match = _SSN.match(page.text, start, end)
    if match is None or not page.alone(start, end, b"-.") or not _SSN_WORD.search(page.line_before(start)):
        return
    area, group, serial = match.groups()
    if area in {b"000", b"666"} or area >= b"900" or group == b"00" or serial == b"0000" or match[0] in _SSN_SAMPLES:
        yield Found(start=start, end=end, rule="us-ssn", reason="social security number that was never issued")
    else:
        yield page.graded(start, end, "us-ssn", MEDIUM, "social security number")


def bare_security(page: Page, start: int, end: int) -> Iterator[Found]:
    """The same without dashes, as the value of a field of that name."""
    del start
    value = page.text[end - 9 : end]
    wanted = LOW if numbers.is_monotonous(value.decode()) or value[:3] in {b"000", b"666"} else MEDIUM
    yield page.graded(end - 9, end, "us-ssn", wanted, "social security number")


def security_code(page: Page, start: int, end: int) -> Iterator[Found]:
    """The three or four digits on a card's back, as the value of a field of that name."""
    begin = max(start, end - 4)
    while not page.text[begin : begin + 1].isdigit():
        begin += 1
    wanted = LOW if page.text[begin:end] in {b"123", b"1234", b"000", b"111", b"999"} else MEDIUM
    yield page.graded(begin, end, "card-security-code", wanted, "security code of a card")


def pan(page: Page, start: int, end: int) -> Iterator[Found]:
    """An Indian permanent account number beside its name."""
    if _PAN.match(page.text, start, end) and page.alone(start, end, b"-") and _PAN_WORD.search(page.line_before(start)):
        wanted = LOW if page.text[start:end] in {b"ABCDE1234F", b"ABCPE1234F", b"AAAPL1234C", b"AAAAA0000A"} else MEDIUM
        yield page.graded(start, end, "india-pan", wanted, "permanent account number, India")


def passport(page: Page, start: int, end: int) -> Iterator[Found]:
    """A passport's or permit's number behind its name."""
    del start
    match = _PASSPORT.match(page.text, end)
    if match is None:
        return
    value = match[1]
    digits = re.sub(rb"[^0-9]", b"", value).decode()
    wanted = LOW if len(digits) > 2 and numbers.is_monotonous(digits) else MEDIUM
    yield page.of_person(match.start(1), match.end(1), "passport-number", wanted, "passport number")


def machine_readable(page: Page, start: int, end: int) -> Iterator[Found]:
    """The two lines at the foot of a passport."""
    del end
    match = _MRZ.match(page.text, start)
    if match is None:
        return
    if not numbers.machine_readable(match[2].decode()):
        yield Found(
            start=start, end=match.end(), rule="passport-mrz", reason="lines like a passport's, check digits wrong"
        )
    elif b"UTO" in match[1][:5]:
        yield Found(start=start, end=match.end(), rule="passport-mrz", reason="the standard's own sample passport")
    else:
        yield page.graded(start, match.end(), "passport-mrz", MEDIUM, "machine-readable lines of a passport")


def plate(page: Page, start: int, end: int) -> Iterator[Found]:
    """A Chinese number plate."""
    del end
    match = _PLATE.match(page.text, start)
    if match is None or (match.end() < len(page.text) and page.text[match.end() : match.end() + 1].isalnum()):
        return
    body = match[2]
    if not any(48 <= code <= 57 for code in body):
        return
    sample = body[:5] in {b"12345", b"88888", b"66666", b"00000", b"99999", b"54321", b"A1234"} or len(set(body)) == 1
    wanted = LOW if sample else MEDIUM
    yield page.graded(start, match.end(), "vehicle-plate-cn", wanted, "number plate, China")


def iban(page: Page, start: int, end: int) -> Iterator[Found]:
    """An account number whose length and check digits are right for its country."""
    del end
    match = _IBAN.match(page.text, start)
    if match is None or not page.alone(start, match.end()):
        return
    value = match[0].decode()
    while value and not numbers.iban(value):  # a word in capitals may follow a number in groups
        value = value.rpartition(" ")[0]
    if not value:
        return
    wanted = LOW if value.replace(" ", "").encode() in _IBAN_SAMPLES else MEDIUM
    told = page.noted if _PAID.search(page.line_before(start)) else page.graded
    yield told(start, start + len(value), "iban", wanted, "account number with right check digits")


def birth(page: Page, start: int, end: int) -> Iterator[Found]:
    """A date of birth behind its name."""
    del start
    match = _BIRTH.match(page.text, end)
    if match is None:
        return
    digits = re.sub(rb"[^0-9]", b" ", match[1]).split()
    sample = len(digits) == 3 and int(digits[1]) == 1 and int(digits[2]) == 1
    wanted = LOW if sample or not (page.is_data or page.is_record(match.start(1), match.end(1))) else MEDIUM
    yield page.of_person(match.start(1), match.end(1), "birth-date", wanted, "date of birth")


def messenger(page: Page, start: int, end: int) -> Iterator[Found]:
    """A WeChat or QQ account behind its name."""
    del end
    for pattern, rule in ((_QQ, "qq-number"), (_WECHAT, "wechat-id")):
        match = pattern.match(page.text, start)
        if match is None:
            continue
        value = match[1]
        if _NO_NAME.match(value) or (value.isdigit() and numbers.is_monotonous(value.decode())):
            return
        group = "群".encode() in match[0] or b"roup" in match[0]
        wanted = LOW if group or value in {b"10000", b"10001", b"123456"} else MEDIUM
        yield page.graded(match.start(1), match.end(1), rule, wanted, "messenger account")
        return


def vat(page: Page, start: int, end: int) -> Iterator[Found]:
    """A European VAT number behind its name: a firm's, rarely a person's."""
    del start
    match = _VAT.match(page.text, end)
    if match is not None and sum(48 <= code <= 57 for code in match[1]) >= 7:
        yield Found(start=match.start(1), end=match.end(1), rule="eu-vat-number", reason="VAT number")


FORMS: tuple[tuple[str, Finder], ...] = (
    (r"\b[A-Z]{1,2}[0-9]{6}\([0-9A]\)", hong_kong),
    (r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b", social_security),
    (r"(?i:\bssn|social_?security(?:_?(?:no|number))?)[\"' ]*[:=][\"' ]*[0-9]{9}\b", bare_security),
    (r"(?i:\b(?:card_?)?(?:cvv2?|cvc2?))[\"']?[ \t]*[:=][ \t]*[\"']?[0-9]{3,4}\b", security_code),
    (r"\b[A-Z]{5}[0-9]{4}[A-Z]\b", pan),
    (r"\bP[A-Z<][A-Z]{3}[A-Z]+<<", machine_readable),
    ("(?:" + "|".join(PLATE_PROVINCES) + ")[A-HJ-NP-Z](?:·|•|[ -])?[A-HJ-NP-Z0-9]{4}", plate),
    (r"\b[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{8}| [A-Z0-9]{4} [A-Z0-9])", iban),
    ("(?i:passport)(?: ?(?i:no|number|id))?|" + _PASSPORT_WORD.decode(), passport),
    (
        (
            "(?i:date[ _-]?of[ _-]?birth|birth[ _-]?da(?:y|te)|\\bdob\\b|\\bborn\\b|\\bgeb\\. "
            "|geboren am)|出生日期|出生年月|生日|出生"
        ),
        birth,
    ),
    (
        (
            "\\bQQ(?:号|号码|群|群号)?[\"' ]*(?:[:=#]|：|[0-9])|(?i:we_?chat|weixin|微信)(?:[ _-]?(?i:id"
            "|no|account)|号|号码)?[\"' ]*(?:[:=]|：)"
        ),
        messenger,
    ),
    (r"(?i:\bvat[ _-]?(?:id|no|number|reg|identification)|VAT[ :=#]{1,3}\b|umsatzsteuer-?id|ust-?idnr)", vat),
)
