"""What the code says about itself: listeners, interfaces, remote control, accounts, cryptography, updates, hosts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ObservationKind(StrEnum):
    """What an observation is about."""

    LISTENER = "listener"
    PORT = "port"
    INTERFACE = "interface"
    REMOTE = "remote"
    ACCOUNT = "account"
    CRYPTO = "crypto"
    UPDATE = "update"
    TELEMETRY = "telemetry"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedAt:
    """A place where something was observed; `line` from 1."""

    path: bytes
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that a component's code says, over all its files. `subject` and `detail` are short and hold no secret.

    `count` is how often it was seen (at least: a file full of it is counted up to a limit), `aside` how many of those
    stand in tests and examples; `places` are the first twenty, those of the product itself before those aside.
    """

    kind: ObservationKind
    subject: str
    detail: str
    count: int
    aside: int = 0
    places: tuple[ObservedAt, ...] = ()

    @property
    def firm(self) -> int:
        """How often it was seen outside of tests and examples."""
        return self.count - self.aside


class Aspect(StrEnum):
    """A side of the product that its code tells about: what fills a table, or contradicts a statement."""

    PORTS = "ports"
    INTERFACES = "interfaces"
    REMOTE = "remote"
    ACCOUNTS = "accounts"
    ENCRYPTION = "encryption"
    UPDATES = "updates"
    TELEMETRY = "telemetry"
    HOSTS = "hosts"


class Fill(StrEnum):
    """What of an observation a column takes: what it is called, what usually goes with it, what else is known, where
    it stands in the code."""

    NAME = "name"
    SERVICE = "service"
    DETAIL = "detail"
    PLACES = "places"
