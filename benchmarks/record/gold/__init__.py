"""Sentences labelled by hand, by place and hash: their texts stay where they are."""
