"""Delivery copies: a built package wrapped for each recipient, numbered, cut into volumes, encrypted; slips apart.

The package inside is the one that was approved, sealed and searched; a copy adds nothing that could tell more: its
sheets hold names, sizes and digests of what is sent. Passphrases are printed on the slips and kept nowhere.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from codebinder.base.files import AtomicFolder, free_space_fault
from codebinder.base.messages import SaidError
from codebinder.model.copies import CopiesReport, CopyMade
from codebinder.model.filing import BuildRow, Filing
from codebinder.model.ports import Cancel, Progress, Randomness
from codebinder.model.template_papers import Delivery
from codebinder.model.text import Message, shown
from codebinder.workflow import building, filings, papering
from codebinder.workflow.identities import identity_of
from codebinder.workflow.session import Session

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty signs that nobody takes for another: eight groups of four carry 157 bits."""
GROUPS, SIGNS = 8, 4
SHORTEST_AGREED = 20
"""Characters of an agreed passphrase: the wrapping's key derivation is too quick to protect a shorter one."""
MOST_COPIES = 50
_LEAST_VOLUME = 65_536
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What copies are wanted: one for each recipient; `passphrase` where one was agreed (empty: drawn for each)."""

    recipients: tuple[str, ...]
    encrypted: bool
    volume_bytes: int = 0
    passphrase: str = ""


def usual(session: Session, filing: Filing) -> Delivery:
    """Give how the template wants copies delivered."""
    return filings.template(session, filing).delivery


def deliver(
    session: Session,
    filing: Filing,
    package: Path,
    *,
    out: Path,
    slips: Path | None,
    wanted: Wanted,
    progress: Progress,
    cancel: Cancel,
) -> CopiesReport:
    """Write the copies of `package` into a new folder in `out`, and the slips into one in `slips`.

    Refused: a file that is no build of this filing, a draft, encryption without a folder of its own for the slips, an
    agreed passphrase under 20 characters. Nothing is left where anything fails; both folders appear whole.
    """
    row, crc = _known(session, filing, package, cancel)
    _check(wanted, out, slips)
    stem = package.stem
    made: list[CopyMade] = []
    slip_folder = None if slips is None or not wanted.encrypted else slips / f"{stem}-slips"
    try:
        with ExitStack() as held:
            folder = held.enter_context(AtomicFolder(out / f"{stem}-copies"))
            apart = held.enter_context(AtomicFolder(slip_folder)) if slip_folder is not None else None
            progress.start("progress.copies", len(wanted.recipients), "copies")
            for number, recipient in enumerate(wanted.recipients, start=1):
                maker = _Maker(session, filing, package, row, crc, wanted)
                made.append(maker.copy(folder.path, apart.path if apart else None, number, recipient, progress, cancel))
                progress.advance(1)
            for each in (folder, apart):
                if each is not None:
                    each.settle()  # a full disk shows now: only two renames are left to do, and the slips come first
            detail = {"copies": len(made), "volumes": len(made[0].volumes), "encrypted": wanted.encrypted}
            with session.book.transaction("deliver", subject=filing.slug, detail=detail):
                pass
    except OSError as error:
        raise free_space_fault(error, out) from None
    return CopiesReport(
        folder=str(folder.target), slips="" if slip_folder is None else str(slip_folder), archive=row.archive,
        digest=row.digest, size=row.size, encrypted=wanted.encrypted, copies=tuple(made),
    )  # fmt: skip


class _Maker:
    """Makes the copies of one package, each with its sheets."""

    def __init__(
        self, session: Session, filing: Filing, package: Path, row: BuildRow, crc: int, wanted: Wanted
    ) -> None:
        from codebinder.bundle.copies import Inner
        from codebinder.bundle.copies_pdf import Parcel

        self._session, self._wanted = session, wanted
        self._moment = datetime.strptime(row.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        self._inner = Inner(path=package, name=row.archive, size=row.size, sha256=row.digest, crc32=crc)
        self._parcel = Parcel(
            identity=identity_of(session, filing), archive=row.archive, size=row.size, digest=row.digest,
            encrypted=wanted.encrypted, draft=row.draft, moment=self._moment,
            languages=papering.languages(session, filing),
        )  # fmt: skip

    def copy(
        self, folder: Path, slips: Path | None, number: int, recipient: str, progress: Progress, cancel: Cancel
    ) -> CopyMade:
        from codebinder.bundle import copies as writer
        from codebinder.bundle import copies_pdf as sheets

        wanted, randomness = self._wanted, self._session.environment.randomness
        total = len(wanted.recipients)
        passphrase = (wanted.passphrase or drawn(randomness)) if wanted.encrypted else ""
        wrapping = writer.Wrapping(
            passphrase=passphrase, volume_bytes=wanted.volume_bytes, random=randomness.token, moment=self._moment
        )
        name = f"copy-{number}-of-{total}"
        place = folder / name
        place.mkdir()
        wrapped = f"{self._inner.path.stem}-{name}.zip" if wanted.encrypted else self._inner.name
        volumes = writer.write_copy(self._inner, place, wrapped, wrapping, progress=progress, cancel=cancel)
        slip = f"{self._inner.path.stem}-{name}-passphrase.pdf" if slips is not None else ""
        made = CopyMade(number=number, of=total, recipient=recipient, folder=name, volumes=volumes, slip=slip)
        sheets.cover_pdf(place / "cover.pdf", self._parcel, made)
        sheets.label_pdf(place / "label.pdf", self._parcel, made)
        if slips is not None:
            sheets.slip_pdf(slips / slip, self._parcel, made, "" if wanted.passphrase else passphrase)
            (slips / slip).chmod(0o600)  # whoever else uses this computer is not whom it is for
        return made


def drawn(randomness: Randomness) -> str:
    """Draw a passphrase: eight groups of four signs, every sign equally likely."""
    signs: list[str] = []
    fair = 256 - 256 % len(ALPHABET)
    while len(signs) < GROUPS * SIGNS:
        signs += [ALPHABET[byte % len(ALPHABET)] for byte in randomness.token(64) if byte < fair]
    text = "".join(signs[: GROUPS * SIGNS])
    return "-".join(text[at : at + SIGNS] for at in range(0, len(text), SIGNS))


def recipients(given: Sequence[str], count: int, usual_one: str) -> tuple[str, ...]:
    """Give one name for each copy: those given, or `count` times the filing's recipient."""
    names = tuple(name.strip() for name in given if name.strip())
    if names and count and count != len(names):
        raise SaidError(
            Message("refuse.copies.count", {"count": count, "names": len(names)}),
            next_step=Message("next.name-each-recipient-or-count"),
        )
    return names or (usual_one,) * max(1, count)


