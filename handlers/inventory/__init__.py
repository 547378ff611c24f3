"""Inventory: the one authority on who has which seat."""

from handlers.inventory import hold_seats, issue_tickets, open_stock, release_seats
from handlers.inventory.service import inventory

__all__ = ["hold_seats", "inventory", "issue_tickets", "open_stock", "release_seats"]
