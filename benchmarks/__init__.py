"""Measures; every figure of RESULTS.md has its command here."""
