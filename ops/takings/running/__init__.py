"""The same day at a box office that runs: through its door, with the fake of the provider, in seconds for minutes."""
