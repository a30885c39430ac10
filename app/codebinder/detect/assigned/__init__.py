"""Finds secrets that have no format of their own, by what they are assigned to, in code, configuration and prose."""

from codebinder.detect.assigned.look import look

__all__ = ["look"]
