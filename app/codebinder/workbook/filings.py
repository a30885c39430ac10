"""Filings with their frozen template, the form's answers, justifications and rulings."""

from __future__ import annotations

import uuid

from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing, FilingState
from codebinder.model.ports import Randomness
from codebinder.model.text import Message
from codebinder.workbook.store import Row, Store
from codebinder.workbook.vendor_product import taken, unknown

_SELECT = (
    "SELECT f.slug, f.uid, p.slug, f.template_id, f.template_version, f.template_digest, f.template_text, f.recipient, "
    "f.language, f.created_at, f.based_on, f.due, f.state FROM filings f JOIN products p ON p.id = f.product "
)


SUPERSEDES = "package:supersedes"
"""Among the answers, under a name that no requirement can have."""


def new_uid(randomness: Randomness) -> str:
    """Draw a random UUID (version 4)."""
    return str(uuid.UUID(bytes=randomness.token(16), version=4))


def filing_id(store: Store, slug: str) -> int:
    """Give the row number of a filing; UserError where there is none of that slug."""
    found = store.row("SELECT id FROM filings WHERE slug = ?", (slug,))
    if found is None:
        raise unknown("filing", slug, [str(row[0]) for row in store.rows("SELECT slug FROM filings ORDER BY id")])
    return int(found[0])


