"""Log lines leave this machine as they are written here, scrubbed; in production nothing does in plain text."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from choreography.sight.logs import configure, lines_to
from choreography.sight.settings import PlainText, SightSettings
from choreography.sight.shipped import Shipped
from tests.choreography.sight.collector_stub import collecting
from tests.edge.certificates import written
from tests.lines import lines_as_before


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    with lines_as_before():
        yield


@pytest.mark.real
def test_a_line_reaches_another_system_over_tls_with_its_secrets_scrubbed(tmp_path: Path) -> None:
    files, here = written(tmp_path), io.StringIO()
    with collecting(files) as heard:
        settings = SightSettings(otlp_endpoint=heard.url, otlp_ca=str(files[0]), otlp_logs=True)
        there = Shipped(here, settings, "bookings")
        configure("INFO", "bookings", stream=there)  # type: ignore[arg-type]
        logging.getLogger("choreography").warning("held by %s", "ann@example.org")
        there.close()
    (service, line) = heard.lines[0]
    assert service == "bookings" and line == here.getvalue().strip()
    assert "held by" in line and "ann@example.org" not in line


@pytest.mark.real
def test_a_system_that_is_away_costs_no_line_here(tmp_path: Path) -> None:
    here = io.StringIO()
    there = Shipped(here, SightSettings(otlp_endpoint="http://127.0.0.1:9", otlp_logs=True), "bookings")
    there.write('{"event": "held", "level": "info"}\n')
    assert here.getvalue() == '{"event": "held", "level": "info"}\n'


def test_lines_stay_here_unless_they_are_wanted_elsewhere() -> None:
    assert not isinstance(lines_to(SightSettings(otlp_endpoint="http://127.0.0.1:9"), "bookings"), Shipped)


@pytest.mark.parametrize(
    ("said", "variable"),
    [
        ({"otlp_endpoint": "http://collector:4318"}, "OTLP_ENDPOINT"),
        ({"health_port": 9100, "health_host": "0.0.0.0"}, "HEALTH_CERTIFICATE"),  # noqa: S104
    ],
    ids=["collector", "health"],
)
def test_in_production_nothing_is_shown_in_plain_text(
    said: dict[str, str], variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SightSettings(**said)  # type: ignore[arg-type]
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    with pytest.raises(PlainText, match=variable):
        SightSettings(**said)  # type: ignore[arg-type]


def test_in_production_what_is_encrypted_or_stays_here_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    SightSettings(otlp_endpoint="https://collector:4318", health_port=9100)
    SightSettings(health_port=9100, health_host="0.0.0.0", health_certificate="c.pem", health_key="k.pem")  # noqa: S104
