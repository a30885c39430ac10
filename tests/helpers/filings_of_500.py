"""Three filings of 500 decisions each, made up as engineers make them: a gateway, a pay server, a tree of drivers.

Every file has content, so that what stands at a place is read from it as it is from a source.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from codebinder.model.findings import Confidence
from codebinder.model.ports import NeverCancel
from codebinder.workflow import judgements, sights
from codebinder.workflow.matters import Act, Inside, Matter
from codebinder.workflow.sights import Original, Sight

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
Found = Sequence[tuple[str, str, bytes]]
_SHORT = {"TS", "TS-ALG", "3P", "CRY", "VUL", "PII", "PFI", "EXP", "NA", "OOS"}
_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass
class Decided:
    """A filing in the making: what was decided, and the files that it was decided about."""

    random: random.Random
    known: dict[str, str] = field(default_factory=lambda: {each: each for each in _SHORT})
    files: dict[bytes, bytearray] = field(default_factory=dict)
    rows: list[Matter] = field(default_factory=list)
    seen: int = 0
    busy: bool = True
    """While it is made up: one note in eight has words of its own, as people write them."""

    def copy(self) -> Decided:
        """Give one to go on with."""
        again = replace(self, random=random.Random(1), rows=list(self.rows))
        again.files = {path: bytearray(data) for path, data in self.files.items()}
        return again

    def _note(self, note: str) -> str:
        words = ("as agreed", "see the list of last year", "same as upstream")
        return f"{note}, {self.random.choice(words)}" if self.busy and note and self.random.random() < 0.125 else note

    @property
    def matters(self) -> tuple[Matter, ...]:
        return tuple(self.rows)

    def sights(self) -> dict[str, Sight]:
        return sights.see(self.rows, lambda _, path: Original(bytes(self.files[path])), NeverCancel())

    def put(self, path: bytes, value: bytes, before: bytes = b"", after: bytes = b"\n") -> tuple[int, int, int]:
        """Write a value into a file; give its offsets and its line."""
        held = self.files.setdefault(path, bytearray())
        held += before
        start = len(held)
        held += value
        held += after
        return start, start + len(value), held.count(b"\n", 0, start) + 1

    def _add(self, row: Matter) -> str:
        self.rows.append(row)
        return row.id

    def _id(self, letter: str) -> str:
        self.seen += 1
        return f"{letter}-{self.seen}"

    def keep(
        self, rule: str, kind: str, path: bytes, value: bytes, *, note: str, sure: Confidence = MEDIUM, since: str = "",
        line: bytes = b"\t",
    ) -> str:  # fmt: skip
        start, end, at = self.put(path, value, line)
        sure = HIGH if rule in {"stripe-key", "github-token", "resident-id-cn", "state-secret-mark"} else sure
        return self._add(Matter(
            id=self._id("F"), act=Act.KEEP, component="src", path=path, start=start, end=end, line=at, rule=rule,
            kind=kind, confidence=sure, tag=f"t{value!r}", note=self._note(note), since=since or self._since(),
        ))  # fmt: skip

    def hide_value(
        self, rule: str, kind: str, path: bytes, value: bytes, *, reason: str, note: str = "", sure: Confidence = HIGH,
        line: bytes = b'\tkey = "', after: bytes = b'";\n',
    ) -> str:  # fmt: skip
        start, end, at = self.put(path, value, line, after)
        inside = Inside(rule=rule, kind=kind, confidence=sure, start=start, end=end, line=at)
        return self._add(Matter(
            id=self._id("R"), act=Act.VALUE, component="src", path=path, start=start, end=end, line=at, rule=rule,
            kind=kind, confidence=sure, tag=f"t{value!r}", reason=reason, published=reason, note=note, inside=(inside,),
            count=1, since=self._since(),
        ))  # fmt: skip

    def hide_place(
        self, path: bytes, text: bytes, *, reason: str, found: Found, note: str = "", before: bytes = b"\n",
        after: bytes = b"\n",
    ) -> str:  # fmt: skip
        start, end, at = self.put(path, text, before, after)
        inside = tuple(
            Inside(rule=rule, kind=kind, confidence=HIGH, start=start + text.index(value),
                   end=start + text.index(value) + len(value), line=at)
            for rule, kind, value in found
        )  # fmt: skip
        first = inside[0] if inside else None
        return self._add(Matter(
            id=self._id("R"), act=Act.PLACE, component="src", path=path, start=start, end=end, line=at,
            rule=first.rule if first else "", kind=first.kind if first else "",
            confidence=first.confidence if first else None, tag=f"p{text!r}", reason=reason, published=reason,
            note=note, inside=inside, count=len(inside), since=self._since(),
        ))  # fmt: skip

    def withhold(self, path: bytes, text: bytes, *, reason: str, note: str = "") -> str:
        self.files[path] = bytearray(text)
        return self._add(Matter(
            id=self._id("R"), act=Act.FILE, component="src", path=path, start=0, end=len(text), tag=f"f{path!r}",
            reason=reason, published=reason, note=note, since=self._since(),
        ))  # fmt: skip

    def overlap(self, name: str, *, reason: str) -> str:
        """Hide a part of what is hidden already for another reason."""
        row = next(each for each in self.rows if each.id == name)
        return self._add(replace(row, id=self._id("R"), start=row.start + 4, end=row.end - 4, reason=reason,
                                 published=reason, tag="half"))  # fmt: skip

    def second_round(self) -> None:
        """Let everything so far have been there before."""
        self.rows = [replace(row, since="same") for row in self.rows]

    def _since(self) -> str:
        return self.rows[-1].since if self.rows else ""

    def common_note(self, rule: str) -> str:
        """Give the note that most keeps of a rule have."""
        notes = Counter(row.note for row in self.rows if row.rule == rule and row.act is Act.KEEP)
        return notes.most_common(1)[0][0]

    def drawn(self, size: int = 20) -> bytes:
        """Give a random value."""
        return "".join(self.random.choices(_LETTERS, k=size)).encode()


def _folder(made: Decided, names: Sequence[str], count: int, ext: str = "c") -> bytes:
    return f"{made.random.choice(names)}/mod{made.random.randrange(count)}.{ext}".encode()


def _people(made: Decided, count: int, folders: Sequence[str], note: str) -> None:
    """Authors' addresses in copyright lines, as every tree has them by the hundred."""
    for n in range(count):
        who = f"dev{made.random.randrange(60)}@{made.random.choice(['example.org', 'openwrt.example', 'mail.example'])}"
        path = _folder(made, folders, 90)
        line = f" * Copyright (C) 20{n % 20:02} Some One <".encode()
        made.keep("email-address", "personal", path, who.encode(), note=note, line=line)


