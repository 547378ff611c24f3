"""Audit: everything that was said, who said it and why, in hash chains."""

from handlers.audit import record
from handlers.audit.service import audit

__all__ = ["audit", "record"]
