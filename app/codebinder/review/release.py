"""Releases: an approver's signature that these commitments of a round are opened to this recipient (proof.md §2)."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.base.messages import SaidError
from codebinder.model.ports import Signer
from codebinder.model.review import PublicKey, Role, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.review.signing import Place, sign_at

MOST_RELEASED = 100_000
"""Commitments that one release names; a larger opening is made in several."""


def release(
    *,
    digest: str,
    root: str,
    commitments: Sequence[str],
    recipient: str,
    recipient_key: str,
    recipient_name: str,
    place: Place,
    signer: Signer,
) -> Signed:
    """Sign that these commitments of the round `digest` are opened to the age recipient `recipient`.

    `root` is the digest of the round's list of commitments; key and name of the recipient are empty where she has no
    key of ours. Nothing here is computed from hidden bytes.
    """
    if len(commitments) > MOST_RELEASED:
        raise SaidError(
            Message("refuse.release.one-opening-reveals-most-ranges", {"most_released": MOST_RELEASED}),
            next_step=Message("next.open-them-several"),
        )
    fields: dict[str, object] = {
        "digest": digest,
        "root": root,
        "commitments": sorted(set(commitments)),
        "recipient": recipient,
        "recipient_key": recipient_key,
        "recipient_name": recipient_name,
    }
    return sign_at(SignedType.RELEASE, place, signer, fields)


def check_may_release(key: PublicKey, role: Role) -> None:
    """Refuse a signer whom the template does not let approve."""
    if key.role is not role:
        raise SaidError(
            Message("opening.wrong-role", {"role": Message(f"roster.role-{role.value}")}),
            where=Message(
                "where.key-role", {"name": shown(key.name), "role": Message(f"roster.role-{key.role.value}")}
            ),
            next_step=Message("next.person-role-make", {"role": Message(f"roster.role-{role.value}")}),
        )
