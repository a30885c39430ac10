"""The viewer's parts: colours, ruler, find bar, text for screen readers, and the viewers of other kinds of bytes."""
