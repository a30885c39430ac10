"""The operating system's randomness, behind the port through which everything else asks for it."""

from __future__ import annotations

import secrets


class SystemRandomness:
    """Unpredictable bytes from the operating system."""

    def token(self, size: int) -> bytes:
        """Give `size` fresh random bytes."""
        return secrets.token_bytes(size)
