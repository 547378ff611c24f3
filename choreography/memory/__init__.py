"""The world in one process: store, bus and clock without servers, for tests, simulations and demonstrations."""
