"""Reads the finished output as its recipient would, and looks for every hidden value."""
