"""Catalog: venues, events and their ticket types, and the life of an event."""

from handlers.catalog import add_section, cancel_event, create_event, create_venue, publish_event
from handlers.catalog.service import catalog

__all__ = ["add_section", "cancel_event", "catalog", "create_event", "create_venue", "publish_event"]
