"""Personal, financial and internal data: what stands in code about people, their money, and a company's own network.

The front door: `look(file)` yields what one pass over a file finds; `checks.CHECKS` are the checksums, by name.
"""

from codebinder.detect.people.look import look

__all__ = ["look"]
