"""How accounts, sessions and secrets are written, and on which topics they travel."""

import unicodedata
import uuid
from typing import Annotated, Literal, get_args

from pydantic import Field

SECRETS = "identity.secrets"
"""Sealed credentials travel on this topic alone, and lie there for 15 minutes."""
OPERATORS = "identity.operators"
"""Only the command line may write here."""
PEOPLE = uuid.UUID("4f2b6a52-59d1-5c0e-8a36-5d1b0f1e7c55")

Account = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
SessionId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}-[0-9a-f]{20}$")]
"""It begins with its account, so that it leads to its partition."""
Box = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=4_096)]
"""A sealed box (`choreography.sealing`)."""
PublicKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""X25519, base64url."""
Role = Literal["buyer", "organiser", "operator"]
Ring = Literal["signing", "sealing"]
Provider = Literal["google", "github", "facebook"]
"""Who vouches for a person that signs in without a password of ours."""
PROVIDERS: tuple[Provider, ...] = get_args(Provider)


def normal(mail: str) -> str:
    """How a mail address is written before its blind index is taken: one person, one account."""
    return unicodedata.normalize("NFKC", mail).strip().casefold()


def account_id(account: str) -> str:
    """Who the person is for everybody else."""
    return str(uuid.uuid5(PEOPLE, account))


def context(message: str, account: str, request: str) -> bytes:
    """What a box in this message is bound to; the answer's box is bound to the message that it answers with."""
    return f"{message}/{account}/{request}".encode()
