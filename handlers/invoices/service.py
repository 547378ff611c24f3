"""The service's name in the registry."""

from choreography.service import Service

invoices = Service("invoices")
