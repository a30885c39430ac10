"""What a person declares of how a firmware image was built: toolchain, flags, commands, who, when, reproducible or not.

It stands in the papers as a declaration, beside what the image says of itself; nothing is built or run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from codebinder import templates
from codebinder.base.messages import SaidFaults, Told
from codebinder.model.build_facts import KEYS, PREFIX, of_stated
from codebinder.model.filing import Filing
from codebinder.model.firmware import BuildFacts
from codebinder.model.source import Component
from codebinder.model.text import Message, shown
from codebinder.workflow import images, registered, stating
from codebinder.workflow.session import Session

MOST = 4000
"""Characters of one declared fact: room for a page of commands."""

_WORDS = {"yes": "yes", "true": "yes", "是": "yes", "no": "no", "false": "no", "否": "no"}


def stated(component: Component) -> BuildFacts | None:
    """Give what is declared of how an image was built; None where nothing is."""
    return of_stated(component.stated)


def read(values: Mapping[str, str]) -> dict[str, str]:
    """Give declarations as they are kept ("" takes one back); every fault is told at once."""
    made: dict[str, str] = {}
    faults: list[str] = []
    for key, text in values.items():
        kept, message = _kept(key, text.strip())
        made[PREFIX + key] = kept
        if message is not None:
            faults.append(Told(Message("said.placed", {"place": shown(key[:40]), "what": message})))
    if faults:
        raise SaidFaults(Message("refuse.stating.faults"), tuple(faults), next_step=Message("next.state-again"))
    return made


def _kept(key: str, text: str) -> tuple[str, Message | None]:
    if key not in KEYS:
        return "", Message("fault.build-facts.unknown", {"key": shown(key[:40]), "names": ", ".join(KEYS)})
    if not text:
        return "", None
    if key == "reproducible":
        word = _WORDS.get(text.casefold(), "")
        return word, None if word else Message("fault.stating.flag", {"text": shown(text[:60])})
    if key == "built_on":
        written = templates.read_date(text)
        if written.iso:
            return written.iso, None
        why = f'"{shown(text[:60])}" {templates.date_fault(text)}'
        return "", Message("said.text", {"text": templates.recognised_field(why)})
    if len(text) > MOST:
        return "", Message("fault.build-facts.long", {"most": MOST})
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    if any(shown(line) != line for line in lines):
        return "", Message("fault.build-facts.steering")
    return "\n".join(lines), None


def state(session: Session, filing: Filing, slug: str, values: Mapping[str, str]) -> Component:
    """Declare how an image of the filing was built; what is not named stays as it was said."""
    registered.check_not_erased(session, filing)
    component = images.image(session, filing, slug)
    changed = replace(component, stated=stating.merged(component.stated, read(values)))
    with session.book.transaction("firmware state", subject=f"{filing.slug}/{slug}", detail={"count": len(values)}):
        session.book.components.update(filing.slug, changed)
    return changed
