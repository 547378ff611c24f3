"""Audit: what was said, in a chain that shows when a link was changed, taken out or put in."""

from contracts.base import Event


class AuditRecorded(Event, key="name"):
    """A link was added: whoever changes the table later contradicts this."""

    kind: str
    """With `name` the chain: what the key of its messages is (`event_id`, `account_id`), and which one."""
    name: str
    n: int
    """Its place in the chain, from 1 on."""
    message: str
    """The id of what was recorded."""
    hash: str
