"""English marks of confidentiality: banners, heads and sentences of ownership, not words of code or prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import frame_behind, head_is_frame, in_comment, is_code, is_text, speaks
from codebinder.detect.people.page import HIGH, LOW, MEDIUM, Found, Page

WORDS = (
    "CONFIDENTIAL", "onfidential", "PROPRIETARY", "roprietary", "TRADE SECRET", "rade secret", "TOP SECRET", "NOFORN",
    "NTERNAL USE", "nternal use", "nternal Use", "NOT DISTRIBUTE", "ot distribute", "NOT SHARE",
    "ot share outside", "under NDA",
    "on-disclosure", "npublished", "UNPUBLISHED",
)  # fmt: skip
RARE = (
    "trictly prohibited", "trictly forbidden", "TRICTLY PROHIBITED", "icensed Materials", "estricted Rights",
    "IN CONFIDENCE", "n confidence", "n-confidence", "IN-CONFIDENCE", "n Confidence", "n-Confidence",
    "OFFICIAL USE ONLY", "RESTRICTED DISTRIBUTION", "INTERNAL ONLY", "fficial Use Only", "COMPANY RESTRICTED",
)  # fmt: skip

_GAP = rb"[\s*/#;]{1,8}"
_MATTER = rb"(?:confidential|proprietary|trade" + _GAP + rb"secrets?)"
_MARK = re.compile(
    rb"(?i)(?:(?:strictly|highly|most|company|commercial(?: in)?|business|private(?: and| &)?|proprietary(?: and"
    rb"| &|/)?|internal(?: -)?"
    rb"|[A-Z][\w.&-]{1,24}(?:,? (?:inc|corp|corporation|ltd|co|gmbh|llc)\.?)?)[ ,]{1,3}){0,3}"
    rb"confidential(?:[ ,]{1,3}(?:and|&|/|-)[ ]{1,2}proprietary|[ ,/-]{1,3}proprietary"
    rb"|[ -]{1,3}do not (?:distribute|copy|disclose)"
    rb"|[ ,:-]{1,3}(?:information|internal(?: use)?(?: only)?|material|property|document))*(?![A-Za-z_])"
)
_TITLE = re.compile(
    rb"[^A-Za-z0-9]*(?:[A-Z0-9]\w*|and|or|of|in|the|by|for|to|is|c|all|rights|reserved|confidential)\b"
    rb"(?:[^A-Za-z0-9_]+(?:[A-Z0-9]\w*|and|or|of|in|the|by|for|to|is|c|all|rights|reserved|confidential)\b){0,13}"
    rb"[^A-Za-z0-9_]*"
)
"""A line of capitalised words, as titles and banners have it."""
_OWNED = re.compile(
    rb"(?i)"
    + _MATTER
    + _GAP
    + rb"(?:(?:and|or|&)"
    + _GAP
    + _MATTER
    + _GAP
    + rb")?(?:(?:information|property|materials?|data|software|source code|code|work)"
    + _GAP
    + rb"){0,2}(?:of\b|to (?!be\b|the user|a\b|any\b|its\b)\w|belong|owned)"
    rb"|(?:confidential"
    + _GAP
    + rb"(?:and|&|or)"
    + _GAP
    + rb"proprietary|proprietary"
    + _GAP
    + rb"(?:and|&|or)"
    + _GAP
    + rb"confidential)"
    rb"|unpublished[\s*/#;,-]{1,8}(?:proprietary|source code|rights|work|confidential|copyright)"
    rb"|(?:this|the|these|all)"
    + _GAP
    + rb"(?:\w+"
    + _GAP
    + (
        rb"){0,2}?(?:file|code|software|document|program|source|materials?|information"
        rb"|module|header|work|listing)\b(?:"
    )
    + _GAP
    + rb"[\w,()-]+){0,8}?"
    + _GAP
    + rb"(?:is|are|remains?|contains?|constitutes?|includes?)"
    + _GAP
    + rb"(?:[\w,&-]+"
    + _GAP
    + rb"){0,6}?"
    + _MATTER
    + rb"\b"
    rb"|(?:protected|covered)"
    + _GAP
    + rb"(?:by|as|under)"
    + _GAP
    + rb"(?:\w+"
    + _GAP
    + rb"){0,3}?trade"
    + _GAP
    + rb"secret"
    rb"|(?:under|subject to|covered by|governed by|pursuant to)"
    + _GAP
    + rb"(?:the |an? |your |its |signed )?(?:[\w.]+ ){0,3}?(?:NDA\b|non-disclosure agreement)"
)
_FORBIDDEN = re.compile(
    rb"(?i)(?:unauthori[sz]ed|dissemination|reproduction|disclosure|copying|distribution|use)\b(?:"
    + _GAP
    + rb"[\w,/()&-]+){0,24}?"
    + _GAP
    + rb"(?:is|are)"
    + _GAP
    + rb"(?:hereby"
    + _GAP
    + rb")?strictly"
    + _GAP
    + (
        rb"(?:prohibited|forbidden)|licensed materials(?: - property of [\w.& ]{2,30})?"
        rb"|(?:government users )?restricted rights"
    )
)
_BANNER = re.compile(
    rb"(?i)commercial[ -]in[ -]confidence|(?:for )?official use only|restricted distribution"
    rb"|internal only|company restricted"
)
_INTERNAL = re.compile(rb"(?i)(?:for[ \t]{1,8})?(?:[\w.&-]{1,40}[ \t]{1,8})?internal[ \t]+use[ \t]+only")
_DISTRIBUTE = re.compile(
    rb"(?i)(?:please )?(?:do not|don't) (?:distribute|share)(?: (?:outside|without|externally|this)[\w ]{0,40})?"
)
_TOP = re.compile(rb"TOP SECRET(?://[A-Z0-9/ ,-]{1,60})?|SECRET//[A-Z/ ]{2,40}|[A-Z]{2,20}//NOFORN")
_SAYS_NOT = re.compile(
    rb"(?i)\b(?:not|no|non|neither|nor|isn't|without|remove|instead of|oauth|client|grant|application|public or"
    rb"|openid)\b[\w ,'\"-]{0,30}$"
)
_OPEN = re.compile(
    rb"(?i)permission is (?:hereby )?granted|apache license|gnu (?:lesser |library |affero )?general public"
    rb"|redistribution and use|spdx-license|mozilla public"
)
_NOTICE = re.compile(
    rb"(?i)(?:is|are|contains?|considered|remains?|being|of|with|this|the|these)"
    + _GAP
    + rb"(?:[\w.,()'-]+"
    + _GAP
    + rb"){0,4}?confidential"
    + _GAP
    + rb"(?:information|property|material|data|matter)"
)
_NAMED = re.compile(
    rb"(?:is|are|remains?)" + _GAP + rb"(?:[A-Z][\w-]+" + _GAP + rb"){1,3}(?:[Cc]onfidential|[Pp]roprietary)\b"
)
_MORE = re.compile(rb"(?i)[\s*_.,;:|/-]{1,6}(?:need|eyes|distribution|do not|copy|page|handle|no |not |for )")
"""What goes on behind a level of secrecy in a document's banner."""
_BACK, _AHEAD = 240, 160


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around an English word: which mark or notice is it part of, if any?"""
    word = page.text[start:end].lower()
    if word in {b"top secret", b"noforn"}:
        yield from _classified(page, start)
    elif word.startswith((b"nternal use", b"not distribute", b"ot distribute", b"not share", b"ot share")):
        yield from _short(page, start)
    elif speaks(page, start):
        notice = _nearest(_OWNED, page.text, start, end) or _nearest(_NAMED, page.text, start, end)
        if notice is not None and not _SAYS_NOT.search(page.line_before(notice.start(), 40)):
            yield from _owned(page, notice)
        elif b"onfidential" in word:
            yield from _marked(page, start)


def find_rare(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around words that hardly stand anywhere but in notices."""
    if not speaks(page, start):
        return
    banner = _nearest(_BANNER, page.text, start, end)
    if banner is not None:
        if head_is_frame(page, banner.start()) and frame_behind(page, banner.end()):
            yield page.noted(banner.start(), banner.end(), "confidential-mark", MEDIUM, "confidentiality mark")
        return
    notice = _nearest(_FORBIDDEN, page.text, start, end)
    if notice is not None and (in_comment(page, start) or is_text(page)):
        yield from _owned(page, notice)


