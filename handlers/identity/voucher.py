"""Vouchers: who a provider says that somebody is, stamped as ours, so that its holder can bring it back."""

import hmac
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, ValidationError

from choreography.sealing import from_text, to_text
from contracts.identity import Provider
from handlers.identity.vault import Vault

LASTS = timedelta(minutes=10)


class Voucher(BaseModel):
    """`account` is that of the mail; `login` the keyed hash of who the person is there."""

    model_config = ConfigDict(frozen=True)

    provider: Provider
    login: str
    account: str
    mail: str
    until: datetime


def login(provider: Provider, subject: str, vault: Vault) -> str:
    return vault.stamped(f"login/{provider}/{subject}").hex()


def written(voucher: Voucher, vault: Vault) -> str:
    body = to_text(voucher.model_dump_json().encode())
    return f"{body}.{_stamp(body, vault)}"


def read(text: str, at: datetime, vault: Vault) -> Voucher | None:
    """None if it is none of ours, or too old."""
    body, _, stamp = text.partition(".")
    if not hmac.compare_digest(stamp.encode(), _stamp(body, vault).encode()):
        return None
    try:
        found = Voucher.model_validate_json(from_text(body))
    except (ValidationError, ValueError):
        return None
    return found if at < found.until else None


def _stamp(body: str, vault: Vault) -> str:
    return to_text(vault.stamped(f"voucher/{body}"))
