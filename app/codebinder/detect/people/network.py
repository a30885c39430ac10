"""A company's own network: private addresses, hosts in private zones, internal systems, hardware addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from codebinder.detect.people.page import LOW, MEDIUM, Finder, Found, Page

_QUAD = re.compile(rb"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_PORT = re.compile(rb":[0-9]{2,5}(?![0-9])")
_HOST_WORD = re.compile(rb"host|addr|(?<![a-z])ip(?![a-z])|server|url|endpoint|broker")
_PORT_LINE = re.compile(rb"port[\"']?\s{0,3}[:=>]\s{0,3}[\"']?[0-9]{2,5}(?![0-9])")
_NAMES_HOST = re.compile(
    rb"[ \t]{1,40}[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.(?:corp|internal|lan|local|intra|intranet"
    rb"|private|[a-z]{2,6})\b"
)
_LOGIN = re.compile(rb"[a-z0-9_]@\Z|https?://\Z|\b(?:ssh|scp|telnet|ping|rsync|mount|curl|wget) (?:-[a-z]+ )*\Z")
_HOST_KEY = re.compile(
    rb"(?:host|server|broker|endpoint|upstream|gateway|database|db|redis|mysql|proxy)[a-z_]{0,8}[\"']?\s{0,3}[:=>]\s{0,3}[\"']?\Z"
)
_MASK = re.compile(rb"/[0-9]{1,2}(?![0-9])")
_COMMON_QUADS = re.compile(
    rb"(?:192\.168\.[01]\.(?:0|1|2|10|100|254|255)|10\.0\.0\.[0-9]{1,3}|10\.1\.1\.[0-9]{1,2}|10\.0\.[0-9]\.[0-9]"
    rb"|10\.10\.10\.[0-9]{1,2}|10\.1\.2\.3|10\.2\.3\.4|172\.1[67]\.0\.[0-9]{1,2})$"
)
_MAC = re.compile(rb"[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}")
_MAC_WORD = re.compile(
    rb"mac|ether|hwaddr|bssid|addr|wlan|wifi|lladdr|\xe7\x89\xa9\xe7\x90\x86\xe5\x9c\xb0\xe5\x9d\x80"
)
_SIX = re.compile(rb"[0-9A-Fa-f:]{4,45}")
_NAME = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-")
_REVERSED = re.compile(rb"(?:com|org|net|io|java|javax|cn|de|edu|gov|jakarta|kotlin|android|eu|uk|fr|ru|me|dev)\.")
"""Packages name their owner's domain backwards."""
_NUMBERED = re.compile(rb"^[a-z]+-?[a-z]*[0-9]+\.|^[a-z]+-[a-z]+\.")
_PLACEHOLDER_HOST = re.compile(
    rb"(?i)(?:^|[.-])(?:example|examples|foo|bar|baz|your|my|some|host|hostname|myhost|server|test|cluster"
    rb"|svc|node[0-9]?|name|domain"
    rb"|company|machine|docker|metadata|kubernetes|localhost|acme|xxx|yourhost|mydomain|site|app|demo|sample"
    rb"|bogus|a|b|c)[0-9]*(?:[.-]|$)"
)
_WELL_KNOWN = frozenset(
    (
        b"host.docker.internal",
        b"metadata.google.internal",
        b"gateway.docker.internal",
        b"cluster.local",
        b"svc.cluster.local",
        b"localhost.localdomain",
        b"localhost6.localdomain6",
        b"kubernetes.docker.internal",
        b"_tcp.local",
        b"_udp.local",
        b"host.containers.internal",
        b"container.internal",
    )
)
_PUBLIC = re.compile(
    rb"(?i)(?:^|\.)(?:apache\.org|spring\.io|jenkins\.io|jenkins-ci\.org|gitlab\.(?:com|io|org)|github\.(?:com"
    rb"|io)|atlassian\.(?:com|net)"
    rb"|jboss\.org|redhat\.com|debian\.org|ubuntu\.com|kernel\.org|freedesktop\.org|gnome\.org|kde\.org|denx\.de"
    rb"|archlinux\.org|fedoraproject\.org"
    rb"|gnu\.org|mozilla\.org|wikipedia\.org|wikimedia\.org|wiktionary\.org|sonatype\.org"
    rb"|sonatype\.com|sourceforge\.net|sf\.net|python\.org|php\.net"
    rb"|openssl\.org|qemu\.org|osdev\.org|wikia\.com|fandom\.com|chromium\.org|googlesource\.com|android\.com"
    rb"|eclipse\.org|linaro\.org|ti\.com"
    rb"|mongodb\.org|mysql\.com|mariadb\.org|hibernate\.org|codehaus\.org|openjdk\.org|java\.net|maven\.org"
    rb"|gradle\.org|eu\.org|bitbucket\.org"
    rb"|videolan\.org|salsa\.debian\.org|edu|gov|wiki|io|dev)$"
)
_SYSTEMS = (
    rb"jira|confluence|gitlab|jenkins|nexus|wiki|artifactory|sonarqube|sonar|harbor|gerrit|bitbucket|svn"
    rb"|redmine|zentao|grafana|kibana|crowd|bamboo"
)
_SYSTEM_HOST = re.compile(rb"(?i)^(?:[a-z0-9-]+\.)*(?:" + _SYSTEMS + rb")[a-z0-9-]*(?:\.|$)")
_SERVICE = re.compile(
    rb"(?i)(?:git|svn|npm|nexus|registry|repo|mirror|proxy|ldap|dc|ad|db|mail|smtp|vpn|build|ci"
    rb"|artifactory|docker|k8s|api"
    rb"|wiki|jira|ntp|dns|sso|idp|auth|vault|kafka|redis|mysql|pg|postgres|ora|oracle|mongo|elastic|kibana"
    rb"|grafana|jenkins|fs|nas"
    rb"|file|share|backup|stage|staging|prod|qa|uat|gw|gateway|bastion|jump)[a-z]*[0-9]*[-.]"
)
_INSIDE_ZONE = re.compile(rb"(?i)\.(?:corp|intra|intranet|internal|lan|int)\.[a-z0-9-]+\.[a-z]{2,6}$")
_ZONE = re.compile(rb"(?i)\.(?:corp|internal|lan|local|intra|intranet|localdomain|private)$")
_HOST = re.compile(rb"[A-Za-z0-9][A-Za-z0-9.-]{0,252}")


