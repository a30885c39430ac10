"""Logs in the window: what is hidden and why, the privilege log, the audit report and the check against a package."""
