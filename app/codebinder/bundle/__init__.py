"""Lays out and writes the package: listing, papers, manifest, checksums, archive and seal."""
