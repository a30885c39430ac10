"""The templates' window: the gallery, the editor with its faults, the preview of form and page."""
