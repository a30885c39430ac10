"""Byte work that several stages need and that knows no word of the product."""