def private_v4(page: Page, start: int, end: int) -> Iterator[Found]:
    """RFC 1918: low, unless a port or a data file says that it is a place to connect to."""
    del end
    match = _QUAD.match(page.text, start)
    if match is None or not _stands_alone(page, start, match.end()) or page.line_before(start, 2)[-1:] == b"-":
        return
    stop, value = match.end(), match[0]
    if any(int(part) > 255 for part in value.split(b".")):
        return
    after = page.text[stop : stop + 8]
    if _NAMES_HOST.match(page.text, stop) and page.is_hosts:
        yield page.graded(start, stop, "private-address", MEDIUM, "private address of a named host")
        return
    port = _PORT.match(after) is not None or (page.is_data and _beside_port(page, start, stop))
    login = _LOGIN.search(page.line_before(start, 40)) is not None
    configured = page.is_data and _HOST_KEY.search(page.line_before(start)) is not None
    if not (port or login or configured) or _MASK.match(after) or _COMMON_QUADS.match(value):
        yield Found(start=start, end=stop, rule="private-address", reason="private address")
        return
    wanted = MEDIUM if page.is_data or b"://" in page.line_before(start, 12) or login else LOW
    yield page.graded(start, stop, "private-address", wanted, "private address that something connects to")


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Does nothing of a number touch the address? A full stop at a sentence's end may."""
    stop = page.text[end : end + 1] == b"." and page.text[end + 1 : end + 2] in {b"", b"\n", b"\r", b" "}
    return page.alone(start, end, b".") or (stop and page.alone(start, end) and page.around(start, end)[0] != 46)


