"""Facebook, by OAuth 2: the token must be ours, and every call with it shows that we hold the secret."""

import hashlib
import hmac

from handlers.identity.provider_call import Calls, Coming, Person, Refusal, known
from handlers.identity.provider_settings import ProviderSettings


async def facebook(coming: Coming, calls: Calls, settings: ProviderSettings) -> Person:
    """An address is only told where it was verified. Raises Refusal."""
    graph, client, secret = settings.facebook_graph, settings.facebook_client, settings.secret("facebook")
    said = await calls.token(f"{graph}/oauth/access_token", "facebook", coming, settings)
    token = str(said["access_token"])
    checked = known(await calls.get(f"{graph}/debug_token", f"{client}|{secret}", input_token=token))["data"]
    if checked["is_valid"] is not True or str(checked["app_id"]) != client:
        raise Refusal
    proof = hmac.digest(secret.encode(), token.encode(), hashlib.sha256).hex()
    me = known(await calls.get(f"{graph}/me", token, fields="id,email", appsecret_proof=proof))
    if str(me["id"]) != str(checked["user_id"]):
        raise Refusal
    if not me.get("email"):
        raise Refusal("mail_unverified")
    return Person(str(me["id"]), str(me["email"]))
