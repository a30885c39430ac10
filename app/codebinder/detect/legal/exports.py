"""Export-control marks: classification numbers and notices, where they stand as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import head_is_frame, in_comment, is_code, is_text
from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

WORDS = (
    "ECCN",
    "ITAR",
    "Traffic in Arms",
    "xport control",
    "xport Control",
    "XPORT CONTROL",
    "xport-control",
    "xport Administration",
    "出口管制",
    "5D002",
    "5E002",
    "5D992",
    "5A002",
)

_NUMBER = re.compile(
    rb"(?i)ECCN[ \t]*(?:#|no\.?|number|code|classification"
    rb"|is|of)?[ \t]*[:=]?[ \t]*[\"']?([0-9][A-E][0-9]{3}(?:\.[a-z0-9.]{1,8})?|EAR99)"
)
_BARE = re.compile(rb"\b5[ADE](?:002|992)(?:\.[a-z]\.?[0-9]?(?:\.[a-z])?)?\b")
_ITAR = re.compile(rb"\bITAR\b(?:[ -](?:controlled|restricted|regulated))?|International Traffic in Arms Regulations")
_NOTICE = re.compile(
    rb"(?i)export[ -]control(?:led|s)?(?:[ \t]+(?:notice|information|technology|item|data|classification"
    rb"|marking|warning|laws?|regulations?|reform act))?"
    rb"|export administration regulations?"
)
_LAW = re.compile(
    rb"(?i)subject to|restricted|license required|prohibited|may not be exported|u\.?s\.? (?:government"
    rb"|export)|violation|diversion|warning"
)
_EXPORTED = re.compile(rb"(?i)gpio|symbol|node|sysfs|pwm|pin|variable|function|module|prometheus|metric")


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a word of export control."""
    text = page.text
    low, high = page.line(start)
    line = text[low:high]
    if text[start:end] == "出口管制".encode():
        if in_comment(page, start) or is_text(page):
            yield page.graded(start, end, "export-notice-zh", MEDIUM, "speaks of export control")
        return
    for pattern, rule, wanted in ((_NUMBER, "eccn", MEDIUM), (_BARE, "eccn", MEDIUM)):
        match = pattern.search(text, max(low, start - 12), high)
        if match is not None and (
            rule != "eccn" or pattern is _NUMBER or b"export" in line.lower() or b"ECCN" in line or b"EAR" in line
        ):
            group = 1 if pattern is _NUMBER else 0
            if match.start() <= start + 12:
                yield page.graded(
                    match.start(group), match.end(group), rule, wanted, "export-control classification number"
                )
                return
    match = _ITAR.search(text, max(low, start - 40), high)
    if match is not None and match.start() <= start <= match.end() and not is_code(line):
        if in_comment(page, start) or is_text(page):
            wanted = MEDIUM if len(match[0]) > 4 or b"xport" in line or _LAW.search(line) else LOW
            yield page.graded(match.start(), match.end(), "itar", wanted, "speaks of arms regulations")
        return
    match = _NOTICE.search(text, max(low, start - 2), high)
    if match is None or match.start() > start or is_code(line) or _EXPORTED.search(line):
        return
    if in_comment(page, start) or is_text(page):
        near = text[max(low - 200, 0) : high + 200]
        marked = head_is_frame(page, match.start()) and match[0][:1].isupper() and b"ontrolled" in match[0]
        wanted = MEDIUM if marked or _LAW.search(near) else LOW
        yield page.graded(match.start(), match.end(), "export-notice", wanted, "export-control notice")
