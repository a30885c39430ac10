"""The workbooks that pictures are made of: the sample at three stages, one with nothing in it, and the absurd one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Verdict
from codebinder.workflow import building, filings, packets, redacting, reviewing, vendors
from codebinder.workflow.environment import Environment
from codebinder.workflow.session import Session
from helpers.shots_absurd import Absurd, make_absurd

QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}
ENGINEER, LEGAL = "lin-wei", "chen-yu"


@dataclass(frozen=True, slots=True)
class Books:
    """Where each of them is; `home` has the sample's keys."""

    home: Environment
    opened: Path
    """The sample with findings open."""
    asked: Path
    """The sample with a round in review."""
    built: Path
    """The sample with its package."""
    package: Path
    damaged: Path
    packet: Path
    nothing: Path
    absurd: Absurd | None


def make_books(home: Environment, keyed: Environment, sample: Path, folder: Path, *, absurd: bool) -> Books:
    """Make them from the sample's workbook; `keyed` can use the sample's keys."""
    own = {name: folder / name / sample.name for name in ("opened", "asked", "built")}
    for path in own.values():
        shutil.copytree(sample.parent, path.parent)
    _open(keyed, own["opened"])
    packet = _ask(keyed, own["asked"])
    package = _build(keyed, own["built"])
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = package.with_name("damaged.zip")
    damaged.write_bytes(data)
    nothing = folder / "newcomer.codebinder"
    with Session.create(keyed, nothing, vendor="Newcomer Ltd.") as session:
        product = vendors.add_product(session, name="Box", version="1.0", slug="box")
        filings.add_filing(session, product=product.slug, template="escrow-deposit", recipient="Agent")
    room = folder / "absurd"
    room.mkdir()
    made = make_absurd(room) if absurd else None
    if made is not None:
        made.room.session.close()
    return Books(home, own["opened"], own["asked"], own["built"], package, damaged, packet, nothing, made)


def _open(home: Environment, path: Path) -> None:
    with Session.open(home, path) as session:
        filing = filings.resolve(session, None)
        for row in redacting.redactions(session, filing)[2:]:
            redacting.withdraw(session, filing, row.id, key=ENGINEER)


def _ask(home: Environment, path: Path) -> Path:
    with Session.open(home, path) as session:
        filing = filings.resolve(session, None)
        reviewing.submit(session, filing, key=ENGINEER, **QUIET)
        packet = path.with_name("gateway-review.age")
        packets.export(session, filing, out=packet, to=[LEGAL], key=ENGINEER, **QUIET)
        ids = [each.subject.id for each in reviewing.subjects(session, filing)]
        reviewing.decide(session, filing, ids=ids[:3], verdict=Verdict.APPROVE, key=LEGAL)
        told = "Hide the whole function; the name alone tells what it does."
        reviewing.decide(session, filing, ids=ids[3:4], verdict=Verdict.REJECT, comment=told, key=LEGAL)
        return packet


def _build(home: Environment, path: Path) -> Path:
    with Session.open(home, path) as session:
        filing = filings.resolve(session, None)
        reviewing.submit(session, filing, key=ENGINEER, **QUIET)
        reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key=LEGAL)
        reviewing.sign(session, filing, key=LEGAL, **QUIET)
        return Path(building.build(session, filing, out=path.parent, key=ENGINEER, **QUIET).archive)
