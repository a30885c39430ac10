"""Finding one's way: command palette, shortcuts, help, preferences, about, and what comes next."""
