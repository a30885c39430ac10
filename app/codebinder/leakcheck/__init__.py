"""Reads the finished output as its recipient would, and looks for every hidden value."""

from codebinder.leakcheck.check import (
    Disclosed,
    OutputMember,
    check_archive,
    check_bytes,
    check_members,
    check_tree,
    is_package,
)
from codebinder.leakcheck.pdftext import page_texts

__all__ = [
    "Disclosed",
    "OutputMember",
    "check_archive",
    "check_bytes",
    "check_members",
    "check_tree",
    "is_package",
    "page_texts",
]
