"""Signed objects as they arrived, rounds with their sealed listings, and which account made which key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from codebinder.base.messages import SaidError
from codebinder.model.review import Round, RoundState, Signed, SignedType
from codebinder.model.text import Message
from codebinder.workbook.filings import filing_id
from codebinder.workbook.packing import pack, unpack
from codebinder.workbook.store import Row, Store, Value

_COLUMNS = (
    "number, digest, previous, state, submitted_at, submitter, input_tag, files, size, programs, reviewers, scope"
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One row as it stands in the file: the columns by which a signed object is found, and what was signed."""

    type: str
    signer: str
    sequence: int
    filing: str
    round: int
    subject: str
    at: str
    digest: str
    stored: bytes
    comment: str


class Reviews:
    """What was signed. Rows are only ever added; `stored` bytes are never written again from values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        signed: Signed,
        *,
        sequence: int,
        at: str,
        filing: str = "",
        round: int = 0,  # noqa: A002  (the word of the design)
        subject: str = "",
        comment: str = "",
    ) -> None:
        """Keep a signed object; UserError where it is here already, or its place in the signer's chain is taken."""
        digest = hashlib.sha256(signed.stored).hexdigest()
        if self._store.row("SELECT 1 FROM signed_objects WHERE digest = ?", (digest,)):
            raise SaidError(Message("refuse.reviews.signed-object-workbook-already"), where=digest[:16])
        if self._store.row("SELECT 1 FROM signed_objects WHERE signer = ? AND sequence = ?", (signed.signer, sequence)):
            raise SaidError(
                Message("refuse.reviews.key-signed-something-else-same"),
                where=Message("where.number", {"signer": signed.signer[:16], "sequence": sequence}),
                next_step=Message("next.two-copies-workbook-signed-go"),
            )
        self._store.write(
            "INSERT INTO signed_objects (filing, round, type, signer, sequence, subject, at, digest, stored, "
            "signature, comment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                filing, round, signed.type.value, signed.signer, sequence, subject, at, digest, signed.stored,
                signed.signature, comment,
            ),
        )  # fmt: skip

    def objects(
        self,
        *,
        filing: str | None = None,
        type: SignedType | None = None,  # noqa: A002  (the words of the design)
        signer: str | None = None,
        round: int | None = None,  # noqa: A002
    ) -> tuple[Signed, ...]:
        """Give signed objects in order of arrival; None does not narrow."""
        tests, values = ["1"], list[Value]()
        wanted = (("filing", filing), ("type", type and type.value), ("signer", signer), ("round", round))
        for column, value in wanted:
            if value is not None:
                tests.append(f"{column} = ?")
                values.append(value)
        where = " AND ".join(tests)
        rows = self._store.rows(
            f"SELECT type, stored, signature, signer FROM signed_objects WHERE {where} ORDER BY id",  # noqa: S608
            values,
        )
        return tuple(Signed(type=_type(row[0]), stored=row[1], signature=row[2], signer=row[3]) for row in rows)

    def shelf(self) -> tuple[Shelf, ...]:
        """Give every row as it stands in the file, whatever its columns hold."""
        columns = "type, signer, sequence, filing, round, subject, at, digest, stored, comment"
        rows = self._store.rows(f"SELECT {columns} FROM signed_objects ORDER BY id")  # noqa: S608  (a constant)
        return tuple(Shelf(*row) for row in rows)

    def comments(self, filing: str) -> dict[str, str]:
        """Give the comments that go with signed objects, by the SHA-256 of the stored bytes."""
        return dict(
            self._store.rows("SELECT digest, comment FROM signed_objects WHERE filing = ? AND comment <> ''", (filing,))
        )

    def last(self, signer: str) -> tuple[int, str]:
        """Give sequence and SHA-256 of what a key signed last in this workbook; (0, "") where it signed nothing."""
        found = self._store.row(
            "SELECT sequence, digest FROM signed_objects WHERE signer = ? ORDER BY sequence DESC LIMIT 1", (signer,)
        )
        return (0, "") if found is None else (int(found[0]), str(found[1]))

    def set_origins(self, origins: Mapping[str, str]) -> None:
        """Remember which account (a random id) made which key."""
        self._store.write_many("INSERT OR REPLACE INTO origins VALUES (?, ?)", origins.items())

    def origins(self) -> dict[str, str]:
        """Give the accounts by fingerprint."""
        return dict(self._store.rows("SELECT fingerprint, origin FROM origins"))

    def add_round(
        self,
        filing: str,
        round_: Round,
        *,
        sealed_listing: bytes,
        inputs: Mapping[str, str] = MappingProxyType({}),
        sealed_unsearched: bytes = b"",
    ) -> None:
        """Keep a round; every earlier one of the filing that is open or signed is void from now on.

        `inputs` are keyed digests of each thing that it was computed from, by name.
        """
        owner = filing_id(self._store, filing)
        last = self._store.number("SELECT max(number) FROM rounds WHERE filing = ?", (owner,))
        if round_.number != last + 1:
            raise SaidError(
                Message("refuse.reviews.next-round-number-not", {"last": last + 1, "number": round_.number}),
                next_step=Message("next.submit-filing-again"),
            )
        self._store.write("UPDATE rounds SET state = ? WHERE filing = ?", (RoundState.VOID.value, owner))
        self._store.write(
            "INSERT INTO rounds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                owner, round_.number, round_.digest, round_.previous, round_.state.value, round_.submitted_at,
                round_.submitter, round_.input_tag, round_.files, round_.size, json.dumps(round_.programs),
                sealed_listing, json.dumps(round_.reviewers), json.dumps(round_.scope),
                pack(json.dumps(dict(inputs), sort_keys=True).encode()), sealed_unsearched,
            ),
        )  # fmt: skip

    def rounds(self, filing: str) -> tuple[Round, ...]:
        """Give the filing's rounds, oldest first."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM rounds WHERE filing = ? ORDER BY number",  # noqa: S608  (a constant)
            (filing_id(self._store, filing),),
        )
        return tuple(map(_round, rows))

    def last_round(self, filing: str) -> Round | None:
        """Give the newest round, or None."""
        found = self._store.row(
            f"SELECT {_COLUMNS} FROM rounds WHERE filing = ? ORDER BY number DESC LIMIT 1",  # noqa: S608  (a constant)
            (filing_id(self._store, filing),),
        )
        return None if found is None else _round(found)

    def sealed_listing(self, filing: str, number: int) -> bytes:
        """Give the sealed listing of a round; UserError where there is no such round."""
        found = self._store.row(
            "SELECT sealed_listing FROM rounds WHERE filing = ? AND number = ?",
            (filing_id(self._store, filing), number),
        )
        if found is None:
            raise SaidError(
                Message("refuse.reviews.no-such-round"), where=str(number), next_step=Message("next.list-rounds-first")
            )
        return bytes(found[0])

    def sealed_unsearched(self, filing: str, number: int) -> bytes:
        """Give the sealed list of what the leak scan could not look into when a round was submitted; empty for none."""
        found = self._store.row(
            "SELECT sealed_unsearched FROM rounds WHERE filing = ? AND number = ?",
            (filing_id(self._store, filing), number),
        )
        return bytes(found[0]) if found else b""

    def inputs(self, filing: str, number: int) -> dict[str, str]:
        """Give the keyed digests of what a round was computed from, by name; empty for one of an older program."""
        found = self._store.row(
            "SELECT inputs FROM rounds WHERE filing = ? AND number = ?", (filing_id(self._store, filing), number)
        )
        return dict(json.loads(unpack(bytes(found[0])))) if found and found[0] else {}

    def set_round_state(self, filing: str, number: int, state: RoundState) -> None:
        """Set where a round stands."""
        self._store.write(
            "UPDATE rounds SET state = ? WHERE filing = ? AND number = ?",
            (state.value, filing_id(self._store, filing), number),
        )


def _type(name: object) -> SignedType:
    """Read the kind of a signed object; the file may be damaged, or somebody else's program may have been at it."""
    try:
        return SignedType(str(name))
    except ValueError:
        raise SaidError(
            Message("refuse.reviews.workbook-holds-signed-object-unknown"),
            next_step=Message("next.go-back-copy-works"),
        ) from None


def _round(row: Row) -> Round:
    return Round(
        number=row[0],
        digest=row[1],
        previous=row[2],
        state=RoundState(row[3]),
        submitted_at=row[4],
        submitter=row[5],
        input_tag=row[6],
        files=row[7],
        size=row[8],
        programs=tuple((str(name), str(version)) for name, version in json.loads(row[9])),
        reviewers=tuple(map(str, json.loads(row[10]))),
        scope=tuple(map(str, json.loads(row[11]))),
    )
