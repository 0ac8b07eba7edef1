"""Copies: signatures -> passages -> kinds -> families."""
