"""A workbook with a filing, two people and tiny repositories, worked on through the use cases themselves."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from codebinder.model.filing import Filing
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.redaction import Redaction
from codebinder.model.review import Role, Round, Verdict
from codebinder.vault import MemoryVault
from codebinder.workflow import building, filings, people, redacting, reviewing, scanning, sources, vendors
from codebinder.workflow.environment import Environment
from codebinder.workflow.session import Session
from helpers.books import Counted, StillClock
from helpers.git_repo import Content, RepoBuilder
from helpers.small_template import HEAD, SOURCE

ENGINEER, LEGAL, SECOND = "lin", "chen", "zhao"
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}
TOKEN = b"ghp_" + b"1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU"
"""Has the form of a token that the shipped rules know; it opens nothing."""

TEMPLATE = f"""{HEAD}requirements:
  - {{id: purpose, kind: multiline, level: optional, label: {{en: Purpose}}, {SOURCE}}}
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
  - {{id: image, kind: firmware, level: optional, label: {{en: Image}}, {SOURCE}}}
  - {{id: manual, kind: document, level: optional, label: {{en: Manual}}, {SOURCE}}}
listing: {{mode: none}}
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""


class Room:
    """One workbook, open; `filing` is its filing. Every method is one gesture of one person."""

    def __init__(self, folder: Path, *, template: str = TEMPLATE, environment: Environment | None = None) -> None:
        self.folder = folder
        self.vault = MemoryVault(randomness=Counted("vault"))
        self.out, self.temp = folder / "out", folder / "temp"
        for each in (self.out, self.temp):
            each.mkdir()
        self.environment = environment or Environment(
            clock=StillClock(), randomness=Counted("room"), open_vault=lambda: self.vault,
            config_dir=folder, temp_root=self.temp, workers=2, cache_dir=Path(os.environ["CODEBINDER_CACHE_DIR"]),
        )  # fmt: skip
        self.session = Session.create(self.environment, folder / "w.codebinder", vendor="Example Devices")
        for name, role in ((ENGINEER, Role.ENGINEER), (LEGAL, Role.LEGAL), (SECOND, Role.LEGAL)):
            people.create_key(self.environment, name, role=role, person=f"Person {name}")
            people.trust(self.session, name)
        self.product = vendors.add_product(self.session, name="Gateway", version="2.1", slug="gw")
        self.template = folder / "template.yaml"
        self.template.write_text(template, encoding="utf-8")
        self.filing = self.begin("f")
        self.repositories: dict[str, RepoBuilder] = {}

    def begin(self, slug: str) -> Filing:
        return filings.add_filing(self.session, product="gw", template=str(self.template), slug=slug)

    def source(
        self, files: Mapping[bytes, Content], *, slug: str = "src", filing: Filing | None = None,
        exclude: tuple[str, ...] = (),
    ) -> sources.SourceReport:  # fmt: skip
        """Add a repository of one commit."""
        repo = self.repositories[slug] = RepoBuilder(self.folder / f"{slug}.git", bare=True)
        repo.tag("v1", repo.commit(files))
        return sources.add_repository(
            self.session, filing or self.filing, repo=repo.path, rev="v1", slug=slug, exclude=exclude, **QUIET
        )

    def move(
        self, files: Mapping[bytes, Content], *, slug: str = "src", delete: tuple[bytes, ...] = ()
    ) -> sources.SourceReport:
        """Move a source to a new commit with these changes."""
        commit = self.repositories[slug].commit(files, delete=delete)
        return sources.update(self.session, self.filing, slug, rev=commit, **QUIET)

    def scan(self, filing: Filing | None = None) -> tuple[Finding, ...]:
        scanning.scan(self.session, filing or self.filing, **QUIET)
        return self.findings(filing)

    def findings(self, filing: Filing | None = None) -> tuple[Finding, ...]:
        return scanning.findings(self.session, filing or self.filing).items

    def states(self) -> list[str]:
        return [each.state.value for each in self.findings()]

    def redact(self, *ids: str, filing: Filing | None = None) -> tuple[Redaction, ...]:
        """Redact findings (none named: all that are open) as values."""
        return redacting.redact_findings(
            self.session, filing or self.filing, ids=ids or None, reason="CRY", key=ENGINEER
        )

    def hide(self, path: bytes, first: int, last: int, *, component: str | None = None, key: str = ENGINEER) -> str:
        """Redact lines as a place; give the redaction's id."""
        (row,) = redacting.redact_lines(
            self.session, self.filing, path=path, first=first, last=last, reason="TS", key=key, component=component
        )
        return row.id

    def keep(self, *ids: str, note: str = "a test key") -> None:
        redacting.keep_findings(self.session, self.filing, ids=ids or None, note=note, key=ENGINEER)

    def withdraw(self, redaction: str) -> None:
        redacting.withdraw(self.session, self.filing, redaction, key=ENGINEER)

    def submit(self, filing: Filing | None = None) -> Round:
        return reviewing.submit(self.session, filing or self.filing, key=ENGINEER, **QUIET)

    def decide(self, *ids: str, verdict: Verdict = Verdict.APPROVE, key: str = LEGAL) -> None:
        comment = "no" if verdict is Verdict.REJECT else ""
        reviewing.decide(self.session, self.filing, ids=ids or None, verdict=verdict, comment=comment, key=key)

    def sign(self, *, key: str = LEGAL) -> Round:
        return reviewing.sign(self.session, self.filing, key=key, **QUIET)

    def approve(self) -> None:
        self.submit()
        self.decide()
        self.sign()

    def state(self) -> str:
        row = reviewing.current_round(self.session, self.filing)
        return row.state.value if row else ""

    def build(self, out: Path | None = None, *, draft: bool = False) -> Path:
        report = building.build(self.session, self.filing, out=out or self.out, key=ENGINEER, draft=draft, **QUIET)
        return Path(report.archive)


__all__ = ["ENGINEER", "LEGAL", "QUIET", "SECOND", "TEMPLATE", "TOKEN", "Confidence", "FindingState", "Room"]
