"""Who wrote what is privileged, and when, as the history of its source claims: proposals for a person, no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Self

from codebinder import intake
from codebinder.base.messages import said
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message
from codebinder.workflow import contents, filings
from codebinder.workflow.logrows import InternalRow
from codebinder.workflow.privilegeviews import Author, Details, PeopleTable
from codebinder.workflow.session import Session

Lines = Mapping[int, intake.BlameLine]


class Proposer:
    """Asks each source's history once a file, for all lines of it that entries hide."""

    def __init__(
        self, session: Session, filing: Filing, table: PeopleTable,
        wanted: Mapping[tuple[str, bytes], Sequence[InternalRow]], cancel: Cancel,
    ) -> None:  # fmt: skip
        self._session, self._filing, self._cancel = session, filing, cancel
        self._wanted = wanted
        self._domains = dict(table.domains)
        self._attorneys = {each.casefold() for each in table.attorneys}
        self._parts = {part.slug: part for part in filings.components(session, filing, ComponentKind.SOURCE)}
        self._known: dict[tuple[str, bytes], Lines] = {}
        self._open: dict[str, tuple[intake.Repository, str] | None] = {}
        self._held = ExitStack()
        self._vendor = session.book.vendor.get().name

    def __enter__(self) -> Self:
        """Use as a context manager that ends what runs."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the repositories."""
        self._held.close()

    def details(self, component: str, path: bytes, rows: Sequence[InternalRow], reason: str, lang: str) -> Details:
        """Propose an entry's date (the newest of its lines), authors with their affiliations, and attorneys."""
        lines = self._lines(component, path)
        mine = [lines[number] for row in rows for number in _lines_of(row) if number in lines]
        people = dict.fromkeys((each.author, each.mail) for each in mine if each.author or each.mail)
        authors = tuple(self._author(name, mail) for name, mail in people)
        return Details(
            date=max((each.day for each in mine), default=""),
            authors=authors,
            attorneys=", ".join(each.name for each in authors if each.attorney),
            basis=reason,
            custodian=self._vendor,
            doc_type=said(Message("log.file"), lang),
        )

    def _author(self, name: str, mail: str) -> Author:
        domain = mail.rpartition("@")[2].lower()
        while domain not in self._domains and "." in domain:
            domain = domain.partition(".")[2]
        attorney = bool({name.casefold(), mail.casefold()} & self._attorneys)
        return Author(name=name or mail, affiliation=self._domains.get(domain, ""), attorney=attorney)

    def _lines(self, component: str, path: bytes) -> Lines:
        if (component, path) not in self._known:
            self._known[component, path] = self._asked(component, path)
        return self._known[component, path]

    def _asked(self, component: str, path: bytes) -> Lines:
        """A folder has no history, and one that is damaged or takes too long proposes nothing: a person fills it in."""
        self._cancel.check()
        if component not in self._open:
            self._open[component] = self._opened(component)
        held = self._open[component]
        if held is None:
            return {}
        ranges = _merged([(each[0], each[-1]) for row in self._wanted[component, path] if (each := _lines_of(row))])
        try:
            found = held[0].blame(held[1], path, ranges, cancel=self._cancel) if ranges else ()
        except UserError:
            return {}
        return {each.line: each for each in found}

    def _opened(self, component: str) -> tuple[intake.Repository, str] | None:
        part = self._parts.get(component)
        if part is None or not part.is_git:
            return None
        try:
            repository = intake.open_repository(contents.located(self._session, part))
        except UserError:
            return None
        self._held.callback(repository.close)
        return repository, contents.commit_of(self._session, self._filing, part)[0]


def _lines_of(row: InternalRow) -> range:
    return range(row.first_line or 1, (row.last_line or 0) + 1)


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    done: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if done and first <= done[-1][1] + 1:
            done[-1] = (done[-1][0], max(last, done[-1][1]))
        else:
            done.append((first, last))
    return done
