"""Email: one mail for each thing that a person should know, and no second."""

from choreography.discover import import_all, on_demand
from handlers.email.service import email

import_all(__name__, __path__)

__all__ = ["email"]
__getattr__ = on_demand(email)
