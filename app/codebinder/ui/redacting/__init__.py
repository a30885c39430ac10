"""The window's further work on redactions: extents, many at once, the measure, carrying over, openings, recovery."""
