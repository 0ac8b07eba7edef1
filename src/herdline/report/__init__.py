"""The report: one self-contained page a story."""
