"""The page about what is said on the bus, made of the AsyncAPI document."""
