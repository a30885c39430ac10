"""Internal notes and comments: hidden values themselves, so the workbook holds them sealed (design §4.12)."""

from __future__ import annotations

from base64 import b64decode, b64encode

from codebinder.errors import UserError
from codebinder.workflow.session import Session

_BOX = "note"
LOCKED = "(sealed: unlock the keychain to read it)"


def sealed(session: Session, text: str) -> str:
    """Give the text as the workbook keeps it; an empty one stays empty."""
    return b64encode(session.sealer.seal(_BOX, text.encode())).decode("ascii") if text else ""


def opened(session: Session, box: str) -> str:
    """Give the text that `sealed` kept."""
    return session.sealer.unseal(_BOX, b64decode(box)).decode() if box else ""


def shown(session: Session, box: str) -> str:
    """Give the text for a list, or a remark where the key is not at hand."""
    try:
        return opened(session, box)
    except UserError:
        return LOCKED
