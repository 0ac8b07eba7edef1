"""Labelled pairs of real articles: ids and labels only."""
