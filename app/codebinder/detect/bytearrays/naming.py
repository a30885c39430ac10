"""What an array is called: the name that it is assigned to, the call that it is handed to, or the comment beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from codebinder.detect.bytearrays.literals import Literal

_REACH = 400
_HINT_REACH = 160
_HINT = re.compile(
    rb"(?i)key|secret|psk|pmk|pass|pwd|salt|seed|pri?v|token|hmac|aes|des|iv|nonce|[kdcm]ek|ltk|irk|csrk|stk|master|otp"
    rb"|credential|pepper|entropy|initvec|kenc|kmac|tmk"
)
_DEFINED = re.compile(rb"(?:#define[ \t]+(\w{1,80})[\s\\]+|^[ \t]*([\w.$]{1,80}):\s+\.byte[ \t]+)$", re.MULTILINE)
_QUOTES = b"\"' \t"
_OPENERS = b"{[(<&|\"'"
_LIST_TYPE = re.compile(
    rb"(?:\bnew\s{1,4})?(?:[A-Za-z_.:]{0,40}(?:bytearray|bytes|[Bb]yte|u?int8(?:_t)?|U?[Ii]nt8Array|u?int32(?:_t)?|u8"
    rb"|sbyte|char|list|[Aa]rray|vec|hex|fromhex|unhexlify|from|of|arrayOf|ArrayOf|byteArrayOf|b|br|rb|B|string"
    rb"|H|hex_literal|initializer_list)!?)(?:<[^<>\n]{0,30}>)?\s{0,2}(?:\[[\w ]{0,24}\]|\(\))?$"
)
_LENGTH = re.compile(rb"\[[^\[\]{}\n]{0,60}\]\s{0,4}$")
_HDL_TYPE = re.compile(rb"(?:std_u?logic_vector|unsigned|signed|bit_vector)\s{0,2}\([^()\n]{0,40}\)$")
_TYPED = re.compile(
    rb"\b(?:[Bb]yte|[su]?char|sbyte|u?int|u?short|u?long|\w{1,30}_t|u8|u32|localparam|parameter|wire|reg|logic|bit|signed"
    rb"|constant)\s{0,4}\[[^\[\]\n]{0,40}\]$"
)
_ATTRIBUTE = re.compile(
    rb"(?:\b(?:PROGMEM|ICACHE_RODATA_ATTR|CONST|const|DRAM_ATTR|RODATA|__[a-z_]{3,30}|[A-Z][A-Z0-9_]{3,30})"
    rb"(?:\({1,2}[^()\n]{0,60}(?:\([^()\n]{0,30}\))?[^()\n]{0,20}\){1,2})?)\s{0,4}$"
)
_BITS = re.compile(rb"(?:/bits/\s{0,2}\d{1,2}|\d{1,4}\s?'[sS]?[hH]?|(?<=[\s=(:])[xX]|\([\w *]{1,40}(?:\[\w*\])?\))$")
_NAME = re.compile(
    rb"([A-Za-z_$@][\w$]{0,80}(?:(?:\.|->|::|\[\d{1,4}\]\.)[A-Za-z_$][\w$-]{0,80}){0,4}|[A-Za-z_][\w$,.-]{0,80})[\"'`]?\s{0,4}$"
)
_ANNOTATED = re.compile(
    rb"([A-Za-z_$][\w$]{0,80})\s{0,4}(?<!:):(?!:)\s{0,4}&?\s{0,2}(?:'static\s?)?(?:mut\s?)?(?:const\s?)?"
    rb"(?:[\w:.<>, ]{1,40})?\s{0,4}$"
)
_ROWS = re.compile(rb"[\s,{}\[\]()&;]*(?:/\*[^*]{0,200}\*/[\s,{}\[\]()&]*|//[^\n]{0,200}\n[\s,{}\[\]()&]*)*")
_WORDS = re.compile(rb"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_GLUED = re.compile(
    rb"^(?:(aes|des|tdes|hmac|cmac|enc|dec|priv|private|secret|master|session|api|auth|sign|signing|crypto?|cipher|app"
    rb"|dev|device|net|nwks|apps|root|wifi|wpa|ssh|rsa|ecc?|my|user|def|default|data|host|client|server|shared|sym|rc"
    rb"|xx?tea|iv|mac|k|g|s|pre|link|unit|factory|boot|fw|ota|hw|chip|otp|nfc|card|mifare|tk|ik|ak)?(keys?)"
    rb"|(?:priv|private|secret)(exp|exponent|d)|priv)$"
)

_STRONG = frozenset(
    b"key keys secret secrets psk pmk kek dek cek ltk irk csrk stk password passwd passphrase pwd priv private"
    b" prv prvkey privkey mek dmk tek zmk tmk kenc kmac".split()
)
_MEDIUM = frozenset(
    b"master seed salt iv ivec nonce token tokens credential credentials pepper otp entropy ivs salts passcode"
    b" authkey initvector".split()
)
_NOT = frozenset(
    b"pub public pubkey pubkeys hash hashes digest digests sha md crc cert certs certificate certificates crt"
    b" id ids uuid guid map maps mapping code codes board scan scancode scancodes table tables tab name names"
    b" press pressed event events size sizes len length lengths type types index indices idx pos matrix layout"
    b" sbox box boxes rcon icon icons font fonts image bitmap expected expect plain plaintext pt ct ciphertext"
    b" text msg message messages sig signature signatures oid oids header magic prefix suffix fingerprint"
    b" thumbprint modulus mod exponent generator info sort primary foreign words cols rows order label aad tag"
    b" out output outputs result results check kcv column state states led leds button buttons mux gpio input"
    b" inputs encrypted wrapped report descriptor descriptors desc keyboard usage usages offset offsets count"
    b" flags mask masks attr attrs symbol symbols sym note notes frame frames color colors colour curve param"
    b" params point points base poly prime primes cmd command commands reg regs ack req request response hdr"
    b" schedule expanded rk roundkeys sch block blocks range perm permutation pc shift shifts rot rotation"
    b" rotations weak semi alphabet charset chars letters digits words word bits bit mac addr address version"
    b" bytes_read chunk".split()
) - {b"sym"}
_WEAK = frozenset(b"aes tdes hmac".split())
_SURE = frozenset(b"private priv prv secret password passwd passphrase psk".split())
_PASSWORD = frozenset(b"password passwd passphrase pwd passcode".split())
_PRIVATE = frozenset(b"private priv prv privkey prvkey".split())
_SAMPLE = frozenset(
    b"dummy fake example sample demo vector vectors tv kat selftest placeholder invalid bad wrong zero zeros"
    b" null empty".split()
)
_NUMBERS_OF_RSA = frozenset({b"exponent", b"prime", b"exp", b"scalar"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name says. `kind`: key, private or password; `assigned`: a name, not only a comment or a call."""

    kind: str
    strong: bool
    sample: bool
    assigned: bool = True
    weak: bool = False


