"""Tells which places of a file are masked as redactions stand: by value, by file, and else by looking at the bytes."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence

from codebinder import redact
from codebinder.model.redaction import RedactionKind, Secret, Span
from codebinder.model.template import RedactionPolicy
from codebinder.workflow import hiding

Place = tuple[str, int, int]
"""Keyed tag of a value, and where it stands: start and end."""


class Masks:
    """Tells which hits of a component are masked as things stand; threads may share it."""

    def __init__(self, secrets: Sequence[Secret], policy: RedactionPolicy, component: str) -> None:
        self._secrets, self._policy, self._component = secrets, policy, component
        self._values = hiding.everywhere_hidden(secrets)
        self._withheld = {
            each.redaction.path
            for each in secrets
            if each.redaction.kind is RedactionKind.FILE and each.redaction.component == component
        }
        self._mutex = threading.Lock()
        self._redactor: redact.Redactor | None = None

    def over(self, path: bytes, data: bytes, codec: str, places: Sequence[Place]) -> list[bool]:
        """Say for each place of a file whether its bytes are masked."""
        whole = path in self._withheld
        known = [whole or tag in self._values for tag, _, _ in places]
        if all(known) or not self._secrets:
            return known
        with self._mutex:  # to prepare the search takes its time where thousands of values are hidden
            if self._redactor is None:
                self._redactor = redact.Redactor(self._secrets, policy=self._policy, component=self._component)
        spans = self._redactor.spans(path, data, codec)
        return [is_known or _within(place, spans) for place, is_known in zip(places, known, strict=True)]


def _within(place: Place, spans: Sequence[Span]) -> bool:
    """Does the place lie within one of the spans, which are in order and apart from each other?"""
    _, start, end = place
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    return at >= 0 and end <= spans[at].end
