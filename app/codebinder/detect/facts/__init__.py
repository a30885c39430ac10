"""What the code says about itself, to be set beside what is declared.

The front door: `observe` looks at one file, `Gathering` adds up a component.
"""

from codebinder.detect.facts.gathering import Gathering
from codebinder.detect.facts.observed import Observed
from codebinder.detect.facts.observing import FACTS_VERSION, observe

__all__ = ["FACTS_VERSION", "Gathering", "Observed", "observe"]
