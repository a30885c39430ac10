"""Checks openings against a package, without a workbook: every field, every commitment, the release, and the commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import redact
from codebinder.base.encoding import decode
from codebinder.base.messages import SaidError, fault_text, said, why_of
from codebinder.errors import Bug, UserError
from codebinder.model.opening import NOT_PROVEN_BY_OPENING, Opened, OpeningVerdict
from codebinder.model.package import Outcome, VerifyLine
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message, shown, shown_path
from codebinder.verify import package as verifier
from codebinder.verify.contents import CommitmentRow, PackageContent, open_package
from codebinder.workflow import gitchecks, rebuilding
from codebinder.workflow.package_facts import PackageFacts

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

_LARGEST = 1 << 30
_AGE = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
_PREVIEW = 200
_NAMED = 20


@dataclass(slots=True)
class _Lines:
    """The fixed lines, each from a check that either ends well or says in one sentence what is wrong."""

    lang: str
    lines: list[VerifyLine] = field(default_factory=list[VerifyLine])

    def run(self, name: str, test: Callable[[], Message]) -> bool:
        """Make one check; its text where it is good, the fault's where it is not."""
        try:
            self.lines.append(VerifyLine(name=name, outcome=Outcome.PASS, text=said(test(), self.lang)))
        except UserError as error:
            self.lines.append(VerifyLine(name=name, outcome=Outcome.FAIL, text=fault_text(error, self.lang)))
            return False
        return True

    @property
    def good(self) -> bool:
        """Has nothing failed?"""
        return all(line.outcome is not Outcome.FAIL for line in self.lines)

    @property
    def fits(self) -> bool:
        """Is the opening good, even where it did not suffice to rebuild a file?"""
        return all(line.outcome is not Outcome.FAIL for line in self.lines if line.name != "REBUILT")


def check(
    environment: Environment,
    package: Path,
    opening: Path | Sequence[Path],
    *,
    key: str = "",
    rebuild: Path | None = None,
    extract: Path | None = None,
    lang: str = "en",
    progress: Progress,
    cancel: Cancel,
) -> OpeningVerdict:
    """Check one or several openings of a package; with `rebuild` and `extract` also write what they reveal.

    UserError (exit 3) where a file is no package or no opening. What does not fit is a line that says FAIL, and the
    verdict's exit code is 1; nothing is written then. Lines and what is not proven are said in `lang`.
    """
    rebuilding.check_targets(rebuild, extract)
    paths = [opening] if isinstance(opening, Path) else list(opening)
    files = [redact.read_opening(_decrypted(environment, path, key)) for path in paths]
    lines = _Lines(lang)
    report = verifier.verify_package(package, level="complete", lang=lang, progress=progress, cancel=cancel)
    if not lines.run("PACKAGE", lambda: _package(report.verdict, report.exit_code, draft=report.draft)):
        return _verdict_of(lines, [], rebuilding.Rebuilt((), ()), ())
    with open_package(package) as content:
        facts = PackageFacts.read(content)
        progress.start("progress.opening", sum(len(file.items) for file in files))
        for file in files:
            lines.run("RELEASE", lambda file=file: facts.check_release(file))
        opened: list[Opened] = []
        lines.run("COMMITMENTS", lambda: _commitments(facts, files, opened, progress, cancel))
        whole: list[rebuilding.Rebuilt] = []
        extracted: tuple[str, ...] = ()
        if lines.good:
            lines.run("FILES", lambda: _files(content, facts, files, whole, cancel))
        rebuilt = whole[0] if whole else rebuilding.Rebuilt((), ())
        if lines.good:
            _commits(lines, facts, files, rebuilt, cancel)
        if rebuild is not None and lines.good:
            lines.run("REBUILT", lambda: rebuilding.write(rebuilt, rebuilding.fresh(rebuild, "rebuilt")))
        if extract is not None and lines.good:
            extracted = rebuilding.extract(files, rebuilding.fresh(extract, "extracted"))
    written = rebuilt if rebuild is not None else rebuilding.Rebuilt((), ())
    return _verdict_of(lines, opened, written, extracted)


def _verdict_of(
    lines: _Lines, opened: Sequence[Opened], written: rebuilding.Rebuilt, extracted: tuple[str, ...]
) -> OpeningVerdict:
    good = lines.good
    return OpeningVerdict(
        verdict=_verdict(lines),
        lines=(VerifyLine(name="VERDICT", outcome=_outcome(lines), text=_verdict(lines)), *lines.lines),
        opened=tuple(opened) if lines.fits else (),
        rebuilt=tuple(each.name for each in written.files) if good else (),
        extracted=extracted,
        not_proven=tuple(said(each, lines.lang) for each in NOT_PROVEN_BY_OPENING),
        exit_code=0 if good else 1,
    )


def _outcome(lines: _Lines) -> Outcome:
    return Outcome.PASS if lines.fits else Outcome.FAIL


def _verdict(lines: _Lines) -> str:
    return said(Message("opening.good" if lines.fits else "opening.bad"), lines.lang)


