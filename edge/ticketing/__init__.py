"""Ticketing: tickets as their buyer sees them, and the key by which anybody verifies them."""
