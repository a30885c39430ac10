"""Listeners, and the ports that code, units and configuration name."""

# ruff: noqa: E501  (a gate stays one literal)

from __future__ import annotations

import re
from collections.abc import Iterable

from codebinder.detect.facts.observed import C_LIKE, SCRIPTS, Fact, Hit, Reader, Reading, endings, named
from codebinder.detect.facts.services import service
from codebinder.model.observations import ObservationKind

_L, _P = ObservationKind.LISTENER, ObservationKind.PORT

_NUMBER = re.compile(rb"(?<![0-9A-Za-z_.])([0-9]{1,5})(?![0-9A-Za-z_.]|\s*[*<]|-[0-9])")
_AFTER_COLON = re.compile(rb":([0-9]{2,5})(?![0-9.:])")
_NO_PORT = re.compile(
    rb"(?i)gpio|usb|serial|uart|phy|pci|sata|ahci|switch|eth|num|max|min|count|speed|base|addr|offset|shift|mask|width"
    rb"|timeout|size|len|support|import|export|report|transport|viewport|opport|audio|video|hdmi|display|lane|index"
    rb"|bit|irq|mux|scsi|ata_|ide_|com[0-9]|width|version|baud|i2c|spi|dma|tusb|otg|io_?port|snmp_oid|status|state"
    rb"|power|reset|mode|type|id\b|class|error|fail|vlan|mac|vf_|pf_|dpsw|serdes|retimer|hub"
)
_SOFT_PORT = re.compile(
    rb"(?i)server|listen|http|tcp|udp|tls|ssl|default|service|admin|daemon|bind|remote|local|ftp|ssh"
)
_REMOTE_END = re.compile(rb"(?i)client|connect|dest|dst|remote|peer|proxy|upstream|target|source_?port|src_?port")
_BACKLOG = re.compile(rb"\s*[\w.>\[\]()&*-]{1,60}\s*,")


def _ports(text: bytes) -> Iterable[int]:
    for found in _NUMBER.finditer(text):
        number = int(found[1])
        if 0 < number < 65536:
            yield number


def _described(port: int, what: str) -> Reading:
    name = service(port)
    return str(port), f"{what}; usually {name}" if name else what


def _first(what: str, *, known: bool = False) -> Reader:
    def read(hit: Hit) -> Iterable[Reading]:
        for port in _ports(hit.word[-6:] + hit.after[:80]):
            if not known or service(port) or port > 1023:
                yield _described(port, what)
            return

    return read


def _colon(what: str) -> Reader:
    def read(hit: Hit) -> Iterable[Reading]:
        found = _AFTER_COLON.search(hit.after[:80])
        if found and 0 < int(found[1]) < 65536:
            yield _described(int(found[1]), what)

    return read


def _many(what: str) -> Reader:
    def read(hit: Hit) -> Iterable[Reading]:
        text = hit.after.split(b"#")[0]
        for port in list(_ports(text.replace(b"/tcp", b" ").replace(b"/udp", b" ")))[:8]:
            yield _described(port, what)

    return read


def _constant(hit: Hit) -> Iterable[Reading]:
    """A constant or a setting whose name ends in PORT, with a number that can be one."""
    name = hit.name
    digits = re.search(rb"([0-9]{2,5})\W*$", hit.word)
    if digits is None or (b"," in hit.word and re.match(rb"\s*,\s*[0-9]", hit.after)):
        return
    if re.match(rb"\s*(?:[*<|+/x]|-\s*[0-9]|\.[0-9])", hit.after):
        return
    port = int(digits[1])
    if not 20 < port < 65536 or _NO_PORT.search(name):
        return
    if service(port) or (port > 1023 and _SOFT_PORT.search(name)):
        what = "named as the port of another machine" if _REMOTE_END.search(name) else "named as a port"
        yield _described(port, what)


def _listen_c(hit: Hit) -> Iterable[Reading]:
    if _BACKLOG.match(hit.after):
        yield "listen()", "socket"


def _listen_script(hit: Hit) -> Iterable[Reading]:
    found = re.match(
        rb"\s*(?:\{[^}]*port['\"]?\s*:\s*)?(?:[\w.]*(?:port|PORT)[\w.]*\s*(?:\|\||\?\?)\s*)?['\"]?([0-9]{2,5})\b",
        hit.after,
    )
    if found and 0 < int(found[1]) < 65536:
        yield _described(int(found[1]), "listens here")


def _lookup(hit: Hit) -> Iterable[Reading]:
    found = re.match(rb"[^;{]{0,60}?\"[a-z]+\"\s*,\s*\"(?:tcp|udp)\"\s*,\s*([0-9]{1,5})", hit.after)
    if found and 0 < int(found[1]) < 65536:
        yield _described(int(found[1]), "default of a service")


_INETD = re.compile(rb"\A#?\s*([a-z][\w./-]*)\s+(stream|dgram)\s+(tcp|udp)6?\s+(?:no)?wait")


