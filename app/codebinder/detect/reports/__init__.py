"""Findings of other tools in, ours out: SARIF 2.1.0 and the JSON of secret scanners.

The front door: `read_report` reads any of the known forms, `merge` puts its places beside our findings of a file,
`to_sarif` writes ours.
"""

from codebinder.detect.reports.columns import Columns
from codebinder.detect.reports.placing import ALSO, Merged, Placer, joined, merge, places
from codebinder.detect.reports.reading import read_report
from codebinder.detect.reports.sarif_out import FINGERPRINT, Outgoing, fingerprint_of, to_sarif
from codebinder.detect.reports.values import Report, Reported, Sign

__all__ = [
    "ALSO",
    "FINGERPRINT",
    "Columns",
    "Merged",
    "Outgoing",
    "Placer",
    "Report",
    "Reported",
    "Sign",
    "fingerprint_of",
    "joined",
    "merge",
    "places",
    "read_report",
    "to_sarif",
]
