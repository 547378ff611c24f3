import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contracts.webhooks import HEARD
from ops import registry
from ops.cli import app
from ops.stripe_fake.__main__ import parser, settings
from ops.up.plan import Form
from tests.opened import own_port


def services(form: Form) -> list[str]:
    return sorted(service for process in form.workers() for service in process.args)


def test_every_service_runs_once_in_both_forms() -> None:
    assert services(Form()) == services(Form(split=True)) == sorted(registry.NAMES)


def test_what_nobody_waits_for_gives_way_to_the_sale_and_to_who_signs_in() -> None:
    sale, identity, rest = Form().workers()
    assert sale.nice == identity.nice == 0 < rest.nice
    assert {"bookings", "inventory", "payments"} <= set(sale.args) and identity.args == ("identity",)


def test_sockets_have_a_process_and_a_port_of_their_own_where_services_are_split() -> None:
    served = {process.name: int(process.args[1]) for process in Form(split=True).edges()}
    assert served == {"edge": 3000, "edge-live": 3003} and Form().live_port == Form().port


def test_no_two_processes_share_a_port() -> None:
    form = Form(split=True, doors=8)
    ports = [int(process.env["BOXOFFICE_HEALTH_PORT"]) for process in form.workers()]
    ports += [int(process.args[-1]) for process in form.edges()]
    ports += [form.port, form.live_port, form.stripe_port, form.mail_port, form.mail_page_port]
    assert form.ports() == sorted(ports) == sorted(set(ports))


@pytest.mark.enable_socket
@pytest.mark.parametrize("offset", [0, 10, 90], ids=["front door", "payments", "health"])
def test_a_port_in_use_is_named_before_anything_starts(offset: int, tmp_path: Path) -> None:
    port = own_port()
    with socket.create_server(("127.0.0.1", port + offset)):
        done = CliRunner().invoke(app, ["up", "--port", str(port), "--data", str(tmp_path / "data")])
    assert done.exit_code == 1 and f"Port {port + offset} of this machine" in str(done.exception or done.output)
    assert not (tmp_path / "data").exists()


def test_a_secret_that_looks_like_an_option_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_EDGE_STRIPE_SECRET", "-one-in-64-begins-so")
    chosen = settings(parser().parse_args(["--webhook", "http://127.0.0.1:1/"]))
    assert chosen.endpoint is not None and chosen.endpoint.secret == "-one-in-64-begins-so"


def test_the_local_provider_sends_what_is_heard_and_nothing_else(tmp_path: Path) -> None:
    (stripe,) = [process for process in Form().outside(tmp_path) if process.name == "stripe"]
    chosen = settings(parser().parse_args([*stripe.args]))
    assert chosen.endpoint is not None and chosen.endpoint.events == HEARD


def test_doors_share_a_port_and_each_has_one_of_its_own() -> None:
    edges = {process.name: process.args for process in Form(doors=2).edges()}
    assert edges == {
        "edge": ("--port", "3000", "--own-port", "3040"),
        "edge-2": ("--port", "3000", "--own-port", "3041"),
    }