def _nearest(pattern: re.Pattern[bytes], text: bytes, start: int, end: int) -> re.Match[bytes] | None:
    for match in pattern.finditer(text, max(start - _BACK, 0), end + _AHEAD):
        if match.start() <= end and match.end() >= start:
            return match
    return None


def _owned(page: Page, match: re.Match[bytes]) -> Iterator[Found]:
    """Report a sentence of ownership, low where an open licence or a document says that it is no bar."""
    start, end = match.span()
    value = match[0].lower()
    title = page.text[start:end].istitle() or page.text[start:end].isupper()
    alone = title or (head_is_frame(page, start) and frame_behind(page, end))
    rule = "nda-notice" if value.endswith((b"nda", b"non-disclosure agreement")) else "proprietary-notice"
    if b"confidential" in value and len(value) < 36 and alone:
        rule = "confidential-mark"
    wide = page.text[max(start - 1500, 0) : end + 1500]
    if _OPEN.search(wide):
        yield Found(start=start, end=end, rule=rule, reason="wording of a proprietary notice, beside an open licence")
        return
    yield page.noted(start, end, rule, MEDIUM, "somebody's proprietary notice")


def _classified(page: Page, start: int) -> Iterator[Found]:
    low, high = page.line(start)
    match = _TOP.search(page.text, max(low, start - 30), high)
    if match is None:
        return
    alone = head_is_frame(page, match.start()) and (
        frame_behind(page, match.end()) or (is_text(page) and _MORE.match(page.text, match.end(), high) is not None)
    )
    if alone or (b"//" in match[0] and not is_code(page.text[low : match.start()])):
        yield page.noted(match.start(), match.end(), "classification-mark", MEDIUM, "classification mark")
    elif in_comment(page, match.start()):
        yield Found(
            start=match.start(), end=match.end(), rule="classification-mark", reason="words of a classification mark"
        )


