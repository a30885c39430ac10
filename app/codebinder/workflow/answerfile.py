"""The answer packet: what a reviewer signed, as one file for the person who asked her, and its strict reader.

Signed objects, her comments, and the approval that her certificate signed; encrypted to the proposer, nothing else.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from codebinder import vault
from codebinder.base import canonical
from codebinder.base.messages import SaidError, why_of
from codebinder.errors import UserError
from codebinder.model.review import PublicKey, Signed, SignedType
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

MAGIC = b"codebinder-answer/v1\n"
AGE = b"age-encryption.org/v1"
LARGEST = 64 << 20
_LARGEST_COMMENT = 100_000
_MOST = 200_000
_FIELDS = {"approval_pdf", "comments", "filing", "objects", "packet", "reviewer", "round", "workbook"}

CARRIED = frozenset(
    {
        SignedType.DECISION,
        SignedType.BULK,
        SignedType.WITHDRAWAL,
        SignedType.FULFILMENT,
        SignedType.SETTLEMENT,
        SignedType.APPROVAL,
        SignedType.ANSWER,
    }
)
"""What an answer may hold: nothing by which somebody could change a roster, submit, seal or release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One reviewer's answer: `reviewer` is her fingerprint, `round` the number, `packet` what she was sent (the stored
    digest of its PACKET object).

    `objects` are in the order of her chain, `comments` by the stored digest of what they go with.
    """

    workbook: str
    filing: str
    round: int
    packet: str
    reviewer: str
    objects: tuple[Signed, ...]
    comments: Mapping[str, str]
    approval_pdf: bytes = b""


def write(answer: Answer) -> bytes:
    """Give the bytes that are encrypted."""
    value = {
        "workbook": answer.workbook,
        "filing": answer.filing,
        "round": answer.round,
        "packet": answer.packet,
        "reviewer": answer.reviewer,
        "objects": [[each.type.value, each.stored.decode(), each.signature.hex()] for each in answer.objects],
        "comments": dict(answer.comments),
        "approval_pdf": b64encode(answer.approval_pdf).decode("ascii"),
    }
    return MAGIC + canonical.dumps(value)


def read(data: bytes) -> Answer:
    """Read what `write` gave; UserError where it is anything else. No signature is checked here."""
    if not data.startswith(MAGIC):
        raise no_answer("other")
    body = data[len(MAGIC) :]
    value = canonical.loads(body, limit=LARGEST)
    if not isinstance(value, dict) or value.keys() != _FIELDS or canonical.dumps(cast("object", value)) != body:
        raise no_answer("form")
    fields = cast("dict[str, object]", value)
    texts = {name: fields[name] for name in ("workbook", "filing", "packet", "reviewer", "approval_pdf")}
    number = fields["round"]
    if not all(isinstance(each, str) for each in texts.values()) or type(number) is not int or number < 1:
        raise no_answer("form")
    reviewer = str(texts["reviewer"])
    objects = _objects(fields["objects"], reviewer)
    return Answer(
        workbook=str(texts["workbook"]),
        filing=str(texts["filing"]),
        round=number,
        packet=str(texts["packet"]),
        reviewer=reviewer,
        objects=objects,
        comments=_comments(fields["comments"], objects),
        approval_pdf=_decoded(str(texts["approval_pdf"])),
    )


def decrypted(environment: Environment, path: Path, key: str) -> tuple[bytes, PublicKey]:
    """Give what the file at `path` holds, and the key that opens it: the one named, or any of this account."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.answerfile.file-cannot-read", {"why": why_of(error)}),
            where=shown(str(path)),
            next_step=Message("next.name-another-file"),
        ) from None
    if len(data) > LARGEST or not data.startswith(AGE):
        raise no_answer("other", path)
    held = environment.vault()
    names = [key] if key else [public.name for public in held.list()]
    for name in names:
        try:
            return held.decrypt(name, data), held.public(name)
        except UserError as error:
            if "not encrypted to this key" not in error.message:
                raise
    raise SaidError(
        Message("answer.not-for-you"),
        where=shown(path.name),
        next_step=Message("next.open-account-person-who-sent"),
    )


def no_answer(why: str, path: Path | None = None) -> SaidError:
    """The sentence for a file that is no answer ("other") or not one as Codebinder writes it ("form")."""
    return SaidError(
        Message(f"answer.no-answer-{why}"),
        where=shown(path.name) if path else "",
        next_step=Message("next.ask-reviewer-her-answer-again"),
    )


def _objects(value: object, reviewer: str) -> tuple[Signed, ...]:
    if not isinstance(value, list) or len(cast("list[object]", value)) > _MOST:
        raise no_answer("form")
    found: list[Signed] = []
    for row in cast("list[object]", value):
        if not isinstance(row, list) or not _three_texts(cast("list[object]", row)):
            raise no_answer("form")
        type_, stored, signature = cast("Sequence[str]", row)
        try:
            kind, mark = SignedType(type_), bytes.fromhex(signature)
        except ValueError:
            raise no_answer("form") from None
        if kind not in CARRIED or mark.hex() != signature:
            raise no_answer("form")
        found.append(Signed(type=kind, stored=stored.encode(), signature=mark, signer=reviewer))
    return tuple(found)


def _three_texts(row: list[object]) -> bool:
    return len(row) == 3 and all(isinstance(each, str) for each in row)


def _comments(value: object, objects: Sequence[Signed]) -> dict[str, str]:
    known = {hashlib.sha256(each.stored).hexdigest() for each in objects}
    if not isinstance(value, dict):
        raise no_answer("form")
    comments: dict[str, str] = {}
    for name, text in cast("dict[str, object]", value).items():
        if name not in known or not isinstance(text, str) or not 0 < len(text) <= _LARGEST_COMMENT:
            raise no_answer("form")
        comments[name] = text
    return comments


def _decoded(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise no_answer("form") from None
    if b64encode(data).decode("ascii") != text:
        raise no_answer("form")
    return data


def encrypted(recipients: Sequence[str], data: bytes) -> bytes:
    """Encrypt an answer to these age recipients."""
    if len(data) > LARGEST:
        raise SaidError(
            Message("refuse.answerfile.answer-larger-than-any-may"), where=Message("where.bytes", {"count": len(data)})
        )
    return vault.encrypt(recipients, data)
