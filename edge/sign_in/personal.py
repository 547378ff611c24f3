"""Names and mails: sealed for their person before they are said, opened for nobody else."""

from choreography.keyring import Erased, Keyring, NoKey
from choreography.personal import opened, seal_with, sealed
from contracts.sealed import Sealed
from edge.problem import Problem


async def sealed_for(keyring: Keyring, person_id: str, text: str) -> Sealed:
    """Raises Problem if the person was erased."""
    try:
        return await sealed(keyring, person_id, text)
    except Erased as error:
        raise Problem(409, "account_erased") from error


async def sealed_at_first(keyring: Keyring, person_id: str, texts: list[str]) -> list[Sealed]:
    """Of who is known, or not: the same work, so that nobody learns which. Raises Problem if the person was erased."""
    try:
        key = await keyring.first_key(person_id)
    except Erased as error:
        raise Problem(409, "account_erased") from error
    return [seal_with(key, person_id, text) for text in texts]


async def shown_to(keyring: Keyring, box: Sealed | None) -> str | None:
    try:
        return await opened(keyring, box) if box else None
    except (Erased, NoKey):
        return None
