"""The load generator: a process of its own, and cheap, since it shares the machine with what it measures."""
