"""The service's name in the registry."""

from choreography.service import Service

promotions = Service("promotions")
