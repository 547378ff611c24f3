"""Seating plans: what is wrong with a document, and how a large one becomes messages."""
