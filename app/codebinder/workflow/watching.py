"""Looks, while a round is digested, for values that other filings of the workbook hide (proof.md §1)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codebinder.base.messages import SaidProblems
from codebinder.base.values import ValueSearch
from codebinder.bundle import codec
from codebinder.bundle.sinks import DigestSink
from codebinder.model.redaction import Secret
from codebinder.model.text import Message


class Watch:
    """Looks for values that earlier filings hide in what this one would disclose (proof.md §1)."""

    def __init__(self, secrets: Sequence[Secret], allowed: frozenset[str]) -> None:
        rows = [each for each in secrets if each.redaction.content_tag not in allowed]
        self._search = (
            ValueSearch([(str(at), each.value, each.encoding) for at, each in enumerate(rows)]) if rows else None
        )
        self._names = [each.redaction.id for each in rows]
        self._hits: dict[str, str] = {}

    def through(self, sink: DigestSink) -> DigestSink | _WatchedSink:
        """Give a sink that shows every member to the watch, or the sink itself where there is nothing to look for."""
        return _WatchedSink(sink, self) if self._search is not None else sink

    def look(self, name: str, data: bytes) -> None:
        """Look through one member."""
        if self._search is None:
            return
        for hit in self._search.search(data):
            self._hits.setdefault(self._names[int(hit.id)], name)

    def complain(self) -> None:
        """Raise Problems where a value was seen."""
        if self._hits:
            raise SaidProblems(
                Message("refuse.output.values-another-filing-workbook-hides"),
                tuple(
                    Message("fault.watching.it", {"redaction": redaction, "name": name})
                    for redaction, name in sorted(self._hits.items())
                ),
                next_step=Message("next.redact-them-here-too-mark"),
            )


class _WatchedSink:
    """A digest sink that shows every member to the watch first."""

    def __init__(self, sink: DigestSink, watch: Watch) -> None:
        self._sink = sink
        self._watch = watch
        self.files = sink.files

    def add(self, name: str, data: bytes, *, executable: bool = False) -> None:
        """Look at one member, then digest it."""
        self._watch.look(name, data)
        self._sink.add(name, data, executable=executable)

    def add_file(self, name: str, path: Path) -> None:
        """Digest one member from a file; large files are searched by the leak check of the build."""
        if path.stat().st_size <= codec.LARGE:
            self._watch.look(name, path.read_bytes())
        self._sink.add_file(name, path)

    def flush(self) -> None:
        """Wait for the digests."""
        self._sink.flush()