def _beside_port(page: Page, start: int, end: int) -> bool:
    """Does the line call this a host, and does a line beside it name a port?"""
    if not _HOST_WORD.search(page.line_before(start)):
        return False
    return _PORT_LINE.search(page.text[max(start - 120, 0) : end + 120].lower()) is not None


def private_v6(page: Page, start: int, end: int) -> Iterator[Found]:
    """Unique local and link-local addresses: low, they hardly tell anything."""
    del end
    match = _SIX.match(page.text, start)
    if match is None or not page.alone(start, match.end(), b":") or match[0].count(b":") < 2:
        return
    parts = match[0].split(b":")
    if any(len(part) > 4 for part in parts) or len(parts) > 8 or (len(parts) < 8 and b"::" not in match[0]):
        return
    if all(len(part) == 2 for part in parts):
        return
    yield Found(start=start, end=match.end(), rule="private-address", reason="private IPv6 address")


def hardware(page: Page, start: int, end: int) -> Iterator[Found]:
    """A MAC address that a manufacturer assigned: unicast, not made up, not a documented sample."""
    del end
    match = _MAC.match(page.text, start)
    if match is None or not page.alone(start, match.end(), b":-%"):
        return
    digits = match[0].replace(b":", b"").replace(b"-", b"").lower()
    if _why_not_assigned(digits):
        yield Found(start=start, end=match.end(), rule="mac-address", reason=_why_not_assigned(digits))
        return
    wanted = MEDIUM if _MAC_WORD.search(page.line_before(start)) else LOW
    yield page.graded(start, match.end(), "mac-address", wanted, "hardware address")


def _why_not_assigned(digits: bytes) -> str:
    octets = bytes.fromhex(digits.decode("ascii"))
    if octets in {b"\0" * 6, b"\xff" * 6} or octets[0] & 1:
        return "hardware address of all or many, not of one"
    if octets[0] & 2:
        return "hardware address, locally administered"
    steps = {(b - a) % 256 for a, b in pairwise(octets)}
    if octets.startswith((b"\0\0\x5e\0\x53", b"\x00\x11\x22", b"\x12\x34\x56", b"\0\0\0", b"\0\1\2", b"\xde\xad\xbe")):
        return "hardware address for examples"
    if len(steps) == 1 or len(set(digits)) <= 3 or octets[3:] in {b"\0\0\0", b"\xff\xff\xff"}:
        return "hardware address for examples"
    return ""


def host(page: Page, start: int, end: int) -> Iterator[Found]:
    """A host in a zone that only a company's own name servers know; the form was seen at the zone."""
    text = page.text
    stop = end - 1 if text[end - 1 : end] and not text[end - 1 : end].isalpha() else end
    begin, least = start, max(start - 200, 0)
    while begin > least and text[begin - 1] in _NAME:
        begin -= 1
    value = text[begin:stop].lstrip(b".-")
    begin = stop - len(value)
    before, after = page.around(begin, stop)
    if (
        value.startswith(b".")
        or (before in b"_$%{/\\#" and text[begin - 2 : begin] != b"//")
        or value.lower() in _WELL_KNOWN
    ):
        return
    ahead = text[max(begin - 3, 0) : begin]
    if ahead == b"://" and _SYSTEM_HOST.match(value):
        return
    connected = (
        ahead == b"://"
        or (before == 64 and text[begin - 2 : begin - 1].isalnum())
        or _PORT.match(text, stop) is not None
    )
    bare = before in b"\"'= \t:\n" and after in b"\"'\n\r;, /" and value.count(b".") >= 2 and not _REVERSED.match(value)
    if not connected and not (bare and value.islower()):
        return
    named = value.count(b".") >= (2 if value.lower().endswith(b".local") else 1)  # x.local names a device nearby
    configured = page.is_data and not value.lower().endswith(b".local")
    real = connected or configured or _NUMBERED.search(value) is not None or _SERVICE.match(value) is not None
    wanted = MEDIUM if named and real and not _PLACEHOLDER_HOST.search(_ZONE.sub(b"", value)) else LOW
    yield page.noted(begin, stop, "internal-host", wanted, "host in a private zone")


