"""What an entity did and what was done to it, in order of time, out of dated texts (Minard et al. 2015).

``targets`` finds where texts mean the entity, ``taking`` in which events it takes part, ``dating`` when they were,
``building`` brings mentions of one event together and puts the events in order.
"""

from herdline.record.timeline.building import timeline, when
from herdline.record.timeline.mentions import Line, Mention, Text

__all__ = ["Line", "Mention", "Text", "timeline", "when"]
