"""Passwords on command lines: options of well-known tools, and flags that name a credential."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.assigned.names import Name, Sort, judge_name
from codebinder.detect.assigned.places import Place
from codebinder.detect.assigned.shapes import Shape
from codebinder.detect.assigned.sights import PASSWORD, Where, sights
from codebinder.detect.assigned.values import look_at
from codebinder.detect.sight import Sight

_COMMAND = Name(Sort.PASSWORD, "credential-command")
_V = rb"[\"']?(?P<value>(?:[^\s\[{<\"'`>|;()\\])[^\s\"'`<>|;()\\]{1,120})"
_USER_PASS = re.compile(
    rb"(?:-u|--user|--proxy-user"
    rb"|-U)[ \t=]{0,4}[\"']?(?P<user>[\w.@+\\\-]{0,59}\w)(?P<by>[:%])(?P<value>[^\s\"'`<>]{2,120})"
)
_FLAG = re.compile(rb"--?(?P<name>[A-Za-z][\w\-]{1,48})[ \t]{1,4}" + _V)
_PASS_IN = re.compile(rb"-(?:pass|passin|passout|passwd)[ \t]{1,4}pass:" + _V)
_TOOLS = re.compile(
    rb"\b(?:mysql\w*|mysqladmin|mariadb\w*|docker[ \t]+login|podman[ \t]+login|az[ \t]+\w+|7za?|zip|rar"
    rb"|mosquitto_\w+|ldap\w+|plink|pscp|psftp"
    rb"|svn|sqlcmd|osql|isql|bcp|ipmitool|winexe|oc[ \t]+login|cf[ \t]+login|argocd|registry"
    rb"|rdesktop|xfreerdp|mongo\w*|psexec\w*|winrm\w*|evil-winrm"
    rb"|ssh-keygen|influx|clickhouse\w*)\b[^\n|;]{0,200}$"
)
_NAMED_NEXT = re.compile(rb"\b(?:mysql\w*|mariadb\w*|7za?|rar)\b[^\n|;]{0,200}$")
_MYSQL = re.compile(rb"\b(?:mysql\w*|mariadb\w*|7za?|rar|sqlcmd|osql|isql|bcp|rdesktop)\b[^\n|;]{0,200}$")
_PIPE = rb"[\"']?[ \t]*\|[ \t]*"
_SHORT = re.compile(rb"\s-[pPw](?P<blank>[ \t]*)" + _V)
_SENT = re.compile(
    rb"(?:send_?[lL]ine\s?\(\s?b?[\"'](?P<one>[^\"'\\$\n]{2,80})[\"']"
    rb"|send[ \t]+(?:--[ \t]+)?\"(?P<two>[^\"\\$\n]{2,80})\\[rn]\")"
)
_QUESTION = re.compile(rb"(?i)assw|assphrase|pwd")
_LINES = (
    re.compile(rb"sshpass[\"',\s]{1,6}-p[\"',\s]{0,6}" + _V),
    re.compile(rb"redis-cli[^\n|;]{0,80}[ \t]-a[ \t]+" + _V),
    re.compile(rb"smbclient[^\n|;]{0,120}[ \t]-U[ \t]*[\"']?[\w.\\@\-]{1,40}%" + _V),
    re.compile(rb"(?:unzip|zip)[ \t][^\n|;]{0,60}-P[ \t]*" + _V),
    re.compile(rb"htpasswd[ \t]+-[a-zA-Z]*b[a-zA-Z]*[ \t]+\S+[ \t]+\S+[ \t]+" + _V),
    re.compile(rb"(?i)net[ \t]+user[ \t]+[\w.\"]+[ \t]+" + _V + rb"[ \t]+/"),
    re.compile(rb"(?i)net[ \t]+use[ \t][^\n]{0,120}/user:\S+[ \t]+" + _V),
    re.compile(rb"echo[ \t]+(?:-[ne]+[ \t]+)?[\"']?[\w.\-]{1,40}:" + _V + _PIPE + rb"(?:"
        rb"sudo[ \t]+)?chpasswd"),
    re.compile(rb"echo[ \t]+(?:-[ne]+[ \t]+)?" + _V + _PIPE + rb"(?:"
        rb"sudo[ \t]+-\w*S|passwd[ \t]+--stdin|docker[ \t]+login|gpg)"),
    re.compile(rb"(?i)net[ \t]+use[ \t]+(?:[\w:*]{1,3}[ \t]+)?\\{2,4}[^ \t\n]{1,80}[ \t]+" + _V + rb"[ \t]+/user:"),
    re.compile(
        rb"crudini[ \t]+--set[ \t]+(?:\S{1,80}[ \t]+){1,2}"
        rb"[\w.]{0,30}(?:pass|pwd|secret|token)\w{0,12}[ \t]+" + _V
    ),
    re.compile(rb"xfreerdp[ \t][^\n]{0,120}?[ \t]/p:" + _V),
    re.compile(rb"(?:\bsnmp\w{2,9}[ \t][^\n|;]{0,120}?[ \t]-A[ \t]+)" + _V),
    re.compile(rb"(?:\bsnmp\w{2,9}[ \t][^\n|;]{0,160}?[ \t]-X[ \t]+)" + _V),
    re.compile(rb"(?i)passw\w{0,4}:?\W{0,4}[\"'][^\n]{0,12}\{?[ \t]*send[ \t]+(?:--[ \t]+)?"
        rb"\"(?P<value>[^\"\\$\n]{2,80})\\[rn]"),
)  # fmt: skip


def tool_line(flat: bytes, start: int, place: Place) -> Iterator[Sight]:
    """Judge the line of a tool whose name stands at `start`."""
    low = flat.rfind(b"\n", max(start - 200, 0), start) + 1
    low = max(low, start - 200)
    high = flat.find(b"\n", start, start + 400)
    line = flat[low : high if high >= 0 else start + 400]
    for pattern in _LINES:
        for match in pattern.finditer(line):
            begin, end = match.span("value")
            yield from _judged(flat, low + begin, low + end, place)


def sent(flat: bytes, start: int, place: Place) -> Iterator[Sight]:
    """Judge what a script sends after it has waited for the question for a password."""
    match = _SENT.match(flat, start)
    if match is None:
        return
    before = flat[max(start - 240, 0) : start]
    asked = before.rfind(b"xpect")
    if asked >= 0 and b"send" not in before[asked:].lower().rsplit(b"\n", 1)[0] and _QUESTION.search(before, asked):
        yield from sights(flat, PASSWORD, Where(*match.span(match.lastgroup or 0)), place, loose=True)


def option(flat: bytes, start: int, place: Place) -> Iterator[Sight]:
    """Judge an option at `start`: a flag with a credential's name, -u user:password, or a tool's -p."""
    begin = start if flat[start] == 0x2D else start + 1
    text = flat[begin : begin + 300].split(b"\n", 1)[0]
    match = _USER_PASS.match(text)
    if match is not None:
        value = match["value"]
        if value[:1] not in b"\\/" and (match["by"] == b":" or look_at(value).shape >= Shape.MIXED):
            yield from _judged(flat, begin + match.start("value"), begin + match.end("value"), place)
        return
    match = _PASS_IN.match(text)
    if match is not None:
        yield from _judged(flat, begin + match.start("value"), begin + match.end("value"), place)
        return
    match = _FLAG.match(text)
    name = judge_name(match["name"]) if match is not None else None
    if match is None or name is None or name.sort is Sort.NOTHING:
        short = _SHORT.match(b" " + text)
        if short is not None:
            yield from _short(flat, begin, short, place)
    elif name.sort in {Sort.PASSWORD, Sort.SECRET}:
        where = Where(begin + match.start("value"), begin + match.end("value"))
        rule = Name(name.sort, "credential-command", name.sure)
        yield from sights(flat, rule, where, place, loose=True, of=match["name"])


def _short(flat: bytes, begin: int, match: re.Match[bytes], place: Place) -> Iterator[Sight]:
    before = flat[max(begin - 220, 0) : begin].rsplit(b"\n", 1)[-1]
    glued = not match["blank"]
    tool = (_MYSQL if glued else _TOOLS).search(before)
    if (
        tool is None or match["value"].isdigit() or (not glued and _NAMED_NEXT.search(before))
    ):  # mysql -p name: the name is a database
        return
    at = begin - 1
    yield from _judged(flat, at + match.start("value"), at + match.end("value"), place)


def _judged(flat: bytes, start: int, end: int, place: Place) -> Iterator[Sight]:
    yield from sights(flat, _COMMAND, Where(start, end), place, loose=True)
