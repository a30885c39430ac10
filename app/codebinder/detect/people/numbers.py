"""Check digits of numbers that people, firms and cards bear, each from its published standard."""

from __future__ import annotations

from itertools import pairwise

from codebinder.detect.people.regions import PROVINCES, days_in

_RESIDENT = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION = (3, 7, 9, 10, 5, 8, 4, 2)
_VERHOEFF_TURN = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_VERHOEFF_TIMES = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043",
    "8765932104", "9876543210",
)  # fmt: skip
_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SD": 18,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22,
    "VG": 24, "XK": 20,
}  # fmt: skip


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1: every second digit from the right doubled, the sum ends in 0."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit)
        if place % 2:
            number = number * 2 - 9 * (number > 4)
        total += number
    return total % 10 == 0


def resident_id(text: str) -> bool:
    """GB 11643: region, date of birth, sequence, and a check character; the old form has 15 digits and no check."""
    if len(text) == 15:
        return text.isdigit() and text[:2] in PROVINCES and is_date("19" + text[6:12])
    body = text[:17]
    if len(text) != 18 or not body.isdigit() or text[:2] not in PROVINCES or not is_date(text[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, _RESIDENT, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_date(digits: str) -> bool:
    """Are these eight digits a day on which a living person may have been born?"""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return 1900 <= year <= 2035 and 1 <= month <= 12 and 1 <= day <= days_in(year, month)


def uscc(text: str) -> bool:
    """GB 32100: who registered it, what it is, the region, the organisation code, and a check character."""
    if len(text) != 18 or any(char not in _USCC for char in text) or text[2:4] not in PROVINCES | {"10"}:
        return False
    if not text[2:8].isdigit() or text[:2] not in _REGISTERED:
        return False
    total = sum(_USCC.index(char) * pow(3, place, 31) for place, char in enumerate(text[:17]))
    return _USCC[-total % 31] == text[17] and organisation(text[8:17])


_REGISTERED = frozenset(
    head + tail
    for head, tails in {
        "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "123459", "6": "129", "7": "129", "8": "19",
        "9": "123", "A": "19", "N": "1239", "Y": "1",
    }.items()
    for tail in tails
)  # fmt: skip
"""Who registers, and what."""


def organisation(text: str) -> bool:
    """GB 11714: eight characters and a check character, with or without a dash."""
    text = text.replace("-", "")
    if len(text) != 9 or not text.isalnum() or not text.isascii():
        return False
    total = sum(int(char, 36) * weight for char, weight in zip(text[:8], _ORGANISATION, strict=True))
    return "0123456789X0"[11 - total % 11] == text[8]


def verhoeff(digits: str) -> bool:
    """Aadhaar numbers end in a check digit of Verhoeff's scheme."""
    state = 0
    for place, digit in enumerate(reversed(digits)):
        state = int(_VERHOEFF_TIMES[state][int(_VERHOEFF_TURN[place % 8][int(digit)])])
    return state == 0


def hong_kong(text: str) -> bool:
    """Hong Kong identity card: one or two letters, six digits, a check character."""
    head = text[:-7].upper()
    numbers = [36] * (2 - len(head)) + [ord(char) - 55 for char in head] + [int(digit) for digit in text[-7:-1]]
    total = sum(number * weight for number, weight in zip(numbers, range(9, 1, -1), strict=True))
    return "0123456789A"[-total % 11] == text[-1].upper()


def taiwan(text: str) -> bool:
    """Taiwan identity card: a letter for the place, nine digits, the last of them a check."""
    code = _TAIWAN.index(text[0].upper()) + 10
    digits = [code // 10, code % 10, *(int(digit) for digit in text[1:])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 10 == 0


def iban(text: str) -> bool:
    """ISO 13616: right length for the country, and 1 modulo 97 with the head moved to the end."""
    text = text.replace(" ", "").upper()
    if _IBAN_LENGTHS.get(text[:2]) != len(text) or not text.isalnum() or not text.isascii():
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


def taxpayer_ru(digits: str) -> bool:
    """INN: ten digits with one check digit for firms, twelve with two for people."""
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)

    def right(count: int) -> bool:
        body = digits[:count]
        total = sum(int(digit) * weight for digit, weight in zip(body, weights[11 - count :], strict=True))
        return total % 11 % 10 == int(digits[count])

    if len(digits) == 10:
        total = sum(int(digit) * weight for digit, weight in zip(digits[:9], weights[2:], strict=True))
        return total % 11 % 10 == int(digits[9])
    return len(digits) == 12 and right(10) and right(11)


def snils(digits: str) -> bool:
    """SNILS: nine digits and a check number of two."""
    if len(digits) != 11:
        return False
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return total % 101 % 100 == int(digits[9:])


def machine_readable(line: str) -> bool:
    """ICAO 9303, the second line of a passport: check digits over number, birth, expiry, and all of them."""
    if len(line) != 44:
        return False
    parts = ((line[0:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27]))
    return (
        all(_icao(body) == check for body, check in parts) and _icao(line[0:10] + line[13:20] + line[21:43]) == line[43]
    )


def _icao(text: str) -> str:
    total = 0
    for place, char in enumerate(text):
        number = 0 if char == "<" else int(char, 36)
        total += number * (7, 3, 1)[place % 3]
    return str(total % 10)


def is_monotonous(digits: str) -> bool:
    """Is this a run or a repetition that nobody bears: 11111111, 12345678, 13800138000-like samples aside?"""
    if len(set(digits)) <= 2:
        return True
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return len(steps) == 1
