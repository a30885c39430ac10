"""Decisions, rounds and signatures: what a legal reviewer approves."""
