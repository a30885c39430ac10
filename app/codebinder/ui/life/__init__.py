"""A filing's template while the filing is open: warnings, screens, newer versions, answers that were kept aside."""
