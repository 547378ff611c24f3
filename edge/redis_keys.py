"""Every key in Redis begins with one of these, and lives for a time."""

BUCKET = "bucket:"
"""A token bucket, by limit and caller: until it is full again."""
ASKED = "said:"
"""What a key was used for first, by the command's id: its kind and the hash of its body, or of what the client said and
then the sealed body. As long as `keys_remembered` says; with a secret in it no longer than the log has it."""
JOINED = "joined:"
"""Whose join of a queue was accepted, by the place's id: as long as `acceptance` says."""
ENDED = "revoked"
"""The sessions that are over before their tokens are: until the last of these matters no more."""
LIMIT = "limit:"
"""What operators said of a limit: until it is over, a day if they say nothing else."""
PAGE = "page:"
"""What one process read for all, as an event's page: as long as `event_kept` says; of lags, three seconds at most."""
LOCK = "lock:"
"""Over work that is only wasteful to do twice: until it is done, two seconds at most."""
FAMILIES = (BUCKET, ASKED, JOINED, ENDED, PAGE)
"""All that requests leave there."""
MAINTENANCE = "maintenance"
"""What has to wait: as long as operators said."""
OPERATORS = (LIMIT, MAINTENANCE)
"""What commands of operators leave there."""
BRIEF = (LOCK,)
"""What is there for moments."""