def _words(made: Decided, count: int, rule: str, kind: str, folders: Sequence[str], note: str) -> None:
    """Passwords that are words, in tests and examples."""
    words = ("password", "secret", "test1234", "changeme", "letmein", "foobar", "admin123", "hello")
    for _ in range(count):
        made.keep(rule, kind, _folder(made, folders, 40), made.random.choice(words).encode(), note=note,
                  line=b'\tpassword = "')  # fmt: skip


def gateway(seed: int = 1) -> Decided:
    """A home gateway: own code, much third-party code, tests, and blobs of the maker of its chip."""
    made = Decided(random.Random(seed))
    third = ["third_party/busybox/net", "third_party/dnsmasq/src", "third_party/cjson", "third_party/lwip/core"]
    tests = ["tests/unit", "tests/data", "tests/tls"]
    own = ["src/core", "src/net", "src/cloud", "src/web", "src/qos"]
    _people(made, 150, third, "author's address in a licence header")
    _people(made, 18, own, "our own authors, agreed with the works council")
    _words(made, 45, "assigned-password", "password", tests, "made up for the unit tests")
    for n in range(12):
        made.keep(
            "assigned-secret", "key", b"tests/data/case%d.json" % n, b"secret-%d" % n, note="made up for the unit tests"
        )
    for _ in range(25):
        path = _folder(made, ["tests/unit"], 30)
        made.keep("assigned-token", "token", path, b"test-token-%d" % made.random.randrange(99),
                  note="no service behind it, test double", line=b'\ttoken = "')  # fmt: skip
    for n in range(30):
        made.keep("internal-host", "internal", b"docs/page%d.md" % (n % 7), b"ci%d.corp.example" % (n % 9),
                  note="name only, not reachable from outside")  # fmt: skip
    for n in range(10):
        made.keep("phone-cn-mobile", "personal", b"tests/data/people.csv", b"1380013%04d" % n, note="made-up numbers")
    for n in range(8):
        made.keep("confidential-notice", "notice", b"docs/legal%d.md" % (n % 3), b"confidential information",
                  note="speaks of the licence agreement, nothing confidential itself")  # fmt: skip
    for n in range(6):
        made.keep(
            "same-value",
            "password",
            b"docs/api%d.md" % n,
            b"changeme",
            note="the factory default, printed on the label",
        )
    for _ in range(55):
        made.hide_value("private-key", "private-key", _folder(made, ["tests/tls"], 60, "pem"),
                        b"-----BEGIN RSA PRIVATE KEY-----\n" + made.drawn(60) + b"\n-----END RSA PRIVATE KEY-----",
                        reason="CRY", line=b"", after=b"\n")  # fmt: skip
    for _ in range(22):
        made.hide_value("assigned-key", "key", _folder(made, own, 12), made.drawn(32), reason="CRY")
    for _ in range(14):
        made.hide_value("aws-secret-access-key", "token", _folder(made, ["src/cloud", "deploy"], 5, "ini"),
                        made.drawn(40), reason="CRY")  # fmt: skip
    for n in range(9):
        made.hide_value("email-address", "personal", b"docs/contacts.md", b"person%d@vendor.example" % n, reason="PII")
    for n in range(40):
        text = b"static int shape_%d(struct q *q)\n{\n" % n + b"\tq->w = q->w * 7 / 3 + q->len;\n" * 9 + b"}\n"
        made.hide_place(_folder(made, ["src/qos", "src/dsp"], 6), text, reason="TS-ALG", found=[],
                        note="traffic shaping, the core of the product")  # fmt: skip
    for n in range(12):
        text = b"\tvendor_reg_%d = 0x%04x;\n" % (n, n * 77)
        made.hide_place(
            b"src/hal/regs.c", text, reason="3P", found=[], note="register names under NDA of the chip maker"
        )
    for n in range(44):
        made.withhold(
            b"vendor_blobs/fw%d.bin" % n, bytes([n, 0, 255]) * 400, reason="3P", note="binary of the chip maker"
        )
    made.busy = False
    return made


