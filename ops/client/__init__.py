"""A client of the public door, as anybody could write one: REST and the WebSocket, nothing else."""
