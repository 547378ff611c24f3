"""Very many wait in one queue: how fast they join, what they take, and how fast each learns where it stands."""
