"""To whom something is encrypted: a person's exported key, a file with it, a roster name, or a bare recipient."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from codebinder import vault
from codebinder.base.messages import SaidError
from codebinder.model.review import PublicKey
from codebinder.model.text import Message, shown
from codebinder.workflow.session import Session

_PREFIX = "codebinder-key1:"
_LARGEST = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An age recipient; `fingerprint` and `name` are empty where nothing but the recipient is known."""

    age: str
    fingerprint: str = ""
    name: str = ""


def of(public: PublicKey) -> Recipient:
    """Give a person's key as a recipient."""
    return Recipient(age=public.age, fingerprint=public.fingerprint, name=public.person)


def read_key(line: str) -> PublicKey:
    """Read the line of `codebinder key export`, which proves itself by a signature."""
    return vault.parse_public(line.strip())


def resolve(session: Session, text: str) -> Recipient:
    """Find out whom `text` names; UserError where nobody."""
    found = _written(text.strip())
    if found is not None:
        return found
    rosters = session.rosters()
    for member in rosters[-1].members if rosters else ():
        if member.name == text:
            return of(member)
    path = Path(text)
    if path.is_file():
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines()]
        for line in lines if len(data) <= _LARGEST else ():
            found = None if line.startswith("#") else _written(line)
            if found is not None:
                return found
    raise SaidError(
        Message("refuse.recipients.names-no-recipient"),
        where=shown(text[:80]),
        next_step=Message("next.give-line-codebinder-key-export"),
    )


def _written(text: str) -> Recipient | None:
    if text.startswith(_PREFIX):
        return of(vault.parse_public(text))
    if not text.startswith("age1"):
        return None
    try:
        vault.check_recipient(text)
    except ValueError:
        raise SaidError(Message("refuse.recipients.not-age-recipient"), where=shown(text[:80])) from None
    return Recipient(age=text)
