"""What a person in a queue is told: where they stand, and how long it may take."""
