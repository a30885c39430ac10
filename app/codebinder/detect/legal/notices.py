"""Confidentiality marks and notices, English and Chinese: banners and heads, not words of prose or names of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import frame_behind, head_is_frame, in_comment, is_code, is_text
from codebinder.detect.people.page import HIGH, LOW, MEDIUM, Found, Page

WORDS = (
    "CONFIDENTIAL",
    "onfidential",
    "PROPRIETARY",
    "roprietary",
    "TRADE SECRET",
    "rade secret",
    "TOP SECRET",
    "INTERNAL USE",
    "nternal use",
    "nternal Use",
    "DO NOT DISTRIBUTE",
    "o not distribute",
    "on-disclosure",
    "under NDA",
    "NOFORN",
    "npublished",
    "UNPUBLISHED",
)
CHINESE = ("机密", "绝密", "秘密", "保密", "内部", "商密", "外传", "版权所有", "密级", "機密", "保密", "機密", "内部")

_MARK = re.compile(
    rb"(?i)(?:(?:strictly|highly|most|company|commercial(?: in)?|business|private(?: and| &)?|proprietary(?: and"
    rb"| &|/)?|in strict(?:est)?|commercially"
    rb"|[A-Z][\w.&-]{1,24}(?:,? (?:inc|corp|corporation|ltd|co|gmbh|llc)\.?)?)[ ,]{1,3}){0,3}"
    rb"confidential(?:[ ,]{1,3}(?:and|&|/|-)[ ]{1,2}proprietary|[ ,/-]{1,3}proprietary"
    rb"|[ -]{1,3}do not (?:distribute|copy|disclose)|[ ,:-]{1,3}(?:information|internal(?: use)?(?: only)?"
    rb"|material|property|document))*"
)
_NOTICE = re.compile(
    rb"(?i)(?:is|are|contains?|constitutes?|contain(?:s|ing)|include(?:s|ing)?|considered|remains?|being"
    rb"|of|with|this|the|these)[\s*/#;]{1,8}(?:[\w.,()'-]+[\s*/#;]{1,8}){0,6}?"
    rb"(?:confidential|proprietary|trade[\s*/#;]{1,6}secrets?)[\s*/#;]{1,8}(?:(?:and"
    rb"|or|&)[\s*/#;]{1,8}(?:\w+[\s*/#;]{1,8})?(?:proprietary|confidential|trade[\s*/#;]{1,6}secrets?)"
    rb"|(?:\w+[\s*/#;]{1,8})?(?:information|property|material|data|trade secrets?)|of\b|to\b)"
)
_THIRD = re.compile(
    rb"(?i)(?:confidential[\s*/#;]{1,8}(?:and|&|or)[\s*/#;]{1,8}proprietary|proprietary[\s*/#;]{1,8}(?:and"
    rb"|&|or)[\s*/#;]{1,8}confidential|trade[\s*/#;]{1,6}secrets?)[\s*/#;]{1,8}(?:(?:information"
    rb"|property|material|data)s?[\s*/#;]{1,8})?(?:of|to|belong|owned)"
    rb"|unpublished[\s*/#;,-]{1,8}(?:proprietary|source code|rights|work|confidential|copyright)"
    rb"|proprietary[\s*/#;]{1,8}(?:software|information|source code|property|code)[\s*/#;]{1,8}(?:of"
    rb"|to|belong|owned)"
    rb"|(?:not[\s*/#;]{1,8}be|may)[\s*/#;]{1,8}(?:disclosed?"
    rb"|distributed)[\s*/#;]{1,8}(?:to[\s*/#;]{1,8}(?:any[\s*/#;]{1,8})?third|without)|precedes publication"
    rb"|under (?:an? )?(?:nda|non-disclosure agreement)"
)
_INTERNAL = re.compile(rb"(?i)(?:for[ \t]+)?(?:[\w.&-]+[ \t]+)?internal[ \t]+use[ \t]+only")
_DISTRIBUTE = re.compile(
    rb"(?i)(?:please )?(?:do not|don't) distribute(?: (?:outside|without|externally|this)[\w ]{0,40})?"
)
_NDA = re.compile(
    rb"(?i)(?:under|subject to|covered by|governed by|pursuant to)[\s*/#;]{1,8}(?:the "
    rb"|an? |your |its |signed )?(?:[\w.]+ ){0,3}?(?:nda\b|non-disclosure agreement)"
)
_TOP = re.compile(rb"TOP SECRET(?://[A-Z0-9/ ,-]{1,60})?|SECRET//[A-Z/ ]{2,40}|[A-Z]{2,20}//NOFORN")
_SAYS_NOT = re.compile(
    rb"(?i)\b(?:not|no|non|neither|nor|isn't|without|remove|instead of|oauth|client|grant|application|public or"
    rb"|openid)\b[\w ,'\"-]{0,30}$"
)
_OPEN = re.compile(
    rb"(?i)permission is (?:hereby )?granted|apache license|gnu (?:lesser |library |affero )?general public"
    rb"|redistribution and use|licensed under|spdx-license|mozilla public|warranty"
)
_TRADE = re.compile(rb"(?i)trade[\s*/#;]{1,6}secrets?")
_NOTICE_BACK, _NOTICE_AHEAD = 200, 160
_FRAME_WORDS = re.compile(
    rb"(?i)^(?:[\s*/#;!<>=\-_|.,:+~%&@'\"\[(]|(?:all rights reserved|copyright|\(c\)|\xc2\xa9"
    rb"|inc|corp|ltd|[0-9]{4}|property of|information|notice|document|company))*$"
)


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around an English word: which mark or notice is it part of, if any?"""
    text = page.text
    word = text[start:end].lower()
    low, high = page.line(start)
    line = text[low:high]
    if b"top secret" in word or b"noforn" in word:
        yield from _classified(page, low, high, start, line)
        return
    if b"internal use" in b"i" + word or b"o not distribute" in b"d" + word:
        yield from _short(page, low, high, start)
        return
    around = text[max(start - _NOTICE_BACK, 0) : end + _NOTICE_AHEAD]
    third = _nearest(_THIRD, text, start, end)
    if third is not None and (in_comment(page, start) or is_text(page) or not is_code(line)):
        yield _notice(page, third.start(), third.end(), around)
        return
    if b"onfidential" in word or word == b"confidential":
        yield from _marked(page, low, high, start, line)


