"""What each letter does, in words. The pages give the letters their work; a test holds both against each other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def redaction_letters() -> dict[str, str]:
    """Give the letters of the redaction page: in the queue, in the code, in the tree of files (W)."""
    return {
        "N": QCoreApplication.translate("Letters", "Next undecided finding"),
        "P": QCoreApplication.translate("Letters", "Previous undecided finding"),
        "R": QCoreApplication.translate("Letters", "Redact: the finding, or what is selected"),
        "K": QCoreApplication.translate("Letters", "Keep the finding, with a note"),
        "Shift+R": QCoreApplication.translate("Letters", "Redact all with the same value"),
        "Shift+K": QCoreApplication.translate("Letters", "Keep all with the same value"),
        **{
            str(number): QCoreApplication.translate("Letters", "Reason number {number} for the next redaction").format(
                number=number
            )
            for number in range(1, 10)
        },
        "E": QCoreApplication.translate("Letters", "Extend to line, block, function, file"),
        "Shift+E": QCoreApplication.translate("Letters", "Take the extension back"),
        "W": QCoreApplication.translate("Letters", "Withhold the file or folder"),
        "V": QCoreApplication.translate("Letters", "As filed: the bytes that would leave"),
        "U": QCoreApplication.translate("Letters", "Undo"),
        "/": QCoreApplication.translate("Letters", "Find in the file"),
    }


def firmware_letters() -> dict[str, str]:
    """Give the letters of the Firmware page: on the map, in the contents and in the list of what an image says."""
    return {
        "B": QCoreApplication.translate("Letters", "Show it as text or bytes"),
        "T": QCoreApplication.translate("Letters", "Show it in the contents"),
        "H": QCoreApplication.translate("Letters", "Hide the region"),
        "S": QCoreApplication.translate("Letters", "Save it to a file"),
        "/": QCoreApplication.translate("Letters", "Filter the list"),
    }


def review_letters() -> dict[str, str]:
    """Give the letters of the review: in the list and in both viewers, in the workbook and in a packet."""
    return {
        "N": QCoreApplication.translate("Letters", "Next that waits"),
        "P": QCoreApplication.translate("Letters", "Previous that waits"),
        "A": QCoreApplication.translate("Letters", "Approve"),
        "X": QCoreApplication.translate("Letters", "Reject, with a comment"),
        "C": QCoreApplication.translate("Letters", "Approve if a condition is met"),
        "S": QCoreApplication.translate("Letters", "Recuse yourself"),
        "T": QCoreApplication.translate("Letters", "Take your verdict back"),
        "U": QCoreApplication.translate("Letters", "Undo"),
    }
