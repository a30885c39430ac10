"""Whose code is it, and what does its licence ask for: copyright lines, SPDX tags, licence texts. All low."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.names import han_name
from codebinder.detect.people.page import Found, Page

COPYRIGHT = ("opyright", "OPYRIGHT", "©", "(C) 1", "(C) 2", "(c) 1", "(c) 2")
TAGS = ("SPDX-License", "SPDX-FileCopyright")

_LINE = re.compile(
    rb"(?i)(?:copyright|\xc2\xa9|\(c\)(?=[ \t]*(?:19|20)[0-9]{2}))(?:[ \t]*(?:\(c\)|\xc2\xa9|&copy;|\\\(co"
    rb"|c\b|:|by))*[ \t,]*"
    rb"(?:(?:19|20)[0-9]{2}(?:[ \t]*(?:-|,|\xe2\x80\x93|&|and|to|\()[ \t]*(?:(?:19|20)?[0-9]{2}|present"
    rb"|now)\)?)*[ \t,.:;-]*)?(?:\(c\)[ \t]*)?(?:by[ \t]+)?(?:-[ \t]*)?"
)
_DATED = re.compile(rb"[0-9]|\([cC]\)|\xc2\xa9")
_HOLDER = re.compile(rb"(?:the )?[A-Za-z0-9\x80-\xff][^\n\r<>(){}\[\]|\"*;]{1,79}")
_CUT = re.compile(
    rb"(?i)[ \t,.;:/-]*(?:all rights reserved.*|http.*|[\w.+-]+@.*|licensed .*|released under.*|\\n.*"
    rb"|-->.*|(?<=[a-z.])\. .*|under the .*|is .*|see .*|for .*)$"
)
_FIRM = re.compile(
    rb"(?i)\b(?:inc|ltd|llc|gmbh|corp(?:oration)?|company|foundation|project|team|group|software|systems"
    rb"|technolog(?:y|ies)|labs?|university|institute|association"
    rb"|authors|contributors|developers|community|consortium|limited|co|ag|bv|b\.v|sa|semiconductors?"
    rb"|electronics|networks?|solutions|laborator(?:y|ies)|committee|the|research"
    rb"|microsystems|international|engineering|devices|instruments|computers?|industries"
    rb"|microelectronics|robotics|pty|plc|nv|oy|ab|as|kg|srl|s\.a|linaro|collabora|denx|pengutronix)\b"
)
_PERSON = re.compile(
    rb"[A-Z][\w\x80-\xff'.-]{0,24}(?: (?:[A-Z]\.?|van|von|de|der|da|del|la|le|di)){0,3}"
    rb"(?: [A-Z][\w\x80-\xff'-]{1,24}){1,2}"
)
_SPDX = re.compile(rb"SPDX-License-?Identifier:[ \t]*([A-Za-z0-9.+()\- ]{2,120}?)[ \t]*(?:\*/|-->|\n|\r|$|\"|')")
_FILE_COPYRIGHT = re.compile(
    rb"SPDX-FileCopyrightText:[ \t]*(?:\(c\)|\xc2\xa9|Copyright)?[ \t]*(?:[0-9, -]{4,30})?[ \t]*"
)
_ASKS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"AGPL|Affero"), "copyleft that reaches network use: source must be offered"),
    (re.compile(rb"SSPL|Server Side Public"), "asks for the source of the whole service"),
    (re.compile(rb"LGPL|Lesser General|Library General"), "copyleft of the library: source and the means to relink"),
    (re.compile(rb"GPL|General Public License"), "copyleft: source must be offered with the product"),
    (re.compile(rb"MPL|Mozilla Public|EPL|Eclipse Public|CDDL|EUPL|CPL|OSL"), "copyleft of its own files"),
    (
        re.compile(rb"BUSL|Business Source|Elastic|Commons Clause|NC\b|Proprietary|LicenseRef", re.IGNORECASE),
        "restricts use; may need somebody's leave",
    ),
)
TELLING: dict[str, str] = {
    "Affero General Public": "AGPL",
    "AFFERO GENERAL PUBLIC": "AGPL",
    "Lesser General Public": "LGPL",
    "LESSER GENERAL PUBLIC": "LGPL",
    "Library General Public": "LGPL",
    "General Public License": "GPL",
    "GENERAL PUBLIC LICENSE": "GPL",
    "Server Side Public License": "SSPL",
    "under the Apache License": "Apache",
    "Mozilla Public License": "MPL",
    "Eclipse Public License": "EPL",
    "Permission is hereby granted, free": "MIT",
    "Redistribution and use in source": "BSD",
    "Permission to use, copy, modify": "ISC",
    "free and unencumbered software": "Unlicense",
    "Business Source License": "BUSL",
    "木兰宽松许可证": "MulanPSL",
    "木兰公共许可证": "MulanPubL",
}
"""Phrases that tell a licence's notice or text from talk about it, and the licence."""

