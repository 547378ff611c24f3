"""Users: who people say they are, and how they like things."""

from handlers.users import open_profile, update_profile
from handlers.users.service import users

__all__ = ["open_profile", "update_profile", "users"]
