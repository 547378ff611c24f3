"""The dashboard asks for what the workers and the edge export, and for nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from choreography.sight.collector import registry, text
from choreography.sight.metrics import COUNTERS, GAUGES
from edge.asking.waiting import Waiting
from edge.door.metrics import Metrics
from edge.live.metrics import LiveMetrics
from ops import registry as services

BOARD = json.loads(Path("ops/compose/grafana-dashboard.json").read_text())
GRAFANA = yaml.safe_load(Path("compose.yaml").read_text())["services"]["grafana"]
NAME, BY = re.compile(r"\b(?:boxoffice|edge)_[a-z_]+"), re.compile(r"by \(([a-z, ]+)\)")
MATCHED = re.compile(r"[{,] *([a-z]+)(?:=~|!~|!=|=)")
PARTS = ("bucket", "sum", "count")
LABELS = {"service", "le", "method", "route", "status", "reason"}
LABELS |= {label for _, _, labels, _ in (*COUNTERS, *GAUGES) for label in labels}


def exported() -> Iterator[str]:
    """By both pages, with the names that a histogram has in queries."""
    for service in services.services():
        yield from (f"boxoffice_{one.name}" for one in service.gauges)
        yield from (f"boxoffice_{one.name}_{part}" for one in service.durations for part in PARTS)
    edge = Metrics(LiveMetrics(), lambda: 0, {}, Waiting()).text()
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)", (text(registry([])) + edge).decode(), re.MULTILINE):
        yield from (f"{name}_{part}" for part in PARTS) if kind == "histogram" else (name,)


def panels() -> list[dict[str, Any]]:
    return [panel for panel in BOARD["panels"] if panel["type"] != "row"]


def queries() -> list[str]:
    return [target["expr"] for panel in panels() for target in panel["targets"]]


def test_every_metric_that_it_asks_for_is_exported() -> None:
    asked = {name for query in queries() for name in NAME.findall(query)}
    assert len(asked) > 20 and asked <= set(exported())


def test_every_label_that_it_asks_for_exists() -> None:
    grouped = {label.strip() for query in queries() for found in BY.findall(query) for label in found.split(",")}
    matched = {label for query in queries() for label in MATCHED.findall(query)}
    assert grouped | matched <= LABELS and {"service", "route", "outcome"} <= grouped


@pytest.mark.parametrize("about", [
    "boxoffice_messages_total", "boxoffice_said_total", "boxoffice_effects_retried_total", "boxoffice_waiting",
    "boxoffice_batch_messages_sum", "boxoffice_batch_fold_seconds_sum", "boxoffice_outbox_age_seconds",
    "boxoffice_lag_messages", "boxoffice_lag_seconds", "edge_requests_total", "edge_request_seconds_bucket",
    "edge_live_sockets", "boxoffice_saga_seconds_bucket", "boxoffice_oversold_places",
    "boxoffice_consumer_rebalances_total",
])  # fmt: skip
def test_it_shows_what_an_operator_asks_first(about: str) -> None:
    assert any(about in NAME.findall(query) for query in queries())


def test_its_panels_have_a_text_an_id_and_a_place_of_their_own() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in BOARD["panels"]]
    ids = [panel["id"] for panel in BOARD["panels"]]
    assert len(set(places)) == len(places) and len(set(ids)) == len(ids)
    assert all(panel["description"] and panel["fieldConfig"]["defaults"]["unit"] for panel in panels())


def test_compose_hands_it_to_grafana_with_its_source() -> None:
    mounts = dict(mount.removesuffix(":ro").split(":") for mount in GRAFANA["volumes"])
    assert all(Path(file).is_file() for file in mounts)
    provider = yaml.safe_load(Path("ops/compose/grafana-dashboards.yml").read_text())["providers"][0]
    assert mounts["./ops/compose/grafana-dashboard.json"].startswith(provider["options"]["path"])
    source = yaml.safe_load(Path("ops/compose/grafana-datasource.yml").read_text())["datasources"][0]
    assert {panel["datasource"]["uid"] for panel in panels()} == {source["uid"]}
