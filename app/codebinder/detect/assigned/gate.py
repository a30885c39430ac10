"""The one pass over a file: where a credential's word is followed by what may lead to a value.

The pattern has no counted repetition, since that multiplies the automaton's states and triples its time. No
alternative can go on behind another's match, so that a search ends where its match does and the pass stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from codebinder.detect.assigned import connectors
from codebinder.detect.patterns import LINEAR, compile_pattern, spans

_WORD = (
    rb"(?:pass|pwd|pswd|paswd|psw|psk|secret|token|key|cred|salt|nonce|seed|pepper|bearer|jwt|cookie|session|signature"
    rb"|connection_?string|conn_?str|webhook|login|logon|rootpw|bindpw|dbpw|userpw|adminpw|contrase|senha|parol|mima|kouling|heslo|haslo|\bmdp|\bclave|geslo"
    rb"|jelszo|lozinka|salasana|kodeord|adgangskode|motdepasse|wachtwoord|kennwort"
    rb"|securestring|hmac|fernet|aes\.new|createcipher|createdecipher|mnemonic|bcrypt|getconnection|mysqli?_p?connect|wifi\.begin"
    rb"|sta\.config|wlan\.connect|softap|\.connect|\buser_?info|\bivparam)"
)
_SHORT_WORD = (
    rb"(?:\b|_)(?:pin|pw|iv|sig)(?:_?code|_?value|_?hex|_?str|_set|[0-9]*)"
    rb"|auth(?:oriz[\w.\-]*|[a-np-z0-9_.\-][\w.\-]*|)"
)
_NAME = rb"(?:" + _WORD + rb"[\w.\-]*|" + _SHORT_WORD + rb")"
_QUOTE = rb"(?:\\*[\"'`]|&quot;|&#3[49];)"
PATTERN = (
    rb"(?i)(?:"
    + _NAME + rb"\]?" + _QUOTE + rb"?[\])]*(?:\[\w*\])?"
    rb"(?:\s*(?:[:=|?!<>]|[,({]\s*[@$Lubr]?" + _QUOTE + rb"|[({,]\s*[\w.&*$>\-]+[,(]\s*" + _QUOTE
    + rb"|[@{]?" + _QUOTE + rb"|\{\s*get;|\xef\xbc\x9a)"
    rb"|</[\w\-]*(?:key|name)>|[\s,{]+[\"'\\\-:]*\s*(?:value|val|default|content|text|with)[\"'\\]*\s*[:=]|\.(?:type|fill"
    rb"|send_?keys|set_?value|val)\(|\.value\s*="
    rb"|[ \t]+(?:is|are|was|to|of|as|or|be|with|string|str|varchar|text|char|default|-string|and|type|pic)[ \t:=(])"
    rb"|[\"'][ \t,;)}\]]*(?://|#|/\*|--)[ \t]*(?:[a-z]+ )?(?:[a-z]+ )?(?:password|passwd|pwd|passphrase)"
    rb"[ \t]*(?:\*|\r?\n)"
    rb"|" + connectors.GATE + rb"|identified\s+(?:with\s+\S+\s+)?by\s|new\s+(?:pdo|mysqli)\s*\("
    rb"|(?:bearer|basic)[ \t]+[A-Za-z0-9+/=_]"
    rb"|[\"'](?:\.equals(?:ignorecase)?\(\s*|\s*==+\s*|\s+for(?:key|httpheaderfield):\s*@?\")[\w.$>\-]*(?:pass|pwd|secret|token|auth)"
    rb"|-[\w\-]*(?:pass|pwd|token|secret|key|passphrase)[\w\-]*[ \t]+[^\s\-|&;=:]"
    rb"|\s-[pw][ \t]*[\"']?[\w$!@#%^*+.]"
    rb"|\b(?:chpasswd|(?:sshpass|redis-cli|smbclient|unzip|htpasswd|net[ \t]+user?|sudo[ \t]+-s"
    rb"|crudini|xfreerdp|snmp(?:walk|get|set|bulkwalk))[ \t]|send_?line\s*\(\s*b?[\"']"
    rb"|send[ \t]+(?:--[ \t]+)?[\"\\])"
    rb"|\n[ \t]*(?:env[ \t]+|arg[ \t]+|setenv[ \t]+"
    rb"|set[ \t]+-[gxul]+[ \t]+)?[\w.\-]*(?:pass|pwd|secret|token|key|auth|pw)[\w.\-]*[ \t]+[^\s=:({\[\"'<>|,;]"
    rb"|\s(?:-u|--user|--proxy-user)[ \t=]*[\"']?[\w.@%+\-]+:[^\s\"'/:]"
    rb")"
)  # fmt: skip
_SLICE = 64 << 10
_OVERLAP = 512
_MOST_IN_SLICE = 2000
"""Hits looked at in one slice: real files have one in 4 KB; a file made of keywords has no more to say."""


def bounded(pattern: bytes) -> bytes:
    """Give the pattern for an engine that backtracks."""
    bounds = {b"*": b"{0,48}", b"+": b"{1,48}"}
    return re.sub(rb"(\]|\\[sS]|\\\\)([*+])", lambda match: match[1] + bounds[match[2]], pattern)


GATE = compile_pattern(PATTERN if LINEAR else bounded(PATTERN))


def hits(flat: bytes) -> Iterator[tuple[int, int]]:
    """Give where the pattern matches, in order; a slice with too many is left at that."""
    size = len(flat)
    if size <= _SLICE:
        yield from islice(spans(GATE, flat), _MOST_IN_SLICE)
        return
    done = 0
    for base in range(0, size, _SLICE):
        until = min(base + _SLICE + _OVERLAP, size)
        for count, (start, end) in enumerate(spans(GATE, flat, max(base, done), until)):
            if start >= base + _SLICE or count >= _MOST_IN_SLICE:
                break
            done = end
            yield start, end
