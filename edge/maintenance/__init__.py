"""While operators work: what begins is refused, what runs ends."""
