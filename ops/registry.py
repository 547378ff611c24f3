"""All services of the house, by name: the only list of them."""

from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable

from choreography.service import Service

NAMES = (
    "bookings", "inventory", "catalog", "views", "realtime", "waiting_room", "identity", "users", "audit", "payments",
    "email", "invoices", "promotions",
)  # fmt: skip


def service(name: str) -> Service:
    """Raises KeyError for a name that no service has."""
    if name not in NAMES:
        raise KeyError(f"there is no service {name!r}: one of {', '.join(NAMES)}")
    found = getattr(import_module(f"handlers.{name}"), name)
    assert isinstance(found, Service)
    return found


def services() -> tuple[Service, ...]:
    return tuple(service(name) for name in NAMES)


def migrations(name: str) -> Traversable:
    return files(f"handlers.{name}") / "sql"
