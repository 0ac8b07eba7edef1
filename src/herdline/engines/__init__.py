"""Engines run steps. An engine knows no table's name and no step's meaning."""
