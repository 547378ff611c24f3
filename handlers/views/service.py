"""The service's name in the registry."""

from choreography.service import Service

views = Service("views", behind=0.1)
