"""Accounts of systems and services: shadow, passwd, htpasswd, netrc, pgpass and the like, one account a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.judge import HASH, HIGH, MEDIUM, Weight, crypt, hidden, live, secret
from codebinder.detect.formats.tables import Lines, Several, Wish, sight
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_EMPTY_SHADOW = re.compile(rb"(?m)^([A-Za-z_][\w.-]{0,31}::)[0-9]{1,6}:[0-9]{0,6}:[0-9]{0,6}:[0-9]{0,6}:")
_EMPTY_PASSWD = re.compile(
    rb"(?m)^([A-Za-z_][\w.-]{0,31}::)[0-9]{1,10}:[0-9]{1,10}:[^:\r\n]{0,200}:/[^:\r\n]{0,200}:"
    rb"(?![^\r\n]{0,80}(?:nologin|false|sync|shutdown|halt))"
)
_NETRC = re.compile(
    rb"(?<!\S)(?:(machine)\s{1,20}\S{1,200}|(default)(?!\S)|(macdef)\s{1,20}\S|(login|account)\s{1,20}\S{1,200}"
    rb"|password\s{1,20}(?:\"((?:[^\"\\\n]|\\.){1,400}+)\"|(\S{1,400})))|(?m:^[ \t]*#[^\n]*)"
)


def _real_hash(value: bytes, grade: Confidence) -> Weight | None:
    return Weight(grade) if HASH.match(value) else None


def _empty(file: FileView) -> Iterator[Sight]:
    for pattern in (_EMPTY_SHADOW, _EMPTY_PASSWD):
        for match in pattern.finditer(file.flat):
            yield sight(file, *match.span(1), "account-without-password", Weight(MEDIUM, "an account with no password"))


shadow = Several(
    Lines(
        Wish(rb"[\w.$-]{1,64}:!?(?P<v>[^:\r\n!*]{1,400}):[0-9]{0,9}:[0-9]{0,9}:", "shadow-password-hash", HIGH, crypt),
        Wish(
            rb"[\w.$-]{1,64}:!?(?P<v>[^:\r\n!*]{8,400}):[\w.,-]{0,200}:[\w.,-]{0,400}\r?$",
            "shadow-password-hash",
            HIGH,
            _real_hash,
        ),
        Wish(rb"[\w.$-]{1,64}:(?P<v>\$[^:\r\n]{12,400})\r?$", "shadow-password-hash", HIGH, _real_hash),
    ),
    _empty,
)
"""Also gshadow, passwd with hashes in it, master.passwd of the BSDs, and proftpd's and vsftpd's lists."""

htpasswd = Lines(
    Wish(rb"[^:\s#]{1,128}:(?P<v>[^:\s]{2,200})[ \t]*\r?$", "htpasswd-hash", HIGH, crypt),
    Wish(rb"[^:\s#]{1,128}:[^:\r\n]{1,128}:(?P<v>[0-9a-f]{32}|[0-9a-f]{64})[ \t]*\r?$", "htdigest-hash", HIGH, hidden),
)

smbpasswd = Lines(
    Wish(
        rb"[^:\r\n#]{1,64}:[0-9]{1,10}:(?:(?P<v>[0-9A-F]{32})|X{32}|NO PASSWORDX{21}|\*{32}):(?P<w>[0-9A-F]{32}):",
        "windows-password-hash",
        HIGH,
        hidden,
    ),
)

pgpass = Lines(
    Wish(
        (
            rb"(?:[^:#\\\r\n]|\\.){1,200}+:(?:[0-9]{1,5}|\*):(?:[^:\\\r\n]|\\.){1,200}+"
            rb":(?:[^:\\\r\n]|\\.){1,200}+:(?P<v>[^\r\n]{1,400}?)[ \t]*\r?$"
        ),
        "pgpass-password",
        HIGH,
        live,
    ),
)

git_credentials = Lines(
    Wish(
        rb"(?:https?|ftp)(?:://|%3a//)[^\s:@/]{0,200}:(?P<v>[^\s@/]{1,400})@[^\s/]{1,200}", "git-credential", HIGH, live
    ),
)

ppp_secrets = Lines(
    Wish(
        rb"(?:\"[^\"\r\n]{1,128}\"|[^\s#\"]{1,128})[ \t]{1,80}(?:\"[^\"\r\n]{0,128}\"|[^\s\"]{1,128})[ \t]{1,80}"
        rb"(?:\"(?P<v>[^\"\r\n]{1,256})\"|(?P<w>[^\s\"]{1,256}))",
        "ppp-secret",
        HIGH,
        live,
    ),
)

server_lists = Lines(
    Wish(
        (
            rb"\[?[\w.*@-]{1,200}\]?(?::[0-9]{1,5}|:[\w]{1,20})?[ \t:]{1,40}[\w.@+-]{1,128}:(?P<v>[^\s:#][^\s]{0,200})["
            rb" \t]*\r?$"
        ),
        "mail-password",
        HIGH,
        live,
    ),
)
"""Postfix's sasl_passwd "host user:password" and Exim's passwd.client "host:user:password"."""

colon_lists = Lines(
    Wish(
        rb"[\w.@+-]{1,64}:(?P<v>(?!//)[^\s:]{3,200})(?::[^\r\n]{0,300})?\r?$", "account-list-password", MEDIUM, secret
    ),
)
"""Lists of "user:password" under names that say so."""

userlist = Lines(
    Wish(rb"\"[^\"\r\n]{1,64}\"[ \t]{1,8}\"(?P<v>[^\"\r\n]{1,300})\"", "account-list-password", HIGH, crypt)
)
"""PgBouncer's userlist.txt."""


def netrc(file: FileView) -> Iterator[Sight]:
    """Entries on one line or over several; what a macro does is none of them."""
    known = False
    at = 0
    while (match := _NETRC.search(file.flat, at)) is not None:
        at = match.end()
        if match[1] or match[2]:
            known = True
        elif match[3]:
            end = re.compile(rb"\r?\n[ \t]*\r?\n").search(file.flat, at)
            at = end.end() if end else len(file.flat)
        elif known and (group := 5 if match[5] is not None else 6 if match[6] is not None else 0):
            weight = live(match[group], HIGH)
            if weight is not None:
                yield sight(file, *match.span(group), "netrc-password", weight)
