"""Papers of a made-up filing with everything in it that a paper can print."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.package import (
    Approval,
    DocumentPart,
    FieldValue,
    FirmwarePart,
    Identity,
    InventoryRow,
    LinkRow,
    LogRow,
    Papers,
    SourcePart,
)
from codebinder.model.redaction import AsFiled, HiddenRange, RedactionKind, Withheld
from codebinder.model.review import PublicKey, Role, Round, RoundState, Signed, SignedType
from codebinder.model.rule_source import RuleSource
from codebinder.model.source import Accounting, Disclosure
from codebinder.model.template import ApprovalPolicy, FilingTemplate, LegalBasis, Level, Status
from codebinder.model.text import LangText

MOMENT = datetime(2026, 11, 21, 10, 25, tzinfo=UTC)
LONG_PATH = "data/source/main/" + "/".join(f"folder-{index:02d}" for index in range(15)) + "/driver_file.c"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def both(en: str, zh: str) -> LangText:
    return LangText((("en", en), ("zh", zh)))


IDENTITY = Identity(
    filing_uid="6f6a4c0e-3f0b-4a86-9f07-1d5f0b0d1c11",
    filing_slug="edgerouter-2.4.1-cbrc",
    vendor="Example Networks Ltd.",
    vendor_zh="示例网络有限公司",
    product="EdgeRouter",
    model="ER-7",
    version="V2.4.1",
    category="HW.network.router",
    recipient="中国银行业监督管理委员会",
)
TEMPLATE = FilingTemplate(
    id="cn-cbrc-317",
    version="1.0",
    schema=1,
    names=both("Banking guideline: source-code filing", "银行业源代码备案"),
    summary=LangText(),
    authority=both("China Banking Regulatory Commission", "中国银行业监督管理委员会"),
    jurisdiction="CN",
    languages=("zh", "en"),
    status=Status.SUSPENDED,
    status_date="2015-04-13",
    status_note=both("It was never reissued.", "至今未重新发布。"),
    confidence="criteria high; format undefined",
    verify_before_use=True,
    legal_basis=(LegalBasis(title=both("Guideline (2014-2015)", "推进指南"), number="317", date="2014-12-26"),),
    approvals=ApprovalPolicy(count=2),
    digest=digest("template"),
)
ROUND = Round(
    number=2,
    digest=digest("round"),
    previous="",
    state=RoundState.SIGNED,
    submitted_at="2026-11-20T08:00:00Z",
    submitter=digest("engineer"),
    input_tag="",
    files=1,
    size=1,
)


def approval(person: str, *, shared: bool = False) -> Approval:
    key = PublicKey(
        name=f"key of {person}",
        person=person,
        role=Role.LEGAL,
        ed25519=b"\0" * 32,
        age="",
        origin="origin-never-printed",
        fingerprint=digest(person),
    )
    signed = Signed(type=SignedType.APPROVAL, stored=b"{}", signature=bytes(64), signer=key.fingerprint)
    return Approval(signed=signed, key=key, at="2026-11-21T10:25:00Z", account_shared=shared)


def papers(languages: tuple[str, ...] = ("en", "zh"), *, draft: bool = False) -> Papers:
    names = ("", "src/crypto/secret.c")
    withheld = tuple(
        Withheld(ordinal=100 + at, component="main", shown_name=name, reason="CON", commitment=digest(f"withheld {at}"))
        for at, name in enumerate(names)
    )
    states = tuple(RequirementState)
    return Papers(
        identity=IDENTITY,
        template=TEMPLATE,
        draft=draft,
        languages=languages,
        fields=(
            FieldValue(requirement="a", label_en="Purpose", label_zh="目的", text="Maintenance (by \\ the operator)"),
            FieldValue(
                requirement="b", label_en="Ports", label_zh="端口", text="", rows=(("Port", "Use"), ("22", "SSH 管理"))
            ),
        ),
        checklist=tuple(
            ChecklistRow(
                requirement=f"r{at}",
                label=both(f"Requirement {at}", f"要求 {at}"),
                level=Level.REQUIRED,
                step="filing",
                state=states[at % len(states)],
                why="because",
                where="",
                source=RuleSource(),
            )
            for at in range(5)
        ),
        sources=(
            SourcePart(
                slug="main",
                rev="v2.4.1",
                commit="",
                tree="",
                commit_commitment=digest("commit"),
                accounting=Accounting(
                    total=1252,
                    disclosed=1200,
                    redacted=20,
                    withheld=3,
                    excluded=22,
                    links=5,
                    submodules=2,
                    excluded_by=(("*.bin", 12), ("", 10)),
                ),
                withheld=withheld,
            ),
        ),
        firmware=(
            FirmwarePart(
                slug="fw",
                name="release.img",
                disclosure=Disclosure.WHOLE,
                size=33554432,
                sha256=digest("fw"),
                sm3=digest("fw sm3"),
                built_from="main",
            ),
        ),
        documents=(
            DocumentPart(slug="d", requirement="ipr_proof", payload_path="data/documents/ipr_proof/a.pdf", size=9),
        ),
        log=tuple(
            LogRow(
                ordinal=at,
                payload_path=LONG_PATH,
                label=f"[REDACTED {at:06d} CRY]",
                reason="CRY",
                reason_label="Key or credential",
                commitment=digest(f"range {at}"),
            )
            for at in range(1, 4)
        ),
        links=(LinkRow(component="main", original="include/asm", kind="link", target="asm-arm64"),),
        statements=("We declare that there is no covert interface.",),
    )


def inventory(count: int) -> Iterator[InventoryRow]:
    for at in range(count):
        path = LONG_PATH if at == 1 else f"data/source/main/src/module_{at}.c"
        yield InventoryRow(
            path=path,
            original="src/中文.c" if at == 2 else "",
            original_hex="7372632f" if at == 2 else "",
            component="main",
            state="redacted" if at % 7 == 0 else "disclosed",
            size=at * 37,
            sha256=digest(f"sha {at}"),
            sm3=digest(f"sm3 {at}"),
        )


def as_filed(
    path: str | bytes, data: bytes, encoding: str = "utf-8", *, labels: tuple[str, ...] = (), component: str = "main"
) -> AsFiled:
    """A file as filed; `labels` are masks that stand in `data`, each once."""
    raw = path.encode() if isinstance(path, str) else path
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    ranges = tuple(
        HiddenRange(
            ordinal=at,
            component=component,
            path=raw,
            payload_path="p",
            kind=RedactionKind.VALUE,
            start=0,
            end=0,
            offset=data.index(label.encode(codec)),
            label=label,
            reason="CRY",
            redactions=("R-1",),
            salt=bytes(32),
            hidden=b"",
            commitment="0" * 64,
        )
        for at, label in enumerate(labels, start=1)
    )
    return AsFiled(
        component=component,
        path=raw,
        payload_path=f"data/source/{component}/x",
        executable=False,
        data=data,
        encoding=encoding,
        language="",
        ranges=ranges,
    )
