"""What of a supplied document does not meet the eye, in words of the window's language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from codebinder.model.review import Round
from codebinder.model.source import DocumentTrait
from codebinder.model.text import shown
from codebinder.workflow import unsearched

_SHOWN = 8


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
    say = QCoreApplication.translate
    text = say("ReviewPage", "Round {number} is submitted.").format(number=row.number)
    if not row.unsearched:
        return "info", text
    rest = say("Trait", "The search for hidden values could not look into everything: {list}")
    return "warning", f"{text} {rest.format(list=unsearched_text(row.unsearched, lang))}"


def trait_kind(kind: str) -> str:
    """Give the word for a kind of trait; one that is not known stays as it is."""
    say = QCoreApplication.translate
    return {
        "action": say("Trait", "action when it is opened"),
        "annotation": say("Trait", "annotation"),
        "attachment": say("Trait", "attached file"),
        "cached-data": say("Trait", "cached data"),
        "comment": say("Trait", "comment"),
        "custom-xml": say("Trait", "data of other programs"),
        "deleted": say("Trait", "deleted text"),
        "embedded": say("Trait", "embedded object"),
        "encrypted": say("Trait", "restricted"),
        "exif": say("Trait", "camera data"),
        "external-link": say("Trait", "link to the outside"),
        "form-field": say("Trait", "form field"),
        "hidden-layer": say("Trait", "hidden layers"),
        "hidden-name": say("Trait", "hidden name"),
        "hidden-sheet": say("Trait", "hidden sheet"),
        "hidden-slide": say("Trait", "hidden slide"),
        "hidden-text": say("Trait", "invisible text"),
        "javascript": say("Trait", "script"),
        "layers": say("Trait", "layers that can be switched on and off"),
        "macro": say("Trait", "macro"),
        "metadata": say("Trait", "metadata"),
        "printer-settings": say("Trait", "printer settings"),
        "repaired": say("Trait", "damaged structure"),
        "revision": say("Trait", "earlier revisions"),
        "signature": say("Trait", "signature"),
        "speaker-notes": say("Trait", "speaker notes"),
        "thumbnail": say("Trait", "preview picture"),
        "tracked-change": say("Trait", "tracked changes"),
        "unreadable": say("Trait", "could not be looked into"),
        "unsearched": say("Trait", "could not be searched for what is hidden"),
        "xmp": say("Trait", "XMP metadata"),
    }.get(kind, shown(kind))


def trait_text(trait: DocumentTrait, lang: str) -> str:
    """Give a trait in one line: what it is, what it is called, and what it says."""
    if trait.kind == "unsearched":
        (text,) = unsearched.words((trait.text,), lang)
        return f"{trait_kind(trait.kind)} · {shown(text)}"
    return " · ".join(each for each in (trait_kind(trait.kind), shown(trait.name), shown(trait.text)) if each)
