"""Judges a value by itself: is it random, a person's password, a word, a placeholder, a reference, a sentence?"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

from codebinder.detect.assigned.shapes import Look, Shape
from codebinder.detect.assigned.single import ALNUM, SEPARATED, WORDS, single
from codebinder.detect.assigned.wordlike import is_word, surprise

__all__ = ["Look", "Shape", "entropy", "look_at"]

_LONGEST = 4096

_REFERENCE = re.compile(
    rb"[$%]\{|\{[A-Za-z_]\w*\}|\$\(|\{\{|\}\}|<%|#\{|\\\(|\$\[|\[\[|^\$[A-Za-z_]\w*$|^\$\$?\{?[\w.:>-]+\}?$"
    rb"|%[-0-9.]*[sdvqxuf](?![0-9A-Za-z])|%\(\w+\)"
    rb"|%[A-Za-z_]{3,}%|^\{[\w.\[\]:]*\}$|^@[\w.]+@?$|^@\w+[./]\w+|\$[A-Za-z_]\w*[:@/,&]\$"
    rb"|^\$[A-Za-z_]\w*[:/@.]|[=:/,&]\$[A-Z_]{3,}\b|\w\$[A-Z]{3,}$|\.\$[a-z_]\w+|__[A-Z_]{3,}__|^[A-Za-z_]\w*\([^()]*\)?;?$"
    rb"|^[\w.]+\[[^\]]*\]$"
    rb"|^%[\w ]+%?$|^&[a-z]|^\*[a-z_]+$|^![A-Z]|^!\w+ |^\\[a-z]+\{"
    rb"|^\[[a-z][a-z _-]*\]$|^process\.env|^os\.environ|getenv|env\."
    rb"|^vault:|^secretmanager"
    rb"|^arn:|^ssm:|^keyvault|^secret://|^op://|^ENC\[|^encrypted:$"
)
_PLACEHOLDER = re.compile(
    rb"(?i)example|placeholder|change[-_ ]?(?:me|this)|chang(?:e|ed)_?before|your|my[-_ ]?(?:super|very"
    rb"|own)|xxx|\*\*\*|dummy|fake|redacted|insert"
    rb"|replace|notreal|not[-_ ]?a[-_ ]?(?:real|secret|valid)|invalid|<[a-z/]|\.\.\.|todo|fixme|sample"
    rb"|some[-_ ]?(?:pass|secret|token|key|val|random|thing|string|salt)"
    rb"|mock|stub|hidden|masked|removed|undefined|unknown|default[-_ ]?(?:pass|secret|key|value|token)"
    rb"|template|goes[-_ ]?here|[-_ ]here$|^enter|^put[-_ ]|^fill|lorem|ipsum"
    rb"|deadbeef|cafebabe|to[-_ ]?be[-_ ]?(?:set|filled|changed)|tbd\b|^n/?a$|blah|asdf|foo[-_ \\\"]{0,3}bar"
    rb"|[-_ ]?bogus|(?:super|very|top)[-_ ]?secret|s{3,}ecret|does[-_ ]?not|not[-_ ]?set"
    rb"|not[-_ ]?(?:used|needed|important|so)|nope|unused|obfuscated|sanitized|censored|any[-_ ]?(?:thing"
    rb"|value|string|pass)|^the[-_ ]|^this[-_ ]|^bad[-_]|^wrong|incorrect|^good[-_]|^right[-_]|^correct[-_]"
)
_SEQUENCE = re.compile(
    rb"(?i)0123456789|1234567890|abcdefgh|12345678901|(?:00112233|11223344|00010203|01020304)|aabbccdd"
    rb"|89abcdef|qwertyuiop|fedcba98|zyxwv|123456789a|a1b2c3d4"
)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_PUBLIC = re.compile(
    rb"(?:^|\s)(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\w+)\b|^(?i:sha(?:1|224|256|384|512)|md5)[-:]"
    rb"|-----BEGIN (?:PUBLIC|CERT|RSA PUBLIC|SSH2 PUB|PGP PUB)"
)
_SCHEME = re.compile(rb"^\{[A-Za-z0-9\-]{2,12}\}(?=\S{8})")
_FEW_ESCAPES = re.compile(rb"^(?:\\[0-7]{3}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[nrtabfv0\\\"']){1,5}$")
_PADDING = re.compile(rb"(?:\\0{1,3}|\\x00)+$")
_UUID = re.compile(rb"(?i)^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$")
_HEX = re.compile(rb"(?i)^(?:0x|#)?[0-9a-f]{16,}$")
_HEX_PARTED = re.compile(rb"(?i)^(?:(?:0x)?[0-9a-f]{2}[: -]){7,}(?:0x)?[0-9a-f]{2}$|^(?:\\x[0-9a-f]{2}){4,}$")
_ESCAPED = re.compile(rb"(?i)^(?:(?:\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}|\\[0-7]{3})[^\\]{0,6}){4,}")
_PATH = re.compile(
    rb"^(?:/|\./|\.\./|~/|[A-Za-z]:[\\/]|\\\\)[\w.\-/\\ @~${}]*$|://|^(?:[a-z][\w.\-]*/){1,}[\w.\-]+\.[a-z]{1,5}$"
    rb"|^(?i:[\w./\-]*\.(?:pem|key|json|ya?ml|xml|txt|crt|cer|jks|p12|pfx|properties|conf|cfg|ini|env|sh|py"
    rb"|js|ts|tsx|html?|php|java|png|svg|css|md|asc|pub|keystore|db|log|go|rb|tmpl|vue|hpp|c|h))$"
    rb"|^/[^/]+/[a-z]*$"
)
_MEDIA = re.compile(
    rb"^(?:application|text|image|audio|video|multipart)/[\w.+-]+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$"
    rb"|^\d{1,4}([-/.])\d{1,2}\1\d{1,4}$|^\d{4}-\d\d-\d\dT"
    rb"|^[v^~=<>]*\d+(?:\.[\dx*]+)+(?:[-.+]?[A-Za-z]+[\d.]*)?$|^\d+:\d+$|^[\w!?\-]+(?:,[\w!?=\-]+){3,}"
    rb"|^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$"
    rb"|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|cn|local|internal|dev|edu|gov)(?::\d+)?$|^\d+(?:px"
    rb"|em|rem|pt|ms|[smhdkKMG]B?)$|^#[0-9a-fA-F]{3,8}$"
    rb"|(?i:^(?:hmac|sha|md|crypt|bcrypt|scrypt|pbkdf|argon|aes|des|rsa|ecdsa|ed|es|hs|rs|ps|rc|utf|iso"
    rb"|base|tls|ssl|sslv|tlsv|http|ipv|x|x?chacha|salsa|poly|blake|curve|secp|prime)[-_]?v?\d+(?:[-_/.](?:\d+|[a-z]{2,7}\d{0,3})){0,4}$)"
    rb"|^[+!-][A-Z0-9.-]+$|^[+!-]?[A-Z0-9][A-Z0-9.+_-]+(?::[+!%-]?[A-Z0-9_.+-]+)+$|^(?:sha(?:1|224|256|384|512)|md5)[-:]"
)
_CSS = re.compile(
    rb"^[#.][A-Za-z][\w-]*(?:[ .>#:\[].*)?$|^\[[\w-]+[~|^$*]?=|^//?\*?\[?@|^\^.*\$$|\[\^|\(\?[:=!]"
    rb"|\\[dws][+*{]|\[[a-zA-Z0-9]-[a-zA-Z0-9]"
)
_LARAVEL = re.compile(
    rb"^[a-z]{2,12}:\"[^\"]*\"|^(?:required|nullable|string|sometimes|bail|present|min|max|confirmed)(?:[|:]|$)"
)
_CODE = re.compile(
    rb"\)\s*[;{]|=>|->\w|::|\w\(\)|\(\w*\)|\s==|==\s|==[\w\"']|&&|\|\||\+=|</|/>|\w\[\w+\]|^function\b"
    rb"|\s=\s|^\w+\.\w+\(|^new |^!|;\s*$|^[,;:)\]}]|[{\[(,]$"
)
_CONSTANT = re.compile(rb"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+:?$")


def entropy(value: bytes) -> float:
    """Give Shannon's entropy in bits a byte."""
    size = len(value)
    return -sum(count / size * math.log2(count / size) for count in Counter(value).values()) if size else 0.0


