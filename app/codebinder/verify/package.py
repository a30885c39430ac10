"""Verifies a package with the same standalone verifier that packages carry, and with what only an installation knows:
which verifiers are ours, and, at level full, what manifest.pdf says when it is read."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from codebinder import __version__
from codebinder.base.messages import SaidError
from codebinder.base.recognising import recognised
from codebinder.base.workers import PDFIUM
from codebinder.errors import UserError
from codebinder.model.package import Fault, Outcome, VerifyLine, VerifyReport
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.text import Message, shown
from codebinder.verify import standalone

RELEASES = {
    "0.1.0": "07eab56ffa83235a85febc534b269c1fdc1ecc09a4fda663016074e91c1d1e9d",
}
"""SHA-256 of the verifier of every release, by version. A line that was released stays for ever: without it packages
of that release would be said to be damaged after the next upgrade. A new version brings a line of its own."""

_HEX64 = re.compile(r"[0-9a-f]{64}")
_ABOUT_AN_IMAGE = re.compile(r"papers/firmware-[^/]+\.json", re.ASCII)
_OVERLAP = 80
_PRINTED = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])")


def own_verifier() -> str:
    """Give the SHA-256 (hex) of this installation's verifier, which its packages carry as verify.py."""
    return hashlib.sha256(Path(standalone.__file__).read_bytes()).hexdigest()


