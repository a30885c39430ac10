"""Reads firmware images: their parts, their map, and what ties them to a source."""
