"""Identity: the one authority on accounts, roles, sessions and the keys that prove them."""

from handlers.identity import (
    check_password,
    expire_session,
    grant_role,
    hash_password,
    log_in,
    log_out,
    make_key,
    read_refresh_token,
    refresh_session,
    register_user,
    resources,
    rotate_keys,
)
from handlers.identity.service import identity

__all__ = [
    "check_password",
    "expire_session",
    "grant_role",
    "hash_password",
    "identity",
    "log_in",
    "log_out",
    "make_key",
    "read_refresh_token",
    "refresh_session",
    "register_user",
    "resources",
    "rotate_keys",
]
