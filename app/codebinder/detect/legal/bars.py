"""Sentences and banners that bar passing a text on: prohibitions, closed circles of readers, other languages' marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import frame_behind, head_is_frame, in_comment, is_text
from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

WORDS = (
    "ot forward", "ot copy or", "ot disclose", "ot circulate", "ot redistribute", "NOT FORWARD", "NOT COPY",
    "NOT DISCLOSE", "ot be disclosed", "ot be shared", "ot be passed", "ot be reproduced", "ot be distributed",
    "ot be forwarded", "ot be published", "ot be copied", "ot be shown", "ot be given", "ot be communicated",
    "haring with", "haring outside", "haring this", "isclosure to", "isclosure of", "istribution outside",
    "eed-to-know", "eed to know", "ersonnel only", "mployees only", "taff only", "yes only", "EYES ONLY",
    "STAFF ONLY",
    "nternal only", "nternal Only", "nly for internal", "ot for external", "ot for public", "ot for release",
    "ot for publication", "OT FOR RELEASE", "OT FOR PUBLIC", "nternal distribution", "TLP:",
    "ecurity classification", "ecurity Classification", "lassification:",
    "ot for distribution", "OT FOR DISTRIBUTION", "OT FOR EXTERNAL", "ot for circulation", "o part of th",
    "ompany Internal", "COMPANY INTERNAL", "ompany internal", "nternal document", "nternal Document",
    "INTERNAL DOCUMENT", "STRICTLY PRIVATE", "trictly private", "ntended solely for", "ntended only for",
    "onfidentiality:", "utside the company",
    "nder embargo", "roperty of", "ROPERTY OF", "embers of staff", "eave the company", "leave the building",
)  # fmt: skip
FOREIGN = (
    "ertraulich", "ERTRAULICH", "etriebsgeheimnis", "eschäftsgeheimnis", "internen Gebrauch", "Dienstgebrauch",
    "onfidentiel", "ONFIDENTIEL", "sage interne", "iffusion restreinte", "onfidencial", "ONFIDENCIAL", "Uso interno",
    "iservato", "RISERVATO", "社外秘", "極秘", "部外秘", "대외비", "기밀", "онфиденциальн", "ОНФИДЕНЦИАЛЬН",
    "оммерческая тайна", "служебного пользования",
)  # fmt: skip

_GONE = (
    rb"(?:disclos|shar|pass|reproduc|distribut|forward|publish|cop(?:y|i)|show|giv|communicat|circulat|redistribut"
    rb"|transmit|releas|leak|reveal|divulg|sell|transferr?)(?:ing|ed|e|en|n|ies)?(?: on)?"
)
_AWAY = (
    rb"(?:outside|without (?:the |our |any |explicit |express |prior |written |its |specific )*(?:\w+'?s? ){0,3}?"
    rb"(?:permission|consent|approval|authori[sz]ation|agreement|nda)|to (?:any |other )?(?:third|anyone|anybody"
    rb"|any|customers?|external|partners?|competitors?|others|unauthori[sz]ed|persons?)|with (?:any |other |anyone"
    rb"|third|customers?|external|partners?|competitors?)|externally|beyond|in any form|in whole or in part)"
)
_PASSIVE = re.compile(
    rb"(?i)\b(?:must|may|shall|should|can|is|are)(?:not| not)(?: to)? be (?:\w+,? (?:or |and )?){0,6}?"
    + _GONE
    + rb"\b[\w ,'/-]{0,60}?\b"
    + _AWAY
)
_ACTIVE = re.compile(
    rb"(?i)\bdo not (?:\w+(?:, | or | and |, or |/)){0,3}" + _GONE + rb"\b[\w ,'/-]{0,40}?\b" + _AWAY + rb"\b"
)
_PART = re.compile(rb"(?i)\bno part of (?:this|the) [\w ]{2,40}? may be [\w, ]{3,60}")
_NOUN = re.compile(
    rb"(?i)\b(?:sharing|distribution|disclosure|copying|forwarding|passing (?:it )?on|reproduction|redistribution"
    rb"|publication|circulation|dissemination)\b[\w ,'()/-]{0,90}?\b(?:is|are) (?:strictly |expressly |hereby )?"
    rb"(?:not allowed|not permitted|prohibited|forbidden|unlawful)"
)
_ORDER = re.compile(
    rb"(?i)\bdo not (?:copy|forward|disclose|circulate|redistribute|publish|distribute|share|reproduce)"
    rb"(?:(?:,| or|, or| and)? (?:copy|forward|disclose|circulate|redistribute|publish|distribute|share|reproduce))*"
    rb"(?=[^\w]*$)"
)
_CIRCLE = re.compile(
    rb"(?i)(?:for )?(?:(?:authori[sz]ed|named|cleared) (?:personnel|recipients|persons|staff)"
    rb"|(?:[\w.&-]{1,40} )?employees"
    rb"|(?:[\w.&-]{1,40} )?staff|eyes|internal(?: use| distribution| circulation)?|need[- ]to[- ]know(?: basis)?) only"
    rb"|need[- ]to[- ]know(?: basis)?|(?:strictly )?only for internal (?:use|distribution|circulation)"
    rb"|not for (?:external|public|general)? ?(?:distribution|release|use|disclosure|circulation|publication)"
    rb"(?: outside [\w ]{3,40})?|for internal distribution(?: only)?|\bTLP:(?:RED|AMBER(?:\+STRICT)?)"
    rb"|company internal(?: use)?|internal document(?:ation)?|strictly private(?: (?:and|&) confidential)?"
    rb"|(?:this \w+ is )?intended (?:solely|only) for [\w ]{3,40}"
    rb"|under embargo(?: until [\w ,-]{4,20})?"
    rb"|(?:must|may|shall) not leave the (?:company|building|premises|lab\w*)"
)
_OWNER = re.compile(rb"(?i)\b(?:sole |exclusive )?property of [A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3}")
_KEYED = re.compile(
    rb"(?i)\b(?:(?:security|data|document|information)[ _-]?)?(?:classification|confidentiality|sensitivity)"
    rb"(?:[ _-]?level)?[\"']?\s{0,3}[:=]\s{0,3}[\"']?((?:strictly |highly |company |top )?"
    rb"(?:confidential|internal(?: use)?(?: only)?|restricted|secret)(?: \w+)?)(?=[\"'\s,;.*-]*$)"
)
_SECRECY = re.compile(
    rb"(?i)\b(?:internal|confidential|trade secrets?|proprietary|property of|secrets?|company|nda|restricted"
    rb"|classified|staff|customers?|partners?|competitors?|embargo|employees)\b"
)
_PUBLIC = re.compile(
    rb"(?i)permission is (?:hereby )?granted|apache license|general public|redistribution and use|spdx-license"
    rb"|mozilla public|permitted provided|freely (?:copied|distributed)|licen[cs]ed under|security@|vulnerabilit"
    rb"|private key|password"
)
_TALKS = re.compile(rb"(?i)\b(?:function|struct|pointer|object|variable|buffer|value|thread|memory|cache|packet|class"
                    rb"|field|page|state|symbol|register|api|method|module|node|type)s?\b")  # fmt: skip
_OTHER = re.compile(
    "(?i)(?:streng |firmen|betriebs)?vertraulich(?:e information)?|betriebsgeheimnis|geschäftsgeheimnis"
    "|nur für (?:den )?(?:internen|dienst-?)[ -]?gebrauch|strictement confidentiel|confidentiel(?: entreprise)?"
    "|(?:à |pour )?usage interne(?: uniquement)?|diffusion restreinte|(?:estrictamente )?confidencial"
    "|(?:solo )?uso interno|(?:strettamente )?riservato|社外秘|極秘|部外秘|대외비|기밀".encode()
    + "|(?:строго )?конфиденциальн(?:о|ая информация)|(?:СТРОГО )?КОНФИДЕНЦИАЛЬНО|[Сс]трого конфиденциально".encode()
    + "|[Кк]онфиденциально|[Кк]оммерческая тайна|[Дд]ля служебного пользования".encode()
)
_STOP = re.compile(rb"[\s*/#;!.{}\"')<>|-]*$")
_FAR = 1500
_MOST_MARKS = 4
"""Marks of one line that are weighed."""


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look at the line for a prohibition or a circle of readers; comments and documents speak, code does not."""
    if not (in_comment(page, start) or is_text(page)):
        yield from _keyed(page, start)
        return
    low, high = page.line(start)
    text = page.text
    for pattern, rule in (
        (_PASSIVE, "do-not-distribute"),
        (_ACTIVE, "do-not-distribute"),
        (_NOUN, "do-not-distribute"),
        (_PART, "do-not-distribute"),
    ):
        match = pattern.search(text, low, high)
        if match is not None and match.start() <= end and start <= match.end():
            wide = text[max(low - _FAR, 0) : high + _FAR]
            wanted = LOW if _PUBLIC.search(wide) or _of_code(text[low:high]) else MEDIUM
            yield page.noted(match.start(), match.end(), rule, wanted, "bars passing it on")
            return
    yield from _banners(page, low, high)
    yield from _keyed(page, start)


