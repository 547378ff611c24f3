"""The service's name in the registry."""

from choreography.service import Service

audit = Service("audit", behind=0.5)
