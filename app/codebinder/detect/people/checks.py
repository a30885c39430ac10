"""Check digits by the names that rules use: for patterns, people's own ones included."""

from __future__ import annotations

import re
from collections.abc import Callable

from codebinder.detect.people import numbers
from codebinder.detect.verdict import DROP, Validator, Verdict

_JOINTS = re.compile(rb"[ \-.()/]")


def _check(right: Callable[[str], bool], reason: str) -> Validator:
    def check(value: bytes) -> Verdict:
        try:
            plain = _JOINTS.sub(b"", value).decode("ascii")
            return Verdict(reason=reason) if plain and right(plain) else DROP
        except (ValueError, IndexError):  # letters where digits belong, or too short
            return DROP

    return check


CHECKS: dict[str, Validator] = {
    "aadhaar": _check(numbers.verhoeff, "Aadhaar number with a right check digit"),
    "hong-kong-id": _check(numbers.hong_kong, "identity card number with a right check digit"),
    "iban": _check(numbers.iban, "account number with right check digits"),
    "inn": _check(numbers.taxpayer_ru, "taxpayer's number with a right check digit"),
    "luhn": _check(numbers.luhn, "number with a right check digit"),
    "organisation-cn": _check(numbers.organisation, "organisation code with a right check digit"),
    "resident-id-cn": _check(numbers.resident_id, "resident id with a right check digit"),
    "snils": _check(numbers.snils, "insurance number with a right check digit"),
    "taiwan-id": _check(numbers.taiwan, "identity card number with a right check digit"),
    "uscc-cn": _check(numbers.uscc, "credit code with a right check digit"),
}
"""The checks by the names that rules use. A number whose check digit is wrong is none."""