def _of_code(line: bytes) -> bool:
    """Does the line speak of parts of a program rather than of a firm's papers?"""
    return _TALKS.search(line) is not None and _SECRECY.search(line) is None


def _banners(page: Page, low: int, high: int) -> Iterator[Found]:
    """Short marks: sure where they are all that the line says, or where two stand together."""
    text = page.text
    line = text[low:high]
    marks = [*_CIRCLE.finditer(text, low, high), *_ORDER.finditer(text, low, high), *_OWNER.finditer(text, low, high)]
    for match in marks[:_MOST_MARKS]:
        alone = head_is_frame(page, match.start()) and frame_behind(page, match.end())
        capital = match[0][:1].isupper()
        owned = match.re is _OWNER
        rest = line.replace(match[0], b"")
        sure = len(marks) > 1 or (not owned and alone and capital and (match.re is _CIRCLE))
        sure = sure or (match.re is _ORDER and _SECRECY.search(rest) is not None)
        sure = sure and not _PUBLIC.search(line) and not _TALKS.search(line)
        if sure and match.re is _CIRCLE and not (capital or len(marks) > 1):
            sure = False
        if sure:
            yield page.noted(match.start(), match.end(), "do-not-distribute", MEDIUM, "mark against passing it on")


def _keyed(page: Page, start: int) -> Iterator[Found]:
    """A field of the document that names its class."""
    low, high = page.line(start)
    match = _KEYED.search(page.text, low, high)
    if match is not None:
        yield page.noted(match.start(1), match.end(1), "classification-mark", MEDIUM, "class of secrecy")


def find_foreign(page: Page, start: int, end: int) -> Iterator[Found]:
    """A mark in another language: alone on its line, in capitals, or at a comment's head."""
    del end
    low, high = page.line(start)
    for match in _OTHER.finditer(page.text, max(low, start - 60), high):
        if not match.start() <= start <= match.end():
            continue
        head, behind = head_is_frame(page, match.start()), frame_behind(page, match.end())
        spoken = in_comment(page, start) or is_text(page) or (head and behind)
        if spoken:
            first = match[0][:1]
            capital = first.isupper() or first >= b"\x80"
            cut = page.text[match.end() : match.end() + 2].strip()[:1]
            sure = head and (behind or cut in {b"-", b"\xe2", b":", b".", b"!", b"/", b"\xe3", b"\xef"})
            wanted = MEDIUM if sure and capital else LOW
            yield page.noted(match.start(), match.end(), "confidential-mark-other", wanted, "confidentiality mark")
        return
