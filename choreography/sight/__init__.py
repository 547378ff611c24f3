"""What happens, seen from outside: traces, metrics, health, logs. Nothing is decided by any of it."""
