"""Turns findings and selections into redactions, as-filed bytes and commitments."""
