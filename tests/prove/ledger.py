"""Notes what was claimed, whether it holds, and with which figures; prints the table at the end."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from helpers.filing_job import Failed


@dataclass(slots=True)
class Ledger:
    """Rows of the evidence: claim, PASS or FAIL or SKIP, figures."""

    rows: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    def note(self, claim: str, holds: bool, figures: str = "") -> None:
        self._add(claim, "PASS" if holds else "FAIL", figures)

    def skip(self, claim: str, why: str) -> None:
        self._add(claim, "SKIP", why)

    def _add(self, claim: str, outcome: str, figures: str) -> None:
        self.rows.append((claim, outcome, figures))
        print(f"{outcome}  {claim}  {figures}", flush=True)

    @contextmanager
    def part(self, title: str) -> Generator[None]:
        """Carry out one part; what stops it is noted as a failure, and the next part goes on."""
        print(f"\n== {title}", flush=True)
        begun = time.monotonic()
        try:
            yield
        except (Failed, AssertionError, OSError, KeyError, ValueError) as failure:
            self.note(title, holds=False, figures=f"{type(failure).__name__}: {failure}"[:600])
        print(f"   ({time.monotonic() - begun:.0f} s)", flush=True)

    def end(self) -> int:
        """Print everything once more, and give the exit code."""
        print("\n" + "=" * 100)
        for claim, outcome, figures in self.rows:
            print(f"{outcome:5} {claim:62} {figures}")
        failed = sum(outcome == "FAIL" for _, outcome, _ in self.rows)
        print(f"{len(self.rows)} claims, {failed} failed" if failed else f"{len(self.rows)} claims, none failed")
        return 1 if failed else 0