class Filings:
    """Disclosure packages in the making."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, filing: Filing) -> None:
        """Add a filing; UserError where its slug is taken or its product unknown."""
        if self.exists(filing.slug):
            raise taken("filing", filing.slug)
        product = self._store.row("SELECT id FROM products WHERE slug = ?", (filing.product,))
        if product is None:
            known = self._store.rows("SELECT slug FROM products ORDER BY id")
            raise unknown("product", filing.product, [str(row[0]) for row in known])
        self._store.write(
            "INSERT INTO filings (slug, uid, product, template_id, template_version, template_digest, template_text, "
            "recipient, language, created_at, based_on, due, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                filing.slug, filing.uid, int(product[0]), filing.template_id, filing.template_version,
                filing.template_digest, filing.template_text, filing.recipient, filing.language, filing.created_at,
                filing.based_on, filing.due, filing.state.value,
            ),
        )  # fmt: skip

    def exists(self, slug: str) -> bool:
        """Is there a filing of that slug?"""
        return self._store.row("SELECT 1 FROM filings WHERE slug = ?", (slug,)) is not None

    def get(self, slug: str) -> Filing:
        """Give the filing of that slug; UserError where there is none."""
        found = self._store.row(_SELECT + "WHERE f.id = ?", (filing_id(self._store, slug),))
        if found is None:
            raise unknown("filing", slug, [])
        return _filing(found)

    def list(self) -> tuple[Filing, ...]:
        """Give all filings, oldest first."""
        return tuple(map(_filing, self._store.rows(_SELECT + "ORDER BY f.id")))

    def only(self) -> Filing:
        """Give the one filing there is; UserError where there is none, or more than one."""
        rows = self._store.rows(_SELECT + "ORDER BY f.id")
        if not rows:
            raise SaidError(
                Message("refuse.filings.workbook-no-filing-yet"),
                next_step=Message("next.add-one-codebinder-filing-add"),
            )
        if len(rows) > 1:
            raise SaidError(
                Message("refuse.filings.workbook-several-filings"),
                next_step=Message("next.choose-one-filing", {"names": ", ".join(str(row[0]) for row in rows[:8])}),
            )
        return _filing(rows[0])

    def set_recipient(self, filing: str, recipient: str) -> None:
        """Set who receives the package."""
        self._store.write("UPDATE filings SET recipient = ? WHERE id = ?", (recipient, filing_id(self._store, filing)))

    def set_language(self, filing: str, lang: str) -> None:
        """Set the language of the listing's own words."""
        self._store.write("UPDATE filings SET language = ? WHERE id = ?", (lang, filing_id(self._store, filing)))

    def set_register(self, filing: str, *, due: str | None = None, state: FilingState | None = None) -> None:
        """Set when a filing is due (ISO date, "" for never) and where it stands; None leaves as it is."""
        self._store.write(
            "UPDATE filings SET due = coalesce(?, due), state = coalesce(?, state) WHERE id = ?",
            (due, None if state is None else state.value, filing_id(self._store, filing)),
        )

    def set_answer(self, filing: str, requirement: str, text: str | None) -> None:
        """Set a form answer (canonical text); None removes it."""
        self._respond(filing, "answer", requirement, text)

    def answers(self, filing: str) -> dict[str, str]:
        """Give the form's answers by requirement."""
        return self._responses(filing, "answer")

    def set_justification(self, filing: str, requirement: str, text: str | None) -> None:
        """Set why a requirement is omitted; None removes it."""
        self._respond(filing, "justification", requirement, text)

    def justifications(self, filing: str) -> dict[str, str]:
        """Give the justifications by requirement."""
        return self._responses(filing, "justification")

    def set_ruling(self, filing: str, requirement: str, text: str | None) -> None:
        """Set a person's decision, with its reason, on a rule that is unclear; None removes it."""
        self._respond(filing, "ruling", requirement, text)

    def rulings(self, filing: str) -> dict[str, str]:
        """Give the rulings by requirement."""
        return self._responses(filing, "ruling")

    def set_settled(self, filing: str, requirement: str, text: str | None) -> None:
        """Note who left a requirement out or decided about it, and when (JSON); None removes it."""
        self._respond(filing, "settled", requirement, text)

    def settled(self, filing: str) -> dict[str, str]:
        """Give who settled what, and when, by requirement."""
        return self._responses(filing, "settled")

    def put_aside(self, filing: str, key: str, text: str | None) -> None:
        """Keep what was answered and fits the template no more; None removes it."""
        self._respond(filing, "aside", key, text)

    def aside(self, filing: str) -> dict[str, str]:
        """Give what is kept aside, by its key."""
        return self._responses(filing, "aside")

    def set_template(self, filing: str, *, version: str, digest: str, text: bytes) -> None:
        """Freeze another text of its template into a filing."""
        self._store.write(
            "UPDATE filings SET template_version = ?, template_digest = ?, template_text = ? WHERE id = ?",
            (version, digest, text, filing_id(self._store, filing)),
        )

    def frozen(self, filing: str) -> tuple[str, str, bytes] | None:
        """Give version, digest and text of a filing's template as they are now; None where the filing has gone."""
        found = self._store.row(
            "SELECT template_version, template_digest, template_text FROM filings WHERE slug = ?", (filing,)
        )
        return None if found is None else (str(found[0]), str(found[1]), bytes(found[2]))

    def set_supersedes(self, filing: str, digest: str) -> None:
        """Set the digest of the package that this filing supersedes: an answer, so that a round is bound to it."""
        self._respond(filing, "answer", SUPERSEDES, digest or None)

    def supersedes(self, filing: str) -> str:
        """Give the digest of the package that this filing supersedes; empty where it supersedes none."""
        return self.answers(filing).get(SUPERSEDES, "")

    def _respond(self, filing: str, kind: str, requirement: str, text: str | None) -> None:
        key = (filing_id(self._store, filing), kind, requirement)
        if text is None:
            self._store.write("DELETE FROM responses WHERE filing = ? AND kind = ? AND requirement = ?", key)
        else:
            self._store.write(
                "INSERT INTO responses VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text", (*key, text)
            )

    def _responses(self, filing: str, kind: str) -> dict[str, str]:
        return dict(
            self._store.rows(
                "SELECT requirement, text FROM responses WHERE filing = ? AND kind = ? ORDER BY requirement",
                (filing_id(self._store, filing), kind),
            )
        )


def _filing(row: Row) -> Filing:
    return Filing(
        slug=row[0],
        uid=row[1],
        product=row[2],
        template_id=row[3],
        template_version=row[4],
        template_digest=row[5],
        template_text=row[6],
        recipient=row[7],
        language=row[8],
        created_at=row[9],
        based_on=row[10],
        due=row[11],
        state=FilingState(row[12]),
    )
