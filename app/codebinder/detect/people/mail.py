"""E-mail addresses, plain and disguised. All low: they stand in every tree; the reason tells samples from people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.page import Finder, Found, Page

_LOCAL = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-")
_DOMAIN = re.compile(rb"@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}")
_NOT_DOMAINS = frozenset(
    b"png jpg jpeg gif svg webp ico js mjs ts tsx jsx css scss less html htm json xml yaml yml md txt c h "
    b"cc cpp hpp py pyc"
    b" rb php java class go rs so o a dll exe lib jar zip gz tgz tar bz2 xz service socket target timer "
    b"mount conf cfg ini"
    b" log sh bat dtsi dts patch lock plt map sample override template".split()
)
_SAMPLE = re.compile(
    rb"(?i)@(?:[a-z0-9-]+\.)*(?:example(?:\.[a-z]{2,3})+|[a-z0-9-]+\.(?:example|test|invalid|localhost)"
    rb"|(?:domain|yourdomain|yourcompany|mydomain|foo|bar|test|email|mail"
    rb"|host|server|company|acme)\.(?:com|org|net|tld|local)"
    rb"|[a-z0-9-]+\.(?:tld|local))$"
)
_SERVICE = re.compile(
    rb"(?i)^(?:no-?reply|git|svn|hg|root|admin|info|support|security|contact|help|sales|webmaster"
    rb"|postmaster|users?|dev|announce|bugs?|[a-z0-9-]+-(?:dev|users?|list|bugs?|commits?"
    rb"|announce))@"
)
_DISGUISE = re.compile(
    rb"(?i)([a-z0-9][a-z0-9._+-]{0,63} ?(?:\[at\]|\(at\)|<at>|\{at\}|\(a\)|\[@\]| at ) ?"
    rb"[a-z0-9-]{1,63}(?: ?(?:\[dot\]|\(dot\)|<dot>|\{dot\}| dot |\.) ?[a-z0-9-]{1,63}){1,5})"
)
_LONGEST = 64


def address(page: Page, start: int, end: int) -> Iterator[Found]:
    """An address: the form was seen at the last character of its local part."""
    del end
    text = page.text
    at = text.find(b"@", start, start + 2)
    domain = _DOMAIN.match(text, at)
    if domain is None:
        return
    begin, least = start, max(at - _LONGEST, 0)
    while begin > least and text[begin - 1] in _LOCAL:
        begin -= 1
    while begin < at and text[begin] in b".%+-":
        begin += 1
    stop = domain.end()
    before, after = page.around(begin, stop)
    if before in b":/" and b"://" in page.line_before(begin, 48).rsplit(b" ", 1)[-1]:
        return  # who logs in, in a URL
    if text[stop - 3 : stop].rsplit(b".", 1)[-1].isdigit() or after in b"_(" or begin == at:
        return
    value = text[begin:stop]
    if value.rsplit(b".", 1)[-1].lower() in _NOT_DOMAINS:
        return
    reason = "e-mail address"
    if _SAMPLE.search(value):
        reason = "e-mail address on a domain for examples"
    elif _SERVICE.match(value):
        reason = "e-mail address of a function, not a person"
    yield Found(start=begin, end=stop, rule="email-address", reason=reason)


def disguised(page: Page, start: int, end: int) -> Iterator[Found]:
    """An address written so that machines should not read it."""
    begin = start
    while begin > max(start - _LONGEST, 0) and page.text[begin - 1] in _LOCAL:
        begin -= 1
    match = _DISGUISE.match(page.text, begin, end + 200)
    if match is not None and match.end() >= end - 1:
        yield Found(start=begin, end=match.end(), rule="email-disguised", reason="e-mail address, disguised")


FORMS: tuple[tuple[str, Finder], ...] = (
    (r"[A-Za-z0-9_]@[A-Za-z0-9][A-Za-z0-9-]*\.[A-Za-z0-9]", address),
    (
        r"(?i:[a-z0-9] ?(?:\[at\]|\(at\)|<at>|\{at\}|\[@\]) ?[a-z0-9-]+ ?(?:\.|\[dot\]|\(dot\)|<dot>|\{dot\}| dot ))",
        disguised,
    ),
    (r"(?i:[a-z0-9] at [a-z0-9-]+ dot (?:com|org|net|edu|gov|cn|de|uk|fr|io|ru|jp|info|nl|it|ch|se)\b)", disguised),
    (r"(?i:[a-z0-9] at [a-z0-9-]+\.[a-z0-9.-]+>)", disguised),
)
