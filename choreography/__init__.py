"""How the dance works, for any dance: steps, inbox, outbox, timers, effects, retries, dead letters, buses."""
