"""Pairs of sentences of real news, read for whether they tell one fact: places and labels only."""