class Namer:
    """Names the arrays of one file in order; rows of a table take the name of the table."""

    def __init__(self, flat: bytes) -> None:
        self._flat = flat
        self._last: Meaning | None = None
        self._end = -1

    def name(self, one: Literal) -> Meaning | None:
        """Give what `one`, which stands behind all asked before, is called; None where that is no word for a key."""
        if self._last is not None and one.start - self._end <= _REACH:
            row = _ROWS.match(self._flat, self._end, one.start)
            if row is not None and row.end() >= one.start and b"=" not in row.group() and b"," in row.group():
                self._end = one.end
                return self._last
        self._end = one.end
        self._last = self._find(one)
        return self._last

    def _find(self, one: Literal) -> Meaning | None:
        if _HINT.search(self._flat, max(0, one.start - _HINT_REACH), one.start) is None:
            return None
        head = self._flat[max(0, one.start - _REACH) : one.start]
        defined = _DEFINED.search(head[-100:])
        if defined is not None:
            return meant(defined[1] or defined[2])
        closed = len(head.rstrip(_QUOTES))
        head, comment = _without_openers(head)
        name, assigned = _assigned(head)
        if not assigned and len(head) == closed:
            name = b""  # only a quote between them: two words of a command
        meaning = meant(name) if name else None
        if meaning is not None:
            return meaning if assigned else replace(meaning, assigned=False)
        if comment and not name:
            said = meant(comment[-60:])
            return replace(said, assigned=False) if said is not None else None
        return None


