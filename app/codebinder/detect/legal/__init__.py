"""Legal markers: confidentiality, licences and copyright, export control, and holes that the code itself confesses.

The front door: `look(file)` yields what one pass over a file finds.
"""

from codebinder.detect.legal.look import look

__all__ = ["look"]
