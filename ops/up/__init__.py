"""`boxoffice up`: the local stack, the workers and the edge, started in order, kept up, stopped cleanly."""
