"""The page to which the link of a booking's tickets leads."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

from edge.asking.acceptance import Acceptance
from edge.ticketing.link import opens, parts, tickets_url
from edge.ticketing.page import SCRIPT
from tests.edge.browser import ACCEPTS
from tests.edge.house import House

GOOD = "e1-b1.9999999999." + "A" * 16
WINDOW = """
const said = [];
const form = {submit() { said.push(["posted", field.value]); }};
const field = {value: "", form}, listeners = {};
const document = {getElementById: id => id === "key" ? field : null};
const location = {hash: HASH, pathname: "/tickets"};
const history = {replaceState(state, title, address) { said.push(["address", address]); location.hash = ""; }};
const addEventListener = (name, heard) => { listeners[name] = heard; };
SCRIPT
listeners.hashchange();
console.log(JSON.stringify(said));
"""
"""What the page's script touches of a browser, and what it did there."""


def ran(hash_: str) -> list[list[str]]:
    """What the script does with an address that has this."""
    if not (node := shutil.which("node")):
        pytest.skip("node is not here")
    program = WINDOW.replace("HASH", json.dumps(hash_), 1).replace("SCRIPT", SCRIPT.replace('"use strict";', ""), 1)
    said: list[list[str]] = json.loads(subprocess.run([node, "-e", program], capture_output=True, check=True).stdout)
    return said


def test_the_key_is_out_of_the_address_before_it_is_posted_once() -> None:
    assert ran(f"#{GOOD}") == [["address", "/tickets"], ["posted", GOOD]]


@pytest.mark.parametrize("nothing", ["", "#"])
def test_without_a_key_the_page_waits_for_one_to_be_pasted(nothing: str) -> None:
    assert ran(nothing) == []


async def test_the_page_runs_its_own_script_alone_and_posts_to_its_own_house(house: House) -> None:
    said = await house.client.get("/tickets")
    policy = said.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "script-src 'sha256-" in policy
    assert "form-action 'self'" in policy and "unsafe" not in policy
    assert said.headers["referrer-policy"] == "no-referrer" and "no-store" in said.headers["cache-control"]
    assert not re.search(r'(?:src|href|action)="(?!/tickets")|\son\w+=', said.text)


@pytest.mark.parametrize("pasted", ["", GOOD])
async def test_the_field_has_a_label_and_its_trouble_is_said_beside_it(house: House, pasted: str) -> None:
    method, sent = ("POST", {"key": pasted}) if pasted else ("GET", None)
    said = await house.client.request(method, "/tickets", data=sent, headers=ACCEPTS)
    html = re.sub(r"<script>.*</script>|<style>.*?</style>", "", said.text, flags=re.S)
    tree = ET.fromstring(re.sub(r"<((?:meta|input) [^>]*)>", r"<\1/>", html.removeprefix("<!doctype html>")))  # noqa: S314
    ids = {one.get("id") for one in tree.iter()}
    (field,), (label,) = tree.findall(".//input"), tree.findall(".//label")
    assert label.get("for") == field.get("id") and set(str(field.get("aria-describedby")).split()) <= ids
    assert (tree.find(".//*[@role='alert']") is not None) == (field.get("aria-invalid") == "true") == bool(pasted)


WRONG = [GOOD, "nothing", "e1.b1.9.A", "e1-b1#", "e1-b1.9999999999.\u00e4" + "A" * 15, f"e1-b1\n.{GOOD}"]


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_key_of_nobody_opens_nothing_and_is_not_repeated(house: House, wrong: str) -> None:
    page = await house.client.post("/tickets", data={"key": wrong}, headers=ACCEPTS)
    assert page.status_code == 403 and wrong not in page.text
    for path in ("/tickets", "/tickets/pdf", "/tickets/1/pass"):
        said = await house.client.post(path, data={"key": wrong})
        assert (said.status_code, said.json()["code"]) == (403, "link_over")


@pytest.mark.parametrize("body", [b"", b"key=", b"key=a&more=b", b'{"key": "a"}', b"key=" + b"a" * 601, b"\xff"])
async def test_what_is_no_form_of_the_page_is_refused(house: House, body: bytes) -> None:
    said = await house.client.post("/tickets", content=body)
    assert (said.status_code, said.json()["code"]) == (422, "invalid") and said.json()["errors"]


@pytest.mark.parametrize(("lasts", "good"), [(600, True), (-1, False)])
def test_a_link_opens_one_booking_of_its_buyer_for_its_time(lasts: int, good: bool) -> None:
    acceptance = Acceptance("secret", lasts)
    link = tickets_url(acceptance, "e1-b1", "ann")
    booking, token = parts(link)
    assert booking == "e1-b1" and link.startswith("/tickets#")
    assert opens(acceptance, token, "e1-b1", "ann") is good
    assert not opens(acceptance, token, "e1-b2", "ann") and not opens(acceptance, token, "e1-b1", "ben")
