"""What a person states of a supplied document beside its bytes: day of issue, seal, original, translation, copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from codebinder import templates
from codebinder.base.messages import SaidError, SaidFaults, Told
from codebinder.model.filing import Filing
from codebinder.model.source import Component, ComponentKind
from codebinder.model.text import Message, shown
from codebinder.workflow import registered
from codebinder.workflow.session import Session

ISSUED, PAGES, COPIES = "issued_on", "pages", "copies"
SEALED, ORIGINAL, TRANSLATED = "sealed", "original", "translated"
KEYS = (ISSUED, SEALED, ORIGINAL, TRANSLATED, COPIES, PAGES)
"""What a person may state, in the order in which it is shown."""

_FLAGS = frozenset({SEALED, ORIGINAL, TRANSLATED})
_WORDS = MappingProxyType({"yes": "yes", "true": "yes", "是": "yes", "no": "no", "false": "no", "否": "no"})
_MOST_DIGITS = 6


def counted(component: Component) -> bool:
    """Were the pages of this document counted, so that nobody states them?"""
    return PAGES in dict(component.stated) and dict(component.stated).get("type") == "application/pdf"


def read(values: Mapping[str, str], *, pages_counted: bool = False) -> dict[str, str]:
    """Give statements as they are kept ("" takes one back); every fault is told at once."""
    made: dict[str, str] = {}
    faults: list[str] = []
    for key, text in values.items():
        if key not in KEYS:
            message = Message("fault.stating.unknown", {"key": shown(key[:40]), "names": ", ".join(KEYS)})
        elif key == PAGES and pages_counted:
            message = Message("fault.stating.counted")
        else:
            kept, message = _kept(key, text.strip())
            made[key] = kept
        if message is not None:
            faults.append(Told(Message("said.placed", {"place": shown(key[:40]), "what": message})))
    if faults:
        raise SaidFaults(Message("refuse.stating.faults"), tuple(faults), next_step=Message("next.state-again"))
    return made


def _kept(key: str, text: str) -> tuple[str, Message | None]:
    if not text:
        return "", None
    if key == ISSUED:
        written = templates.read_date(text)
        if written.iso:
            return written.iso, None
        why = f'"{shown(text[:60])}" {templates.date_fault(text)}'
        return "", Message("said.text", {"text": templates.recognised_field(why)})
    if key in _FLAGS:
        word = _WORDS.get(text.casefold(), "")
        return word, None if word else Message("fault.stating.flag", {"text": shown(text[:60])})
    good = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) > 0
    return (str(int(text)), None) if good else ("", Message("fault.stating.count", {"text": shown(text[:60])}))


def merged(held: tuple[tuple[str, str], ...], values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give what is stated after new statements; an empty one takes back what was said."""
    return tuple(sorted((key, text) for key, text in {**dict(held), **values}.items() if text))


def state(session: Session, filing: Filing, slug: str, values: Mapping[str, str]) -> Component:
    """State attributes of a document that is in the filing."""
    registered.check_not_erased(session, filing)
    component = session.book.components.get(filing.slug, slug)
    if component.kind is not ComponentKind.DOCUMENT:
        raise SaidError(Message("refuse.attachments.not-document", {"slug": slug}), where=filing.slug)
    changed = replace(component, stated=merged(component.stated, read(values, pages_counted=counted(component))))
    with session.book.transaction("document state", subject=f"{filing.slug}/{slug}", detail={"count": len(values)}):
        session.book.components.update(filing.slug, changed)
    return changed
