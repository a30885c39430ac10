"""Review in the window: one board for what is decided, over a workbook or over a packet from outside."""