@lru_cache(maxsize=8192)
def look_at(value: bytes) -> Look:  # noqa: C901, PLR0911, PLR0912
    """Judge one value, without its quotes."""
    value = value[:_LONGEST].strip()
    if b"%" in value:
        value = _PERCENT.sub(_character, value)
    value = _PADDING.sub(b"", value)
    value = _SCHEME.sub(b"", value.removeprefix(b"django-insecure-"))
    size = len(value)
    if not size or not _has_letter_or_digit(value):
        return Look(Shape.NOTHING)
    if not value.isascii():
        return _not_ascii(value)
    if _REFERENCE.search(value):
        return Look(Shape.REFERENCE, "a reference to a variable")
    if _PUBLIC.search(value):
        return Look(Shape.TEXT, "a public key, a hash or a version")
    if _FEW_ESCAPES.match(value):
        return Look(Shape.NOTHING)
    if _UUID.match(value):
        return _regular(value) or Look(Shape.RANDOM)
    if value.count(b" ") >= 2 and _spaced(value).shape is Shape.TEXT:
        return Look(Shape.TEXT, "text for people")
    if _PLACEHOLDER.search(value) and not (size >= 40 and _random(value)):
        return Look(Shape.PLACEHOLDER, "reads like a placeholder")
    if size >= 16:
        found = _machine_made(value)
        if found is not None:
            return found
    if _CONSTANT.match(value):
        return Look(Shape.NAME, "words joined as in a name")
    if _PATH.search(value):
        return Look(Shape.TEXT, "a path or an address")
    if _MEDIA.search(value):
        return Look(Shape.TEXT, "a format, a version or a place")
    if _LARAVEL.match(value) or _CODE.search(value) or _CSS.search(value):
        return Look(Shape.TEXT, "an expression")
    if any(sign in b" \t\r\n" for sign in value):
        return _spaced(value)
    return single(value)


