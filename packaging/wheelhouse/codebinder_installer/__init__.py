"""The installer of the archive for machines without a network: Python's own library only, and no network at all."""
