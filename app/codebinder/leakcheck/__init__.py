"""Reads the finished output as its recipient would, and looks for every hidden value."""

from codebinder.leakcheck.check import check_archive, check_bytes, check_tree

__all__ = ["check_archive", "check_bytes", "check_tree"]
