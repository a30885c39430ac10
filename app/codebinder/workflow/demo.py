"""The main job on the bundled sample: a workbook complete up to review, or built and verified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from codebinder import assets, intake, vault
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Confidence, FindingState, suggested_reason
from codebinder.model.package import BuildReport, Outcome
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role, Verdict
from codebinder.model.source import Disclosure
from codebinder.model.text import Message, shown
from codebinder.workflow import (
    attachments,
    building,
    checking,
    filings,
    people,
    redacting,
    reviewing,
    scanning,
    sources,
    vendors,
)
from codebinder.workflow.environment import Environment
from codebinder.workflow.session import Session
from codebinder.workflow.views import DemoReport

PASSPHRASE = "demo"  # noqa: S105  (it protects throw-away keys of made-up people, and the demo says it aloud)
ENGINEER, LEGAL = "lin-wei", "chen-yu"
SAMPLE_MARK = "SAMPLE.txt"
_TEMPLATE = "cn-cbrc-317"
_FACTORY = "internal"
_DOCUMENTS = (("ipr_certificate", "certificate.pdf"), ("test_certificate", "test-report.pdf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample workbook on disk, and where its keys are."""

    workbook: Path
    key_folder: Path


def make_sample(environment: Environment, out: Path, *, progress: Progress, cancel: Cancel) -> Sample:
    """Make the sample workbook in the new folder `out`, complete up to review: sources, findings, redactions, keys."""
    made = _prepared(environment, out)
    home = _with_keys(environment, made.key_folder)
    with Session.create(
        home, made.workbook, vendor="Meridian Networks Ltd.", vendor_zh="子午线网络有限公司"
    ) as session:
        filing = _fill(session, out, progress, cancel)
        _decide(session, filing, progress, cancel)
    return made


def run(environment: Environment, out: Path, *, progress: Progress, cancel: Cancel) -> DemoReport:
    """Make the sample, have it approved by its made-up lawyer, build its package and verify it."""
    made = make_sample(environment, out, progress=progress, cancel=cancel)
    home = _with_keys(environment, made.key_folder)
    with Session.open(home, made.workbook) as session:
        filing = filings.resolve(session, None)
        report = _approve_and_build(session, filing, out, progress, cancel)
        keys = people.keys(home)
        redactions = len(redacting.redactions(session, filing))
    fingerprint = next(key.fingerprint for key in keys if key.name == ENGINEER)
    verdict = checking.verify(
        Path(report.archive), level="full", signers=(fingerprint,), progress=progress, cancel=cancel
    )
    return DemoReport(
        workbook=str(made.workbook),
        archive=report.archive,
        digest=report.digest,
        files=report.files,
        redactions=redactions,
        fingerprints=tuple((key.name, key.fingerprint) for key in keys),
        verdict=verdict.verdict,
        outcome=Outcome.PASS if verdict.exit_code == 0 else Outcome.FAIL,
        key_folder=str(made.key_folder),
        recovery=report.recovery,
    )


def _prepared(environment: Environment, out: Path) -> Sample:
    if out.exists() and any(out.iterdir()):
        raise SaidError(
            Message("refuse.demo.demo-folder-not-empty"),
            where=shown(str(out)),
            next_step=Message("next.choose-new-one"),
        )
    out.mkdir(parents=True, exist_ok=True)
    intake.create_sample_repository(intake.sample_files("gateway"), out / "gateway.git")
    for name in ("documents", "firmware"):
        (out / name).mkdir()
        for each in sorted((assets.resources() / "samples" / name).iterdir()):
            (out / name / each.name).write_bytes(each.read_bytes())
    made = Sample(workbook=out / "meridian.codebinder", key_folder=out / "keys")
    made.key_folder.mkdir(mode=0o700)
    (made.key_folder / SAMPLE_MARK).write_text(
        "Throw-away keys of made-up people. Passphrase: demo\n", encoding="utf-8"
    )
    home = _with_keys(environment, made.key_folder)
    people.create_key(home, ENGINEER, role=Role.ENGINEER, person="Lin Wei")
    people.create_key(home, LEGAL, role=Role.LEGAL, person="Chen Yu")
    return made


