"""What the finders of this room share: the text that they read, what stands around a place, and what they report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codebinder.detect.fileview import FileView
from codebinder.detect.people import numbers
from codebinder.model.findings import Confidence

LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_DATA = frozenset(
    b".csv .tsv .sql .json .xml .yaml .yml .ini .conf .cfg .cnf .properties .toml .env .plist .ldif .vcf "
    b".xls .log".split()
)
_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
_DIGITS = re.compile(rb"[0-9]")
_TABLE = 64
MORE = "what follows in this file is not listed, it is too much"
_MARK = b"\xef\xbb\xbf"
_KEPT = frozenset(("in a test", "in documentation"))
_RESIDENT = re.compile(rb"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_PAPERS = re.compile(
    rb"(?i)\b(?:passport|born|employee|patient|private phone|home phone|home address|social security|ssn"
    rb"|date of birth|dob|id card|next of kin|salary|insured|customer name|mobile)\b"
    + "|身份证|护照|收货人|收件人|联系人|出生|住址|家庭地址|患者|员工|客户姓名|电话|手机".encode()
)
_REACH = 240
"""Bytes of a line that are looked at on either side: lines may be very long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A range of the page's text; `firm` where a check digit or the form itself proves it."""

    start: int
    end: int
    rule: str
    confidence: Confidence = LOW
    reason: str = ""
    firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file as UTF-8 bytes."""

    text: bytes
    file: FileView

    def line_before(self, at: int, most: int = 72) -> bytes:
        """Give what stands before `at` on its line, in lower case."""
        low = max(at - most, 0)
        cut = self.text.rfind(b"\n", low, at)
        return self.text[(cut + 1 if cut >= 0 else low) : at].lower()

    def line_after(self, at: int, most: int = 72) -> bytes:
        """Give what stands behind `at` on its line."""
        cut = self.text.find(b"\n", at, at + most)
        return self.text[at : cut if cut >= 0 else at + most]

    def line(self, at: int) -> tuple[int, int]:
        """Give the bounds of the line around `at`, cut where it is very long."""
        low, high = max(at - _REACH, 0), min(at + _REACH, len(self.text))
        begin, end = self.text.rfind(b"\n", low, at), self.text.find(b"\n", at, high)
        if begin < 0 and low == 0 and self.text.startswith(_MARK):
            low = len(_MARK)
        return (begin + 1 if begin >= 0 else low), (end if end >= 0 else high)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Give the byte before `start` and the one at `end`; 10, a line's end, outside the text."""
        return (
            self.text[start - 1] if start else 10,
            self.text[end] if end < len(self.text) else 10,
        )

    def alone(self, start: int, end: int, more: bytes = b"") -> bool:
        """Does no letter, digit or underscore (or any of `more`) touch the range?"""
        before, after = self.around(start, end)
        return before not in _WORD and after not in _WORD and before not in more and after not in more

    def in_table(self, start: int, end: int) -> bool:
        """Do numbers upon numbers stand around? Then this one is a row of a table, not somebody's."""
        near = self.text[max(start - _TABLE, 0) : start] + self.text[end : end + _TABLE]
        return len(_DIGITS.findall(near)) * 2 > len(near)

    @property
    def is_data(self) -> bool:
        """Is the file data or configuration, by its name?"""
        return self.file.suffix in _DATA or self.file.name.startswith(b".env")

    @property
    def is_hosts(self) -> bool:
        """Is the file a table of hosts, by its name?"""
        return b"hosts" in self.file.name.lower() or self.file.suffix in {b".hosts", b".zone"}

    @property
    def quiet(self) -> str:
        """Why values in such a place are rarely real; empty where nothing says so."""
        place = self.file.surroundings
        if place.test:
            return "in a test"
        if place.example:
            return "in an example"
        if place.document:
            return "in documentation"
        return "in generated code" if place.generated or place.minified or place.lock else ""

    def graded(self, start: int, end: int, rule: str, wanted: Confidence, reason: str) -> Found:
        """Report with the grade `wanted`, or low where the place is one for samples."""
        quiet = self.quiet if wanted is not LOW else ""
        if quiet:
            return Found(start=start, end=end, rule=rule, reason=f"{reason}, {quiet}")
        return Found(start=start, end=end, rule=rule, confidence=wanted, reason=reason, firm=wanted is not LOW)

    def noted(self, start: int, end: int, rule: str, wanted: Confidence, reason: str) -> Found:
        """Report as `graded` does, but let documents speak: marks and figures stand in them in earnest."""
        if self.quiet == "in documentation":
            return Found(start=start, end=end, rule=rule, confidence=wanted, reason=reason, firm=wanted is not LOW)
        return self.graded(start, end, rule, wanted, reason)

    def of_person(self, start: int, end: int, rule: str, wanted: Confidence, reason: str) -> Found:
        """Report as `graded` does, but also in tests and documents where the line reads like somebody's record."""
        if wanted is not LOW and self.quiet in _KEPT and self.is_record(start, end):
            return Found(
                start=start, end=end, rule=rule, confidence=MEDIUM, reason=f"{reason}, in a person's record", firm=True
            )
        return self.graded(start, end, rule, wanted, reason)

    def is_record(self, start: int, end: int) -> bool:
        """Does a resident id with a right check digit stand beside, or do two words of people's papers?"""
        low, high = self.line(start)
        line = self.text[low:high]
        if any(numbers.resident_id(one[0].decode()) for one in _RESIDENT.finditer(line)):
            return True
        del end
        return self.quiet == "in documentation" and len({one[0].lower() for one in _PAPERS.finditer(line)}) >= 2


Finder = Callable[[Page, int, int], Iterator[Found]]
"""Looks at the place where a form was seen; gives what is really there."""
