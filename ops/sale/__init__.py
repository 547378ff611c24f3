"""A whole sale through the public door: many people, a queue, fewer places, and people as people are."""
