"""Asking: a request becomes a command, its answer a response."""
