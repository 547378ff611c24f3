"""Real PostgreSQL, Kafka, NATS and Valkey on this machine, from packages: no Docker, as root or not."""

from ops.stack.addresses import Addresses
from ops.stack.stack import Stack, local_stack
from ops.stack.supervise import Event

__all__ = ["Addresses", "Event", "Stack", "local_stack"]
