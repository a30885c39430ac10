"""A packet that is open in the window: checked when it is opened, let go when another one comes."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from codebinder.model.ports import Cancel, Progress
from codebinder.ui.desk import Desk
from codebinder.ui.reviewing.packet import PacketSource
from codebinder.workflow import packetdesk, people


class HeldPacket:
    """The source of the board, and what lets the packet go."""

    def __init__(self, path: Path, source: PacketSource, stack: ExitStack) -> None:
        self.path, self.source, self._stack = path, source, stack

    def close(self) -> None:
        """Delete what was decrypted; what she decided is in her own file."""
        with self.source.turn:
            self._stack.close()


def open_held(desk: Desk, path: Path, *, key: str, passphrase: str, progress: Progress, cancel: Cancel) -> HeldPacket:
    """Decrypt a packet and recompute everything in it; off the window's thread."""
    with ExitStack() as stack:
        packet = stack.enter_context(
            packetdesk.open(desk.environment, path, key=key, passphrase=passphrase, progress=progress, cancel=cancel)
        )
        check = packet.reader.check(progress, cancel)
        own = {each.fingerprint: each.name for each in people.keys(desk.environment)}
        return HeldPacket(path, PacketSource(desk, packet, check, own), stack.pop_all())
