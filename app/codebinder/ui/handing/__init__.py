"""Handing a finished package over: copies for each recipient."""
