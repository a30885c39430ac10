"""Makes large workbooks in seconds: a tree of 100,000 files, 50,000 findings with real places, redactions, keeps.

The findings stand where they say, so a decision about one reads its value as it would after a scan; only the detectors
have not run. `crowded` makes five values with very many places instead of one value for nearly each.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from codebinder.model.findings import Confidence, Detected, Finding
from codebinder.model.review import Role, Verdict
from codebinder.vault import MemoryVault
from codebinder.workbook import Scan
from codebinder.workflow import filings, people, redacting, reviewing, sources, vendors
from codebinder.workflow.environment import Environment
from codebinder.workflow.hits import AROUND, finding_of
from codebinder.workflow.scanrun import digest_for
from codebinder.workflow.session import Session
from helpers.books import Counted, StillClock
from helpers.git_repo import git_environment
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, Room

_KINDS = (("assigned-password", "password"), ("generic-token", "token"), ("url-credentials", "key"))
_NOUNS = (
    b"clock",
    b"pin",
    b"bus",
    b"page",
    b"block",
    b"queue",
    b"phy",
    b"timer",
    b"region",
    b"frame",
    b"cache",
    b"node",
)
_LEVELS = (Confidence.HIGH, Confidence.MEDIUM, Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large it shall be. `alike`: so many findings repeat the value of another."""

    files: int = 100_000
    findings: int = 50_000
    a_file: int = 10
    alike: int = 5_000
    crowded: bool = False
    redactions: int = 5_000
    kept: int = 500
    subjects: int = 5_000
    approved: int = 500


@dataclass(frozen=True, slots=True)
class Sight:
    """Where one finding of a file stands."""

    start: int
    end: int
    line: int
    number: int


def value_of(number: int, size: Size) -> bytes:
    """Give the value of the n-th finding."""
    if size.crowded:
        number %= 5
    elif number >= size.findings - size.alike:
        number = (number - (size.findings - size.alike)) * 3 % max(1, size.findings - size.alike)
    return b"tk_" + hashlib.sha256(b"%d" % number).hexdigest()[:32].encode()


def path_of(number: int) -> bytes:
    """Give the path of the n-th file: four levels of folders, some wide, some deep."""
    first, second = _NOUNS[number % 12], _NOUNS[number // 12 % 12]
    return b"%s/%s-%02d/%s_%06d.c" % (first, second, number // 144 % 23, _NOUNS[number % 7], number)


def content_of(number: int, size: Size, holders: int) -> tuple[bytes, tuple[Sight, ...]]:
    """Give a file's bytes and where its findings stand; the first `holders` files have some."""
    lines = [b"/* one of many files: %s */" % _NOUNS[number % 12], b"#include <linux/init.h>", b""]
    sights: list[tuple[int, bytes, int]] = []
    if number < holders:
        first = number * size.a_file
        for at in range(first, min(first + size.a_file, size.findings)):
            value = value_of(at, size)
            sights.append((len(lines), value, at))
            lines += [b'static const char *key_%d = "%s";' % (at, value), b"static int count_%d;" % at, b""]
    data = b"\n".join(lines) + b"\n"
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found: list[Sight] = []
    for line, value, at in sights:
        start = data.index(value, starts[line])
        found.append(Sight(start, start + len(value), line + 1, at))
    return data, tuple(found)


def make_repository(path: Path, size: Size) -> dict[bytes, tuple[Sight, ...]]:
    """Make the repository; give where the findings stand."""
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "init", "-q", "--bare", str(path)], check=True, env=git_environment()
    )
    found: dict[bytes, tuple[Sight, ...]] = {}
    with subprocess.Popen(
        ["git", "-C", str(path), "fast-import", "--quiet"], stdin=subprocess.PIPE, env=git_environment()
    ) as importer:
        pipe = importer.stdin
        assert pipe is not None
        for chunk in _stream(size, found):
            pipe.write(chunk)
        pipe.close()
    assert importer.returncode == 0
    return found