def _inetd(hit: Hit) -> Iterable[Reading]:
    found = _INETD.match(hit.line.lstrip(b"\t "))
    if found and not hit.line.lstrip().startswith(b"#"):
        yield found[1].decode("latin-1"), f"started by inetd, {found[3].decode()}"


_GO = r"\bnet\.Listen(?:TCP|UDP|Packet|Unix|Config)?\b|(?:\bhttp)?\.ListenAndServe(?:TLS)?\("
_CONFIG = endings(".conf .cfg .ini .cnf .config .default .in .tmpl .template .j2 .erb")

FACTS: tuple[Fact, ...] = (
    Fact(kind=_L, gate=r"\blisten\s?\(", read=_listen_c, suffixes=endings(C_LIKE)),
    Fact(kind=_P, gate=r"\.listen\(", read=_listen_script, suffixes=endings(SCRIPTS)),
    named(_L, "every address (INADDR_ANY)", r"\bINADDR_ANY\b|\bin6addr_any\b", "socket", suffixes=C_LIKE),
    named(_L, "server socket", r"\bnew ServerSocket\(|\bServerSocketChannel\.open|\bServerSocketFactory\b", "Java"),
    named(_L, "network server", r"\bnew ServerBootstrap\(|\bNioServerSocketChannel\b|\bHttpServer\.create\(", "Netty or JDK server"),
    named(_L, "network server", _GO,
        "Go", suffixes=".go"),
    named(_L, "network server", r"\bsocketserver\.|\b(?:Threading)?HTTPServer\(|\basyncio\.start_server\b|\.create_server\(|\buvicorn\.run\b|\bgunicorn\b|\bserve_forever\(|\bwaitress\b", "Python", suffixes=".py"),
    named(_L, "network server", r"\bTcpListener::bind\b|\bUdpSocket::bind\b|\bHttpServer::new\b", "Rust", suffixes=".rs"),
    named(_L, "network server", r"\bTcpListener\(|\bHttpListener\b|\bWebHost\.|\bUseKestrel\b|\bUseUrls\(", ".NET", suffixes=".cs"),
    named(_L, "network server", r"\bstream_socket_server\(|\bsocket_listen\(|\bSwoole\\", "PHP", suffixes=".php"),
    named(_L, "network server", r"\bhttps?\.createServer\(|\bnet\.createServer\(|\bDeno\.(?:serve|listen)\(|\bBun\.serve\(", "JavaScript", suffixes=SCRIPTS),
    Fact(kind=_P, gate=r"\bhtons\s?\(\s?[0-9]", read=_first("in a socket address", known=True), suffixes=endings(C_LIKE)),
    Fact(kind=_P, gate=r"\blookup_port\s?\(|\bbb_lookup_(?:std_)?port\s?\(", read=_lookup),
    Fact(kind=_P, gate=r"\bnew (?:Server|Datagram)Socket\(", read=_first("listens here")),
    Fact(kind=_P, gate=_GO, read=_colon("listens here")),
    Fact(kind=_P, gate=r"\bserver\.port\s?[=:]\s?[\"']?[0-9]|\bmanagement\.server\.port\s?[=:]\s?[0-9]", read=_first("set as the server's port")),
    Fact(kind=_P, gate=r"(?m:^EXPOSE\s)", read=_many("exposed by a container")),
    Fact(kind=_P, gate=r"\bListen(?:Stream|Datagram|SequentialPacket)=", read=_many("opened by a socket unit")),
    Fact(kind=_P, gate=r"(?m:^[ \t]*(?:listen|Listen)[ \t])", read=_many("set in a server's configuration"), suffixes=_CONFIG),
    Fact(kind=_P, gate=r"(?m:^[ \t]*[Pp]ort[ \t]+[0-9])", read=_first("set in a server's configuration", known=True), suffixes=_CONFIG),
    Fact(kind=_P, gate=r"\b(?:containerPort|hostPort|targetPort|nodePort)\"?:\s?[0-9]", read=_first("opened by a container")),
    Fact(
        kind=_P,
        gate=r"(?:PORT|_port|Port|\bport)(?:_NUMBER|_NUM|_NO|_DEFAULT|Number|_number|_?nbr|no|num)?[\"']?\s{0,4}(?:[=:,(]|=>|:=|\s)\s{0,24}[\"'(]?[0-9]{2,5}\b[\"')]?",
        read=_constant,
    ),
    Fact(kind=_L, gate=r"(?:stream|dgram)\s+(?:tcp|udp)6?\s+(?:no)?wait\b", read=_inetd, in_comments=True),
    named(_L, "socket unit", r"(?m:^Accept=yes)|(?m:^\[Socket\])", "systemd", suffixes=".socket"),
    named(_L, "inetd", r"\bCONFIG_(?:FEATURE_)?INETD\b|\bxinetd\b", "super server"),
)  # fmt: skip
