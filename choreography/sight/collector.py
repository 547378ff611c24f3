"""The metrics as Prometheus reads them. Imported only where they are served."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from choreography.sight.counters import Histogram
from choreography.sight.look import Look
from choreography.sight.metrics import COUNTERS, GAUGES, HISTOGRAMS, Values

PREFIX = "boxoffice_"
CONTENT = CONTENT_TYPE_LATEST
Family = CounterMetricFamily | GaugeMetricFamily


class LaneCollector(Collector):
    """Costs the lanes nothing until it is asked. Each metric has the label `service`."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = looks

    def collect(self) -> Iterator[Metric]:
        for name, text, labels, read in COUNTERS:
            yield self._read(CounterMetricFamily(PREFIX + name, text, labels=("service", *labels)), read)
        for name, text, labels, read in GAUGES:
            yield self._read(GaugeMetricFamily(PREFIX + name, text, labels=("service", *labels)), read)
        for name, text, histogram in HISTOGRAMS:
            family = HistogramMetricFamily(PREFIX + name, text, labels=("service",))
            for look in self.looks:
                family.add_metric([look.lane.service.name], *_buckets(histogram(look)))
            yield family
        for look in self.looks:
            yield from _declared(look)

    def _read(self, family: Family, read: Callable[[Look], Values]) -> Family:
        for look in self.looks:
            for labels, value in read(look):
                family.add_metric([look.lane.service.name, *labels], float(value))
        return family


def _declared(look: Look) -> Iterator[Metric]:
    """By the service itself."""
    service = look.lane.service
    for gauge in service.gauges:
        found = GaugeMetricFamily(PREFIX + gauge.name, gauge.text, labels=("service",))
        if gauge.name in look.gauges:
            found.add_metric([service.name], look.gauges[gauge.name])
        yield found
    for duration in service.durations:
        family = HistogramMetricFamily(PREFIX + duration.name, duration.text, labels=("service", "outcome"))
        for outcome, histogram in look.lane.counters.durations.get(duration.name, {}).items():
            family.add_metric([service.name, outcome], *_buckets(histogram))
        yield family


def _buckets(histogram: Histogram) -> tuple[list[tuple[str, float]], float]:
    bounds = [*(str(bound) for bound in histogram.bounds), "+Inf"]
    return list(zip(bounds, accumulate(map(float, histogram.counts)), strict=True)), histogram.total


def registry(looks: Sequence[Look]) -> CollectorRegistry:
    """Of these lanes, and of the process itself: memory, time, open files."""
    found = CollectorRegistry()
    found.register(LaneCollector(looks))
    for about in (ProcessCollector, PlatformCollector, GCCollector):
        about(registry=found)
    return found


def text(found: CollectorRegistry) -> bytes:
    return generate_latest(found)