def pay_server(seed: int = 2) -> Decided:
    """A server for payments: settings, deployment, fixtures of tests, personal data in fixtures."""
    made = Decided(random.Random(seed))
    apps = ["app/orders", "app/refunds", "app/risk", "app/api", "lib/bank"]
    services = [
        ("stripe-key", "token"), ("slack-webhook", "token"), ("sendgrid-key", "token"),
        ("aws-secret-access-key", "token"),
        ("github-token", "token"), ("twilio-auth-token", "token"), ("datadog-api-key", "token"),
        ("url-password", "password"),
        ("spring-password", "password"), ("dotenv-password", "password"), ("kubernetes-secret", "password"),
    ]  # fmt: skip
    for n in range(90):
        rule, kind = services[n % len(services)]
        path = _folder(made, ["deploy/prod", "deploy/stage", "config"], 9, "yaml")
        made.hide_value(rule, kind, path, made.drawn(24 + n % 9), reason="CRY")
    for n in range(70):
        made.hide_value("phone-cn-mobile", "personal", b"fixtures/customers%d.json" % (n % 6), b"1391234%04d" % n,
                        reason="PII", sure=MEDIUM)  # fmt: skip
    for n in range(40):
        made.hide_value("resident-id-cn", "personal", b"fixtures/customers%d.json" % (n % 6),
                        b"11010119800101%04d" % n, reason="PII")  # fmt: skip
    for n in range(30):
        made.hide_value(
            "bank-card", "financial", b"fixtures/cards%d.json" % (n % 3), b"622202020000%07d" % n, reason="PFI"
        )
    _words(
        made, 80, "assigned-password", "password", ["app/orders/test", "app/api/test"], "fixture, no account behind it"
    )
    _words(made, 15, "assigned-password", "password", ["docs", "examples"], "example from the manual")
    _people(made, 55, ["vendor/github.example/lib", "vendor/google.example/x"], "third-party author, licence header")
    for n in range(35):
        made.keep(
            "private-address", "internal", b"docs/net%d.md" % (n % 5), b"10.0.%d.%d" % (n, n), note="example network"
        )
    for n in range(20):
        made.keep(
            "internal-system", "internal", _folder(made, apps, 30, "java"), b"JIRA-%d" % n, note="ticket number only"
        )
    for n in range(25):
        text = b"double score_%d(Tx t) {\n" % n + b"  s += w[%d] * t.age;\n" % n * 14 + b"}\n"
        made.hide_place(_folder(made, ["app/risk"], 4, "java"), text, reason="TS-ALG", found=[], note="risk model")
    for n in range(12):
        made.keep("unfixed-vulnerability", "vulnerability", b"vendor/lib/CHANGES", b"CVE-2019-%04d fixed in 1.2" % n,
                  note="history of a library, fixed upstream", sure=LOW)  # fmt: skip
    for n in range(28):
        made.withhold(b"app/risk/model/part%d.onnx" % n, bytes([7, n, 0]) * 900, reason="TS-ALG", note="trained model")
    made.busy = False
    return made


