"""Words about the relation of two actors: what they say (``tellings``), of whom (``bearing``), in which sentences."""

from herdline.record.relations.words import relation_words

__all__ = ["relation_words"]
