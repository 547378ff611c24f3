"""Audit: everything that was said, who said it and why, in hash chains."""

from choreography.discover import import_all
from handlers.audit.service import audit

import_all(__name__, __path__)

__all__ = ["audit"]
