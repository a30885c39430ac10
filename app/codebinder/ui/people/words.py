"""Words for roles, duties and losses, and for one person as the dialogs name her."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from codebinder.model.review import Delegation, Duty, Loss, PublicKey, Role, Roster, SignedType
from codebinder.model.text import shown
from codebinder.ui.strings import grouped

DUTIES = (Duty.PROPOSE, Duty.APPROVE, Duty.SEAL)


def role_name(role: Role) -> str:
    """Give a role's name."""
    return {
        Role.ENGINEER: QCoreApplication.translate("Keys", "engineer"),
        Role.LEGAL: QCoreApplication.translate("Keys", "legal reviewer"),
    }[role]


def duty_name(duty: Duty) -> str:
    """Give the word for what a key may sign for."""
    return {
        Duty.PROPOSE: QCoreApplication.translate("People", "propose"),
        Duty.APPROVE: QCoreApplication.translate("People", "approve"),
        Duty.SEAL: QCoreApplication.translate("People", "seal packages"),
    }[duty]


def duties_text(duties: Iterable[Duty]) -> str:
    """Give several duties in a line."""
    held = set(duties)
    words = [duty_name(each) for each in DUTIES if each in held]
    return ", ".join(words) if words else QCoreApplication.translate("People", "nothing")


def loss_name(loss: Loss) -> str:
    """Give the word for why a key is revoked."""
    return {
        Loss.LOST: QCoreApplication.translate("People", "lost"),
        Loss.COMPROMISED: QCoreApplication.translate("People", "compromised"),
    }[loss]


def name_of(key: PublicKey) -> str:
    """Give a person as she stands in papers, with the key's own name where that differs."""
    return shown(key.person if key.person == key.name else f"{key.person} ({key.name})")


def in_force(delegation: Delegation, day: str) -> bool:
    """Is a delegation not over on this day?"""
    return not delegation.until or delegation.until >= day


def person_of(roster: Roster | None, fingerprint: str) -> str:
    """Give the name of the holder of a key, or the beginning of its fingerprint where she is not on the roster."""
    members = roster.members if roster is not None else ()
    found = next((each for each in members if each.fingerprint == fingerprint), None)
    return name_of(found) if found is not None else grouped(fingerprint[:16])


def signed_name(kind: SignedType) -> str:
    """Give the word for several signed objects of a kind."""
    translate = QCoreApplication.translate
    return {
        SignedType.ROSTER: translate("People", "versions of the roster"),
        SignedType.ENDORSEMENT: translate("People", "endorsements"),
        SignedType.DECISION: translate("People", "verdicts"),
        SignedType.BULK: translate("People", "verdicts on many things at once"),
        SignedType.FULFILMENT: translate("People", "conditions met"),
        SignedType.SETTLEMENT: translate("People", "settlements"),
        SignedType.SUBMISSION: translate("People", "submissions"),
        SignedType.ANSWER: translate("People", "answers"),
        SignedType.EXCUSAL: translate("People", "excusals"),
        SignedType.APPROVAL: translate("People", "approvals of rounds"),
        SignedType.PACKET: translate("People", "packets"),
        SignedType.SEAL: translate("People", "seals of packages"),
        SignedType.WITHDRAWAL: translate("People", "withdrawals"),
        SignedType.RELEASE: translate("People", "releases of openings"),
        SignedType.ERASURE: translate("People", "erasures"),
    }[kind]


__all__ = ["DUTIES", "duties_text", "duty_name", "loss_name", "name_of", "person_of", "role_name", "signed_name"]
