"""One pass over a file for everything that may be encoded text.

Base 64 of ASCII text betrays itself: the top bit of every byte is zero, so that of each four characters only some are
possible. A pattern of those classes passes over names, paths and random digests, and finds text at any alignment.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from codebinder.detect.patterns import compile_pattern, spans


class Kind(Enum):
    """What a mark begins."""

    RUN = auto()
    BASE32 = auto()
    C_ESCAPE = auto()
    URL = auto()
    XML = auto()
    MAIL = auto()


_ANY = rb"[A-Za-z0-9+/_-]"
_TEXT = rb"(?:[CDI-Za-f][AC-HQS-Xgi-nwyz0-3][ABEFIJMNQRUVYZcdghklopstwx014589]" + _ANY + rb"){4,}"
_WIDE_TEXT = rb"(?:[CDI-Za-f][AQgw][AB]" + _ANY + rb"A[AC-H][AEIMQUYcgkosw048]A){2,}"
_CONTAINER = (
    rb"(?:H4sI|UEsDB|eJ[w-z]"  # gzip, ZIP, zlib
    rb"|b3BlbnNzaC1rZXktdjE|A9mimmf7S7|/u3\+7QAAAA|AQAAANCMnd8BFdER"  # OpenSSH, KeePass, JKS, DPAPI
    rb"|MII[A-P][A-Za-z0-9+/][AQgw]IBA[ADQTz]|MI[GH][A-Za-z0-9+/]AgE[AB]"  # private keys in DER, by their length
    rb"|M[A-H][AEIMQUYcgkosw048]CAQ(?:Aw|EE|Ew)|MI[IH][A-Za-z0-9+/]{5}BgkqhkiG9w0B(?:BQ|DA))" + _ANY + rb"+"
)
_HEX = (
    rb"(?:[2-7][0-9a-fA-F]|0[9aAdD]){10,}|(?:1[fF]8[bB]08|[fF][eE][eE][dD][fF][eE][eE][dD]0000000[12]"
    rb"|01000000[dD]08[cC]9[dD]|3082[0-9a-fA-F]{4}02010[013]|308[1][0-9a-fA-F]{2}02010[01])[0-9a-fA-F]+"
)
_C_ESCAPE = (
    rb"\\u00[2-7][0-9a-fA-F](?:[^\\\n]*\\u00[2-7][0-9a-fA-F])*|(?:\\x[2-7][0-9a-fA-F]){6,}|(?:\\[01][0-7]{2}){6,}"
)
_URL = rb"%[2-7][0-9a-fA-F](?:[^\s\"'<>%]*%[0-9A-Fa-f]{2})+"
_ENTITY = rb"&(?:quot|apos|#34|#39|#x22|#x27|#61|#x3[dD]|#58|#x3[aA]);"
_XML = _ENTITY + rb"(?:[^&\n<>]*" + _ENTITY + rb")*|(?:&#x?[0-9a-fA-F]{2,3};){6,}"
_MAIL = rb"(?i:encoding[:=]\s{0,4}quoted-printable)"
_BASE32 = rb"ase32|b32decode|BASE32"


_MARKS = compile_pattern(b"|".join((_TEXT, _WIDE_TEXT, _CONTAINER, _HEX, _C_ESCAPE, _URL, _XML, _MAIL, _BASE32)))
_FIRST = {0x5C: Kind.C_ESCAPE, 0x25: Kind.URL, 0x26: Kind.XML}


def marks(flat: bytes) -> Iterator[tuple[Kind, int, int]]:
    """Give every mark in order."""
    for start, end in spans(_MARKS, flat):
        yield _FIRST.get(flat[start]) or _by_word(flat[start : start + 6]), start, end


def _by_word(head: bytes) -> Kind:
    if head.lower() == b"encodi":
        return Kind.MAIL
    return Kind.BASE32 if head[:5] in {b"ase32", b"b32de"} or head == b"BASE32" else Kind.RUN
