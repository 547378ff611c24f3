import re

import pytest

from tests.edge.house import House

HERE, ELSEWHERE = "http://localhost:3000", "http://evil.example"


async def test_every_response_has_safe_headers(house: House) -> None:
    for path in ("/health/live", "/nowhere", "/me"):
        headers = (await house.client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"].split("; ")
        assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= {*policy}
        assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert headers["referrer-policy"] == "no-referrer"


async def test_a_listed_page_may_call_and_no_other(house: House) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    allowed = await house.client.options("/bookings", headers={"Origin": HERE, **asked})
    assert allowed.headers["access-control-allow-origin"] == HERE
    refused = await house.client.options("/bookings", headers={"Origin": ELSEWHERE, **asked})
    assert "access-control-allow-origin" not in refused.headers
    assert (
        "access-control-allow-origin" not in (await house.client.get("/events", headers={"Origin": ELSEWHERE})).headers
    )


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:3000.evil.example", "http://evil.example/http://localhost:3000", "https://localhost:3000",
        "http://localhost:30001", "http://localhost", "http://127a0b0c1:3000", "HTTP://LOCALHOST:3000", "null",
    ],
)  # fmt: skip
async def test_a_page_that_is_only_like_a_listed_one_may_not_call(house: House, origin: str) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    said = await house.client.options("/bookings", headers={"Origin": origin, **asked})
    assert "access-control-allow-origin" not in said.headers
    said = await house.client.get("/events", headers={"Origin": origin})
    assert "access-control-allow-origin" not in said.headers


async def test_requests_are_counted_by_route_and_never_by_path(house: House) -> None:
    await house.client.get("/events/e1")
    await house.client.get("/nowhere/e2")
    said = (await house.client.get("/metrics")).text
    assert 'edge_requests_total{method="GET",route="/events/{event_id}",status="404"} 1.0' in said
    assert 'route="unmatched"' in said and "e2" not in said


async def test_it_is_alive_but_not_ready_without_keys(house: House) -> None:
    assert (await house.client.get("/health/live")).json() == {"status": "live"}
    said = await house.client.get("/health/ready")
    assert said.status_code == 503 and said.json()["there"]["keys"] is False


async def test_the_document_says_what_those_who_run_it_are_answered(house: House) -> None:
    document = (await house.client.get("/docs/openapi.json")).json()
    answers = {
        path: document["paths"][path]["get"]["responses"] for path in ("/health/live", "/health/ready", "/metrics")
    }
    assert {path: set(of) for path, of in answers.items()} == {
        "/health/live": {"200"}, "/health/ready": {"200", "503"}, "/metrics": {"200"},
    }  # fmt: skip
    shape = document["components"]["schemas"]["Readiness"]["properties"]
    assert shape.keys() == (await house.client.get("/health/ready")).json().keys()
    assert answers["/metrics"]["200"]["content"].keys() == {"text/plain"}
    assert (await house.client.get("/metrics")).headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"


async def test_the_page_about_the_routes_fetches_nothing_from_elsewhere(house: House) -> None:
    said = await house.client.get("/docs")
    assert said.status_code == 200 and "POST /bookings" in said.text and "<script" not in said.text
    assert re.findall(r'(?:src|href|action)="(?![/#])', said.text) == []
    document = (await house.client.get("/docs/openapi.json")).json()
    assert {"/bookings", "/events/{event_id}/seats", "/sessions/refresh"} <= document["paths"].keys()
    assert "/live" not in document["paths"]


LINKS = [("GET", "/mail/unsubscribe?account=ann&mark=SECRET"), ("POST", "/tickets")]


@pytest.mark.parametrize(("method", "path"), LINKS)
async def test_what_a_link_opens_something_with_stands_in_no_line(
    house: House, method: str, path: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    said = await house.client.request(method, path, data={"key": "e1-b1.9999999999.SECRET0123456789"})
    assert said.status_code == 403 and "SECRET" not in said.text
    written = capsys.readouterr()
    assert "route=" in written.out and "SECRET" not in written.out + written.err + caplog.text


@pytest.mark.parametrize(
    "host", ["edge:door", "edge:99999", "edge:1:2", "[::1", "a b", "ann@edge", "edge/x", "edge:-1"]
)
async def test_a_host_that_is_none_is_a_bad_request(house: House, host: str) -> None:
    for path in ("/mail/unsubscribe", "/events"):
        said = await house.client.get(path, headers={"Host": host})
        assert (said.status_code, said.json()["code"]) == (400, "bad_request")


async def test_a_request_for_two_hosts_is_a_bad_request(house: House) -> None:
    said = await house.client.get("/events", headers=[("Host", "edge"), ("Host", "elsewhere")])
    assert (said.status_code, said.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("host", ["edge", "edge:3000", "[::1]:3000", "127.0.0.1", "xn--mnchen-3ya.example", "edge."])
async def test_a_host_is_a_name_or_an_address(house: House, host: str) -> None:
    assert (await house.client.get("/mail/unsubscribe", headers={"Host": host})).status_code == 422
