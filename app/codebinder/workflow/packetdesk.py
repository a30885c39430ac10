"""Reviewer mode: a person decides and signs in a packet, offline; what she signs is on her disk before it is shown.

The packet stays as it came; what she signs goes into a file of her own (`workbook.answerstore`), from there into an
answer packet for whoever asked her.
"""

from __future__ import annotations

import hmac
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import review
from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.ports import Cancel, Progress, Sealer, Signer
from codebinder.model.review import Decision, PublicKey, Role, Round, ShownHow, Signed, SignedType, Verdict
from codebinder.model.text import Message, shown
from codebinder.workbook.answerstore import AnswerStore, OwnObject
from codebinder.workflow import deciding, notes, packetmemory, packetsigning
from codebinder.workflow.packetmemory import Packet, Place, fields_of, own_file, place_of
from codebinder.workflow.packetsigning import AnswerFile
from codebinder.workflow.packetviews import PacketInfo
from codebinder.workflow.views import SigningView, SubjectView

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

_COMMENT = "comment"
_SEE_ALSO = Message("next.review-show-packet-lists-what")


@contextmanager
def open(  # noqa: A001  (the word for it)
    environment: Environment, path: Path, *, key: str = "", passphrase: str = "", progress: Progress, cancel: Cancel
) -> Generator[PacketDesk]:
    """Open a packet to decide in it; nobody else of this account can, until it is closed."""
    from codebinder.workflow import packetread

    with (
        packetread.open_packet(
            environment, path, key=key, passphrase=passphrase, progress=progress, cancel=cancel
        ) as reader,
        ExitStack() as stack,
    ):
        yield PacketDesk(reader, environment, stack.enter_context(own_file(environment, reader.book)))


