"""Looks for what may have to be hidden: rule packs to findings."""
