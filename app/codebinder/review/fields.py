"""What every type of signed object must hold: strict, since these bytes come from other people's machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeGuard, cast

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.review import Duty, Loss, Role, ShownHow, SignedType, Verdict
from codebinder.model.text import Message, shown

Test = Callable[[object], bool]

_HEX64 = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_LONGEST_TEXT = 1000


def is_text(value: object) -> TypeGuard[str]:
    """Is this a text of a length that a person would write?"""
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


def is_count(value: object) -> TypeGuard[int]:
    """Is this a whole number from 0 (and not True)?"""
    return type(value) is int and value >= 0


def is_digest(value: object) -> TypeGuard[str]:
    """Is this a SHA-256 in lower-case hex?"""
    return isinstance(value, str) and _HEX64.fullmatch(value) is not None


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Is this a JSON object?"""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Is this a JSON list?"""
    return isinstance(value, list)


def _is_digest_or_empty(value: object) -> bool:
    return value == "" or is_digest(value)


def _is_positive(value: object) -> bool:
    return is_count(value) and value > 0


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None


def _is_flag(value: object) -> bool:
    return type(value) is bool


def _is_verdict(value: object) -> bool:
    return isinstance(value, str) and value in {verdict.value for verdict in Verdict}


def _is_shown(value: object) -> bool:
    return (
        is_mapping(value) and set(value) == {"undecided", "kept", "scored_down"} and all(map(is_count, value.values()))
    )


def _is_head(value: object) -> bool:
    return is_list(value) and len(value) == 2 and is_count(value[0]) and is_digest(value[1])


def _is_member(value: object) -> bool:
    return (
        is_mapping(value)
        and set(value) == {"name", "person", "role", "ed25519", "age", "fingerprint"}
        and all(map(is_text, value.values()))
        and value["role"] in {role.value for role in Role}
        and is_digest(value["ed25519"])  # 32 bytes in hex look just like a digest
        and is_digest(value["fingerprint"])
    )


def _is_members(value: object) -> bool:
    return is_list(value) and 0 < len(value) <= 1000 and all(map(_is_member, value))


def _is_commitments(value: object) -> bool:
    return is_list(value) and 0 < len(value) <= 100_000 and all(map(is_digest, value))


def _is_among(*values: str) -> Test:
    allowed = frozenset(values)
    return lambda value: isinstance(value, str) and value in allowed


def _all(test: Test, most: int, *, least: int = 0) -> Test:
    return lambda value: is_list(value) and least <= len(value) <= most and all(map(test, value))


def _is_subject(value: object) -> bool:
    return is_list(value) and len(value) == 4 and all(map(is_text, value)) and is_digest(value[2])


def _is_day_or_empty(value: object) -> bool:
    return value == "" or (isinstance(value, str) and _DAY.fullmatch(value) is not None)


def _has(**tests: Test) -> Test:
    return lambda value: (
        is_mapping(value) and value.keys() == tests.keys() and all(test(value[name]) for name, test in tests.items())
    )


_is_duties = _all(_is_among(*(duty.value for duty in Duty)), len(Duty))
_MOST = 1000

_COMMON: Mapping[str, Test] = {
    "type": is_text,
    "version": is_count,
    "workbook": is_text,
    "filing": is_text,
    "round": is_count,
    "previous_round": _is_digest_or_empty,
    "template": _is_digest_or_empty,
    "roster": _is_positive,
    "signer": is_digest,
    "sequence": _is_positive,
    "previous": _is_digest_or_empty,
    "at": _is_moment,
}

_SPECIAL: Mapping[SignedType, Mapping[str, Test]] = {
    SignedType.ROSTER: {"members": _is_members, "keeper": is_digest, "previous_roster": _is_digest_or_empty},
    SignedType.DECISION: {
        "subject": is_text,
        "kind": is_text,
        "subject_digest": is_digest,
        "verdict": _is_verdict,
        "published_reason": is_text,
        "comment_tag": _is_digest_or_empty,
    },
    SignedType.ENDORSEMENT: {"new_keeper": is_digest, "previous_roster": is_digest},
    SignedType.BULK: {
        "subjects": _all(_is_subject, 100_000, least=1),
        "verdict": _is_verdict,
        "comment_tag": _is_digest_or_empty,
    },
    SignedType.FULFILMENT: {"object": is_digest, "subject": is_text, "comment_tag": _is_digest_or_empty},
    SignedType.SETTLEMENT: {
        "subject": is_text,
        "kind": is_text,
        "subject_digest": is_digest,
        "verdict": _is_among(Verdict.APPROVE.value, Verdict.REJECT.value),
        "published_reason": is_text,
        "comment_tag": _is_digest_or_empty,
        "over": _all(is_digest, _MOST, least=1),
    },
    SignedType.SUBMISSION: {"digest": is_digest},
    SignedType.ANSWER: {
        "digest": is_digest,
        "packet": _is_digest_or_empty,
        "objects": _all(is_digest, 1_000_000),
    },
    SignedType.EXCUSAL: {"digest": is_digest, "reviewer": is_digest, "comment_tag": _is_digest_or_empty},
    SignedType.PACKET: {
        "digest": is_digest,
        "members": is_digest,
        "recipients": _all(is_digest, _MOST),
        "content": _is_among("whole", "ranges"),
        "audit_head": _is_head,
    },
    SignedType.APPROVAL: {"digest": is_digest, "shown": _is_shown, "audit_head": _is_head},
    SignedType.SEAL: {
        "tagmanifest": is_digest,
        "round_digest": _is_digest_or_empty,
        "draft": _is_flag,
        "audit_head": _is_head,
    },
    SignedType.WITHDRAWAL: {"object": is_digest},
    SignedType.RELEASE: {
        "digest": is_digest,
        "root": is_digest,
        "commitments": _is_commitments,
        "recipient": is_text,
        "recipient_key": _is_digest_or_empty,
        "recipient_name": is_text,
    },
    SignedType.ERASURE: {
        "retain_until": _is_day_or_empty,
        "early": _is_flag,
        "reason_tag": _is_digest_or_empty,
        "packages": _all(is_digest, _MOST),
    },
}

_OPTIONAL: Mapping[SignedType, Mapping[str, Test]] = {
    SignedType.ROSTER: {
        "duties": _all(_has(fingerprint=is_digest, duties=_is_duties), _MOST),
        "delegations": _all(
            _has(giver=is_digest, taker=is_digest, duties=_is_duties, filing=is_text, until=_is_day_or_empty), _MOST
        ),
        "revoked": _all(
            _has(fingerprint=is_digest, loss=_is_among(*(loss.value for loss in Loss)), after=is_count), _MOST
        ),
        "successors": _has(need=_is_positive, keys=_all(is_digest, _MOST, least=1)),
        "certificates": _all(_has(fingerprint=is_digest, sha256=is_digest, subject=is_text), _MOST),
    },
    SignedType.DECISION: {"shown": _is_among(*(how.value for how in ShownHow))},
    SignedType.BULK: {"shown": _is_among(*(how.value for how in ShownHow))},
    SignedType.SUBMISSION: {"reviewers": _all(is_digest, _MOST), "scope": _all(is_text, _MOST)},
    SignedType.APPROVAL: {"account_shared": _is_flag, "certificate": _is_digest_or_empty},
    SignedType.WITHDRAWAL: {"subjects": _all(is_text, 100_000)},
}
"""Fields that came later: where they stand they are checked, and `critical` may name them. `audit_head` ([sequence,
salted head] of the signer's copy of the workbook) may stand in every type."""

VERSION = 1


def check_fields(type_: SignedType, value: object) -> Mapping[str, object]:
    """Give the object where it has every field of its type, of the right kind, and nothing critical that is unknown."""
    if not is_mapping(value):
        raise _refused(type_, Message("fault.fields.no-object"))
    fields = value
    if fields.get("type") != type_.value:
        raise _refused(type_, Message("fault.fields.says-another-type"))
    if type(fields.get("version")) is int and cast("int", fields["version"]) > VERSION:
        raise SaidError(
            Message("refuse.fields.signed-made-newer-codebinder", {"type": Message(f"signed.{type_.value}")}),
            next_step=Message("next.install-newer-program"),
        )
    if fields.get("version") != VERSION or type(fields["version"]) is bool:
        raise _refused(type_, Message("fault.fields.version-unknown"))
    known = {**_COMMON, **_SPECIAL[type_]}
    for name, test in known.items():
        if name not in fields:
            raise _refused(type_, Message("fault.fields.missing", {"name": name}))
        if not test(fields[name]):
            raise _refused(type_, Message("fault.fields.not-what-should", {"name": name}))
    _check_later(type_, fields, known)
    return fields


def _check_later(type_: SignedType, fields: Mapping[str, object], known: Mapping[str, Test]) -> None:
    """Check the fields that may be missing, and that nothing is critical that this program does not know."""
    later = {"audit_head": _is_head, **_OPTIONAL.get(type_, {})}
    for name, test in later.items():
        if name in fields and not test(fields[name]):
            raise _refused(type_, Message("fault.fields.not-what-should", {"name": name}))
    if type_ in _CLOSED and fields.keys() - known.keys() - later.keys() - {"critical"}:
        raise _refused(type_, Message("fault.fields.says-more-than-such-object"))
    critical = fields.get("critical", [])
    if not is_list(critical):
        raise _refused(type_, Message("fault.fields.critical-not-list"))
    for name in critical:
        if not isinstance(name, str) or (name not in known and name not in later):
            text = shown(name[:40]) if isinstance(name, str) else "?"
            raise _refused(type_, Message("fault.fields.must-not-used-program-does", {"text": text}))


def text_of(fields: Mapping[str, object], name: str) -> str:
    """Give a text field of a checked object."""
    value = fields[name]
    return value if isinstance(value, str) else ""


def count_of(fields: Mapping[str, object], name: str) -> int:
    """Give a number field of a checked object."""
    value = fields[name]
    return value if is_count(value) else 0


_CLOSED = frozenset({SignedType.SUBMISSION, SignedType.ANSWER, SignedType.EXCUSAL, SignedType.SEAL})
"""These enter a package, and nobody approves what they say: they say nothing that a verifier does not know."""


def _refused(type_: SignedType, why: Message) -> UserError:
    return SaidError(
        Message("refuse.fields.signed-refused", {"type": Message(f"signed.{type_.value}"), "why": why}),
        next_step=Message("next.ask-signer-again-use-nothing"),
    )