def _not_ascii(value: bytes) -> Look:
    """Text in any language, unless it is one word with digits and a letter or two outside ASCII."""
    plain = bytes(sign for sign in value if sign < 0x80)
    digits = sum(48 <= sign <= 57 for sign in plain)
    if b" " in value or len(value) - len(plain) > 4 or len(plain) < 5 or not digits or digits > len(plain) // 2:
        return Look(Shape.TEXT, "text for people")
    return Look(Shape.MIXED)


def _has_letter_or_digit(value: bytes) -> bool:
    return any(sign >= 0x80 or sign in ALNUM for sign in value)


def _character(match: re.Match[bytes]) -> bytes:
    return bytes((int(match[1], 16),))


def _regular(value: bytes) -> Look | None:
    plain = value.strip(b"{}").replace(b"-", b"")
    if len(set(plain.lower())) <= 5 or _SEQUENCE.search(plain):
        return Look(Shape.PLACEHOLDER, "too regular to be random")
    return None


def _machine_made(value: bytes) -> Look | None:
    """Judge long values: what a machine has drawn, in hex, base 64 or any alphabet."""
    if _HEX.match(value) or _HEX_PARTED.match(value):
        plain = value.lower().removeprefix(b"0x")
        if len(set(plain)) <= 6 or _SEQUENCE.search(plain) or entropy(plain) < 2.9 or _periodic(plain):
            return Look(Shape.PLACEHOLDER, "too regular to be random")
        if plain.isdigit() and len(plain) < 32:
            return Look(Shape.NUMBER, "a number")
        return Look(Shape.RANDOM)
    if _ESCAPED.match(value):
        return Look(Shape.RANDOM) if len(set(value)) > 8 else Look(Shape.PLACEHOLDER, "too regular to be random")
    if len(set(value)) <= 6 or (_SEQUENCE.search(value) and len(value) < 72) or _periodic(value):
        return Look(Shape.PLACEHOLDER, "too regular to be random")
    return Look(Shape.RANDOM) if _random(value) else None


def _periodic(value: bytes) -> bool:
    """Does the value repeat itself?"""
    at = (value[:512] * 2).find(value[:512], 1)
    return at < min(len(value), 512) and at <= len(value) // 2


_BASE64 = re.compile(rb"^(?:base64:|\{\w+\})?[A-Za-z0-9+/=_\-.~!@#$%^&*:|,;?<>()\[\]{}`'\"\\]+$")


def _random(value: bytes) -> bool:
    """Does a value without spaces look drawn by lot: changes of kind, and letters in no word's order?"""
    if not _BASE64.match(value) or entropy(value) < (3.0 if len(value) < 20 else 3.3):
        return False
    head = value[:256]
    runs = WORDS.findall(head)
    letters = sum(len(run) for run in runs)
    digits = sum(48 <= sign <= 57 for sign in head)
    if not letters:
        return digits >= 20 and len(set(head)) >= 8
    wordy = sum(len(run) for run in runs if len(run) >= 4 and is_word(run)) / letters
    changes = len(re.findall(rb"[a-zA-Z][0-9]|[0-9][a-zA-Z]|[a-z][A-Z]", head)) / len(head)
    if b"/" in head or b"." in head or b"-" in head or b"_" in head or b" " in head:
        pieces = [piece for piece in SEPARATED.split(head) if piece]
        if pieces and sum(len(piece) for piece in pieces if _plain_piece(piece)) > 0.55 * len(head):
            return False
    if digits == 0:
        lower = surprise(b"".join(runs)[:64])
        return lower > 5.6 and wordy < 0.35 and (changes > 0.12 or len(head) >= 20)
    return (wordy < 0.4 and changes >= 0.14) or (wordy < 0.25 and changes >= 0.08 and len(head) >= 20)


def _plain_piece(piece: bytes) -> bool:
    """A word or a number between separators."""
    if piece.isdigit():
        return len(piece) <= 8
    runs = WORDS.findall(piece)
    letters = sum(len(run) for run in runs)
    return letters >= 0.7 * len(piece) and all(len(run) >= 2 and is_word(run) for run in runs)


def _spaced(value: bytes) -> Look:
    words = value.split()
    readable = sum(1 for word in words if is_word(b"".join(WORDS.findall(word))))
    if readable * 2 >= len(words) or len(words) > 8:
        return Look(Shape.TEXT, "text for people")
    if len(words) <= 4 and re.search(rb"[0-9]", value) and re.search(rb"[a-z]", value):
        return Look(Shape.MIXED)
    return Look(Shape.TEXT, "text for people")
