"""Audit: what was said, in a chain that shows when a link was changed, taken out or put in."""

from contracts.base import Event


class AuditRecorded(Event, key="name"):
    """A chain has come so far: each link holds the hash of the one before, so this vouches for all of them.

    Whoever changes the table later contradicts it. It is said within two seconds of a link.
    """

    kind: str
    """With `name` the chain: what the key of its messages is (`event_id`, `account_id`), and which one."""
    name: str
    n: int
    """Its place in the chain, from 1 on."""
    message: str
    """The id of what was recorded."""
    hash: str
