"""The Firmware step: an image's map, its contents, what it says, and how it answers to the sources."""
