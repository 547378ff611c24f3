"""Caching: what everybody sees alike is read once for all who ask, and never answered with older than its bound."""
