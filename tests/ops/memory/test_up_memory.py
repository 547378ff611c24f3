"""`boxoffice up --memory` as a user runs it: one process, which sells, is looked into, and leaves nothing behind."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from ops.cli import app
from tests.memory_house import ENV, UP, memory_house

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]


@dataclass
class House:
    """`here` is the folder in which it was opened."""

    said: dict[str, Any]
    here: Path

    def runs(self, *words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--at", self.said["data"]])

    def json(self, *words: str, code: int = 0) -> Any:
        done = self.runs(*words, "--json")
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    def grants_operator(self) -> None:
        self.json("grant", self.people["organiser"]["mail"], "operator")

    def token(self, who: str) -> str:
        """Of the demo's organiser or buyer, who signs in for it."""
        person = {name: self.people[who][name] for name in ("mail", "password")}
        return str(httpx2.post(f"{self.said['edge']}/sessions", json=person, timeout=30).json()["access_token"])

    @property
    def people(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((Path(self.said["data"]) / "demo.json").read_text())
        return found

    def buys(self, *words: str, code: int = 0) -> tuple[dict[str, Any], list[str]]:
        """The booking, and the messages that the socket saw."""
        booking = self.json("buy", *words, code=code)
        return booking, [what for _, what in booking["timeline"] if what[0].isupper()]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With a demo event whose tickets cost something."""
    here = tmp_path_factory.mktemp("memory")
    with memory_house(here, "--ready-file", str(here / "mine.json")) as said:
        opened = House(said, here)
        opened.json("demo")
        yield opened


def test_a_paid_booking_is_confirmed_with_its_tickets(house: House) -> None:
    booking, seen = house.buys("--seats", "stalls-A1,stalls-A2")
    assert booking["state"] == "confirmed"
    assert [ticket["seat"] for ticket in booking["tickets"]] == ["stalls-A1", "stalls-A2"]
    assert seen == [
        "BookingRequested", "BookingHeld", "PaymentRequired", "PaymentSucceeded", "BookingConfirmed", "TicketsIssued",
    ]  # fmt: skip


def test_so_many_of_a_seated_type_are_the_best_together(house: House) -> None:
    booking, seen = house.buys("--ticket-type", "seat", "--quantity", "3")
    seats = [ticket["seat"] for ticket in booking["tickets"]]
    assert len(seats) == 3 and booking["seats"] == seats and seen[1] == "BookingHeld"
    saga = house.json("saga", booking["id"], "--patience", "60")
    assert not saga["missing"]
    shown = house.runs("buy", "--ticket-type", "seat", "--quantity", "2").output
    assert shown.count("ticket   stalls-") == 2


def test_a_declined_card_ends_with_the_reason(house: House) -> None:
    booking, _ = house.buys("--card", "pm_card_chargeDeclined", code=1)
    assert (booking["state"], booking["reason"]) == ("cancelled", "declined")


def test_what_the_door_refuses_a_machine_can_read(house: House) -> None:
    assert house.json("buy", "--seats", "stalls-Z9", code=1)["refused"] == "unknown_seat"
    assert house.json("queue", "show", "nowhere", code=1)["refused"] == "not_found"
    plan = str(Path("docs/examples/plan.json").resolve())
    assert house.json("plan", "import", "nowhere", plan, code=1)["refused"] == "not_found"


def test_a_card_that_the_provider_does_not_know_is_not_waited_for(house: House) -> None:
    done = house.runs("buy", "--card", "pm_of_nobody")
    assert done.exit_code == 1 and "knows no pm_of_nobody" in done.stderr


def test_a_free_booking_needs_no_payment(house: House) -> None:
    paid = json.loads((Path(house.said["data"]) / "demo.json").read_text())
    house.json("demo", "--price", "0")
    booking, seen = house.buys("--seats", "stalls-A1")
    assert (booking["state"], booking["payment"]) == ("confirmed", None) and "PaymentRequired" not in seen
    (Path(house.said["data"]) / "demo.json").write_text(json.dumps(paid))


def test_a_saga_is_told_and_nothing_is_missing(house: House) -> None:
    booking, _ = house.buys()
    saga = house.json("saga", booking["id"], "--patience", "60")
    assert saga["booking"] == booking["id"] and saga["roots"] and not saga["missing"]
    assert house.runs("saga", "nowhere-1").exit_code == 1


def test_topics_are_as_declared_and_can_be_looked_into(house: House) -> None:
    booking, _ = house.buys()
    command = [sys.executable, "-m", "ops.cli", "topics", "--json", "--at", house.said["data"]]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # tests declare topics of their own here
    topics = {one["name"]: one for one in json.loads(ran.stdout)}
    assert topics["bookings.events"]["records"] and not any(one["trouble"] for one in topics.values())
    looked = house.runs("topics", "peek", "bookings.events", "--booking", booking["id"])
    assert "BookingConfirmed" in looked.output and "complete: yes" in looked.output


def test_nothing_is_dead_and_everything_agrees(house: House) -> None:
    house.buys()
    assert house.json("dead", "list") == []
    checked = house.json("check")
    assert not checked["breached"] and checked["counts"]["confirmed"] >= 1 and checked["counts"]["events"] >= 1


def test_the_record_is_verified_against_the_log(house: House) -> None:
    verdict = house.json("audit", "verify", "--log")
    assert verdict["entries"] > 0 and not verdict["wrong"]


def test_all_parts_are_ready(house: House) -> None:
    said = house.json("status")
    assert said.keys() == {"workers", "edge"} and all(one["ready"] for one in said.values())


def test_a_role_is_given_by_the_command_line(house: House) -> None:
    mail = json.loads((Path(house.said["data"]) / "demo.json").read_text())["organiser"]["mail"]
    assert "operator" in house.json("grant", mail, "operator")["roles"]
    assert house.json("grant", "nobody@example.com", code=1)["reason"] == "not_found"


def test_who_is_banned_or_loses_a_role_is_told_so_by_the_command_line(house: House) -> None:
    mail = json.loads((Path(house.said["data"]) / "demo.json").read_text())["organiser"]["mail"]
    house.json("grant", mail, "operator")
    assert "operator" not in house.json("grant", mail, "operator", "--withdraw")["roles"]
    assert house.json("ban", mail)["account_id"] == house.json("ban", mail, "--lift")["account_id"]
    assert house.json("ban", "nobody@example.com", code=1)["reason"] == "not_found"


def test_a_lost_second_factor_is_removed_by_the_command_line(house: House) -> None:
    mail = json.loads((Path(house.said["data"]) / "demo.json").read_text())["buyer"]["mail"]
    assert house.json("second-factor", "lift", mail)["account_id"]
    assert house.json("second-factor", "lift", "nobody@example.com", code=1)["reason"] == "not_found"


def test_an_address_from_which_no_mail_came_back_is_not_said_to_be_mailed_again(house: House) -> None:
    for mail in (house.people["buyer"]["mail"], "nobody@example.com"):
        assert house.json("mail", "lift", mail, code=1)["reason"] == "not_found"


def test_an_operators_token_opens_the_door_to_commands_that_only_look(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking, _ = house.buys()
    house.json("saga", booking["id"], "--patience", "60")
    look = ("topics", "peek", "bookings.events", "--booking", booking["id"], "--json")
    house.grants_operator()
    for who, code in (("organiser", 0), ("buyer", 2)):
        monkeypatch.setenv("BOXOFFICE_OPERATOR_TOKEN", house.token(who))
        seen = CliRunner().invoke(app, [*look, "--at", house.said["edge"]])
        checked = CliRunner().invoke(app, ["check", "--json", "--at", house.said["edge"]])
        assert (seen.exit_code, checked.exit_code) == (code, code), seen.output
        assert code or (seen.stdout == house.runs(*look).stdout and not json.loads(checked.stdout)["breached"])


def test_in_its_folder_it_is_found_without_being_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.here)
    assert json.loads((house.here / "mine.json").read_text()) == house.said
    assert CliRunner().invoke(app, ["status"]).exit_code == 0


def test_a_port_that_is_taken_is_said(house: House, tmp_path: Path) -> None:
    port = str(int(house.said["edge"].rpartition(":")[2]))
    second = subprocess.run([*UP, "--port", port], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False)
    assert second.returncode == 1 and f"Port {port}" in second.stderr


@pytest.mark.parametrize("words", [["--split"], ["--data", "x"], ["--brokers", "2"], ["--replica"]])
def test_what_speaks_of_servers_has_no_place_in_memory(words: list[str]) -> None:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["up", "--memory", *words])
    assert done.exit_code == 2 and f"{words[0]}: in memory there are neither" in done.output


def test_what_is_over_leaves_nothing_behind(tmp_path: Path) -> None:
    with memory_house(tmp_path) as said:
        data = Path(said["data"])
        assert (tmp_path / ".boxoffice" / "ready.json").exists() and (data / "secrets.json").exists()
    assert not data.exists() and not [*tmp_path.rglob("*.json")]


@pytest.mark.slow
def test_a_whole_sale_with_a_queue_is_sold_out_in_order(house: House) -> None:
    """Who lets a hold lapse gives the place back a minute later; it may be over before all have come."""
    result = house.json("demo", "--sale", "6", "--buyers", "24", "--within", "150")
    assert (result["wrong"], result["ended"]["bought"]) == ([], 6)
    assert 6 <= result["receipts"] <= 24
