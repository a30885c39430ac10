"""The package step's look at pages: which are printed, where each stretch begins, and choosing where one may begin."""
