"""A made-up filing for previews: what a template's papers look like before anybody has answered anything."""

from __future__ import annotations

from codebinder.bundle.pages import Member
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.firmware import Analysis, Node, NodeKind, Profile, Region, RegionKind
from codebinder.model.package import (
    CounselRow,
    FieldValue,
    FirmwarePart,
    FolderPart,
    Identity,
    LogRow,
    Origin,
    Papers,
    SourcePart,
)
from codebinder.model.source import Accounting, Disclosure
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level, Requirement, RequirementKind
from codebinder.model.text import LangText

SAMPLE = Identity(
    filing_uid="00000000-0000-4000-8000-000000000000",
    filing_slug="sample",
    vendor="Sample Vendor Ltd.",
    vendor_zh="示例科技有限公司",
    product="Sample Router",
    model="SR-1",
    version="V1.0",
    category="",
    recipient="",
)
_KNOWN = frozenset({"en", "zh", "ru", "fr"})
_ZEROS = "0" * 64
MEMBERS = (
    Member("data/source/sample/src/checksum.c", 4_096, _ZEROS),
    Member("data/source/sample/README", 512, _ZEROS),
    Member("data/listing/checksum.txt", 4_096, _ZEROS),
    Member("papers/form.json", 2_048, _ZEROS),
)
_FOLDERS = (
    FolderPart(
        component="sample", path="src", files=40, redacted=1, withheld=0, lines=9_000,
        languages=(("C", 36, 8_500), ("Python", 4, 500)), purpose="…",
    ),
    FolderPart(
        component="sample", path="third_party/zlib", files=25, redacted=0, withheld=0, lines=7_000,
        languages=(("C", 25, 7_000),), origin=Origin.VENDORED, notices=(("Zlib", 25),),
    ),
)  # fmt: skip


def _sample_image() -> FirmwarePart:
    """Give an image as a small router has it, for the map on the page that explains a package."""
    kinds = (("U-Boot", 0x40000), ("uImage", 0x180000), ("squashfs", 0x500000), ("", 0x140000))
    regions: list[Region] = []
    start = 0
    for name, size in kinds:
        kind = RegionKind.KNOWN if name else RegionKind.PADDING
        regions.append(Region(start=start, end=start + size, kind=kind, format=name, entropy=700 if name else 0))
        start += size
    node = Node(number=0, parent=-1, kind=NodeKind.IMAGE, name=b"", size=start, sha256=_ZEROS, regions=tuple(regions))
    blocks = bytes(224 if at < 27 else 0 for at in range(32))
    reading = Analysis(size=start, nodes=(node,), profile=Profile(block=start // 32, entropy=blocks))
    return FirmwarePart(
        slug="image", name="sample.bin", disclosure=Disclosure.WHOLE, size=start, sha256=_ZEROS, sm3=_ZEROS,
        built_from="sample", reading=reading,
    )  # fmt: skip


def languages_of(template: FilingTemplate) -> tuple[str, ...]:
    """Give the languages that a template's papers are drawn in."""
    return tuple(lang for lang in template.languages if lang in _KNOWN) or ("en", "zh")


def sample_papers(template: FilingTemplate, fields: tuple[FieldValue, ...] | None = None) -> Papers:
    """Give papers whose answers say what would stand there (or `fields`, where there are answers): every paper of the
    template, whatever its condition."""
    langs = languages_of(template)
    hidden = template.redaction.allowed
    account = Accounting(
        total=65, disclosed=65 - hidden, redacted=int(hidden), withheld=0, excluded=0, links=0, submodules=0
    )
    part = SourcePart(slug="sample", rev="v1.0", commit="", tree="", commit_commitment=_ZEROS, accounting=account)
    sources = any(each.kind is RequirementKind.SOURCE for each in template.requirements)
    images = any(each.kind is RequirementKind.FIRMWARE for each in template.requirements)
    return Papers(
        identity=SAMPLE,
        template=template,
        fields=tuple(_sample(item, langs) for item in template.requirements if item.kind in FIELD_KINDS)
        if fields is None
        else fields,
        checklist=tuple(_row(item) for item in template.requirements),
        sources=(part,) if sources else (),
        folders=_FOLDERS if sources else (),
        firmware=(_sample_image(),) if images else (),
        log=(_log_row(template),) if hidden else (),
        papers=template.papers,
        counsel=tuple(_counsel(item) for item in template.requirements if item.rule_unclear),
        draft=True,
        languages=langs,
    )


def _row(item: Requirement) -> ChecklistRow:
    state = RequirementState.MET if item.level is Level.REQUIRED else RequirementState.NOT_APPLICABLE
    return ChecklistRow(
        requirement=item.id, label=item.label, level=item.level, step=item.step, state=state, why="", where="",
        source=item.source,
    )  # fmt: skip


def _counsel(item: Requirement) -> CounselRow:
    return CounselRow(requirement=item.id, label=item.label, kind="unclear", why="…")


def _log_row(template: FilingTemplate) -> LogRow:
    reason = template.redaction.reasons[0] if template.redaction.reasons else None
    code, label = (reason.published, reason.label.get("en")) if reason is not None else ("TS", "Trade secret")
    return LogRow(
        ordinal=1, payload_path="data/source/sample/src/checksum.c", label=f"[REDACTED 000001 {code}]", reason=code,
        reason_label=label, commitment=_ZEROS,
    )  # fmt: skip


def _sample(item: Requirement, langs: tuple[str, ...]) -> FieldValue:
    """Give an answer that says what is asked for: the choices, the statement, the limit and the level."""
    texts = LangText(tuple((lang, _text(item, lang)) for lang in langs))
    rows = _rows(item, langs)
    whole = " / ".join(dict.fromkeys(text for _, text in texts.pairs))
    return FieldValue(
        requirement=item.id,
        label_en=item.label.get("en"),
        label_zh=item.label.get("zh"),
        text="" if rows else whole,
        rows=rows,
        texts=LangText() if rows else texts,
    )


def _text(item: Requirement, lang: str) -> str:
    text = " / ".join(choice.label.get(lang) for choice in item.choices) or item.statement.get(lang) or "…"
    limit = f" (≤ {item.max_chars})" if item.max_chars else ""
    return f"{text}{limit} [{item.level.value}]"


def _rows(item: Requirement, langs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    def both(text: LangText) -> str:
        return " / ".join(dict.fromkeys(text.get(lang) for lang in langs if text.get(lang)))

    if item.kind is RequirementKind.TABLE:
        return (tuple(both(column.label) for column in item.columns), tuple("…" for _ in item.columns))
    if item.kind is RequirementKind.QUESTIONS:
        asked = item.questions or (item.sets[-1].questions if item.sets else ())
        head = LangText((("en", "Question"), ("zh", "问题"))), LangText((("en", "Answer"), ("zh", "回答")))
        return ((both(head[0]), both(head[1])), *((both(question.text), "…") for question in asked))
    return ()
