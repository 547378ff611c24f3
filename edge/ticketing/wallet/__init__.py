"""Passes for the wallet of a phone: what they show, and how they are signed."""
