"""The page about what is said on the bus."""

import base64
import hashlib
import json
import re

from edge.reference.chapters import chapters
from edge.reference.page import page
from edge.reference.prose import limits_of, prose, type_of
from edge.routes.documents import ASYNCAPI
from tests.edge.house import House

DOCUMENT = json.loads(ASYNCAPI.read_bytes())
PAGE = page(ASYNCAPI.read_bytes()).decode()


async def test_the_page_is_served_and_runs_nothing_but_its_own_script(house: House) -> None:
    said = await house.client.get("/docs/asyncapi")
    assert said.status_code == 200 and said.headers["content-type"].startswith("text/html")
    (script,), policy = re.findall(r"<script>(.*?)</script>", said.text, re.S), said.headers["content-security-policy"]
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{hashed}'" in policy and "default-src 'none'" in policy
    assert "src=" not in said.text and "http" not in said.text


async def test_the_page_about_the_routes_leads_to_it(house: House) -> None:
    assert 'href="/docs/asyncapi"' in (await house.client.get("/docs")).text


def test_every_channel_every_message_and_every_type_has_a_place() -> None:
    places = set(re.findall(r' id="([^"]+)"', PAGE))
    assert {f"channel.{name}" for name in DOCUMENT["channels"]} <= places
    assert DOCUMENT["components"]["messages"].keys() | DOCUMENT["components"]["schemas"].keys() <= places


def test_every_link_on_the_page_leads_somewhere_and_no_place_is_named_twice() -> None:
    places = re.findall(r' id="([^"]+)"', PAGE)
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) <= set(places) and len(places) == len(set(places))


def test_a_message_shows_who_says_it_who_hears_it_and_its_fields() -> None:
    said = {one.anchor: one for one in chapters(DOCUMENT).messages}
    held = said["BookingHeld"]
    assert held.said_by == {"bookings"} and {"views", "realtime"} <= held.heard_by
    assert held.answers == ("RequestBooking",) and held.key == "event_id" and held.channels == ["bookings.events"]
    assert {"booking_id", "price", "expires_at"} <= {field.name for field in held.fields}
    assert "live.client.hello" in said and said["GrantRole"].said_by == {"command line"}


def test_a_refusal_is_on_every_channel_of_a_service_that_refuses() -> None:
    refused = next(one for one in chapters(DOCUMENT).messages if one.anchor == "Refused")
    assert {"bookings.events", "catalog.events"} <= set(refused.channels)


def test_what_is_said_of_a_type_is_escaped() -> None:
    assert prose("a `b` < c") == "a <code>b</code> &lt; c"
    assert type_of({"enum": ["<b>"]}) == "<code>&#34;&lt;b&gt;&#34;</code>"
    assert type_of({"type": "array", "items": {"$ref": "#/components/schemas/Seat"}}) == (
        'list of <a href="#Seat">Seat</a>'
    )
    assert limits_of({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}) == "at least 0"
