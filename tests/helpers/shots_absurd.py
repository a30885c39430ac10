"""A workbook that no layout likes: 5,000 findings, paths of 300 characters, a form of 100 questions, 60 filings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Verdict
from codebinder.workflow import packets, reviewing, vendors
from codebinder.workflow.environment import Environment
from helpers.big_workbook import many_filings, sealing_key
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import ENGINEER, LEGAL, Room

PASSPHRASE = "correct horse"
FINDINGS = 5_000
A_FILE = 50
NAME = ("Absurdly Long Name of a Vendor With Very Many Words in It, Incorporated in a Place Far Away " * 3)[
    :200
].strip()
CHINESE = ("名称长得荒唐的供应商有限责任公司及其全资子公司与关联企业之联合体" * 8)[:200]
TITLE = f"Building the package of {NAME} for everybody who may ask for it"
COMMENT = "Hide the whole function, its callers and its tests; the name alone tells what it does. 不得公开。" * 60
LONG = "/".join(f"a-folder-with-a-rather-long-name-{at:02}" for at in range(7))
ODD = (
    "src/\u0645\u0644\u0641-\u0633\u0631\u064a-\u062c\u062f\u0627.c",  # Arabic: from right to left
    "src/Z\u0361\u0335\u0322\u0489a\u0301\u0302\u0303\u0304lgo-e\u0301\u0302\u0303\u0304\u0305.c",  # many marks on one
    "src/\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466-\U0001f1e8\U0001f1f3-\U0001f512.py",  # emoji
    "src/文件名非常非常长的中文源代码文件它的名字一直写下去没有尽头直到谁也读不完为止/模块.c",
    "src/evil\u202egnp.c",  # says that what follows is written backwards
    "src/tab\there and  two  spaces.c",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A room as another process has it: where it is, and with which keys."""

    folder: Path
    environment: Environment


@dataclass(frozen=True, slots=True)
class Absurd:
    """The room, its large package and a packet of it; what opens the workbook in another process."""

    room: Room | Seen
    packet: Path
    package: Path
    uid: str
    sealing: str = ""


def template(fields: int = 100) -> str:
    """Give a template whose form asks so many questions, some of them at absurd length."""
    kinds = ("text", "multiline", "date", "number", "person", "address")
    rows = []
    for at in range(fields):
        more = " and then at great length, in many words, about everything that could matter" * (at % 7 == 3) * 3
        zh = "，并且用很多很多的话详尽地说明一切可能有关系的事情" * (at % 7 == 3) * 3
        label = f"{{en: 'Question {at + 1}{more}', zh: '第 {at + 1} 个问题{zh}'}}"
        hint = f"{{en: 'A hint{more}', zh: '提示{zh}'}}"
        level = "required" if at % 3 else "optional"
        rows.append(
            f"  - {{id: q{at}, kind: {kinds[at % 6]}, level: {level}, label: {label}, help: {hint}, {SOURCE}}}\n"
        )
    papers = "".join(
        f"  - {{id: paper{at}, kind: document, level: required, label: {{en: 'Paper {at} {NAME}', zh: '{CHINESE}'}}, "
        f"{SOURCE}}}\n"
        for at in range(12)
    )
    head = HEAD.replace("languages: [en]", "languages: [en, zh]")
    head = head.replace("names: {en: Small}", f"names: {{en: '{NAME}', zh: '{CHINESE}'}}")
    for text in ("A small template", "Nobody", "Never in force"):
        head = head.replace(f"{{en: {text}}}", f"{{en: {text}, zh: '{CHINESE[:40]}'}}")
    return f"""{head}requirements:
{"".join(rows)}{papers}  - {{id: code, kind: source, level: required, label: {{en: Source, zh: 源代码}}, {SOURCE}}}
  - {{id: image, kind: firmware, level: optional, label: {{en: Image, zh: 固件}}, {SOURCE}}}
listing: {{mode: none}}
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""


def _token(of: str) -> str:
    return "ghp_" + hashlib.sha256(of.encode()).hexdigest()[:36]


def files(findings: int, mark: str) -> dict[bytes, bytes]:
    """Give files with so many tokens; every path is odd or long."""
    made: dict[bytes, bytes] = {}
    for at in range(0, findings, A_FILE):
        lines = [f'static const char *key_{each} = "{_token(f"{mark}{each}")}";\n' for each in range(at, at + A_FILE)]
        number = at // A_FILE
        path = ODD[number] if number < len(ODD) else f"{LONG}/{'very-long-file-name-' * 2}{number:03}.c"
        made[path.encode()] = "".join(lines).encode()
    made[b"src/one-line.c"] = b"int a; " * 580 + f'char *k = "{_token(mark)}";\n'.encode()
    made[b"src/comment.c"] = (
        b"/*\n" + b" * words and words and words, said by nobody to nobody\n" * 3000 + b" */\nint a;\n"
    )
    return made


def make_absurd(folder: Path, *, findings: int = FINDINGS, filings: int = 58, sources: int = 28) -> Absurd:
    """Make it: filing `f` with everything open, filing `g` with a round of as many subjects."""
    room = Room(folder, template=template())
    vendors.set_vendor(room.session, {"name": NAME, "name_zh": CHINESE})
    room.source(files(findings, "f"), slug="source-of-a-product-with-far-too-long-na")
    room.scan()
    for at in range(sources):
        room.source({b"main.c": b"int a = %d;\n" % at}, slug=f"source-{at:02}-with-a-rather-long-name")
    round_of = room.begin("g")
    room.source(files(findings, "g"), slug="gateway-with-a-long-name", filing=round_of)
    room.scan(round_of)
    room.redact(filing=round_of)
    room.submit(round_of)
    ids = [each.subject.id for each in reviewing.subjects(room.session, round_of)]
    verdicts = ((ids[: findings // 10], Verdict.APPROVE, ""), (ids[-3:], Verdict.REJECT, COMMENT))
    for some, verdict, comment in verdicts:
        reviewing.decide(room.session, round_of, ids=some, verdict=verdict, comment=comment, key=LEGAL)
    packet = folder / f"{'packet-' * 30}review.age"
    quiet = {"progress": NoProgress(), "cancel": NeverCancel()}
    packets.export(room.session, round_of, out=packet, to=[], passphrase=PASSPHRASE, key=ENGINEER, **quiet)
    many_filings(room, filings, NAME)
    package = room.build(draft=True)
    return Absurd(room, packet, package, room.session.book.uid, sealing_key(room))
