"""What keeps the window itself alive: one window per workbook, its place, what ended it, and how files reach it."""
