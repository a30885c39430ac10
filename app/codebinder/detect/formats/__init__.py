"""Formats that say themselves where their secrets stand: account files, client and server settings, backups, dumps."""

from codebinder.detect.formats.dispatch import look

__all__ = ["look"]
