"""Detection in the window: people's own rules, other tools' reports, what the code says, and the crown jewels."""
