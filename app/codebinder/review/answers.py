"""Who was asked about a round, and who has answered: nobody's answer can be left out without being missed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.ports import Signer
from codebinder.model.review import Duty, Roster, Round, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.review.chains import check_object
from codebinder.review.decisions import is_gone
from codebinder.review.fields import count_of, is_list, text_of
from codebinder.review.roster import member
from codebinder.review.roster_duties import acting_for
from codebinder.review.signing import Place, sign_at, stored_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answers and excusals of a round by the fingerprint of the reviewer; the first that counts of each.

    `asked` are those whom the submission names or, where it names nobody, those who may approve and to whom a packet of
    the round went: whoever was asked is waited for, so that no answer can be left out.
    """

    answers: Mapping[str, Signed]
    excusals: Mapping[str, Signed]
    asked: tuple[str, ...] = ()


_KINDS = frozenset({SignedType.ANSWER, SignedType.EXCUSAL, SignedType.PACKET})
NOBODY = Answered(answers=MappingProxyType({}), excusals=MappingProxyType({}))


def answer(
    *, digest: str, objects: Sequence[str], packet: str = "", place: Place, signer: Signer
) -> Signed:  # fmt: skip
    """Sign that this is everything that the signer has to say about the round of this digest.

    `objects` are the stored digests of all that she signed about it, in order; `packet` that of the PACKET object of
    what she was sent, "" where she worked in the workbook itself.
    """
    return sign_at(SignedType.ANSWER, place, signer, {"digest": digest, "packet": packet, "objects": list(objects)})


def excuse(
    *, digest: str, reviewer: str, comment_tag: str = "", place: Place, signer: Signer, roster: Roster
) -> Signed:
    """Sign, as the roster's keeper, that a round need not wait for this reviewer (a fingerprint)."""
    if signer.fingerprint != roster.keeper:
        keeper = member(roster, roster.keeper)
        raise SaidError(
            Message("refuse.answers.only-roster-keeper-releases-reviewer"),
            where=reviewer[:16],
            next_step=Message("next.ask", {"name": shown(keeper.name)}) if keeper else "",
        )
    if signer.fingerprint == reviewer:
        raise SaidError(Message("refuse.answers.nobody-releases-herself-she-answers"), where=reviewer[:16])
    fields: dict[str, object] = {"digest": digest, "reviewer": reviewer, "comment_tag": comment_tag}
    return sign_at(SignedType.EXCUSAL, place, signer, fields)


def answered(
    round_: Round,
    objects: Sequence[Signed],
    rosters: Sequence[Roster],
    gone: Mapping[str, frozenset[str]],
    *,
    book: str,
    filing: str,
) -> Answered:
    """Read who has answered this round or was released from it; what does not count is left out."""
    answers: dict[str, Signed] = {}
    excusals: dict[str, Signed] = {}
    asked = list(round_.reviewers)
    for signed in objects:
        # That somebody was asked is not taken back: whoever sent the packet would leave out an answer so.
        taken_back = signed.type is not SignedType.PACKET and is_gone(gone, stored_digest(signed))
        if signed.type not in _KINDS or taken_back:
            continue
        try:
            fields = check_object(signed, rosters, book=book, filing=filing, current=True)
        except UserError:
            continue
        if count_of(fields, "round") != round_.number or text_of(fields, "digest") != round_.digest:
            continue
        if signed.type is SignedType.PACKET:
            asked += [] if round_.reviewers else _sent_to(fields, rosters[-1], filing)
        elif signed.type is SignedType.ANSWER:
            answers.setdefault(signed.signer, signed)
        elif signed.signer == rosters[-1].keeper and signed.signer != text_of(fields, "reviewer"):
            excusals.setdefault(text_of(fields, "reviewer"), signed)
    return Answered(answers=answers, excusals=excusals, asked=tuple(dict.fromkeys(asked)))


def _sent_to(fields: Mapping[str, object], roster: Roster, filing: str) -> list[str]:
    """Give those of a packet's recipients who may approve; a packet may go to others, for them to read."""
    recipients, at = fields["recipients"], text_of(fields, "at")
    return [
        each
        for each in map(str, recipients if is_list(recipients) else ())
        if acting_for(roster, each, Duty.APPROVE, filing=filing, at=at)
    ]


def waiting(done: Answered, approvers: Collection[str]) -> tuple[str, ...]:
    """Give the reviewers who were asked and have neither answered nor signed nor been released."""
    return tuple(
        each for each in done.asked if each not in done.answers and each not in done.excusals and each not in approvers
    )
