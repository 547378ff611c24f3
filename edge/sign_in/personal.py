"""Names and mails: sealed for their person before they are said, opened for nobody else."""

from choreography.keyring import Erased, Keyring, NoKey
from choreography.personal import opened, sealed
from contracts.sealed import Sealed
from edge.problem import Problem


async def sealed_for(keyring: Keyring, person_id: str, text: str) -> Sealed:
    """Raises Problem if the person was erased."""
    try:
        return await sealed(keyring, person_id, text)
    except Erased as error:
        raise Problem(409, "account_erased") from error


async def shown_to(keyring: Keyring, box: Sealed | None) -> str | None:
    try:
        return await opened(keyring, box) if box else None
    except (Erased, NoKey):
        return None
