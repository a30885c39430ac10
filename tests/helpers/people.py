"""A desk of people with keys and a roster, who sign things in the right order, until a test has them do otherwise."""

from __future__ import annotations

from dataclasses import replace

from codebinder import review
from codebinder.model.ports import Signer
from codebinder.model.review import PublicKey, Role, Roster, Round, RoundState, Signed
from codebinder.vault import MemoryVault
from helpers.books import Counted

BOOK = "11111111-1111-4111-8111-111111111111"
FILING = "22222222-2222-4222-8222-222222222222"
TEMPLATE = "7" * 64
AT = "2026-11-21T20:00:00Z"


class Desk:
    """Egon (engineer, keeper), Lena and Lars (legal), and Eva, who is Lena's second name for an engineer's key."""

    def __init__(self) -> None:
        self.vaults = {
            name: MemoryVault(randomness=Counted(name)) for name in ("egon", "lena", "lars", "eva", "mallory")
        }
        people = {
            "egon": ("Egon Ingenieur", Role.ENGINEER),
            "lena": ("Lena Recht", Role.LEGAL),
            "lars": ("Lars Recht", Role.LEGAL),
            "eva": ("LENA  Ｒecht", Role.ENGINEER),
            "mallory": ("Mallory", Role.LEGAL),
        }
        self.keys = {name: self.vaults[name].create(name, *people[name]) for name in people}
        self.last: dict[str, tuple[int, str]] = {}
        self.objects: list[Signed] = []
        self.rosters: list[Signed] = []
        self.rosters.append(
            self.sent("egon", review.first_roster(self.key("egon"), self.place("egon"), self.signer("egon")))
        )
        self.change(("egon", "lena", "lars", "eva"))

    def key(self, name: str) -> PublicKey:
        return self.keys[name]

    def signer(self, name: str) -> Signer:
        return self.vaults[name].signer(name)

    @property
    def chain(self) -> tuple[Roster, ...]:
        origins = {key.fingerprint: key.origin for key in self.keys.values()}
        return review.check_roster_chain(self.rosters, workbook=BOOK, origins=origins)

    @property
    def roster(self) -> Roster:
        return self.chain[-1]

    def place(self, name: str, **other: object) -> review.Place:
        sequence, previous = review.next_place(self.last.get(name, (0, "")))
        place = review.Place(
            workbook=BOOK, filing=FILING, round=1, previous_round="", template=TEMPLATE,
            roster=max(1, len(self.rosters)), sequence=sequence, previous=previous, at=AT,
        )  # fmt: skip
        return replace(place, **other)  # type: ignore[arg-type]

    def sent(self, name: str, signed: Signed) -> Signed:
        """Note that `name` has signed this and the workbook has it."""
        self.last[name] = (self.last.get(name, (0, ""))[0] + 1, review.stored_digest(signed))
        self.objects.append(signed)
        return signed

    def change(self, names: tuple[str, ...], *, keeper: str = "egon", by: str = "egon") -> None:
        """Put exactly these people on the roster."""
        members = [self.key(name) for name in names]
        signed = review.changed_roster(
            self.rosters, members, self.key(keeper).fingerprint, self.place(by), self.signer(by)
        )
        self.rosters.append(self.sent(by, signed))

    def submission(self, name: str, digest: str, **other: object) -> Signed:
        return review.submission(digest=digest, place=self.place(name, **other), signer=self.signer(name))

    def approval(self, name: str, digest: str, **other: object) -> Signed:
        return review.approval(
            digest=digest,
            shown=review.Shown(undecided=0, kept=2, scored_down=3),
            audit_head=(7, "8" * 64),
            place=self.place(name, **other),
            signer=self.signer(name),
        )

    def round(self, number: int = 1, digest: str = "d" * 64, previous: str = "") -> Round:
        return Round(
            number=number, digest=digest, previous=previous, state=RoundState.OPEN, submitted_at=AT,
            submitter=self.key("egon").fingerprint, input_tag="tag", files=1, size=1,
        )  # fmt: skip
