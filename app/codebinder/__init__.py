"""Codebinder: an offline workbook for source-code and firmware disclosure packages."""

__version__ = "0.1.0"
