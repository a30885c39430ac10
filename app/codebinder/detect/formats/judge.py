"""Says how sure a value in a secret's place is: placeholders, references, encrypted values are low, with a reason."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import NamedTuple

from codebinder.detect.placeholders import why_placeholder
from codebinder.detect.rules import JOINT
from codebinder.model.findings import Confidence

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


COMMON = "a common word as a password"


_JOINT = JOINT.encode()


class Weight(NamedTuple):
    """How sure, and why where that differs from the rule's own title."""

    confidence: Confidence
    reason: str = ""
    part: tuple[int, int] = (0, 0)
    """Where within the value the secret stands, if it is not all of it."""


Check = Callable[[bytes, Confidence], "Weight | None"]
"""Judges a value for which the format alone gives this grade; None where it is no finding."""

_NOTHING = re.compile(
    rb"(?i)(?:null|none|nil|~|true|false|yes|no|undefined|empty|n/?a|on|off|enabled|disabled|optional|required|default"
    rb"|prompt|ask|auto|always|never|on_create|ask-pass|0x[0-9a-f]{1,16}|[01]|-1|\{\}|\[\]|''|\"\"|[*!x]|!!|\*LK\*"
    rb"|NP|\\N)"
)
_REFERENCE = re.compile(
    rb"(?i)(?:`|ext:|%[A-Z0-9_.]+%|%\([a-z_]+\)s|%env\(|\$\$?[a-z_][a-z0-9_]*$|\$env:|@[A-Z0-9_.-]+@$|__[A-Z0-9_.]+__$"
    rb"|(?:vault|file|env|ssm|op|secret|secretsmanager|gcpsm|azurekv|keyring|awssm|ref\+[a-z]+):/{0,2}[a-z/]"
    rb"|!(?:vault|env|ref|sub|getatt|reference|secret)\b"
    rb"|(?:env|getenv|lookup|var|process\.env|os\.environ|data|local|module|each)[.(\[]"
    rb"|(?:config|settings|params|secrets|steps|inputs|vars|values)\.[a-z]|\{[a-z_][a-z0-9_.]*\}$|%[sdv]$"
    rb"|/run/secrets/)"
)
_INSIDE = re.compile(rb"\$\{|\$\(|\{\{|<%|#\{")
_BRACED = re.compile(rb"\$.*|\{[A-Za-z0-9+/]{20,}={0,2}\}")
_ENCRYPTED = re.compile(
    rb"(?s)ENC\(.*\)$|ENC\[|\{cipher\}|\$ANSIBLE_VAULT|(?:vault|crypt|encrypted|secure):|age1[a-z0-9]{20}"
    rb"|\{encrypted\}|!vault"
    rb"|-----BEGIN (?:PGP MESSAGE|AGE|PKCS7)|AgA[A-Za-z0-9+/]{200}"
)
_STAND_IN = re.compile(
    rb"(?i)[<\[({].{1,80}[>\])}]$|[^A-Za-z0-9]{0,4}(?:your|my|the|some|insert|enter|put|add|set|replace|change|fill"
    rb"|type|paste"
    rb"|update|todo|tbd|fixme"
    rb"|dummy|fake|sample|placeholder|redacted|removed|hidden|masked|secret[-_ ]?here)(?:[-_ .]|[A-Z]|this|your"
    rb"|me\b|here|$)"
    rb"|.{0,40}(?:[-_. ]here|goes[-_ ]here|change[-_ ]?me|change[-_ ]?it|replace[-_ ]?me|example|placeholder"
    rb"|redacted|xxxx|\*\*\*|\.\.\.)"
    rb"|[xX*.#?_\-=+0]+$|(?P<rep>.)(?P=rep){3,}$"
)
_TALK = re.compile(rb"\.{0,2}/|https?://|.*[ \t]|[A-Za-z]?[a-z]+(?:[-_.:/][A-Za-z]?[a-z]+)*$|[A-Z]+(?:[-_.][A-Z]+)*$")
_SENTENCE = re.compile(rb"[A-Za-z][a-z']*,?(?: [a-z']+,?){2,}[.:!?]{0,3}$")
_WORD = re.compile(
    rb"(?i):?(?:(?:db|my|the|root|admin|user|test|some|database|mysql|postgres|smtp|mail|ftp|api|app|client|new"
    rb"|super|default|foo)?"
    rb"[-_.]?(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|api[-_]?key|key|credentials?)[-_.]?[0-9]{0,3}[!]?"
    rb"|user(?:name)?|admin(?:istrator)?|root|guest|test(?:ing|er|user|pass|test)?|login|foo|bar|baz|qux|foobar"
    rb"|abc[0-9]*|xyz|hello|demo"
    rb"|postgres(?:ql)?|mysql|redis|rabbitmq|mongo(?:db)?|git|db|anonymous|cisco|public|private|temp|sa|oracle"
    rb"|tiger|nagios|zabbix"
    rb"|secret[-_]?(?:key|token|value)|string|value|password[-_]?hash|private[-_]?key|[0-9]{1,4}|12345[0-9]*"
    rb"|qwerty[0-9]*|p[@a]ssw[0o]rd[0-9!]*"
    rb"|[a-z]|hunter2|letmein|bogus|whatever|not[-_ ]?(?:set|used|needed)|changeit|homestead|vagrant|laravel"
    rb"|symfony)[:.?!]{0,3}$"
)


