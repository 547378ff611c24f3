"""Who may ask to be an organiser when they register."""

import httpx2
import pytest

from edge.settings import EdgeSettings
from tests.edge.house import House, open_house
from tests.edge.test_devices import KEY

ANN = {"mail": "ann@example.org", "password": "correct horse battery"}


async def registers(house: House, organiser: bool) -> httpx2.Response:
    house.world.sealer.newest = KEY
    return await house.client.post("/accounts", json=ANN | {"organiser": organiser})


@pytest.mark.parametrize("organiser", [True, False])
async def test_where_anybody_may_who_registers_is_what_they_ask_to_be(organiser: bool) -> None:
    async with open_house(organisers_register=True) as house:
        assert (await registers(house, organiser)).status_code == 202
        ((_, body),) = house.log.of("RegisterUser")
        assert body["organiser"] == organiser


async def test_where_the_house_makes_its_organisers_nobody_registers_as_one() -> None:
    async with open_house(organisers_register=False) as house:
        for said in (await registers(house, organiser=True), await registers(house, organiser=True)):
            assert (said.status_code, said.json()["code"]) == (403, "forbidden")
        assert not house.log.of("RegisterUser")


async def test_where_the_house_makes_its_organisers_buyers_register_all_the_same() -> None:
    async with open_house(organisers_register=False) as house:
        assert (await registers(house, organiser=False)).status_code == 202
        ((_, body),) = house.log.of("RegisterUser")
        assert not body["organiser"]


@pytest.mark.parametrize(("production", "may"), [("true", False), ("false", True)])
def test_in_production_nobody_registers_as_an_organiser_unless_the_house_says_so(
    production: str, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", production)
    field = EdgeSettings.model_fields["organisers_register"]
    assert field.get_default(call_default_factory=True) == may