def _short(page: Page, start: int) -> Iterator[Found]:
    text = page.text
    low, high = page.line(start)
    for pattern, rule in ((_INTERNAL, "internal-use-mark"), (_DISTRIBUTE, "do-not-distribute")):
        match = pattern.search(text, max(low, start - 40), high)
        if match is None or not match.start() <= start + 1 <= match.end():
            continue
        # "For internal use only" warns programmers of an interface as often, so that only a banner counts.
        banner = match[0].isupper() or match[0].istitle() or b"outside" in match[0]
        alone = (head_is_frame(page, match.start()) and frame_behind(page, match.end())) or match[0].isupper()
        wanted = MEDIUM if banner and alone and speaks(page, start) else LOW
        if wanted is MEDIUM or in_comment(page, start) or is_text(page):
            reason = "mark against passing it on" if wanted is MEDIUM else "says internal use, perhaps of an interface"
            yield page.noted(match.start(), match.end(), rule, wanted, reason)
        return


def _marked(page: Page, start: int) -> Iterator[Found]:
    text = page.text
    low, high = page.line(start)
    match = None
    for one in _MARK.finditer(text, max(low, start - 80), high):
        if one.start() <= start <= one.end():
            match = one
    if match is None:
        return
    value, behind = match[0], text[match.end() : high].strip()
    capital = value[value.lower().index(b"confidential") :][:1].isupper() or b"proprietary" in value.lower()
    titled = _TITLE.fullmatch(text, low, high) is not None
    if titled and capital and not _SAYS_NOT.search(text[low : match.start()]):
        wanted = HIGH if value.isupper() and len(value) > 12 else MEDIUM
        if text[low:high].strip()[:1] in {b'"', b"'", b"["} or behind[:1] in {b'"', b"'", b":", b"_", b",", b"("}:
            wanted = LOW
        if wanted is not LOW or in_comment(page, start):
            yield page.noted(match.start(), match.end(), "confidential-mark", wanted, "confidentiality mark")
        return
    notice = _nearest(_NOTICE, text, start, start + 12)
    if notice is not None and (in_comment(page, start) or is_text(page)):
        yield Found(
            start=notice.start(), end=notice.end(), rule="confidential-notice", reason="speaks of confidential matter"
        )
