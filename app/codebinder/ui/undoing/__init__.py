"""Undo and redo: what steps are called, how verdicts are taken back, and the Edit menu."""
