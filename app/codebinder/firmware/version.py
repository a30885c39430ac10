"""Which readers these are: asked for often, also where no image is read."""

from __future__ import annotations

ENGINE = 1
"""Raised whenever an image could be read into another tree than before: what was kept of it is read anew then."""