def _stream(size: Size, found: dict[bytes, tuple[Sight, ...]]) -> Iterator[bytes]:
    holders = -(-size.findings // size.a_file)
    plain: dict[bytes, int] = {}
    whole: list[tuple[bytes, int, bytes]] = []
    for number in range(size.files):
        data, sights = content_of(number, size, holders)
        path = path_of(number)
        mark = plain.get(data, 0) if not sights else 0
        if not mark:
            mark = len(plain) + len(found) + 1
            yield b"blob\nmark :%d\ndata %d\n%s\n" % (mark, len(data), data)
            if not sights:
                plain[data] = mark
        if sights:
            found[path] = sights
        whole.append((path, mark, b""))
    who = b"Sample <a@example.org> 1700000000 +0000"
    yield b"commit refs/heads/main\nauthor %s\ncommitter %s\ndata 5\nmade\n" % (who, who)
    for path, mark, _ in sorted(whole):
        yield b"M 100644 :%d %s\n" % (mark, path)
    yield b"reset refs/tags/v1.0\nfrom refs/heads/main\n\n"


class Big:
    """A large workbook: filing `f` to decide, filing `g` with a round of many subjects, `short` with nothing."""

    def __init__(self, folder: Path, size: Size) -> None:
        self.size = size
        self.room = Room(folder)
        repo = folder / "big.git"
        self.places = make_repository(repo, size)
        sources.add_repository(self.room.session, self.room.filing, repo=repo, rev="v1.0", slug="src", **QUIET)
        self._write()
        if size.subjects:
            self._round()

    def _write(self) -> None:
        session, filing, size = self.room.session, self.room.filing, self.size
        book = session.book
        with book.transaction("scan", subject=filing.slug):
            book.findings.merge(filing.slug, "src", list(self._findings(session)))
            scan = Scan(engine=digest_for(session), at="", files=size.files, seen=b"", masks="", stale=False)
            book.findings.record_scan(filing.slug, "src", scan)
        ids = [each.id for each in book.findings.all(filing.slug) if each.confidence is not Confidence.LOW]
        if size.redactions and not size.crowded:  # one redaction would decide a fifth of everything
            self.room.redact(*ids[1000 : 1000 + size.redactions])
        if size.kept:
            kept = [each for each in ids[-4 * size.kept :] if self._open(each)]
            redacting.keep_findings(session, filing, ids=kept[: size.kept], note="a test key", key=ENGINEER)

    def _open(self, id_: str) -> bool:
        return self.room.session.book.findings.get(self.room.filing.slug, id_).state.value == "open"

    def _findings(self, session: Session) -> Iterator[Finding]:
        holders = len(self.places)
        for number in range(holders):
            path = path_of(number)
            data, sights = content_of(number, self.size, holders)
            for each in sights:
                rule, kind = _KINDS[_value_number(each.number, self.size) % len(_KINDS)]
                hit = Detected(
                    rule=rule, kind=kind, confidence=_LEVELS[each.number % len(_LEVELS)], start=each.start,
                    end=each.end, line=each.line, value=data[each.start : each.end], reason="a value of this form",
                )  # fmt: skip
                yield finding_of(
                    session.sealer, "src", path, hit, data[max(0, each.start - AROUND) : each.end + AROUND]
                )

    def _round(self) -> None:
        room, size = self.room, self.size
        filing = room.begin("g")
        share = 100
        files: dict[bytes, bytes] = {}
        for at in range(0, size.subjects, share):
            tokens = (hashlib.sha256(b"g%d" % each).hexdigest()[:36] for each in range(at, at + share))
            lines = (f'static const char *key_{at}_{row} = "ghp_{token}";\n' for row, token in enumerate(tokens))
            files[b"src/part%03d.c" % (at // share)] = "".join(lines).encode()
        room.source(files, slug="round", filing=filing)
        room.scan(filing)
        room.redact(filing=filing)
        room.submit(filing)
        ids = [each.subject.id for each in reviewing.subjects(room.session, filing)]
        verdict = Verdict.APPROVE
        reviewing.decide(room.session, filing, ids=ids[: size.approved], verdict=verdict, comment="", key=LEGAL)


def _value_number(number: int, size: Size) -> int:
    return int.from_bytes(hashlib.sha256(value_of(number, size)).digest()[:4], "big")


def many_filings(room: Room, count: int, name: str) -> None:
    """Begin `count` filings of one product, each with names that no layout likes."""
    product = vendors.add_product(room.session, name=name, version="2026.11.22-rc1+build.123456", slug="long")
    first = filings.add_filing(room.session, product=product.slug, template=str(room.template), recipient=name)
    held = room.session.book
    with held.transaction("filing add"):
        for at in range(count - 1):
            slug = f"{first.slug[:30]}-{at:04}"
            held.filings.add(
                replace(first, slug=slug, uid=f"{first.uid[:-4]}{at:04x}", due=f"20{27 + at % 40}-01-{1 + at % 28:02}")
            )


def sealing_key(room: Room) -> str:
    """Give what another process needs to open the workbook's boxes."""
    return room.vault.sealing_key(room.session.book.uid).hex()


def environment_of(folder: Path, uid: str, sealing: str) -> Environment:
    """Give a room's environment in another process: its keys are drawn again, and come out the same."""
    vault = MemoryVault(randomness=Counted("vault"))
    made = Environment(
        clock=StillClock(), randomness=Counted("again"), open_vault=lambda: vault, config_dir=folder / "config",
        temp_root=folder / "temp", workers=2, cache_dir=folder / "cache",
    )  # fmt: skip
    for name, role in ((ENGINEER, Role.ENGINEER), (LEGAL, Role.LEGAL), (SECOND, Role.LEGAL)):
        people.create_key(made, name, role=role, person=f"Person {name}")
    vault.adopt(uid, bytes.fromhex(sealing))
    return made
