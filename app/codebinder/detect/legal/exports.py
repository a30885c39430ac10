"""Export-control marks: classification numbers and notices, where they stand as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import head_is_frame, in_comment, is_code, is_text
from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

WORDS = (
    "ECCN", "ITAR", "EAR99", "Traffic in Arms", "xport control", "xport Control", "XPORT CONTROL", "xport-control",
    "xport_control", "xport Administration", "5D002", "5E002", "5D992", "5A002", "assenaar", "USML", "22 CFR",
    "15 CFR",
    "22CFR", "15CFR", "unitions List", "ommerce Control", "xport licen", "XPORT LICEN", "xport permit",
    "icense exception",
    "icence exception", "icense_exception", "icense Exception", "xport of", "xporting", "foreign person",
    "oreign national", "oreign National", "oreign Person", "orth Korea", "mbargo", "ual-use", "ual use", "UAL-USE",
    "UAL USE", "ual-Use", "BIS licen", "BIS authori", "ECRA", "CCATS", "DDTC", "U.S. person", "US person",
    "US Person", "U.S. Person",
    "trategic export", "xport restrict", "xport-restrict", "EXPORT RESTRICT", "xport classif",
    "xport Classif", "anctioned ",
    "deemed export", "eexport", "e-export", "usfuhrgenehm",
    "usfuhrkontroll", "usfuhrlist", "BAFA", "2021/821", "428/2009",
    "出口管制", "出口管理", "限制出口", "禁止出口", "出口许可",
    "两用物项", "两用技术", "管制物项", "管制清单", "技术出口",
    "限制类技术", "不得出口", "不得出境", "再出口", "国家限制",
)  # fmt: skip

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
_LICENCE = rb"(?:export |bis |re-?export )?(?:licen[cs]e|authori[sz]ation|permit)"
_LANDS = rb"(?:cuba|iran|north korea|dprk|syria|sudan|crimea|russia|belarus|china|country group [a-e]:?[0-9]?)"
_FAR_LANDS = rb"(?:embargoed|sanctioned|restricted|prohibited) (?:countr|destination|nation|entit|part|region)"
_SENTENCES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (
        "itar",
        re.compile(
            rb"(?i)\b(?:usml|(?:u\.?s\.? )?munitions list)\b(?:[ ,]{1,2}(?:category|cat\.?))?"
            rb"(?:[ ,]{1,2}[IVX]{1,5}(?:\([a-z0-9]\)){0,3})?"
            rb"|\b22 ?cfr(?:,? parts?)?(?: (?:\xc2\xa7+ ?)?1[23][0-9](?:\.[0-9]+)?)"
            rb"(?:[ -]{1,3}1[23][0-9])?"
        ),
    ),
    (
        "export-notice",
        re.compile(
            rb"(?i)\b(?:the )?wassenaar(?: arrangement)?|\bcommerce control list"
            rb"|\b15 ?cfr,? (?:parts? )?(?:\xc2\xa7+ ?)?7[3-7][0-9]"
            rb"|\bEAR99\b|\blicen[cs]e[ _]exception[\"']?[ :=(]{1,4}[\"']?(?:ENC|TSU|TSR|LVS|GBS|RPL|TMP"
            rb"|GOV|STA|AVS|APR)\b"
            rb"|\b(?:re-?)?export(?:s|ing|ed)?\b[^\n]{0,70}?(?:"
            + _FAR_LANDS
            + rb"|"
            + _LANDS
            + rb"|without (?:an? |the |prior |valid |appropriate ){0,3}"
            + _LICENCE
            + rb")|\b(?:ship|export|deliver|sale|sell|suppl|transfer|releas|diver)[a-z]*\b[^\n]{0,50}?\b"
            + _LANDS
            + rb"(?:[, ]{1,2}(?:or |and )?"
            + _LANDS
            + rb"){1,}|\b(?:export|bis|re-?export) (?:licen[cs]es?|authori[sz]ations?"
            rb"|permits?)\b[\w ]{0,24}(?:required"
            rb"|needed|necessary|pending|granted|applied|no\.|number|[:#])|\b(?:requires?|needs?|without"
            rb"|under|obtain\w*|valid)"
            rb" (?:an? |the |prior |our )?(?:export|bis|re-?export) (?:licen[cs]e|authori[sz]ation|permit)"
            rb"|\bforeign (?:persons?|nationals?)\b[^\n]{0,60}?\b(?:may not|must not|cannot|not allowed"
            rb"|no access|prohibited"
            rb"|without|restricted|only)|\b(?:to|by|from|access (?:to|by|for)"
            rb"|no) (?:any )?foreign (?:persons?|nationals?)\b"
            rb"|\bdual[- ]use (?:item|goods?|technolog|regulation|export|control|list|product|software|licen[cs]e)\w*"
            rb"|\b(?:regulation )?\(?(?:EU|EC)\)? ?(?:no\.? )?(?:2021/821|428/2009)|\bdeemed export"
            rb"|\bCCATS\b|\bDDTC\b|\bU\.?S\.? persons? only|\bsanctioned (?:countr|part|entit)\w*"
            rb"|\bstrategic export\w*"
            rb"|\bexport[ -]restrict(?:ed|ions?)\b[\w ,-]{0,40}(?:appl|item|technolog|software|data|code|licen)\w*"
            rb"|\bAusfuhr(?:genehmigung|kontroll|list)\w*|\bexport of (?:this|the|our) (?:technology"
            rb"|software|technical data|item"
            rb"|product|module|code|source)\w*"
        ),
    ),
)
_LISTED = re.compile(rb"\b[0-9][A-E][0-9]{3}(?:\.[a-z](?:\.[0-9a-z]{1,2}){0,3})?(?![A-Za-z0-9])")
_SPEAKS_OF_LISTS = re.compile(
    rb"(?i)ECCN|commerce control list|\bCCL\b|\bEAR\b|export[ _-]?(?:control|class)|wassenaar|2021/821|dual[- ]use"
)
_CN_EXPORT = re.compile(
    "出口管制|出口管理条例|(?:国家)?(?:限制|禁止)(?:类)?(?:出口|技术)[^\n，。；]{0,12}"
    "|(?:不得|严禁|禁止|限制)(?:擅自)?(?:出口|出境)"
    "|出口许可证?|两用(?:物项|技术)|管制(?:物项|清单)|技术出口|再出口".encode()
)


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a word of export control."""
    text = page.text
    low, high = page.line(start)
    line = text[low:high]
    if text[start] >= 0x80:
        yield from _chinese(page, start, low, high)
        return
    number = _number(page, start, low, high)
    if number is not None:
        yield number
    if is_code(line) and not is_text(page) and not in_comment(page, start):
        return
    if in_comment(page, start) or is_text(page) or page.is_data:
        sentence = _sentence(page, start, end, low, high)
        if sentence is not None:
            yield sentence
        elif number is None:
            yield from _law(page, start, low, high)


