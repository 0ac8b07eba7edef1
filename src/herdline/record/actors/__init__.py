"""Political actors named in a text, of any language: who is meant, for which state, in which capacity on that day."""

from herdline.record.actors.finding import find, find_all

__all__ = ["find", "find_all"]