def _known(session: Session, filing: Filing, package: Path, cancel: Cancel) -> tuple[BuildRow, int]:
    """Read the package once; give its row of the register, and its CRC-32."""
    digest, crc = hashlib.sha256(), 0
    try:
        with package.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                cancel.check()
                digest.update(chunk)
                crc = zlib.crc32(chunk, crc)
    except OSError as error:
        raise free_space_fault(error, package) from None
    row = next((each for each in building.builds(session, filing) if each.digest == digest.hexdigest()), None)
    if row is None:
        raise SaidError(
            Message("refuse.copies.not-built-here"), where=shown(str(package)),
            next_step=Message("next.choose-the-archive-that-build-made"),
        )  # fmt: skip
    if row.draft:
        raise SaidError(
            Message("refuse.copies.draft"), where=shown(str(package)), next_step=Message("next.build-approved-package")
        )
    return row, crc


def _check(wanted: Wanted, out: Path, slips: Path | None) -> None:
    if not 1 <= len(wanted.recipients) <= MOST_COPIES:
        raise SaidError(Message("refuse.copies.how-many", {"most": MOST_COPIES}))
    if wanted.volume_bytes and wanted.volume_bytes < _LEAST_VOLUME:
        raise SaidError(
            Message("refuse.copies.volume-small", {"least": _LEAST_VOLUME}), next_step=Message("next.larger-volumes")
        )
    if wanted.encrypted and slips is None:
        raise SaidError(Message("refuse.copies.no-slips"), next_step=Message("next.name-another-folder-for-slips"))
    if wanted.encrypted and slips is not None and slips.resolve().is_relative_to(out.resolve()):
        raise SaidError(
            Message("refuse.copies.slips-with-copies"), where=shown(str(slips)),
            next_step=Message("next.name-another-folder-for-slips"),
        )  # fmt: skip
    if wanted.encrypted and wanted.passphrase and len(wanted.passphrase) < SHORTEST_AGREED:
        raise SaidError(Message("refuse.copies.passphrase-short", {"least": SHORTEST_AGREED}))
    for folder in (out, *((slips,) if slips is not None else ())):
        if not folder.is_dir():
            raise SaidError(
                Message("refuse.building.output-folder-does-not-exist"), where=shown(str(folder)),
                next_step=Message("next.make-choose-another-one"),
            )  # fmt: skip
