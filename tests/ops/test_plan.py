import pytest

from ops import registry
from ops.stripe_fake.__main__ import parser, settings
from ops.up.plan import Form


def services(form: Form) -> list[str]:
    return sorted(service for process in form.workers() for service in process.args)


def test_every_service_runs_once_in_both_forms() -> None:
    assert services(Form()) == services(Form(split=True)) == sorted(registry.NAMES)


def test_what_nobody_waits_for_gives_way_to_the_sale() -> None:
    sale, rest = Form().workers()
    assert sale.nice == 0 < rest.nice and {"bookings", "inventory", "payments"} <= set(sale.args)


def test_no_two_processes_share_a_port() -> None:
    form = Form(split=True)
    ports = [process.env["BOXOFFICE_HEALTH_PORT"] for process in form.workers()]
    ports += [process.args[-1] for process in form.edges()]
    ports += [str(port) for port in (form.stripe_port, form.mail_port, form.mail_page_port)]
    assert len(set(ports)) == len(ports)


def test_a_secret_that_looks_like_an_option_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_EDGE_STRIPE_SECRET", "-one-in-64-begins-so")
    chosen = settings(parser().parse_args(["--webhook", "http://127.0.0.1:1/"]))
    assert chosen.endpoint is not None and chosen.endpoint.secret == "-one-in-64-begins-so"
