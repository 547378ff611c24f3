"""Identity: the one authority on accounts, roles, sessions and the keys that prove them."""

from choreography.discover import import_all, on_demand
from handlers.identity.service import identity

import_all(__name__, __path__)

__all__ = ["identity"]
__getattr__ = on_demand(identity)
