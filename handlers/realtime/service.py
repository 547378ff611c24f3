"""The service's name in the registry. It begins at the end of its topics: a feed is about now."""

from choreography.service import Service

realtime = Service("realtime", from_start=False)