def _chinese(page: Page, start: int, low: int, high: int) -> Iterator[Found]:
    for match in _CN_EXPORT.finditer(page.text, max(low, start - 24), high):
        if match.start() <= start < match.end() and (in_comment(page, start) or is_text(page)):
            yield page.noted(match.start(), match.end(), "export-notice-zh", MEDIUM, "speaks of export control")
            return


def _number(page: Page, start: int, low: int, high: int) -> Found | None:
    """A classification number: behind its name, or alone where the line speaks of such lists."""
    text = page.text
    match = _NUMBER.search(text, max(low, start - 12), high)
    if match is not None and match.start() <= start + 12:
        return page.noted(match.start(1), match.end(1), "eccn", MEDIUM, _CLASSED)
    for pattern in (_BARE, _LISTED):
        match = pattern.search(text, low, high)
        if match is not None and (_SPEAKS_OF_LISTS.search(text, low, high) or b"export" in text[low:high].lower()):
            if pattern is _LISTED and _SPEAKS_OF_LISTS.search(text, low, high) is None:
                continue
            return page.noted(match.start(), match.end(), "eccn", MEDIUM, _CLASSED)
    return None


_CLASSED = "export-control classification number"


def _sentence(page: Page, start: int, end: int, low: int, high: int) -> Found | None:
    """Words that hardly stand anywhere but in export clauses, on the line of the word seen."""
    for rule, pattern in _SENTENCES:
        for match in pattern.finditer(page.text, low, high):
            if match.start() <= end and start <= match.end():
                return page.noted(match.start(), match.end(), rule, MEDIUM, "export-control clause")
    return None


def _law(page: Page, start: int, low: int, high: int) -> Iterator[Found]:
    text, line = page.text, page.text[low:high]
    match = _ITAR.search(text, max(low, start - 40), high)
    if match is not None and match.start() <= start <= match.end():
        wanted = MEDIUM if len(match[0]) > 4 or b"xport" in line or _LAW.search(line) else LOW
        yield page.noted(match.start(), match.end(), "itar", wanted, "speaks of arms regulations")
        return
    match = _NOTICE.search(text, max(low, start - 2), high)
    if match is None or match.start() > start or is_code(line) or _EXPORTED.search(line):
        return
    near = text[max(low - 200, 0) : high + 200]
    marked = head_is_frame(page, match.start()) and match[0][:1].isupper() and b"ontrolled" in match[0]
    wanted = MEDIUM if marked or _LAW.search(near) else LOW
    yield page.noted(match.start(), match.end(), "export-notice", wanted, "export-control notice")
