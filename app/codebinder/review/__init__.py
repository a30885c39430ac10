"""Decisions, rounds and signatures: what a legal reviewer approves."""

from codebinder.model.review import SignedType
from codebinder.review.chains import check_chain, check_object, signer_key
from codebinder.review.decisions import current_decisions, decide, undecided, withdraw
from codebinder.review.release import MOST_RELEASED, check_may_release, release
from codebinder.review.roster import (
    account_shared,
    changed_roster,
    check_four_eyes,
    check_roster_chain,
    first_roster,
    member,
    same_person,
)
from codebinder.review.rounds import (
    RoundStatus,
    Shown,
    approval,
    parse_listing,
    round_digest,
    round_listing,
    round_state,
    seal,
    sealed_tagmanifest,
    submission,
)
from codebinder.review.signing import Place, check, next_place, sign, signed_message, stored_digest

__all__ = [
    "MOST_RELEASED",
    "Place",
    "RoundStatus",
    "Shown",
    "SignedType",
    "account_shared",
    "approval",
    "changed_roster",
    "check",
    "check_chain",
    "check_four_eyes",
    "check_may_release",
    "check_object",
    "check_roster_chain",
    "current_decisions",
    "decide",
    "first_roster",
    "member",
    "next_place",
    "parse_listing",
    "release",
    "round_digest",
    "round_listing",
    "round_state",
    "same_person",
    "seal",
    "sealed_tagmanifest",
    "sign",
    "signed_message",
    "signer_key",
    "stored_digest",
    "submission",
    "undecided",
    "withdraw",
]
