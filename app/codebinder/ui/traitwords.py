"""What of a supplied document does not meet the eye, in words of the window's language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from codebinder.base.messages import said
from codebinder.model.review import Round
from codebinder.model.source import DocumentTrait
from codebinder.model.text import Message, shown
from codebinder.workflow import unsearched

_SHOWN = 8


def said_texts(messages: Sequence[Message], lang: str) -> tuple[str, ...]:
    """Say messages in the reader's language."""
    return tuple(said(each, lang) for each in messages)


def unsearched_text(texts: Sequence[str], lang: str) -> str:
    """Say what the search for hidden values could not look into: its first lines, and how many more there are."""
    rows = unsearched.words(texts, lang)
    more = len(rows) - _SHOWN
    said = "; ".join(shown(each) for each in rows[:_SHOWN])
    if more > 0:
        said += "; " + QCoreApplication.translate("Trait", "and {count} more").format(count=more)
    return said


def submitted_words(row: Round, lang: str) -> tuple[str, str]:
    """Say that a round is submitted, and what of it could not be searched: the level of the message, and its text."""
    translate = QCoreApplication.translate
    text = translate("ReviewPage", "Round {number} is submitted.").format(number=row.number)
    if not row.unsearched:
        return "info", text
    rest = translate("Trait", "The search for hidden values could not look into everything: {list}")
    return "warning", f"{text} {rest.format(list=unsearched_text(row.unsearched, lang))}"


def trait_kind(kind: str) -> str:
    """Give the word for a kind of trait; one that is not known stays as it is."""
    translate = QCoreApplication.translate
    return {
        "action": translate("Trait", "action when it is opened"),
        "annotation": translate("Trait", "annotation"),
        "attachment": translate("Trait", "attached file"),
        "cached-data": translate("Trait", "cached data"),
        "comment": translate("Trait", "comment"),
        "custom-xml": translate("Trait", "data of other programs"),
        "deleted": translate("Trait", "deleted text"),
        "embedded": translate("Trait", "embedded object"),
        "encrypted": translate("Trait", "restricted"),
        "exif": translate("Trait", "camera data"),
        "external-link": translate("Trait", "link to the outside"),
        "form-field": translate("Trait", "form field"),
        "hidden-layer": translate("Trait", "hidden layers"),
        "hidden-name": translate("Trait", "hidden name"),
        "hidden-sheet": translate("Trait", "hidden sheet"),
        "hidden-slide": translate("Trait", "hidden slide"),
        "hidden-text": translate("Trait", "invisible text"),
        "javascript": translate("Trait", "script"),
        "layers": translate("Trait", "layers that can be switched on and off"),
        "macro": translate("Trait", "macro"),
        "metadata": translate("Trait", "metadata"),
        "printer-settings": translate("Trait", "printer settings"),
        "repaired": translate("Trait", "damaged structure"),
        "revision": translate("Trait", "earlier revisions"),
        "signature": translate("Trait", "signature"),
        "speaker-notes": translate("Trait", "speaker notes"),
        "thumbnail": translate("Trait", "preview picture"),
        "tracked-change": translate("Trait", "tracked changes"),
        "unreadable": translate("Trait", "could not be looked into"),
        "unsearched": translate("Trait", "could not be searched for what is hidden"),
        "xmp": translate("Trait", "XMP metadata"),
    }.get(kind, shown(kind))


def trait_text(trait: DocumentTrait, lang: str) -> str:
    """Give a trait in one line: what it is, what it is called, and what it says."""
    if trait.kind == "unsearched":
        (text,) = unsearched.words((trait.text,), lang)
        return f"{trait_kind(trait.kind)} · {shown(text)}"
    return " · ".join(each for each in (trait_kind(trait.kind), shown(trait.name), shown(trait.text)) if each)
