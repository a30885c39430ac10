"""Functions that take a secret at a known place: mysql_real_connect(c, host, user, "…"), jwt.sign(x, "…")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from codebinder.detect.assigned.names import Name, Sort
from codebinder.detect.assigned.places import Place
from codebinder.detect.assigned.shapes import Shape
from codebinder.detect.assigned.sights import PASSWORD, Where, sights
from codebinder.detect.assigned.values import look_at
from codebinder.detect.sight import Sight

_MOST_ARGUMENTS = 10
_REACH = 800
_TOKEN = re.compile(rb"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[()\[\]{},;]")
_LITERAL = re.compile(
    rb"\s*(?:\w{1,24}\s?[:=]\s?)?(?:(?:new |await )?[\w.:&*\[\]\\>-]{0,48}\s?\(\s?(?:\w{1,24}\s?:\s?)?){0,3}[@LbBu]?"
    rb"(?:\"(?P<one>(?:[^\"\\\n]|\\.)+)\"|'(?P<two>(?:[^'\\\n]|\\.)+)')[\w.()! ]*\s*"
)
_SPLIT = re.compile(rb"[.:>\\]+")
_KEY = Name(Sort.SECRET, "assigned-key")
_LOGINS = re.compile(rb"(?i)\s*(?:[$@\w.>\-]*(?:user|login|uid|account)\w*|[\"'](?:root|sa|admin|\w*user\w*)[\"'])\s*")
_HOSTS = re.compile(rb"[\"'](?:localhost|(?:\d{1,3}\.){3}\d|[\w+]{2,16}:)")


@dataclass(frozen=True, slots=True)
class _Taker:
    """At which place a function takes its secret; `least` is what the value has to look like there."""

    at: int
    name: Name = PASSWORD
    least: Shape = Shape.COMMON
    of: bytes = b""
    """What has to stand in the whole name, in lower case."""
    host: bool = False
    """The first argument has to be an address."""


def _all(words: bytes, taker: _Taker) -> dict[bytes, _Taker]:
    return dict.fromkeys(words.split(), taker)


_TAKERS: dict[bytes, _Taker] = {
    **_all(
        b"attempt passwordsigninasync checkpasswordasync createasync addpasswordasync", _Taker(1, least=Shape.MIXED)
    ),
    **_all(b"x509certificate2 x509certificate simple_bind simple_bind_s loginasync connectwithpassword", _Taker(1)),
    **_all(b"auth", _Taker(0, least=Shape.MIXED, of=b".auth")),
    **_all(b"passwordprotection", _Taker(0)),
    **_all(
        b"mysql_connect mysql_pconnect mysqli_connect mysqli pdo real_connect ftp_login imap_open imap_login", _Taker(2)
    ),
    **_all(b"ssh2_auth_password odbc_connect odbc_pconnect mssql_connect mssql_pconnect sybase_connect", _Taker(2)),
    **_all(b"ibase_connect ibase_pconnect ldap_bind ldap_simple_bind_s ssh_userauth_password", _Taker(2)),
    **_all(b"libssh2_userauth_password mosquitto_username_pw_set setkeyentry plainauth", _Taker(2)),
    **_all(b"oci_connect oci_pconnect oci_new_connect ocilogon ociplogon", _Taker(1)),
    **_all(b"connect newinstance", _Taker(2, host=True)),
    **_all(b"getconnection create_superuser ftp sequelize", _Taker(2)),
    **_all(b"set_password", _Taker(2, least=Shape.MIXED, of=b"keyring")),
    **_all(b"addidentity", _Taker(1)),
    **_all(b"database", _Taker(2, least=Shape.MIXED)),
    **_all(b"open", _Taker(2, least=Shape.MIXED, host=True)),
    **_all(b"load", _Taker(1, of=b"ks.load")),
    **_all(b"keystore.load truststore.load", _Taker(1)),
    **_all(b"init", _Taker(1, of=b"kmf.")),
    **_all(b"getkey", _Taker(1, least=Shape.MIXED)),
    **_all(b"mysql_real_connect", _Taker(3)),
    **_all(b"sqlconnect", _Taker(5)),
    **_all(b"pqsetdblogin", _Taker(6)),
    **_all(b"sign verify", _Taker(1, _KEY, of=b"jwt")),
    **_all(b"signwith", _Taker(1, _KEY)),
    **_all(b"createhmac createcipheriv createdecipheriv algoliasearch", _Taker(1, _KEY)),
    **_all(b"hmac", _Taker(1, _KEY, Shape.MIXED)),
    **_all(b"hash_hmac openssl_encrypt openssl_decrypt", _Taker(2, _KEY)),
    **_all(b"newcipher hmacsha1 hmacsha256 hmacsha512 hmacmd5", _Taker(0, _KEY)),
    **_all(b"symmetrickey", _Taker(0, _KEY, Shape.RANDOM)),
}
GATE = (
    rb"\b(?:ftp|create_superuser|sequelize|addidentity|sqlconnect|(?:mysql_)?real_connect|attempt|x509certificate2?|(?:password_?signin|check_?password|create"
    rb"|add_?password|login)async|simple_bind(?:_s)?|ldap_bind|mysqli|mysqli?_p?connect|imap_open|imap_login"
    rb"|ftp_login|ssh2_auth_password|(?:odbc|mssql|sybase|ibase|oci|oci_new)_p?connect|pqsetdblogin|algoliasearch"
    rb"|plainauth|symmetrickey|hmacsha1|hmacsha256|hmacsha512|hmac)\s*\("
    rb"|userauth_password\s*\(|\bjwt\.(?:sign|verify)\("
    rb"|(?:newcipher|createhmac|signwith|openssl_encrypt|openssl_decrypt|hash_hmac)\("
    rb"|(?:\bks|store)\.load\(|\bkmf\.init\("
    rb"|>connect\(\$|getconnection\(\w"
    rb"|(?:>connect|:connect|\bdatabase|newinstance|\bopen)\s*\([\"'](?:localhost|[0-9]+\.|\w+:|\w+['\"],)"
)
"""What the pass over the file looks for: calls with a parenthesis, of names that nothing else uses."""


@lru_cache(maxsize=16384)
def taker(name_text: bytes) -> _Taker | None:
    """Give what is known about a function."""
    lower = name_text.lower()
    found = _TAKERS.get(_SPLIT.split(lower)[-1])
    return found if found is not None and found.of in b"." + lower else None


def read(flat: bytes, behind: int, name_text: bytes, place: Place) -> Iterator[Sight]:
    """Judge the secret argument of the call whose name ends at `behind`."""
    known = taker(name_text)
    opening = behind
    while flat[opening : opening + 1] in {b" ", b"\t"} and opening < behind + 4:
        opening += 1
    if known is None or flat[opening : opening + 1] != b"(":
        return
    spans = arguments(flat, opening + 1)
    if len(spans) <= known.at:
        return
    if known.host and not (_HOSTS.match(flat, _past_blank(flat, opening + 1)) or _LOGINS.fullmatch(flat, *spans[1])):
        return
    found = literal(flat, spans[known.at])
    if found is None or look_at(flat[found[0] : found[1]]).shape < known.least:
        return
    yield from sights(flat, known.name, Where(*found), place, loose=known.least > Shape.COMMON)


def _past_blank(flat: bytes, at: int) -> int:
    return at + 1 if flat[at : at + 1] == b" " else at


def arguments(flat: bytes, at: int) -> list[tuple[int, int]]:
    """Give the ranges of a call's arguments, the first of which begins at `at`."""
    spans: list[tuple[int, int]] = []
    depth = 0
    start = at
    for match in _TOKEN.finditer(flat, at, at + _REACH):
        sign = match.group()
        if sign in {b"(", b"[", b"{"}:
            depth += 1
        elif sign in {b")", b"]", b"}"}:
            depth -= 1
            if depth < 0:
                spans.append((start, match.start()))
                return spans
        elif sign == b";" and depth <= 0:
            break
        elif sign == b"," and not depth:
            spans.append((start, match.start()))
            start = match.end()
            if len(spans) >= _MOST_ARGUMENTS:
                break
    return spans


def literal(flat: bytes, span: tuple[int, int]) -> tuple[int, int] | None:
    """Give the range of the one text in an argument, also within calls that only turn it into something else."""
    match = _LITERAL.fullmatch(flat, *span)
    return match.span(match.lastgroup or 0) if match else None
