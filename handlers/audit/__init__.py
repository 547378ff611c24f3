"""Audit: everything that was said, who said it and why, in hash chains."""

from choreography.discover import import_all, on_demand
from handlers.audit.service import audit

import_all(__name__, __path__)

__all__ = ["audit"]
__getattr__ = on_demand(audit)
