from ops import registry
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
