"""A day of a box office, played in memory: every kind of payment and of accident, and a statement at its end."""
