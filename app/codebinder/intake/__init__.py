"""Reads sources at an exact commit, or a plain folder, without running or changing anything in them."""
