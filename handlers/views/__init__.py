"""Views: the edge's read models, built of events alone; any order of arrival ends in the same view."""

from choreography.discover import import_all, on_demand
from handlers.views.service import views

import_all(__name__, __path__)

__all__ = ["views"]
__getattr__ = on_demand(views)
