"""Users: who people say they are, and how they like things."""

from choreography.discover import import_all, on_demand
from handlers.users.service import users

import_all(__name__, __path__)

__all__ = ["users"]
__getattr__ = on_demand(users)
