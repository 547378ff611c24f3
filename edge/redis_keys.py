"""Every key that the edge writes to Redis begins with one of these, and lives for a time."""

BUCKET = "bucket:"
"""A token bucket, by limit and caller: until it is full again."""
ASKED = "asked:"
"""The hash of a command's body, by the command's id: for as long as `keys_remembered` says."""
ENDED = "revoked"
"""The sessions that are over before their tokens are: until the last of these matters no more."""
FAMILIES = (BUCKET, ASKED, ENDED)