def _with_keys(environment: Environment, folder: Path) -> Environment:
    """Give the environment with a folder of throw-away keys instead of the person's own keychain."""
    opener: Callable[[], vault.Vault] = lambda: vault.FolderVault(folder, lambda: PASSPHRASE)  # noqa: E731
    held = opener()
    return environment.with_vault(lambda: held)


def _fill(session: Session, out: Path, progress: Progress, cancel: Cancel) -> Filing:
    people.trust(session, LEGAL)
    people.trust(session, ENGINEER, key=LEGAL)
    product = vendors.add_product(
        session, name="Meridian Gateway", version="2.4.1", model="MG-240", category="HW.network.router", slug="gateway"
    )
    filing = filings.add_filing(
        session, product=product.slug, template=_TEMPLATE, recipient="Regulator (sample)", slug="gateway-317"
    )
    filings.load_fields(session, filing, assets.resources() / "samples" / "fields.yaml")
    sources.add_repository(
        session,
        filing,
        repo=out / "gateway.git",
        rev=intake.SAMPLE_TAG,
        exclude=("/tests/",),
        slug="gateway",
        progress=progress,
        cancel=cancel,
    )
    image = next(iter(sorted((out / "firmware").iterdir())))
    attachments.add_firmware(
        session,
        filing,
        image=image,
        disclose=Disclosure.WHOLE,
        built_from="gateway",
        progress=progress,
        cancel=cancel,
    )
    wanted = {each.id for each in filings.template(session, filing).requirements}
    for requirement, name in _DOCUMENTS:
        if requirement in wanted:
            attachments.add_document(
                session, filing, requirement=requirement, path=out / "documents" / name, cancel=cancel
            )
    return filing


def _decide(session: Session, filing: Filing, progress: Progress, cancel: Cancel) -> None:
    scanning.scan(session, filing, progress=progress, cancel=cancel)
    queue = FindingFilter(states=(FindingState.OPEN,), confidences=(Confidence.HIGH, Confidence.MEDIUM))
    by_reason: dict[str, list[str]] = {}
    # The image is disclosed whole and has the same factory settings: to hide them in the source alone would be vain.
    stays = [each.id for each in scanning.findings(session, filing, queue).items if each.kind == _FACTORY]
    if stays:
        redacting.keep_findings(session, filing, ids=stays, note="factory setting, as the image has it", key=ENGINEER)
    for finding in scanning.findings(session, filing, queue).items:
        by_reason.setdefault(suggested_reason(finding.kind), []).append(finding.id)
    for reason, ids in by_reason.items():
        redacting.redact_findings(session, filing, ids=ids, reason=reason, note="found by the scan", key=ENGINEER)
    redacting.redact_lines(
        session,
        filing,
        path=b"src/qos.c",
        first=17,
        last=27,
        reason="TS-ALG",
        note="fair-share scheduler",
        key=ENGINEER,
    )


def _approve_and_build(session: Session, filing: Filing, out: Path, progress: Progress, cancel: Cancel) -> BuildReport:
    reviewing.submit(session, filing, key=ENGINEER, progress=progress, cancel=cancel)
    reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key=LEGAL)
    reviewing.sign(session, filing, key=LEGAL, progress=progress, cancel=cancel)
    target = out / "package"
    target.mkdir()
    return building.build(session, filing, out=target, key=ENGINEER, progress=progress, cancel=cancel)


def home_of(environment: Environment, workbook: Path) -> Environment:
    """Give the environment for opening `workbook`: the sample's throw-away keys lie beside it, all others are the
    person's own."""
    mark = workbook.parent / "keys" / SAMPLE_MARK
    return _with_keys(environment, mark.parent) if mark.is_file() else environment
