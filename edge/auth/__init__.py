"""Who is at the door: tokens, keys, revocations."""