NOTICE = "licence-text"


def copyright_line(page: Page, start: int, end: int) -> Iterator[Found]:
    """The holder that a copyright line names."""
    del end
    text = page.text
    begin = start - 1 if text[start : start + 1] in {b"o", b"O"} else start
    if text[start : start + 1] == b"(" and b"opyright" in page.line_before(start, 16):
        return  # seen already
    match = _LINE.match(text, begin)
    if match is None or (match.end() - match.start() < 12 and b"(" not in match[0]):
        return
    if _DATED.search(match[0]) is None:
        return
    at = match.end()
    size = han_name(text, at)
    if size and text[at + size : at + size + 3] != "公".encode():
        yield Found(start=at, end=at + size, rule="copyright-person", reason="copyright of a person")
        return
    holder = _HOLDER.match(text, at)
    if holder is None:
        return
    value = _CUT.sub(b"", holder[0]).rstrip(b" \t,.;:/-\\'")
    if len(value) < 2:
        return
    person = _PERSON.fullmatch(value) is not None and not _FIRM.search(value)
    rule, reason = ("copyright-person", "copyright of a person") if person else ("copyright-holder", "copyright holder")
    yield Found(start=at, end=at + len(value), rule=rule, reason=reason)


def tag(page: Page, start: int, end: int) -> Iterator[Found]:
    """An SPDX tag: the licence's name is the value."""
    del end
    match = _SPDX.match(page.text, start)
    if match is not None:
        yield Found(start=match.start(1), end=match.end(1), rule="spdx-licence", reason=asks(match[1]) or "licence tag")
        return
    match = _FILE_COPYRIGHT.match(page.text, start)
    holder = _HOLDER.match(page.text, match.end()) if match is not None else None
    if holder is not None:
        value = _CUT.sub(b"", holder[0]).rstrip(b" \t,.;:/-\\'")
        person = _PERSON.fullmatch(value) is not None and not _FIRM.search(value)
        rule, reason = (
            ("copyright-person", "copyright of a person") if person else ("copyright-holder", "copyright holder")
        )
        yield Found(start=holder.start(), end=holder.start() + len(value), rule=rule, reason=reason)


def asks(name: bytes) -> str:
    """Give what a licence asks for that is more than a notice; empty for permissive ones."""
    for pattern, reason in _ASKS:
        if pattern.search(name):
            return reason
    return ""


def notice(page: Page, start: int, end: int) -> Iterator[Found]:
    """A licence's notice or text, the block as its range."""
    name = TELLING[page.text[start:end].decode()]
    if name == "GPL" and page.text[max(start - 8, 0) : start].rstrip().lower().endswith((b"lesser", b"library")):
        name = "LGPL"
    low, high = _block(page.text, start)
    yield Found(
        start=low, end=high, rule=NOTICE, reason=asks(name.encode()) or "permissive licence: its notice must stay"
    )


def _block(text: bytes, at: int) -> tuple[int, int]:
    """Give the comment or the paragraphs around `at`, at most a few thousand bytes."""
    opened = text.rfind(b"/*", max(at - 3000, 0), at)
    closed = text.find(b"*/", at, at + 30_000)
    if opened >= 0 and closed >= 0 and text.find(b"*/", opened, at) < 0:
        return opened, closed + 2
    begin = text.rfind(b"\n\n", max(at - 1000, 0), at)
    stop = text.find(b"\n\n", at, at + 4000)
    return (begin + 2 if begin >= 0 else text.rfind(b"\n", 0, at) + 1), (
        stop if stop >= 0 else min(at + 1000, len(text))
    )
