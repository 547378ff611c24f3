"""Who is shown the door's metrics."""

import httpx2
import pytest

from edge.settings import EdgeSettings
from tests.edge.house import House, open_house


async def shown(house: House, host: str, **headers: str) -> int:
    transport = httpx2.ASGITransport(app=house.app, client=(host, 40_000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://edge") as client:
        return (await client.get("/metrics", headers=headers)).status_code


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "10.3.0.7", "172.20.0.5", "192.168.1.4", "::ffff:10.3.0.7"])
async def test_who_asks_from_within_is_shown_the_metrics(house: House, host: str) -> None:
    assert await shown(house, host) == 200


@pytest.mark.parametrize("host", ["203.0.113.9", "2001:db8::9", "172.32.0.1", "::ffff:203.0.113.9", "testclient", ""])
async def test_outsiders_are_shown_no_metrics(house: House, host: str) -> None:
    assert await shown(house, host) == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
async def test_a_proxy_is_shown_none_wherever_it_stands(house: House, header: str) -> None:
    assert await shown(house, "10.3.0.7", **{header: "10.3.0.8"}) == 404


async def test_the_setting_names_other_networks() -> None:
    async with open_house(metrics_from=["203.0.113.0/24"]) as house:
        assert (await shown(house, "203.0.113.9"), await shown(house, "10.3.0.7")) == (200, 404)


def test_the_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_EDGE_METRICS_FROM", '["203.0.113.0/24"]')
    assert [str(one) for one in EdgeSettings().metrics_from] == ["203.0.113.0/24"]