class PacketDesk:
    """One packet, open to be decided on; used by one thread at a time."""

    def __init__(self, reader: Packet, environment: Environment, store: AnswerStore) -> None:
        self.reader = reader
        self._environment = environment
        self._store = store
        self._sealer: Sealer | None = None
        self._rows: tuple[SubjectView, ...] | None = None
        own = {each.fingerprint for each in environment.vault().list()}
        members = {each.fingerprint for roster in reader.rosters for each in roster.members}
        self.memory = packetmemory.compare(store, reader, sorted(own & members))
        self._places = {at.digest: at for at in map(place_of, reader.objects)}
        self.digest = review.stored_digest(reader.objects[-1])

    # What the packet shows

    @property
    def info(self) -> PacketInfo:
        """What the packet says of itself, and how it stands to what was seen before."""
        return packetmemory.told(self.reader, self.memory)

    @property
    def round(self) -> Round:
        """The round that the packet is about."""
        return self.reader.round

    def subjects(self) -> tuple[SubjectView, ...]:
        """Give everything there is to decide, as the packet's objects and her own have it."""
        rows = self._subjects()
        frame = self.frame()
        objects = self.all_objects()
        subjects = tuple(each.subject for each in rows)
        decisions = review.read_decisions(objects, subjects, frame)
        judged = review.judge(subjects, decisions, review.read_settlements(objects, subjects, frame))
        void = {each.subject.id for each in decisions if each.void}
        return tuple(
            replace(
                row,
                judgement=judgement,
                decision=_shown_one(judgement.decisions, judgement.verdict),
                was_void=row.subject.id in void and not judgement.decisions,
            )
            for row, judgement in zip(rows, judged, strict=True)
        )

    def opened(self, ids: Mapping[str, ShownHow]) -> None:
        """Remember what she has looked at, and how much of it she had before her."""
        self._store.open_subjects(self.digest, ids)

    def seen(self) -> dict[str, ShownHow]:
        """Give what she has looked at in this packet."""
        return self._store.opened(self.digest)

    def own(self, key: str) -> tuple[Signed, ...]:
        """Give what this key has signed in packets of this workbook."""
        return self._store.objects(signer=self.person(key).fingerprint)

    # What she does

    def decide(
        self,
        *,
        ids: Sequence[str] | None,
        verdict: Verdict,
        comment: str = "",
        key: str,
        shown: ShownHow | Mapping[str, ShownHow] = ShownHow.NONE,  # noqa: A002,RUF100  (the word of the contract)
    ) -> tuple[Decision, ...]:
        """Sign a verdict on one thing, or one on many; None: on everything that she has not decided.

        It is on the disk when this returns.
        """
        deciding.check_comment(verdict, comment)
        person = self.person(key)
        chosen = [row.subject for row in self._chosen(ids, person)]
        signer = self._signer(key)
        tag, box = self.sealed_comment(comment)
        made: list[tuple[Signed, review.Place]] = []
        last: tuple[int, str] | None = None
        # One that is simply decided was not shown by this program, several were decided in bulk.
        for how, group in deciding.by_shown(chosen, None if shown is ShownHow.NONE else shown):
            place = self.place(person, last)
            signed = deciding.signed_verdict(
                group, verdict, place=place, signer=signer, rosters=self.reader.rosters,
                role=Role(self.reader.policy.role), comment_tag=tag, shown=how,
            )  # fmt: skip
            last = (place.sequence, review.stored_digest(signed))
            made.append((signed, place))
        self.keep(made, box)
        texts = {review.stored_digest(signed): comment for signed, _ in made}
        return review.read_decisions([signed for signed, _ in made], chosen, replace(self.frame(), comments=texts))

    def withdraw(self, *, ids: Sequence[str], key: str) -> int:
        """Sign that her own verdicts on these count no more; give how many that were."""
        person = self.person(key)
        wanted = {row.subject.id for row in self._named(ids)}
        mine = [
            each
            for each in self._decisions()
            if each.current and each.signer == person.fingerprint and each.subject.id in wanted
        ]
        if not mine:
            raise SaidError(Message("desk.nothing-to-withdraw"), where=shown(", ".join(sorted(wanted)[:8])))
        signer = self._signer(key)
        table = {review.stored_digest(each): each for each in self.all_objects()}
        done: list[tuple[Signed, review.Place]] = []
        last: tuple[int, str] | None = None
        for digest, about in deciding.taken_back(mine):
            place = self.place(person, last)
            signed = review.withdraw(table[digest], place=place, signer=signer, subjects=about)
            last = (place.sequence, review.stored_digest(signed))
            done.append((signed, place))
        self.keep(done, b"")
        return len(mine)

    def settle(self, *, ids: Sequence[str], verdict: Verdict, comment: str, key: str) -> None:
        """Settle what reviewers disagree about in this packet, as the person whom the template names."""
        packetsigning.settle(self, ids=ids, verdict=verdict, comment=comment, key=key)

    def accept_own(self, key: str) -> int:
        """She says that what this packet shows of her key is hers, though this account has not seen it."""
        person = self.person(key)
        self._refuse_forks()
        places = self.memory.unknown.get(person.fingerprint, {})
        if places:
            self._store.learn(person.fingerprint, places)
            left = {each: at for each, at in self.memory.unknown.items() if each != person.fingerprint}
            self.memory = replace(self.memory, unknown=left)
        return len(places)

    def signing(self) -> SigningView:
        """Give what signing the round means, in counts, before the key is asked for."""
        return packetsigning.signing(self)

    def sign(
        self, *, key: str, pkcs12: Path | None = None, pkcs12_passphrase: str = "", progress: Progress, cancel: Cancel
    ) -> Round:
        """Approve the round that the packet holds whole, after everything in it was recomputed and decided."""
        return packetsigning.sign(
            self, key=key, pkcs12=pkcs12, pkcs12_passphrase=pkcs12_passphrase, progress=progress, cancel=cancel
        )

    def answer(self, out: Path, *, key: str, keeper: bool = False) -> AnswerFile:
        """Sign that this is all she has to say about the round, and write the answer packet to the new file `out`.

        It is encrypted to who asked her, and to the roster's keeper where that is wanted.
        """
        return packetsigning.answer(self, out, key=key, keeper=keeper)

    # What the parts of reviewer mode share

    @property
    def environment(self) -> Environment:
        """What everything from outside comes by."""
        return self._environment

    @property
    def store(self) -> AnswerStore:
        """Her own file."""
        return self._store

    def person(self, key: str) -> PublicKey:
        """Give the person behind the vault's key `key`, who must be on the packet's roster."""
        public = self._environment.vault().public(key)
        found = review.member(self.reader.rosters[-1], public.fingerprint)
        if found is None:
            raise SaidError(
                Message("desk.not-on-roster", {"key": shown(key)}),
                next_step=Message("next.send-line-codebinder-key-export"),
            )
        return found

    def place(self, person: PublicKey, last: tuple[int, str] | None = None) -> review.Place:
        """Give the place of what she signs next; refuse where her chain is not what it was when she left it."""
        self._refuse_forks()
        if self.memory.unknown.get(person.fingerprint):
            numbers = ", ".join(str(each) for each in sorted(self.memory.unknown[person.fingerprint])[:8])
            raise SaidError(
                Message("desk.unknown-objects", {"numbers": numbers}),
                where=shown(person.name),
                next_step=Message("next.if-you-signed-them-workbook"),
            )
        sequence, previous = review.next_place(last or self._store.last(person.fingerprint))
        submitted = self._submission()
        return review.Place(
            workbook=self.reader.book,
            filing=self.reader.info.filing_uid,
            round=self.round.number,
            previous_round=self.round.previous,
            template=submitted,
            roster=self.reader.rosters[-1].version,
            sequence=sequence,
            previous=previous,
            at=self._environment.stamp(),
            audit_head=self.head,
        )

    @property
    def head(self) -> tuple[int, str] | None:
        """The audit head of the workbook as it was when the packet was made."""
        return self._places[self.digest].head

    def keep(self, rows: Iterable[tuple[Signed, review.Place]], box: bytes, *, paper: bytes = b"") -> None:
        """Bring what she signed to the disk."""
        made = [
            OwnObject(signed=signed, filing=at.filing, round=at.round, sequence=at.sequence, comment=box)
            for signed, at in rows
        ]
        document = (self.reader.info.filing_uid, self.round.digest, paper) if paper else None
        self._store.add(made, packet=self.digest, paper=document)

    def all_objects(self) -> list[Signed]:
        """Give the filing's signed objects: the packet's, and hers that it does not have yet."""
        newest = len(self.reader.rosters)
        own = [
            each
            for each in self._store.objects(filing=self.reader.info.filing_uid)
            if review.stored_digest(each) not in self._places and _roster_of(each) <= newest
        ]
        return [*self.reader.objects, *own]

    @property
    def shown_places(self) -> Mapping[str, Place]:
        """Where each of the packet's objects stands, by stored digest."""
        return self._places

    def unsealed(self, box: bytes) -> str:
        """Give a comment of hers."""
        return self.sealer.unseal(_COMMENT, box).decode()

    @property
    def sealer(self) -> Sealer:
        """What seals her own file, by a key of its own in the vault."""
        if self._sealer is None:
            self._sealer = self._environment.vault().sealer(self._store.uid, create=not self._store.comments())
        return self._sealer

    def _refuse_forks(self) -> None:
        if self.memory.forked:
            raise SaidError(
                self.memory.forked[0],
                next_step=Message("next.sign-nothing-ask-sender-copy"),
            )

    def _submission(self) -> str:
        """Give the template's digest, as whoever submitted the round signed it."""
        for signed in self.reader.objects:
            if signed.type is SignedType.SUBMISSION and signed.signer == self.round.submitter:
                fields = review.check_object(
                    signed, self.reader.rosters, book=self.reader.book, filing=self.reader.info.filing_uid
                )
                if fields["round"] == self.round.number and fields["digest"] == self.round.digest:
                    return str(fields["template"])
        raise SaidError(Message("desk.no-submission"), next_step=Message("next.ask-sender-packet-again"))

    def _signer(self, key: str) -> Signer:
        return self._environment.vault().signer(key)

    def sealed_comment(self, comment: str) -> tuple[str, bytes]:
        """Give a comment's keyed digest, which is signed, and its sealed text."""
        if not comment:
            return "", b""
        tag = hmac.digest(self.reader.tag_keys[_COMMENT], comment.encode(), "sha256").hex()
        return tag, self.sealer.seal(_COMMENT, comment.encode())

    def _subjects(self) -> tuple[SubjectView, ...]:
        if self._rows is None:
            self._rows = tuple(self.reader.subjects())
        return self._rows

    def _decisions(self) -> tuple[Decision, ...]:
        subjects = tuple(each.subject for each in self._subjects())
        return review.read_decisions(self.all_objects(), subjects, self.frame())

    def _named(self, ids: Sequence[str]) -> list[SubjectView]:
        table = {row.subject.id: row for row in self._subjects()}
        for each in ids:
            if each not in table:
                raise SaidError(Message("desk.no-such-thing", {"id": shown(each)}), next_step=_SEE_ALSO)
        return [table[each] for each in dict.fromkeys(ids)]

    def _chosen(self, ids: Sequence[str] | None, person: PublicKey) -> list[SubjectView]:
        if ids is not None:
            return self._named(ids)
        done = {each.subject.id for each in self._decisions() if each.current and each.signer == person.fingerprint}
        return [row for row in self._subjects() if row.subject.id not in done]

    def frame(self) -> review.Frame:
        """Give what the packet's objects and hers are read by."""
        comments = dict(self.reader.comments)
        for digest, box in self._store.comments().items():
            try:
                comments[digest] = self.unsealed(box)
            except UserError:
                comments[digest] = notes.LOCKED
        return review.Frame(
            rosters=self.reader.rosters,
            book=self.reader.book,
            filing=self.reader.info.filing_uid,
            arbiter=self.reader.policy.arbiter,
            role=Role(self.reader.policy.role),
            comments=comments,
        )


def _roster_of(signed: Signed) -> int:
    value = fields_of(signed).get("roster")
    return value if isinstance(value, int) else 0


def _shown_one(decisions: Sequence[Decision], verdict: Verdict | None) -> Decision | None:
    """Give the decision to show for all: one that says what counts, else any verdict."""
    fitting = [each for each in decisions if each.verdict is verdict]
    return (fitting or [each for each in decisions if each.verdict is not Verdict.RECUSED] or [None])[0]
