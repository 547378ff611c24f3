"""Every key in Redis begins with one of these, and lives for a time."""

BUCKET = "bucket:"
"""A token bucket, by limit and caller: until it is full again."""
ASKED = "asked:"
"""The hash of a command's body, by the command's id: for as long as `keys_remembered` says."""
ENDED = "revoked"
"""The sessions that are over before their tokens are: until the last of these matters no more."""
LIMIT = "limit:"
"""What operators said of a limit: until it is over, a day if they say nothing else."""
FAMILIES = (BUCKET, ASKED, ENDED)
"""All that requests leave there."""
MAINTENANCE = "maintenance"
"""What has to wait: as long as operators said."""
OPERATORS = (LIMIT, MAINTENANCE)
"""What commands of operators leave there."""
