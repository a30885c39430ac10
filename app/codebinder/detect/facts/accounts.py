"""Built-in accounts: entries of password files, and privileged names written into code. Never a password."""

# ruff: noqa: E501  (a gate stays one literal)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from codebinder.detect.facts.observed import Fact, Hit, Observed, Reader, Reading, named
from codebinder.detect.fileview import FileView
from codebinder.model.observations import ObservationKind

_K = ObservationKind.ACCOUNT
_NAMES = (
    "admin|administrator|root|guest|support|service|engineer|superuser|supervisor|sysadmin|superadmin|operator|ubnt"
    "|factory|maint|maintenance|technician|telecomadmin|useradmin|debug|installer|webadmin|netadmin|sa"
)
_MOST = 400
_PASSWD = re.compile(rb"(?m)^([A-Za-z_][\w.-]{0,31}\$?):([^:\n]*):(\d+):(\d*):[^:\n]*:[^:\n]*:([^:\n]*)\r?$")
_SHADOW = re.compile(rb"(?m)^([A-Za-z_][\w.-]{0,31}\$?):([^:\n]*):\d*:\d*:\d*:[^\n]*$")
_HTPASSWD = re.compile(rb"(?m)^([\w.@-]{1,64}):(\$[^\s:]+|\{SHA\}\S+|[./0-9A-Za-z]{13})\r?$")
_NO_SHELL = re.compile(rb"(?:nologin|/false|/sync|/shutdown|/halt)$")
_NAME = re.compile(rb"(?i)[\"']((?:" + _NAMES.encode() + rb"))[\"']$")
_QUOTED = re.compile(rb"[\"']([A-Za-z][\w.@-]{1,31})[\"']")
_PASSWD_NAMES = frozenset({b"passwd", b"passwd-", b"master.passwd", b"shadow", b"shadow-", b"gshadow", b"smbpasswd"})


def entries(file: FileView) -> Iterator[Observed]:
    """Give the accounts of a password file; nothing for any other file."""
    name = file.name
    if (
        name not in _PASSWD_NAMES
        and not name.startswith((b".htpasswd", b"htpasswd"))
        and not name.endswith((b".htpasswd", b"_passwd", b"_shadow", b".passwd", b".shadow"))
    ):
        return
    text = file.flat[: 1 << 20]
    last = line = 0
    for count, (start, end, who, what) in enumerate(sorted(_entries(text, name))):
        if count >= _MOST:
            return
        line += text.count(b"\n", last, start)
        last = start
        yield Observed(
            kind=_K, subject=who.decode("latin-1"), start=start, end=end, line=line + 1, detail=what,
            aside=file.surroundings.test,
        )  # fmt: skip


def _entries(text: bytes, name: bytes) -> Iterator[tuple[int, int, bytes, str]]:
    if b"htpasswd" in name:
        for found in _HTPASSWD.finditer(text):
            yield found.start(1), found.end(1), found[1], "web password file, with a password"
    elif b"shadow" in name:
        for found in _SHADOW.finditer(text):
            locked = found[2].startswith((b"*", b"!"))
            what = "cannot log in" if locked else "no password" if not found[2] else "with a password"
            yield found.start(1), found.end(1), found[1], f"shadow file, {what}"
    else:
        for found in _PASSWD.finditer(text):
            login = not _NO_SHELL.search(found[5]) and found[2] not in {b"*", b"!", b"!!"}
            what = "password file, user 0" if found[3] == b"0" else "password file"
            secret = found[2] not in {b"x", b"*", b"!", b"!!", b""}
            shown = ", with a password" if secret else ", no password" if not found[2] else ""
            yield found.start(1), found.end(1), found[1], what + shown + ("" if login else ", cannot log in")


def _named(hit: Hit) -> Iterable[Reading]:
    found = _NAME.search(hit.word)
    if found and b"?" not in hit.before[-12:]:  # else one of two texts to choose from
        yield found[1].decode().lower(), "named in code"


def _default(hit: Hit) -> Iterable[Reading]:
    found = _QUOTED.search(hit.word[-40:])
    if found:
        yield found[1].decode(), "default account in code"


def _behind(what: str, pattern: bytes, before: bytes = b"") -> Reader:
    wanted, begins = re.compile(pattern), re.compile(before)

    def read(hit: Hit) -> Iterable[Reading]:
        found = wanted.match(hit.after) if begins.search(hit.before) else None
        if found:
            yield found[1].decode("latin-1"), what

    return read


_ARGUMENTS = rb"(?:\s+-{1,2}[\w-]+(?:[ =](?:[\d/][\w/.-]*|\"[^\"]*\"|'[^']*'))?){0,10}\s+([a-z_][a-z0-9_-]{1,31})\b"

_COMMAND = rb"(?:^|[;&|(`\"'!]|\b(?:sudo|RUN|then|do|else|exec|chroot \S+)\s)\s*(?:/[\w/]*/)?$"

FACTS: tuple[Fact, ...] = (
    Fact(
        kind=_K,
        gate=r"(?i:(?:user(?:_?name)?|login|account|usr)[\"'\])]{0,3}\s{0,4}(?:=|==|:|=>|,|:=|\.equals\()\s{0,4}[\"'](?:"
        + _NAMES + r")[\"'])",
        read=_named,
    ),
    Fact(
        kind=_K,
        gate=r"(?i:default_?(?:user(?:_?name)?|login|admin(?:_?name)?|account)[\"']?\s{0,8}[=:(]\s{0,8}[\"'][a-z][\w.@-]{1,31}[\"'])",
        read=_default,
    ),
    Fact(kind=_K, gate=r"\b(?:useradd|adduser)\b", read=_behind("made by a script", _ARGUMENTS, _COMMAND)),
    Fact(kind=_K, gate=r"\bspring\.security\.user\.name\s?[=:]", read=_behind("set in configuration", rb"\s*([\w.@-]+)")),
    Fact(kind=_K, gate=r"(?i:\bcreate user\b)", read=_behind("made in a database", rb"(?i)\s+(?:if not exists\s+)?['\"`]?([a-z_]\w{1,31})(?=['\"`@; ])(?:['\"`@;]|\s+(?:with|identified|password|for))")),
    Fact(kind=_K, gate=r"\.withUser\(|\bUser\.withUsername\(", read=_behind("made in code", rb"\s*\"([\w.@-]+)\"")),
    named(_K, "superuser", r"\bcreate_superuser\(|\bchpasswd\b", "made in code"),
)  # fmt: skip
