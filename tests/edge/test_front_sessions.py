import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from choreography.blind import blind_index
from contracts.identity import BanAccount, WithdrawRole, normal
from ops.commands.answered import ask
from tests.edge.counter import Counter
from tests.edge.front import PASSWORD, WAITING, Front
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_a_wrong_password_and_an_unknown_mail_are_refused_alike(front: Front) -> None:
    known = (await front.person()).mail
    for mail, password in ((known, "wrong password"), ("nobody@example.org", PASSWORD)):
        said = await front.client.post("/sessions", json={"mail": mail, "password": password})
        assert (said.status_code, said.json()["code"]) == (401, "bad_credentials")
        assert "Bearer" in said.headers["WWW-Authenticate"]


async def test_a_mail_has_one_account_and_only_its_owner_learns_of_who_wants_another(front: Front) -> None:
    person = await front.person()
    account = {"mail": person.mail.upper(), "password": "a stranger's password"}
    said = await front.client.post("/accounts", json=account, headers={"Prefer": "wait=20"})
    new = await front.client.post("/accounts", json=account | {"mail": f"new-{person.mail}"}, headers=WAITING)
    assert (said.status_code, said.json() | {"id": ""}) == (new.status_code, new.json() | {"id": ""}), "as of a new one"
    assert await front.mail(person.mail, "You have an account")
    refused = await front.client.post("/sessions", json=account)
    assert (refused.status_code, refused.json()["code"]) == (401, "bad_credentials")


async def test_who_is_not_signed_in_is_told_so(front: Front) -> None:
    assert (await front.client.get("/me")).json()["code"] == "token_missing"
    said = await front.client.get("/me", headers={"Authorization": "Bearer abc"})
    assert (said.status_code, said.json()["code"]) == (401, "token_invalid")


async def test_a_token_of_another_key_or_without_a_key_is_refused(front: Front) -> None:
    person = await front.person()
    claims: dict[str, Any] = jwt.decode(person.tokens["access_token"], options={"verify_signature": False})
    head = jwt.get_unverified_header(person.tokens["access_token"])
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    forged = (
        jwt.encode(claims | {"roles": ["operator"]}, own, "RS256", head),
        jwt.encode(claims, "", "none", {"typ": "at+jwt", "kid": head["kid"]}),
        jwt.encode(claims, own, "RS256", head | {"kid": "mine"}),
    )
    for token in forged:
        said = await front.client.get("/me", headers={"Authorization": f"Bearer {token}"})
        assert (said.status_code, said.json()["code"]) == (401, "token_invalid")


async def test_the_published_keys_verify_a_token(front: Front) -> None:
    token = (await front.person()).tokens["access_token"]
    keys = jwt.PyJWKSet.from_dict((await front.client.get("/.well-known/jwks.json")).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    assert jwt.decode(token, key, ["RS256"], audience="boxoffice")["roles"] == ["buyer"]


async def test_a_refresh_token_is_changed_at_every_use_and_an_old_one_ends_the_session(front: Front) -> None:
    person = await front.person()
    tokens = [person.tokens["refresh_token"]]
    for _ in range(2):
        said = await front.client.post("/sessions/refresh", json={"refresh_token": tokens[-1]})
        assert said.status_code == 201, said.text
        tokens.append(said.json()["refresh_token"])
    said = await front.client.post("/sessions/refresh", json={"refresh_token": tokens[0]})
    assert (said.status_code, said.json()["code"]) == (401, "reused")
    await eventually(lambda: refused(front, person.headers), within=1)


async def test_signing_out_counts_within_a_second_and_closes_the_sockets(front: Front) -> None:
    person = await front.person()
    async with front.live(person) as watcher:
        began = time.monotonic()
        assert (await front.client.delete("/sessions/current", headers=person.headers)).status_code == 204
        assert await refused(front, person.headers)
        assert await watcher.hears() == {"type": "bye", "reason": "revoked"}
        assert time.monotonic() - began < 1
    said = await front.client.post("/sessions/refresh", json={"refresh_token": person.tokens["refresh_token"]})
    assert (said.status_code, said.json()["code"]) == (401, "revoked")


async def test_a_ban_and_a_lost_role_count_within_a_second_and_close_sockets(front: Front, counter: Counter) -> None:
    operator = await counter.operator()
    account = blind_index(normal(operator.mail), counter.secret)
    for taken in (WithdrawRole(account=account, role="operator"), BanAccount(account=account)):
        async with front.live(operator) as watcher:
            began = time.monotonic()
            await ask(counter.place, taken)
            assert await watcher.hears() == {"type": "bye", "reason": "revoked"}
            await eventually(lambda: refused(front, operator.headers), within=1)
            assert time.monotonic() - began < 1
        if isinstance(taken, WithdrawRole):
            await operator.logs_in()
            assert (await operator.asks("GET", "/ops/lanes")).status_code == 403


async def refused(front: Front, headers: dict[str, str]) -> bool:
    said = await front.client.get("/me", headers=headers)
    return (said.status_code, said.json().get("code")) == (401, "session_revoked")
