"""Where every entry of a source went, counted while its files pass."""

from __future__ import annotations

from dataclasses import dataclass, field

from codebinder.model.package import LinkRow
from codebinder.model.redaction import Withheld
from codebinder.model.source import Accounting, Component


@dataclass(slots=True)
class Tally:
    """What one source component came to, filled in as its files pass."""

    component: Component
    disclosed: int = 0
    redacted: int = 0
    excluded: int = 0
    excluded_by: dict[str, int] = field(default_factory=dict[str, int])
    withheld: list[Withheld] = field(default_factory=list[Withheld])
    links: list[LinkRow] = field(default_factory=list[LinkRow])
    submodules: int = 0
    total: int = 0
    masked: set[str] = field(default_factory=set[str])

    def accounting(self, printed: frozenset[str] | None = None) -> Accounting:
        """Give where every entry went. `printed` are the files ("component/path") of which an excerpt shows anything,
        where nothing but an excerpt leaves; the others are disclosed by nothing."""
        outside, disclosed, redacted = 0, self.disclosed, self.redacted
        if printed is not None:
            mine = {label for label in printed if label.startswith(f"{self.component.slug}/")}
            redacted = len(mine & self.masked)
            outside = self.disclosed + self.redacted - len(mine)
            disclosed = len(mine) - redacted
        return Accounting(
            total=self.total,
            disclosed=disclosed,
            redacted=redacted,
            outside_excerpt=outside,
            withheld=len(self.withheld),
            excluded=self.excluded,
            links=sum(row.kind == "link" for row in self.links),
            submodules=self.submodules,
            excluded_by=tuple(sorted(self.excluded_by.items())),
        )
