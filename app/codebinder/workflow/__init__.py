"""Use cases: the one place that knows the order of the stages and opens the workbook."""