def _nearest(pattern: re.Pattern[bytes], text: bytes, start: int, end: int) -> re.Match[bytes] | None:
    for match in pattern.finditer(text, max(start - 60, 0), end + _NOTICE_AHEAD):
        if match.start() <= end and match.end() >= start:
            return match
    return None


def _notice(page: Page, start: int, end: int, around: bytes) -> Found:
    rule = (
        "nda-notice"
        if b"nda" in page.text[start:end].lower()[-30:] or b"non-disclosure" in page.text[start:end].lower()
        else "proprietary-notice"
    )
    if (
        _TRADE.match(page.text, start, end)
        and b"proprietary" not in around.lower()
        and b"confidential" not in around.lower()
    ):
        return Found(start=start, end=end, rule=rule, reason="speaks of trade secrets")
    wide = page.text[max(start - 1500, 0) : end + 1500]
    if _OPEN.search(wide) or page.file.surroundings.document:
        return Found(
            start=start,
            end=end,
            rule=rule,
            reason="wording of a proprietary notice, beside an open licence or in a document",
        )
    return Found(start=start, end=end, rule=rule, confidence=MEDIUM, reason="somebody's proprietary notice", firm=True)


def _classified(page: Page, low: int, high: int, start: int, line: bytes) -> Iterator[Found]:
    match = _TOP.search(page.text, max(low, start - 30), high)
    if match is None:
        return
    alone = head_is_frame(page, match.start()) and frame_behind(page, match.end())
    if b"//" in match[0] and not is_code(line):
        alone = True
    if alone:
        yield page.graded(match.start(), match.end(), "classification-mark", MEDIUM, "classification mark")
    elif in_comment(page, match.start()):
        yield Found(
            start=match.start(), end=match.end(), rule="classification-mark", reason="words of a classification mark"
        )


def _short(page: Page, low: int, high: int, start: int) -> Iterator[Found]:
    text = page.text
    for pattern, rule in ((_INTERNAL, "internal-use-mark"), (_DISTRIBUTE, "do-not-distribute")):
        match = pattern.search(text, max(low, start - 40), high)
        if match is None or not match.start() <= start + 1 <= match.end():
            continue
        # In code "for internal use only" warns programmers of an interface, so that only a banner counts.
        banner = text[match.start() : match.end()].isupper() or match[0].istitle()
        alone = head_is_frame(page, match.start()) and frame_behind(page, match.end())
        wanted = MEDIUM if banner and alone and not is_code(text[low:high]) else LOW
        if wanted is MEDIUM or in_comment(page, start) or is_text(page):
            reason = "mark against passing it on" if wanted is MEDIUM else "says internal use, perhaps of an interface"
            yield page.graded(match.start(), match.end(), rule, wanted, reason)
        return


