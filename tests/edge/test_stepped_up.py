"""Who moves money, gives a role or wants to be forgotten has signed in a short while ago, by a code if need be."""

import time
from typing import Any

import pytest

from edge.auth.guards import fresh, proved, shown, sure
from edge.live.ports import TokenRefused
from edge.reading.alerts import RAISED
from edge.reading.organisations import ROLES
from edge.settings import EdgeSettings
from tests.edge.house import House, open_house, token
from tests.eventually import eventually

ASKS_FOR_IT = {
    "GET /me/export",
    "POST /me/erasure",
    "POST /me/mail",
    "POST /me/tokens",
    "POST /organisers/{organiser_id}/verify",
    "POST /organisers/{organiser_id}/suspend",
    "POST /organisers/{organiser_id}/reinstate",
    "POST /bookings/{booking_id}/payment",
    "POST /bookings/{booking_id}/refunds",
    "POST /events/{event_id}/cancellation",
    "POST /me/providers",
    "DELETE /me/providers/{provider}",
    "POST /money/cases/{case_id}/application",
    "POST /events/{event_id}/payouts",
    "POST /events/{event_id}/payouts/{payout_id}/confirmation",
    "POST /organisations/{organisation_id}/members",
    "PATCH /organisations/{organisation_id}/members/{account_id}",
    "DELETE /organisations/{organisation_id}/members/{account_id}",
}

HOLDS_AND_REFUNDS = {
    "POST /bookings",
    "DELETE /bookings/{booking_id}",
    "POST /bookings/{booking_id}/offer",
    "POST /bookings/{booking_id}/returns",
    "POST /bookings/{booking_id}/refunds",
}
"""Only of those whose risk is raised."""


async def refunds(house: House, **claims: Any) -> str:
    """The code of the refusal; of what nobody answers there is none."""
    headers = {"Authorization": f"Bearer {token(roles=['organiser'], **claims)}"}
    said = await house.client.post("/bookings/e1-b1/refunds", json={"amount": 1}, headers=headers)
    return said.json().get("code", "")


@pytest.mark.parametrize(("ago", "code"), [(0, ""), (590, ""), (610, "step_up_required")])
async def test_an_old_code_moves_no_money(house: House, ago: int, code: str) -> None:
    assert await refunds(house, otp=int(time.time()) - ago) == code


@pytest.mark.parametrize(("ago", "code"), [(0, ""), (590, ""), (610, "step_up_required")])
async def test_who_has_no_second_factor_has_signed_in_a_short_while_ago(house: House, ago: int, code: str) -> None:
    assert await refunds(house, auth_time=int(time.time()) - ago) == code
    assert await refunds(house, auth_time=None) == "step_up_required"


@pytest.mark.parametrize(
    ("claims", "code"),
    [({"auth_time": 3_600}, "not_found"), ({"otp": 610}, "step_up_required"), ({"otp": 5}, "not_found")],
)
async def test_a_kept_card_is_paid_with_while_the_hold_runs_without_signing_in_again(
    house: House, claims: dict[str, int], code: str
) -> None:
    said_at = {name: int(time.time()) - ago for name, ago in claims.items()}
    headers = {"Authorization": f"Bearer {token(**said_at)}"}
    said = await house.client.post("/bookings/e1-b1/payment-method", json={"payment_method": "m1"}, headers=headers)
    assert said.json().get("code", "") == code


async def test_who_has_no_second_factor_is_asked_for_none_unless_the_house_wants_it(house: House) -> None:
    assert await refunds(house) == ""
    async with open_house(second_factor_for=frozenset({"organiser"})) as strict:
        assert await refunds(strict) == "second_factor_needed"
        assert await refunds(strict, otp=int(time.time())) == ""


MINE = f"{'a' * 32}-{'0' * 20}"
MAY = {"GET /me": 200, "POST /me/second-factor": 503, "DELETE /sessions/current": 204}
"""What leads to a second factor, or out; here nobody makes keys."""


@pytest.mark.parametrize("role", ["buyer", "organiser", "operator"])
async def test_a_house_may_ask_it_of_a_role_for_whatever_is_done(role: str) -> None:
    headers = {"Authorization": f"Bearer {token(roles=['buyer', role], sid=MINE)}"}
    async with open_house(second_factor_required=frozenset({role}), sign_in_within=0.05) as house:
        for path in ("/bookings", "/me/inbox", "/events"):
            said = await house.client.get(path, headers=headers)
            assert (said.status_code, said.json()["code"]) == (403, "second_factor_needed"), path
        assert {one: await asked(house, one, headers) for one in MAY} == MAY
        factor = {"Authorization": f"Bearer {token(roles=['buyer', role], otp=int(time.time()) - 5000)}"}
        assert (await house.client.get("/me/sessions", headers=factor)).status_code == 200
        others = {"Authorization": f"Bearer {token('ben', roles=['another'])}"}
        assert (await house.client.get("/me/sessions", headers=others)).status_code == 200


async def asked(house: House, route: str, headers: dict[str, str]) -> int:
    method, _, path = route.partition(" ")
    body = {"json": {"password": "correct horse battery"}} if method == "POST" else {}
    return (await house.client.request(method, path, headers=headers, **body)).status_code


