"""Reads what Prometheus would."""

from collections.abc import Sequence

from prometheus_client.parser import text_string_to_metric_families

from choreography.sight.collector import registry, text
from choreography.sight.look import Look

Numbers = dict[tuple[str, tuple[str, ...]], float]


def scraped(looks: Sequence[Look]) -> Numbers:
    return parsed(text(registry(looks)).decode())


def parsed(page: str) -> Numbers:
    """By name, without the common beginning, and label values besides the service."""
    return {
        (one.name.removeprefix("boxoffice_"), tuple(v for k, v in one.labels.items() if k != "service")): one.value
        for family in text_string_to_metric_families(page)
        for one in family.samples
    }