def drivers(seed: int = 3) -> Decided:
    """A tree of drivers under an open licence: hundreds of authors, few secrets, some code of the chip maker."""
    made = Decided(random.Random(seed))
    trees = ["drivers/net/wlan", "drivers/usb/host", "drivers/gpu", "arch/arm/mach", "sound/soc", "fs/squash"]
    _people(made, 260, trees, "kernel author, public in every copy of the kernel")
    for n in range(60):
        made.keep("mac-address", "internal", _folder(made, ["arch/arm/boot/dts", "tests/net"], 20, "dts"),
                  b"02:00:00:00:%02x:01" % n, note="locally administered example address",
                  sure=LOW if n % 3 else MEDIUM)  # fmt: skip
    for n in range(40):
        text = b"XXX: overflow? checked by caller %d" % n
        made.keep("security-note", "vulnerability", _folder(made, trees, 60), text,
                  note="upstream comment, public", sure=LOW)  # fmt: skip
    for n in range(30):
        made.keep("key-in-crypto-call", "key", b"crypto/testmgr%d.h" % (n % 3), b"\\x%02x\\x11\\x22\\x33" % n,
                  note="published test vector of the algorithm")  # fmt: skip
    for n in range(16):
        made.keep("export-notice", "export", b"drivers/crypto/README%d" % (n % 4), b"export of this software",
                  note="standard notice of the library")  # fmt: skip
    for n in range(34):
        made.hide_place(_folder(made, ["drivers/gpu/vendor", "drivers/net/wlan/vendor"], 9),
                        b"\twrite_reg(%d, 0x%04x);\n" % (n, n * 131) * 3, reason="3P", found=[],
                        note="chip NDA")  # fmt: skip
    for _ in range(12):
        made.hide_value(
            "assigned-key", "key", _folder(made, ["drivers/net/wlan/vendor"], 3), made.drawn(32), reason="CRY"
        )
    for n in range(48):
        made.withhold(
            b"firmware/vendor/ucode%d.fw" % n, bytes([n, 1, 2]) * 700, reason="3P", note="microcode of the chip maker"
        )
    made.busy = False
    return made


FILINGS = {"gateway": gateway, "pay-server": pay_server, "drivers": drivers}


def grouped(made: Decided) -> tuple[judgements.Case, ...]:
    """Give the judgements of a filing."""
    return judgements.group(made.matters, made.sights(), known=made.known)