def verify_package(
    path: Path,
    *,
    level: str = "complete",
    signers: Sequence[str] = (),
    digest: str = "",
    lang: str = "en",
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> VerifyReport:
    """Check the archive or unpacked folder at `path`; `signers` are full fingerprints, `digest` the archive's SHA-256.

    Raise UserError where there is no package at `path`, or where the question makes no sense.
    """
    if level not in standalone.LEVELS:
        wrong, step = Message("refuse.package.no-such-level-verification"), Message("next.use-quick-complete-full")
        raise SaidError(wrong, where=level, next_step=step)
    work, stop = progress or NoProgress(), cancel or NeverCancel()
    try:
        source = standalone.open_source(str(path))
    except standalone.Refused as refusal:
        raise _refused(refusal, path, Message("next.give-archive-unpacked-folder")) from None
    with contextlib.closing(source):
        work.start("progress.verify", len(source.names()))
        check = standalone.Check(
            source,
            level=level,
            signers=[_hex64(text, "fingerprint") for text in signers],
            digest=_hex64(digest, "digest") if digest else "",
            lang=lang,
            known_verifiers=(own_verifier(), *RELEASES.values()),
            own_version=__version__,
            advance=work.advance,
            cancel=stop.check,
        )
        if level == "full":
            check.extra = lambda: _check_manifest_pdf(check, stop)
        try:
            check.run()
        except standalone.Refused as refusal:
            raise _refused(refusal, path) from None
    return report_of(check)


def _refused(refusal: standalone.Refused, path: Path, next_step: Message | str = "") -> SaidError:
    """Say the verifier's refusal, so that it can be said in any language."""
    return SaidError(
        Message("said.text", {"text": recognised(str(refusal), "verify")}), where=path.name, next_step=next_step
    )


def report_of(check: standalone.Check) -> VerifyReport:
    """Give what a check found as a value."""
    return VerifyReport(
        verdict=check.verdict,
        lines=tuple(VerifyLine(name=name, outcome=Outcome(outcome), text=text) for name, outcome, text in check.lines),
        faults=tuple(
            Fault(cause=cause, path=where, text=recognised(text, "verify")) for cause, where, text in check.faults
        ),
        not_proven=(
            *(standalone.sentence(check.lang, text) for text in standalone.NOT_PROVEN),
            *check.unproven,
        ),
        draft=check.draft,
        signers=tuple(check.signers),
        exit_code=check.exit_code,
    )


def _hex64(text: str, what: str) -> str:
    value = re.sub(r"[\s:]", "", text).lower()
    if not _HEX64.fullmatch(value):
        raise SaidError(
            Message("refuse.package.does-not-64-hexadecimal-digits", {"what": Message(f"word.{what}")}),
            where=shown(text[:80]),
        )
    return value


def _check_manifest_pdf(check: standalone.Check, cancel: Cancel) -> None:
    """The printed manifest is what a person reads and stamps, and the sealer makes it after approval: it must show
    every digest of manifest.json and no other, and say whose filing of what it is."""
    if "manifest.pdf" not in check.names:
        return
    wanted = {check.listed[path] for path in check.rows if path in check.listed}
    said: list[str] = []
    try:
        papers = [check.read(name) for name in ("manifest.json", "papers/form.json", "papers/template.yaml")]
        known = set(_PRINTED.findall(b"\n".join(papers).decode("utf-8", "replace")))
        printed: set[str] = set()
        for text in _page_texts(check.read("manifest.pdf")):
            cancel.check()
            printed.update(_PRINTED.findall(text))
            said.append(" ".join(text.replace("\x02", "-").replace("\ufffe", "-").split()))
    except (standalone.Problem, UserError) as trouble:
        check.fault("bad", "manifest.pdf", str(trouble))
        return
    if wanted - printed:
        missing = sorted(path for path, value in check.listed.items() if value in wanted - printed)
        check.fault("bad", "manifest.pdf", f"does not print the digests of {len(missing)} files, first {missing[0]}")
    strange = _nowhere(check, printed - known, cancel)
    if strange:
        check.fault("bad", "manifest.pdf", f"prints a digest that the package does not have: {min(strange)}")
    whole = " ".join(said)
    squeezed = whole.replace(" ", "")
    for text in _identity(check.manifest):
        words = " ".join(text.split())
        # What is short stands in one line, as words of its own; "Lin" is no part of "Printed listing".
        alone = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", whole) if len(words) < _SHORT else None
        if not alone and (len(words) < _SHORT or words.replace(" ", "") not in squeezed):
            check.fault("bad", "manifest.pdf", f"does not print what manifest.json says: {text}")


def _nowhere(check: standalone.Check, digests: set[str], cancel: Cancel) -> set[str]:
    """Give those of some digests that the approved papers about firmware images do not have either. These are as large
    as what is in the images: they are read piece by piece."""
    left = set(digests)
    for name in sorted(each for each in check.names if _ABOUT_AN_IMAGE.fullmatch(each)):
        tail = b""
        for piece in check.source.chunks(name):
            cancel.check()
            if not left:
                return left
            tail = tail[-_OVERLAP:] + piece
            left.difference_update(_PRINTED.findall(tail.decode("ascii", "replace")))
    return left


_SHORT = 25
_SAID = (
    ("filing", ("uid", "slug", "recipient")),
    ("vendor", ("name",)),
    ("product", ("name", "model", "version")),
    ("template", ("id", "version", "digest")),
    ("approvals", ("person", "at", "fingerprint")),
)


def _identity(manifest: Mapping[str, object]) -> Iterator[str]:
    """Give the texts that tell one filing from another, so far as every font prints them as they are."""
    for key, fields in _SAID:
        value = manifest.get(key)
        for row in cast("list[object]", value) if isinstance(value, list) else [value]:
            table = cast("Mapping[str, object]", row) if isinstance(row, dict) else dict[str, object]()
            for field in fields:
                text = table.get(field)
                if isinstance(text, str) and text.strip() and text.isascii() and text.isprintable():
                    yield text


def _page_texts(data: bytes) -> Iterator[str]:
    """Give each page's text."""
    import pypdfium2  # heavy, and only here

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise SaidError(Message("refuse.package.cannot-read-pdf")) from None
        with contextlib.closing(document):
            for number in range(len(document)):
                page = document[number]
                text_page = page.get_textpage()
                yield text_page.get_text_bounded()
                text_page.close()
                page.close()
