"""The packages for Linux: a .deb and a portable archive, both from the frozen tree."""
