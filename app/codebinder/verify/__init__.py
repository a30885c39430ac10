"""Reads a package back, offline, and trusts nothing in it."""
