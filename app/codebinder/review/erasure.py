"""Erasures: a person's signature that what a filing hid was destroyed, so that nobody takes its absence for a loss."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.model.ports import Signer
from codebinder.model.review import Signed, SignedType
from codebinder.review.signing import Place, sign_at


def erasure(
    *, retain_until: str, early: bool, reason_tag: str, packages: Sequence[str], place: Place, signer: Signer
) -> Signed:
    """Sign that the filing of `place` is erased: its retention date ("" where it had none), whether that was before it,
    a keyed digest of the reason, and the digests of the packages that were built of it."""
    fields: dict[str, object] = {
        "retain_until": retain_until,
        "early": early,
        "reason_tag": reason_tag,
        "packages": sorted(set(packages)),
    }
    return sign_at(SignedType.ERASURE, place, signer, fields)
