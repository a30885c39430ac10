"""Reviewers with vaults and folders of their own, and packets that are exported for them and opened by them.

A packet can be made to look like another one (`changed`): what somebody who forges one would have to get past.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Role
from codebinder.vault import MemoryVault
from codebinder.workflow import packetread, packets, people, reviewing
from codebinder.workflow.environment import Environment
from codebinder.workflow.packetdesk import PacketDesk, own_file
from helpers.books import Counted, StillClock
from helpers.workflows import ENGINEER, Room

QUIET: dict[str, Any] = {"progress": NoProgress(), "cancel": NeverCancel()}


class Changed:
    """A packet's reader of which something is otherwise."""

    def __init__(self, reader: Any, changed: dict[str, Any], faults: tuple[str, ...]) -> None:
        self._reader, self._faults = reader, faults
        self.__dict__.update(changed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def check(self, progress: Any, cancel: Any) -> Any:
        found = self._reader.check(progress, cancel)
        return replace(found, faults=(*found.faults, *self._faults))


class Packet:
    """The round as it stands now, exported to these people (everybody of role legal)."""

    def __init__(
        self, room: Room, *, content: str = "whole", faults: tuple[str, ...] = (), to: tuple[str, ...] = ()
    ) -> None:
        self.room, self.faults = room, faults
        number = len(list(room.folder.glob("*.packet"))) + 1
        self.path = room.folder / f"{number}.packet"
        to = to or tuple(each.name for each in room.session.roster().members if each.role is Role.LEGAL)
        packets.export(room.session, room.filing, out=self.path, to=to, key=ENGINEER, content=content, **QUIET)
        self.changed: dict[str, Any] = {}
        with packetread.open_packet(room.environment, self.path, key=ENGINEER, **QUIET) as reader:
            self.ids = [each.subject.id for each in reader.subjects()]
            self.objects, self.round = reader.objects, reader.round

    def show(self, *objects: Any) -> None:
        """Let it show these signed objects as well."""
        self.objects = (*objects, *self.objects)
        self.changed["objects"] = self.objects


class Reviewer:
    """A person of role legal with a vault and a folder of her own."""

    def __init__(self, room: Room, folder: Path, name: str, *, person: str = "") -> None:
        self.room, self.name = room, name
        self.folder = folder / f"at-{name}"
        self.folder.mkdir(exist_ok=True)
        self.vault = MemoryVault(randomness=Counted(name))
        self.environment = Environment(
            clock=StillClock(), randomness=Counted(f"of {name}"), open_vault=lambda: self.vault,
            config_dir=self.folder, temp_root=self.folder, workers=2,
        )  # fmt: skip
        self.key = people.create_key(self.environment, name, role=Role.LEGAL, person=person or f"Person {name}")
        people.trust(room.session, people.export_key(self.environment, name), key=ENGINEER)

    def elsewhere(self, folder: str) -> Reviewer:
        """Give the same key at an account that remembers nothing."""
        other = Reviewer.__new__(Reviewer)
        other.__dict__.update(self.__dict__, environment=replace(self.environment, config_dir=self.folder / folder))
        return other

    @contextlib.contextmanager
    def desk(self, packet: Packet) -> Iterator[PacketDesk]:
        with (
            packetread.open_packet(self.environment, packet.path, key=self.name, **QUIET) as reader,
            own_file(self.environment, reader.book) as store,
        ):
            yield PacketDesk(Changed(reader, packet.changed, packet.faults), self.environment, store)

    def answer(self, packet: Packet, out: str = "") -> Path:
        path = self.folder / (out or f"round-{packet.round.number}.answer")
        with self.desk(packet) as desk:
            desk.answer(path, key=self.name)
        return path


def subject_ids(room: Room) -> list[str]:
    """What there is to decide now."""
    return [each.subject.id for each in reviewing.subjects(room.session, room.filing)]