def _without_openers(head: bytes) -> tuple[bytes, bytes]:
    """Take brackets, quotes, types and comments from the end, up to an operator, a comma or a name."""
    comment = b""
    line = head.rfind(b"\n") + 1
    head = head[:line] + head[line:].replace(b"//", b"  ")  # on the array's own line: code that is commented out
    for _ in range(12):
        head = head.rstrip()
        if head.endswith(b"*/"):
            at = head.rfind(b"/*")
            if at < 0:
                return b"", comment
            comment, head = comment or head[at + 2 : -2].strip(), head[:at]
            continue
        line = head.rfind(b"\n") + 1
        slashes = head.find(b"//", line)
        if slashes >= 0 and b'"' not in head[line:slashes]:
            comment, head = comment or head[slashes + 2 :].strip(), head[:slashes]
        elif head and head[-1] in _OPENERS:
            head = head[:-1]
        else:
            found = _BITS.search(head[-48:])
            shorter = head[: len(head) - len(found.group())] if found else _without_type(head)
            if shorter == head:
                return head, comment
            head = shorter
    return head, comment


def _without_type(head: bytes) -> bytes:
    """Take `new byte[16]`, `[]byte`, `bytes`, `Uint8Array.from` and the like from the end, behind an operator."""
    tail = head[-80:]
    found = _LIST_TYPE.search(tail)
    if found is None:
        return head
    rest = head[: len(head) - len(found.group())].rstrip()
    while rest.endswith(b"]"):
        length = _LENGTH.search(rest[-64:])
        if length is None:
            return head
        rest = rest[: len(rest) - len(length.group())].rstrip()
    return rest if rest.endswith((b"=", b":", b"(", b",", b"{", b"[", b"return", b"&", b">")) else head


def _assigned(head: bytes) -> tuple[bytes, bool]:
    """Give the name in front of an assignment or of a call's bracket, and whether it is an assignment."""
    assigned = head.endswith((b"=", b":", b"=>"))
    if not assigned:
        if head.endswith((b",", b";", b"}")) or not head:
            return b"", False
        found = _NAME.search(head[-180:])
        return (found[1], False) if found else (b"", False)
    head = head.rstrip(b"=:+<> \t\r\n|")
    for _ in range(4):
        found = _LENGTH.search(head[-64:]) or _HDL_TYPE.search(head[-80:]) or _attribute(head)
        if found is None:
            break
        head = head[: len(head) - len(found.group())].rstrip()
    tail = head[-180:]
    found = _ANNOTATED.search(tail.rsplit(b"\n", 1)[-1]) or _NAME.search(tail)
    return (found[1], True) if found else (b"", False)


def _attribute(head: bytes) -> re.Match[bytes] | None:
    """Find an attribute behind the name; a name in capitals by itself is none."""
    found = _ATTRIBUTE.search(head[-120:])
    if found is None:
        return None
    before = head[: len(head) - len(found.group())].rstrip()
    known = found.group().startswith((b"PROGMEM", b"__", b"ICACHE", b"DRAM", b"const", b"CONST"))
    return (
        found
        if (before.endswith(b"]") and _TYPED.search(before[-80:]) is None) or (known and before[-1:].isalnum())
        else None
    )


@lru_cache(maxsize=4096)
def meant(name: bytes) -> Meaning | None:
    """Judge a name by its words."""
    parts = re.split(rb"\.|->|::", name)
    words = _split(parts[-1])
    if len(parts) > 1 and not words & (_STRONG | _MEDIUM):
        words |= _split(parts[-2])
    strong, medium = words & _STRONG, words & _MEDIUM
    if not strong and not medium and not words & _WEAK:
        return None
    against = words & _NOT
    if against and not (words & _SURE and (against <= _NUMBERS_OF_RSA | {b"bytes"} or b"key" in words)):
        return None
    if against & {b"pub", b"public", b"hash", b"digest", b"signature", b"sig", b"len", b"size", b"table"}:
        return None
    kind = "password" if words & _PASSWORD else "private" if words & _PRIVATE else "key"
    return Meaning(kind, bool(strong), bool(words & _SAMPLE), weak=not strong and not medium)


def _split(name: bytes) -> set[bytes]:
    words: set[bytes] = set()
    for word in _WORDS.findall(name):
        lowered = word.lower()
        words.add(lowered)
        glued = _GLUED.match(lowered)
        if glued is not None:
            words.add(b"key" if glued[2] else b"private")
            if glued[1]:
                words.add(glued[1])
    return words
