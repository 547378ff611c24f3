"""GitHub, by OAuth 2: whose token it is, and the address that it has verified as their first."""

from handlers.identity.provider_call import Calls, Coming, Person, Refusal, known
from handlers.identity.provider_settings import ProviderSettings


async def github(coming: Coming, calls: Calls, settings: ProviderSettings) -> Person:
    """Raises Refusal."""
    token = str((await calls.token(settings.github_token, "github", coming, settings))["access_token"])
    user = known(await calls.get(f"{settings.github_api}/user", token))
    addresses = await calls.get(f"{settings.github_api}/user/emails", token)
    good = [one["email"] for one in addresses if one["primary"] is True and one["verified"] is True]
    if not good:
        raise Refusal("mail_unverified")
    return Person(str(int(user["id"])), str(good[0]))