def hidden(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a value that the format hides or hashes: its look says nothing, except where it stands for any."""
    if _NOTHING.fullmatch(value):
        return None
    if _REFERENCE.match(value) or _INSIDE.search(value, 0, 400):
        return Weight(LOW, "a reference to a variable")
    if _JOINT in value:
        return Weight(LOW, "marked as an example")
    if value.startswith(b"ENC[AES256_GCM,data:"):
        return None  # sops
    if _ENCRYPTED.match(value):
        return Weight(LOW, "encrypted")
    if _STAND_IN.match(value) and not _BRACED.fullmatch(value):
        return Weight(LOW, "reads like a placeholder")
    return Weight(grade)


def secret(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a plain secret: words that everybody uses are low, too."""
    weight = hidden(value, grade)
    if weight is None or weight.confidence is LOW or len(value) < 2:
        return weight if len(value) > 1 else None
    if _WORD.match(value):
        return Weight(LOW, "a common word instead of a password")
    if _SENTENCE.match(value):
        return Weight(LOW, "reads like a sentence")
    why = why_placeholder(value)
    if why and why != "a reference to a variable":
        return Weight(LOW, why)
    return weight


def live(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a secret in a file that only a running system has: a poor password is one all the same."""
    weight = hidden(value, grade)
    if weight is None or weight.confidence is LOW:
        return weight
    if _WORD.match(value):
        return Weight(min(MEDIUM, grade, key=_order), COMMON)
    return weight


def _order(grade: Confidence) -> int:
    return (LOW, MEDIUM, HIGH).index(grade)


def token(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a long random text: short ones, names, paths and addresses are none."""
    weight = secret(value, grade)
    if weight is None or len(value) < 8:
        return None
    if weight.confidence is not LOW and _TALK.match(value):
        return Weight(LOW, "not the look of a token")
    return weight


def packed(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a secret in base 64: what it holds is judged."""
    plain = unpacked(value)
    if plain is None:
        return hidden(value, LOW)
    if not plain.strip():
        return None
    login = plain.strip().split(b":", 1)[-1] if b":" in plain[:200] and len(plain) < 300 else plain.strip()
    weight = secret(login, grade)
    if weight is None:
        return None
    return weight if weight.reason else Weight(grade)


def unpacked(value: bytes) -> bytes | None:
    """Give what `value` holds in base 64, or None where it is none."""
    try:
        return base64.b64decode(b"".join(value.split()) + b"=" * (-len(value) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def crypt(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a password's hash: where it has no hash's outline it may be the password itself."""
    if HASH.match(value):
        return Weight(grade)
    if value.startswith((b"!", b"*")):
        return None
    weight = secret(value, MEDIUM)
    return weight if weight is None or weight.reason else Weight(weight.confidence, "no hash of a known format")


HASH = re.compile(
    rb"(?:\$(?:1|5|6|y|gy|7|2[abxy]?|apr1|md5|sha1|P|H|S|argon2(?:id|i|d)|pbkdf2[-a-z0-9]*|scrypt|bcrypt[-a-z0-9]*"
    rb"|8|9|14)\$[^\s:'\"]{8,400}"
    rb"|\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2[-A-Z0-9_]*|ARGON2|PLAIN|CLEARTEXT)\}[^\s:'\"]{1,400}"
    rb"|[./0-9A-Za-z]{13}|_[./0-9A-Za-z]{19}|[0-9a-fA-F]{32}(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{32}"
    rb"|[0-9a-fA-F]{96})?(?::[^\s'\"]{0,64})?"
    rb"|\*[0-9A-Fa-f]{40}|md5[0-9a-f]{32}|SCRAM-SHA-(?:1|256|512)\$[^\s'\"]{20,400}|pbkdf2_sha(?:1|256"
    rb"|512)\$[^\s'\"]{20,400}"
    rb"|bcrypt(?:_sha256)?\$[^\s'\"]{20,200}|argon2\$[^\s'\"]{20,400}|sha1\$[^\s'\"]{10,200}"
    rb"|0x0[12]00[0-9A-Fa-f]{40,300}|S:[0-9A-F]{60}[^'\"]*"
    rb"|\$(?:S|P|H|U\$P)\$[./0-9A-Za-z]{20,80}|[0-9A-Za-z+/]{27}=)$"
)
"""Outlines of password hashes: crypt, LDAP, MySQL, PostgreSQL, SQL Server, Oracle, Django, phpass, plain digests."""
