"""Caching: what everybody sees alike is read once for all who ask, and never shown older than its bound."""
