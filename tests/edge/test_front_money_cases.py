"""Where the payment provider and we do not agree, at the door: two operators who are signed in decide."""

from typing import Any

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front
from tests.edge.till import Till
from tests.eventually import eventually
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def strangers(paying: Till, at_front: Operator) -> str:
    """Money of nobody, of which there is a case."""
    form = {"amount": 700, "currency": "eur", "payment_method": "pm_card_visa", "confirm": "true"}
    made = await paying.stripe.post("/v1/payment_intents", data=form | {"return_url": "http://127.0.0.1/back"})
    assert made.status_code == 200, made.text
    cases = await at_front.json("money", "diff", code=1)
    assert made.json()["id"] in [case["case_id"] for case in cases]
    return str(made.json()["id"])


async def test_two_operators_who_are_signed_in_send_back_what_is_nobodys(
    front: Front, counter: Counter, paying: Till, at_front: Operator
) -> None:
    case = await strangers(paying, at_front)
    path, first, second = f"/money/cases/{case}/application", await counter.operator(), await counter.operator()
    said = await first.asks("POST", path)
    assert (said.status_code, said.json()["type"]) == (202, "CaseProposed")
    alone = await first.asks("POST", path)
    assert (alone.status_code, alone.json()["code"]) == (409, "proposed")
    assert (await second.asks("POST", path)).json()["type"] == "CaseApplied"
    done = await second.becomes("/money/cases?state=applied", lambda page: named(page, case))
    assert named(done, case)["kind"] == "unknown_payment" and named(done, case)["found"] == 700
    assert named((await second.asks("GET", "/money/cases?state=open")).json(), case) == {}
    who = (await second.sees("/me"))["id"]
    (audited,) = await entries(at_front, who, "ApplyCaseSigned")
    assert audited["route"] == "POST /money/cases/{case_id}/application"


def named(page: dict[str, Any], case: str) -> dict[str, Any]:
    """Empty where it is not there."""
    return next((one for one in page["items"] if one["id"] == case), {})


async def entries(at_front: Operator, person: str, kind: str) -> list[dict[str, str]]:
    async def there() -> list[dict[str, str]]:
        found: list[dict[str, str]] = await at_front.json("audit", "list", "--person", person, code=None)
        return [one for one in found if one["type"] == kind]

    return await eventually(there, within=15)


async def test_nobody_else_may_and_of_what_is_none_it_is_said(front: Front, counter: Counter) -> None:
    organiser, operator = await front.person(organiser=True), await counter.operator()
    path = "/money/cases/pi_nobodys/application"
    assert (await organiser.asks("POST", path)).json()["code"] == "role_missing"
    assert (await operator.asks("POST", path)).json()["code"] == "not_found"
    assert (await organiser.asks("GET", "/money/cases")).json()["code"] == "role_missing"
    assert (await operator.asks("GET", "/money/cases?state=lost")).json()["code"] == "invalid"