def _decrypted(environment: Environment, path: Path, key: str) -> bytes:
    """Give the ZIP: as it is where somebody decrypted it already, else by a key of this account."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.answerfile.file-cannot-read", {"why": why_of(error)}),
            where=shown(str(path)),
            next_step=Message("next.name-another-file"),
        ) from None
    if len(data) > _LARGEST:
        raise redact.no_opening(Message("fault.openchecks.larger-than-any-opening"))
    if data.startswith(b"PK\3\4"):
        return data
    if not data.startswith(_AGE[0]):
        armored = data.startswith(_AGE[1])
        raise redact.no_opening(
            Message("fault.openchecks.armored-decrypt-age-first")
            if armored
            else Message("fault.openchecks.neither-encrypted-age-nor-zip")
        )
    vault = environment.vault()
    if key:
        return vault.decrypt(key, data)
    for public in vault.list():
        try:
            return vault.decrypt(public.name, data)
        except UserError as error:
            if "not encrypted to this key" not in error.message:
                raise
    raise SaidError(
        Message("refuse.openchecks.opening-encrypted-none-keys-account"),
        where=shown(path.name),
        next_step=Message("next.name-key-decrypt-file-age"),
    )


def _package(verdict: str, code: int, *, draft: bool) -> Message:
    if code or draft:
        raise SaidError(Message("opening.wrong-package", {"verdict": verdict}))
    return Message("opening.package", {"verdict": verdict})


def _commitments(
    facts: PackageFacts, files: Sequence[redact.OpeningFile], opened: list[Opened], progress: Progress, cancel: Cancel
) -> Message:
    seen: set[str] = set()
    for file in files:
        for item in file.items:
            cancel.check()
            message = item.parsed
            check_fields(facts, item, message)
            if not redact.check_opening(salt=item.salt, text=item.message, published=item.commitment):
                raise SaidError(Message("opening.wrong-salt"), where=item.name)
            if item.commitment not in seen:  # the same opening twice opens nothing more
                opened.append(_opened(item, message.hidden))
            seen.add(item.commitment)
            progress.advance(1)
    return Message("opening.count", {"opened": len(opened), "count": facts.count})


def _files(
    content: PackageContent,
    facts: PackageFacts,
    files: Sequence[redact.OpeningFile],
    whole: list[rebuilding.Rebuilt],
    cancel: Cancel,
) -> Message:
    found = rebuilding.rebuilt(content, facts, files, cancel)
    whole.append(found)
    return Message("opening.files", {"whole": len(found.files), "part": len(found.partial)})


def check_fields(facts: PackageFacts, item: redact.Item, message: redact.Message) -> None:
    """Refuse an item of which one field is not that of the package, or whose message says something else."""
    if message.filing_uid != facts.filing:
        raise SaidError(Message("opening.wrong-filing"), where=item.name)
    about = (message.component, message.kind, message.payload_path)
    if about != (item.component, item.kind, item.payload_path):
        raise SaidError(Message("opening.wrong-place"), where=item.name)
    if item.is_commit:
        if (message.kind, message.ordinal, message.offset) != ("file", 0, 0) or (
            facts.commits.get(item.component) != item.commitment
        ):
            raise SaidError(Message("opening.wrong-no-commit"), where=item.name)
        return
    row = facts.lines.get(item.ordinal)
    wanted: CommitmentRow = (item.ordinal, item.commitment, item.kind, item.payload_path, item.offset)
    if row != wanted:
        raise SaidError(Message("opening.wrong-line"), where=item.name)
    number, offset = (0, 0) if item.is_file else (item.ordinal, item.offset)
    if (message.ordinal, message.offset) != (number, offset):
        raise SaidError(Message("opening.wrong-number"), where=item.name)
    if item.is_file and facts.withheld.get(item.commitment) != item.component:
        raise SaidError(Message("opening.wrong-withheld"), where=item.name)
    owned = tuple(f"data/{kind}/{item.component}/" for kind in ("source", "firmware"))
    if not item.is_file and not item.payload_path.startswith(owned):
        raise SaidError(Message("opening.wrong-component"), where=item.name)


def _opened(item: redact.Item, hidden: bytes) -> Opened:
    path, data = redact.parse_withheld(hidden) if item.is_file else (b"", hidden)
    return Opened(
        ordinal=item.ordinal,
        kind="commit" if item.is_commit else item.kind,
        component=item.component,
        payload_path=item.payload_path,
        offset=item.offset,
        commitment=item.commitment,
        size=len(data),
        text=_preview(data, item.encoding),
        path=shown_path(path) if path else "",
        encoding=item.encoding,
        data=data,
    )


def _preview(data: bytes, encoding: str) -> str:
    """Give the beginning of hidden bytes, with everything escaped that a terminal would take for a command."""
    head = data[: 4 * _PREVIEW]
    try:
        text = decode(head, encoding or "utf-8")
    except (UnicodeDecodeError, LookupError, Bug):
        text = head.decode("utf-8", "backslashreplace")
    return shown(text[:_PREVIEW]) + (" ..." if len(text) > _PREVIEW or len(data) > len(head) else "")


def _commits(
    lines: _Lines,
    facts: PackageFacts,
    files: Sequence[redact.OpeningFile],
    rebuilt: rebuilding.Rebuilt,
    cancel: Cancel,
) -> None:
    items = [item for file in files for item in file.items if item.is_commit]
    objects = [each for file in files for each in file.objects]
    strays = {each.component for each in objects} - {item.component for item in items}
    if strays:
        lines.run("COMMIT", lambda: gitchecks.stray(min(strays)))
    for item in items:
        mine = [each for each in objects if each.component == item.component]
        lines.run("COMMIT", lambda item=item, mine=mine: gitchecks.check(facts, item, mine, rebuilt, cancel))
