"""Whole days of a box office, played on the memory mesh: one seed, one day, exactly again."""