def _marked(page: Page, low: int, high: int, start: int, line: bytes) -> Iterator[Found]:
    text = page.text
    match = None
    for one in _MARK.finditer(text, max(low, start - 80), high):
        if one.start() <= start <= one.end():
            match = one
    if match is None or is_code(line):
        return
    ahead, behind = text[low : match.start()], text[match.end() : high]
    value = match[0]
    banner = value.isupper() or b"proprietary" in value.lower() or b"strictly" in value.lower() or value.istitle()
    framed = _FRAME_WORDS.match(ahead) is not None and _FRAME_WORDS.match(behind) is not None
    if framed and banner and not _SAYS_NOT.search(ahead):
        wanted = HIGH if value.isupper() and len(value) > 12 else MEDIUM
        if text[low:start].strip()[:1] in {b'"', b"'"} or behind.strip()[:1] in {b'"', b"'", b":"}:
            wanted = LOW
        yield page.graded(match.start(), match.end(), "confidential-mark", wanted, "confidentiality mark")
        return
    notice = _nearest(_NOTICE, text, start, start + 12)
    if (
        notice is not None
        and (in_comment(page, start) or is_text(page))
        and not _SAYS_NOT.search(text[max(low, notice.start() - 40) : notice.start()])
    ):
        yield Found(
            start=notice.start(), end=notice.end(), rule="confidential-notice", reason="speaks of confidential matter"
        )


_SECRET_MARK = re.compile(
    "(?:密级[ \t]*(?::|：)?[ \t]*)?(绝密|机密|秘密|機密)[ \t]*(?:★|☆|\\*)[ \t]*(?:长期|[0-9]{1,3}[ \t]*(?:年"
    "|个月|月|天))?".encode()
)
_LEVEL = re.compile(
    "密级[ \t]*(?::|：)[ \t]*(?:绝密|机密|秘密|内部(?:公开|资料|使用)?|商密[^\\s]{0,6}|普通商密|核心商密|保密)".encode()
)
_CN_MARK = re.compile(
    "商业(?:秘密|机密)|商密[★A-Z0-9]{0,3}|(?:公司|企业)?(?:内部(?:资料|使用|公开|文件|文档|参考"
    "|材料)|机密(?:文件|资料|信息|文档)?|绝密(?:文件|资料)?|秘密(?:文件|资料)?|保密(?:文件|资料|信息)?)"
    "|(?:禁止|严禁|请勿|不得|切勿)(?:擅自|随意)?(?:外传|外泄|传播|泄露|外发|对外)|国家秘密|国家机密|保密协议".encode()
)
_CN_NOTICE = re.compile(
    "(?:注意保密|严格保密|禁止外传|严禁外传|请勿外传|不得外传|请勿外泄|不得泄露|未经(?:书面)?(?:许可"
    "|授权|同意|批准)|商业秘密|商业机密|内部资料|仅供内部|仅限内部|国家秘密)".encode()
)
_CN_COPYRIGHT = re.compile("版权所有[^\n]{0,60}".encode())
_CN_EDGE = re.compile(
    "(?:[\\s*/#;!<>=\\-_|.,:+~%&@'\"\\[(\\])]|【|】|《|》|★|（|）|。|，|！|：|、|—|“|”|注意"
    "|警告|声明|本文件|本文档|本代码|文件|资料|仅供|公司|严禁|禁止|外传|内部|使用|请勿|复制|传播|不得"
    "|版权所有)*".encode()
)


def find_chinese(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a Chinese word of secrecy; prose about keys and privacy is left alone."""
    text = page.text
    low, high = page.line(start)
    word = text[start:end]
    if word == "版权所有".encode():
        match = _CN_COPYRIGHT.match(text, start, high)
        if match is not None:
            yield Found(
                start=start,
                end=start + len(match[0].rstrip(b" */\t\r\"';,")),
                rule="copyright-zh",
                reason="copyright notice",
            )
        return
    for pattern, rule, reason in (
        (_SECRET_MARK, "state-secret-mark", "mark of a secrecy level with its term"),
        (_LEVEL, "secrecy-level", "secrecy level"),
    ):
        match = _covering(pattern, text, max(low, start - 30), high, start)
        if match is not None:
            wanted = HIGH if rule == "state-secret-mark" else MEDIUM
            yield page.graded(match.start(), match.end(), rule, wanted, reason)
            return
    match = _covering(_CN_MARK, text, max(low, start - 30), high, start)
    if match is None:
        return
    edge = _CN_EDGE.match(text, low, match.start())
    behind = _CN_EDGE.match(text, match.end(), high)
    framed = edge is not None and edge.end() == match.start() and behind is not None and behind.end() == high
    longer = len(match[0]) > 6
    if framed and (longer or in_comment(page, start) or is_text(page)) and not is_code(text[low:high]):
        wanted = MEDIUM if longer else LOW
        yield page.graded(match.start(), match.end(), "confidential-mark-zh", wanted, "confidentiality mark")
    elif (in_comment(page, start) or is_text(page)) and _CN_NOTICE.search(text, low, high):
        yield page.graded(match.start(), match.end(), "confidential-mark-zh", MEDIUM, "confidentiality notice")


def _covering(pattern: re.Pattern[bytes], text: bytes, low: int, high: int, place: int) -> re.Match[bytes] | None:
    for match in pattern.finditer(text, low, high):
        if match.start() <= place < match.end():
            return match
    return None
