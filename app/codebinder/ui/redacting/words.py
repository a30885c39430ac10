"""Words that the dialogs about redactions share: extents, bases and scopes of the measure, names of withheld files."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from codebinder.model.measure import Measure
from codebinder.model.redaction import Extent, Grain, Naming
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import shown
from codebinder.ui.strings import count_text

BASES = ("chars", "lines", "area", "pages")


def grain_name(grain: Grain) -> str:
    """Give the word for how far a selection reaches."""
    translate = QCoreApplication.translate
    return {
        Grain.LINE: translate("Extent", "line"),
        Grain.BLOCK: translate("Extent", "block"),
        Grain.FUNCTION: translate("Extent", "function"),
        Grain.COMMENT: translate("Extent", "comment"),
        Grain.FILE: translate("Extent", "the whole file"),
    }[grain]


def extent_name(extent: Extent) -> str:
    """Give the word for an extent, with a function's name."""
    word = grain_name(extent.grain)
    return f"{word} {shown(extent.name)}" if extent.name else word


def basis_name(basis: str) -> str:
    """Give what a share is counted in."""
    translate = QCoreApplication.translate
    return {
        "chars": translate("Measure", "characters"),
        "lines": translate("Measure", "lines"),
        "area": translate("Measure", "printed area"),
        "pages": translate("Measure", "printed pages"),
    }.get(basis, shown(basis))


def scope_name(scope: str) -> str:
    """Give over what a share is taken."""
    translate = QCoreApplication.translate
    return {
        "file": translate("Measure", "each file"),
        "page": translate("Measure", "each page"),
        "deposit": translate("Measure", "the deposit"),
        "package": translate("Measure", "the package"),
    }.get(scope, shown(scope))


def percent(share: Fraction) -> str:
    """Give a share for people: never 0 % where anything is hidden, never 100 % where anything stays."""
    if not share:
        return "0 %"
    value = float(share * 100)
    if value < 0.1:
        return "< 0.1 %"
    if share < 1 and value > 99.9:
        return "> 99.9 %"
    return f"{value:.1f} %"


def amounts(measure: Measure, basis: str) -> tuple[int, int]:
    """Give how many are hidden, of how many."""
    return {
        "chars": (measure.hidden_chars, measure.chars),
        "lines": (measure.hidden_lines, measure.lines),
        "area": (measure.hidden_area, measure.area),
        "pages": (measure.hidden_pages, measure.pages),
    }[basis]


def amount_text(measure: Measure, basis: str) -> str:
    """Give a share with its two numbers."""
    if not amounts(measure, basis)[1]:
        return QCoreApplication.translate("Measure", "not counted")
    return f"{percent(measure.share(basis))}: {number_text(measure, basis)}"


def number_text(measure: Measure, basis: str) -> str:
    """Give the two numbers alone."""
    hidden, whole = amounts(measure, basis)
    text = QCoreApplication.translate("Measure", "{hidden} of {whole}")
    return text.format(hidden=count_text(hidden), whole=count_text(whole))


def ceiling_of(policy: RedactionPolicy) -> Fraction | None:
    """Give the template's ceiling as a share; None where it sets none."""
    return Fraction(policy.ceiling) if policy.ceiling else None


def above(share: Fraction, policy: RedactionPolicy) -> bool:
    """Is a share above the template's ceiling, as its comparator has it?"""
    ceiling = ceiling_of(policy)
    if ceiling is None:
        return False
    return share >= ceiling if policy.comparator == "<" else share > ceiling


def ceiling_text(policy: RedactionPolicy) -> str:
    """Say what the template allows."""
    ceiling = ceiling_of(policy)
    if ceiling is None:
        return QCoreApplication.translate("Measure", "the template sets no ceiling")
    mark = "<" if policy.comparator == "<" else "≤"
    text = QCoreApplication.translate("Measure", "ceiling {mark} {share} of the {basis} of {scope}")
    return text.format(
        mark=mark, share=percent(ceiling), basis=basis_name(policy.basis), scope=scope_name(policy.scope)
    )


def naming_text(policy: RedactionPolicy) -> str:
    """Say what the package will say of a file that is withheld whole."""
    translate = QCoreApplication.translate
    return {
        Naming.SHOWN: translate(
            "Withheld", "The package will name each withheld file, with its published reason and a commitment."
        ),
        Naming.MASKED: translate(
            "Withheld",
            "The names of withheld files are masked: the package says that there is one, why, and commits to it.",
        ),
        Naming.UNMENTIONED: translate(
            "Withheld",
            "The package won't mention withheld files at all, and its declarations won't say that it is complete.",
        ),
    }[Naming(policy.withheld_names)]


def mask_name(mask: str) -> str:
    """Say how the template masks what is hidden."""
    translate = QCoreApplication.translate
    return {
        "label": translate("Mask", "masked by a label with reason and number"),
        "bracket": translate("Mask", "masked by [***]"),
        "hatch": translate("Mask", "printed with black diagonal hatching"),
        "strip": translate("Mask", "printed as blocked pages with a visible strip"),
        "exemption": translate("Mask", "masked by the mark of the exemption"),
    }.get(mask, shown(mask))


def waiting_words(count: int) -> str:
    """Say how many wait."""
    text = QCoreApplication.translate(
        "ReturnedDialog", "Redactions that came back when a source moved: {count}. They hide nothing until you decide."
    )
    return text.format(count=count_text(count))
