"""The same booking as others would build it, in a virtualenv of its own: imports nothing of ours but this folder."""