def system(page: Page, start: int, end: int) -> Iterator[Found]:
    """The URL of a tracker, wiki or build server: internal where its host has no public name."""
    del end
    match = _HOST.match(page.text, start + 3)
    if match is None:
        return
    name = match[0].rstrip(b".-")
    if not _SYSTEM_HOST.match(name) or _PUBLIC.search(name):
        return
    stop = match.start() + len(name)
    if b"." not in name:
        if page.text[stop : stop + 1] in {b":", b"/"}:
            yield page.graded(match.start(), stop, "internal-system", MEDIUM, "internal system, by a short host name")
        return
    if _ZONE.search(name) or _INSIDE_ZONE.search(name):
        wanted = LOW if _PLACEHOLDER_HOST.search(_ZONE.sub(b"", name)) else MEDIUM
        yield page.noted(match.start(), stop, "internal-system", wanted, "internal system in a private zone")
        return
    yield Found(start=match.start(), end=stop, rule="internal-system", reason="tracker, wiki or build server")


def share(page: Page, start: int, end: int) -> Iterator[Found]:
    """A UNC path: the server and its share, with backslashes written once or twice."""
    begin = start - 2 if page.text[start - 2 : start] == b"\\\\" else start
    match = _UNC.match(page.text, begin, end + 200)
    if match is None:
        return
    before, _ = page.around(begin, match.end())
    double = match[1] == b"\\\\\\\\"
    if before == 92 or (not double and before not in b"\"' \t=(<>\n,") or _SAMPLE_UNC.search(match[0]):
        return
    server, name = match[2], match[3]
    if len(server) < 3 or len(name) < 2 or (not double and page.file.suffix in _ESCAPING):
        return
    yield page.noted(begin, match.end(), "unc-path", MEDIUM, "path on a file server")


_UNC = re.compile(
    rb"(\\{4}|\\{2})([A-Za-z][A-Za-z0-9-]{1,14}(?:\.[A-Za-z0-9.-]+)?"
    rb"|(?:[0-9]{1,3}\.){3}[0-9]{1,3})\\{1,2}([A-Za-z0-9_]+\$?)(?=[\\\"'\s<,;)]|$)"
)
_SAMPLE_UNC = re.compile(
    rb"(?i)\\(?:server|host|machine|share|computer|remote|foo|bar|unc|localhost|path|myserver|example"
    rb"|wsl|test|pipe|device|dos|global)[\\\w$]*|\\\\[.?]\\"
)
_ESCAPING = frozenset(
    b".c .h .cc .cpp .hpp .java .js .ts .py .go .rs .php .rb .cs .json .kt .swift .tex .pl .sh .pm .m .el "
    b".groovy".split()
)

FORMS: tuple[tuple[str, Finder], ...] = (
    (
        r"\b(?:10\.[0-9]+\.[0-9]+\.[0-9]|192\.168\.[0-9]+\.[0-9]|172\.(?:1[6-9]|2[0-9]|3[01])\.[0-9]+\.[0-9])",
        private_v4,
    ),
    (r"\b[Ff](?:[Ee][89ABab]|[DdCc][0-9A-Fa-f])[0-9A-Fa-f]:[0-9A-Fa-f:]", private_v6),
    (r"\b[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5,}|(?:-[0-9A-Fa-f]{2}){5,})", hardware),
    (r"[A-Za-z0-9]\.(?:corp|internal|lan|local|intra|intranet|localdomain)[:/\"' \t\r\n,;<>)\]]", host),
    (r"://(?:[a-z0-9-]+\.)*(?:" + _SYSTEMS.decode() + r")[a-z0-9-]*[.:/]", system),
    (r"\\\\[A-Za-z0-9][A-Za-z0-9.-]+\\", share),
)
