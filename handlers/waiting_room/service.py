"""The service's name in the registry."""

from choreography.service import Service

waiting_room = Service("waiting_room")
