"""The program for macOS: an application bundle, its signature, and a disk image. Never run on macOS yet."""