async def test_a_house_may_ask_it_of_all_who_act_for_an_organisation() -> None:
    async with open_house(second_factor_required=frozenset({"member"})) as house:
        house.reads.found[ROLES] = [{"organisation_id": "opera", "role": "door"}]
        said = await house.asks("GET", "/events/e1/tickets/void")
        assert (said.status_code, said.json()["code"]) == (403, "second_factor_needed")
        assert (await house.asks("GET", "/me/sessions")).status_code == 200


async def test_a_socket_without_it_is_nobodys() -> None:
    async with open_house(second_factor_required=frozenset({"buyer"})) as house:
        with pytest.raises(TokenRefused, match="second_factor_needed"):
            await house.world.hub.verify(token(), "here")
        assert (await house.world.hub.verify(token(otp=int(time.time())), "here")).id == "ann"


def guarded_by(house: House, guard: Any) -> set[str]:
    asking = {
        f"{method} {route.path_format}"
        for route in house.app.routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods
        if guard in (handler.guards or ())
    }
    return {one for one in asking if not one.startswith("OPTIONS")}


async def test_all_that_moves_money_or_cannot_be_undone_asks_for_it(house: House) -> None:
    assert guarded_by(house, proved) == ASKS_FOR_IT
    assert guarded_by(house, shown) == {"POST /bookings/{booking_id}/payment-method"}


async def test_holds_and_refunds_ask_for_it_of_raised_risk(house: House) -> None:
    assert guarded_by(house, sure) == HOLDS_AND_REFUNDS


async def books(house: House, ago: int | None, **claims: Any) -> str:
    claims["auth_time"] = None if ago is None else int(time.time()) - ago
    headers = {"Authorization": f"Bearer {token(**claims)}"}
    said = await house.client.post("/bookings", json={"event_id": "e1", "seats": ["A1"]}, headers=headers)
    return said.json().get("code", "")


@pytest.mark.parametrize(
    ("ago", "otp_ago", "code"),
    [
        (5, None, ""),
        (610, None, "step_up_required"),
        (None, None, "step_up_required"),
        (610, 5, ""),
        (5, 610, "step_up_required"),
    ],
)
async def test_whose_risk_is_raised_has_signed_in_a_short_while_ago(
    ago: int | None, otp_ago: int | None, code: str
) -> None:
    claims = {} if otp_ago is None else {"otp": int(time.time()) - otp_ago}
    async with open_house(step_up_raised=True) as house:
        house.reads.found[RAISED] = b'["ann"]'
        await eventually(lambda: "ann" in house.world.risks, within=2)
        assert await books(house, ago, **claims) == code
        assert await books(house, None, sub="ben") == ""
        house.reads.found[RAISED] = b"[]"
        await eventually(lambda: "ann" not in house.world.risks, within=1)
        assert await books(house, ago, **claims) == ""


async def test_without_the_setting_nobody_is_asked_for_it(house: House) -> None:
    house.reads.found[RAISED] = b'["ann"]'
    assert await books(house, 610) == "" and RAISED not in house.reads.asked


async def test_ending_other_sessions_asks_for_a_fresh_sign_in_of_everybody(house: House) -> None:
    assert guarded_by(house, fresh) == {"DELETE /me/sessions", "DELETE /me/sessions/{sid}"}


@pytest.mark.parametrize(
    ("shown", "status"),
    [({"auth_time": 5}, 204), ({"auth_time": 610}, 403), ({}, 403), ({"auth_time": 610, "otp": 5}, 204)],
)
async def test_a_session_alone_ends_no_other(house: House, shown: dict[str, int], status: int) -> None:
    claims = {"auth_time": None} | {name: int(time.time()) - ago for name, ago in shown.items()}
    mine, other = (f"{'a' * 32}-{digit * 20}" for digit in "01")
    headers = {"Authorization": f"Bearer {token(sid=mine, **claims)}"}
    for path in ("/me/sessions", f"/me/sessions/{other}"):
        said = await house.client.delete(path, headers=headers)
        assert said.status_code == status and (status == 204 or said.json()["code"] == "step_up_required")
    ended = [one.type for one, _ in house.log.said if one.type.startswith("LogOut")]
    assert ended == (["LogOutElsewhere", "LogOut"] if status == 204 else [])


async def test_whose_risk_is_raised_is_asked_for_nothing_where_the_house_does_not_want_it() -> None:
    async with open_house() as house:
        house.world.risks.hear("risks", b'{"account_id": "ann", "risk": "raised"}', ())
        assert "ann" in house.world.risks and await books(house, None) == ""


async def test_a_risk_that_is_told_is_asked_about_at_once() -> None:
    async with open_house(step_up_raised=True) as house:
        house.world.risks.hear("risks", b'{"account_id": "ann", "risk": "raised"}', ())
        assert await books(house, 610) == "step_up_required"


@pytest.mark.parametrize(("production", "roles"), [("true", {"operator"}), ("false", set[str]())])
def test_in_production_operators_need_a_second_factor(
    production: str, roles: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", production)
    default = EdgeSettings.model_fields["second_factor_required"].get_default(call_default_factory=True)
    assert default == roles
