"""Signing in: what is secret goes through here, and is kept nowhere."""
