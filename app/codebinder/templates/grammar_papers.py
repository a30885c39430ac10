"""The grammar of a template's papers, of the copies that it delivers, and of its own life."""

from __future__ import annotations

from codebinder.model.template_papers import Change, Deadline, Delivery, FileNames, Paper, PaperKind, Renamed, Signer
from codebinder.templates.grammar_requirements import CONDITION, ID, LANG, SOURCE_REQUIRED
from codebinder.templates.shapes import Day, Flag, Key, Languages, ListOf, OnlyWith, Record, Text, Whole, Word

_VERSION = Text(longest=20, pattern=r"[0-9A-Za-z][0-9A-Za-z.-]*", hint="a version")

SIGNER = Record(
    name="a line to sign on",
    keys=(Key(name="label", shape=LANG, required=True), Key(name="seal", shape=Flag())),
    make=Signer,
)


def _paper(**keys: object) -> Paper:
    return Paper(kind=PaperKind(str(keys.pop("kind"))), **keys)  # pyright: ignore[reportArgumentType]


PAPER = Record(
    name="a paper",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="kind", shape=Word(tuple(PaperKind)), required=True),
        Key(name="title", shape=Languages(longest=200), required=True),
        Key(name="body", shape=ListOf(item=LANG, most=60)),
        Key(name="requirements", shape=ListOf(item=ID, most=300)),
        Key(name="signers", shape=ListOf(item=SIGNER, most=12)),
        Key(name="when", shape=CONDITION, attribute="condition"),
        Key(name="place", shape=Word(("papers", "beside"))),
        Key(name="files", shape=Word(("all", "listing"))),
        SOURCE_REQUIRED,
    ),
    make=_paper,
    rules=(OnlyWith("files", "kind", (PaperKind.TRANSMITTAL,)),),
)
FILE_NAMES = Record(
    name="the rule on file names",
    keys=(
        Key(name="ascii", shape=Flag()),
        Key(name="longest", shape=Whole(least=8, most=255)),
        Key(
            name="endings",
            shape=ListOf(item=Text(longest=12, pattern=r"[a-z0-9]+", hint="an ending such as txt"), most=40),
        ),
    ),
    make=FileNames,
)
DELIVERY = Record(
    name="the delivery",
    keys=(
        Key(name="copies", shape=Whole(least=1, most=50)),
        Key(name="encrypted", shape=Flag()),
        Key(name="volume_bytes", shape=Whole(least=65_536)),
        Key(name="media", shape=LANG),
        SOURCE_REQUIRED,
    ),
    make=Delivery,
)
DEADLINE = Record(
    name="a deadline",
    keys=(
        Key(name="label", shape=LANG, required=True),
        Key(name="date", shape=Day()),
        Key(name="days", shape=Whole(least=1, most=36_500)),
        Key(name="after", shape=ID),
        Key(name="note", shape=LANG),
        SOURCE_REQUIRED,
    ),
    make=Deadline,
)
RENAMED = Record(
    name="a new id",
    keys=(Key(name="before", shape=ID, required=True), Key(name="after", shape=ID, required=True)),
    make=Renamed,
)
CHANGE = Record(
    name="a change",
    keys=(
        Key(name="version", shape=_VERSION, required=True),
        Key(name="date", shape=Day(partial=True)),
        Key(name="text", shape=LANG, required=True),
        Key(name="renamed", shape=ListOf(item=RENAMED, most=300)),
    ),
    make=Change,
)
