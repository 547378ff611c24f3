"""Views: the edge's read models, built of events alone; any order of arrival ends in the same view."""

from handlers.views import (
    show_booking,
    show_event,
    show_key,
    show_payment,
    show_person,
    show_section,
    show_stock,
    show_venue,
)
from handlers.views.service import views

__all__ = [
    "show_booking",
    "show_event",
    "show_key",
    "show_payment",
    "show_person",
    "show_section",
    "show_stock",
    "show_venue",
    "views",
]
