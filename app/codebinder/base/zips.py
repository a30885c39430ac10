"""ZIP archives, both ways: the deterministic writer and the reader for hostile input."""

from codebinder.base.zipread import DEFAULT_LIMITS, Member, ZipLimits, ZipReader
from codebinder.base.zipwrite import Moment, ZipWriter

__all__ = ["DEFAULT_LIMITS", "Member", "Moment", "ZipLimits", "ZipReader", "ZipWriter"]
