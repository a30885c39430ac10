"""A filing whose template asks for one paper of each kind, filled in one language or in two."""

from __future__ import annotations

from dataclasses import replace

from codebinder.bundle.pages import Member
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.package import CounselRow, FieldValue, FolderPart, Origin, Papers
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import Level, Requirement, RequirementKind
from codebinder.model.template_pages import Listing, PageLayout
from codebinder.model.template_papers import Delivery, Paper, PaperKind, Signer
from codebinder.model.text import LangText
from helpers.filing_papers import IDENTITY, LONG_PATH, TEMPLATE, both, digest, papers

MEMBERS = (
    Member(LONG_PATH, 1234, digest("a")),
    Member("data/listing/listing.pdf", 99_999, digest("c"), 60),
    Member("data/documents/ipr_proof/a.pdf", 4096, digest("d"), 3),
)
_SIGNERS = (
    Signer(label=both("Legal representative", "法定代表人"), seal=True),
    Signer(label=both("Head of development", "研发负责人")),
)
_TITLES = {
    PaperKind.LETTER: ("Covering letter for {name} {version}", "{name} {version} 报送函"),
    PaperKind.DECLARATION: ("Declaration", "声明书"),
    PaperKind.FORM: ("Application form", "申请表"),
    PaperKind.CHECKLIST: ("List of requirements", "核对表"),
    PaperKind.OVERVIEW: ("In plain words", "材料说明"),
    PaperKind.REDACTION_LOG: ("What is hidden, and why", "隐藏内容及理由"),
    PaperKind.SIGNATURE_PAGE: ("Signature page", "签字页"),
    PaperKind.SEAL_PAGE: ("Seal page", "盖章页"),
    PaperKind.TRANSMITTAL: ("What is handed over", "移交清单"),
    PaperKind.MEDIA_LABEL: ("Program listing on disc", "程序清单光盘"),
    PaperKind.COUNSEL: ("For counsel", "供法务审阅"),
}
_BESIDE = {PaperKind.MEDIA_LABEL, PaperKind.COUNSEL}
_NAMED = {
    PaperKind.LETTER: ("day", "contact"),
    PaperKind.DECLARATION: ("covert", "complete"),
    PaperKind.TRANSMITTAL: ("day",),
    PaperKind.MEDIA_LABEL: ("day",),
}
_BODY = both(
    "We hand over {name}, version {version}, to {authority}. Its purpose: {field.purpose}. Contact: {field.contact}.",
    "现向{authority}提交{name}（版本 {version}）。用途：{field.purpose}。联系人：{field.contact}。",
)


def title_of(kind: PaperKind, lang: str) -> str:
    """The title as the template has it, up to its first field."""
    return _TITLES[kind][lang == "zh"]


def _requirement(name: str, kind: RequirementKind, en: str, zh: str) -> Requirement:
    return Requirement(id=name, kind=kind, level=Level.REQUIRED, label=both(en, zh), source=RuleSource())


REQUIREMENTS = (
    _requirement("purpose", RequirementKind.MULTILINE, "Purpose of the product", "产品用途"),
    _requirement("ports", RequirementKind.TABLE, "Ports", "端口"),
    _requirement("day", RequirementKind.DATE, "Date of the letter", "函件日期"),
    _requirement("covert", RequirementKind.DECLARATION, "No covert interface", "无隐蔽接口"),
    _requirement("complete", RequirementKind.DECLARATION, "Completeness", "完整性"),
    _requirement("contact", RequirementKind.TEXT, "Contact", "联系人"),
    _requirement("code", RequirementKind.SOURCE, "Source code", "源代码"),
    _requirement("ipr_proof", RequirementKind.DOCUMENT, "Proof of rights", "权利证明"),
)
FOLDERS = (
    FolderPart(
        component="main", path="", files=2, redacted=0, withheld=0, lines=120, languages=(("Make", 1, 100), ("", 1, 20))
    ),
    FolderPart(
        component="main", path="src", files=900, redacted=18, withheld=1, lines=180_345,
        languages=(("C", 880, 180_000), ("Python", 20, 345)), purpose="daemon 守护进程", percent=3,
    ),
    FolderPart(
        component="main", path="third_party/zlib", files=28, redacted=0, withheld=0, lines=9_123,
        languages=(("C", 28, 9_123),), origin=Origin.VENDORED, notices=(("Zlib", 20),),
    ),
)  # fmt: skip


def _field(name: str, langs: tuple[str, ...], en: str, zh: str) -> FieldValue:
    asked = next(each for each in REQUIREMENTS if each.id == name)
    texts = {"en": en, "zh": zh}
    return FieldValue(
        requirement=name, label_en=asked.label.get("en"), label_zh=asked.label.get("zh"),
        text=" / ".join(dict.fromkeys(texts[lang] for lang in langs)),
        texts=LangText(tuple((lang, texts[lang]) for lang in langs)),
    )  # fmt: skip


def _rows(count: int, langs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    head = ("端口", "用途") if langs == ("zh",) else ("Port", "Use")
    return (head, *((str(1000 + at), f"{'用途' if langs == ('zh',) else 'use'} {at}") for at in range(count)))


def every_kind(langs: tuple[str, ...] = ("en", "zh"), *, paper: str = "A4", rows: int = 3) -> Papers:
    """Papers of a filing with one paper of each kind."""
    kinds = tuple(
        Paper(
            id=kind.value, kind=kind, title=both(*_TITLES[kind]), signers=_SIGNERS, requirements=_NAMED.get(kind, ()),
            body=(_BODY,) if kind in {PaperKind.LETTER, PaperKind.DECLARATION} else (),
            place="beside" if kind in _BESIDE else "papers",
        )
        for kind in PaperKind
    )  # fmt: skip
    template = replace(
        TEMPLATE, requirements=REQUIREMENTS, papers=kinds, delivery=Delivery(copies=2),
        summary=both("What a bank keeps on file about its software.", "银行就其软件备存的材料。"),
        listing=Listing(mode="none", page=PageLayout(paper=paper)),
    )  # fmt: skip
    said = {RequirementState.OMITTED: "It is left out, for this reason: n/a",
            RequirementState.DECIDED: "The rule is unclear; a person decided: ok"}  # fmt: skip
    states = tuple(RequirementState)
    rows_of = _rows(rows, langs)
    return replace(
        papers(langs),
        identity=replace(IDENTITY, recipient="Regulator" if langs == ("en",) else IDENTITY.recipient),
        template=template,
        papers=kinds,
        statements=(),
        folders=FOLDERS,
        fields=(
            _field("purpose", langs, "Routing (α Ж é)", "路由（α Ж é）"),
            replace(_field("ports", langs, "", ""), rows=rows_of, texts=LangText()),
            _field("day", langs, "2026-11-20", "2026-11-20"),
            _field("covert", langs, "The product has no covert interface.", "产品无隐蔽接口。"),
        ),
        checklist=tuple(
            ChecklistRow(
                requirement=each.id, label=each.label, level=each.level, step=each.step, state=states[at % 5],
                why=said.get(states[at % 5], "An answer is given."), where="", source=RuleSource(),
            )
            for at, each in enumerate(REQUIREMENTS)
        ),
        counsel=(
            CounselRow(
                requirement="purpose", label=both("Purpose", "用途"), kind="unclear", why="n/a", by="Anna",
                at="2026-11-20",
            ),
            CounselRow(
                requirement="contact", label=both("Contact", "联系人"), kind="unclear", why="Nobody has decided it yet."
            ),
        ),
    )  # fmt: skip
