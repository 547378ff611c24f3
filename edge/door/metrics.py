"""What Prometheus is told, in a registry of each application's own."""

from collections.abc import Callable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from choreography.breaker import LEVELS, Breaker
from edge.asking.waiting import Waiting
from edge.door.crowded import Crowded
from edge.door.pulse import Pulse
from edge.live.metrics import LiveMetrics
from edge.sign_in.line import Line

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    def __init__(
        self,
        live: LiveMetrics,
        waiting: Callable[[], int],
        shared: Mapping[str, int],
        answers: Waiting,
        breakers: Sequence[Breaker] = (),
    ) -> None:
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("edge_requests", "Responses.", names, registry=self.registry)
        self.seconds = Histogram(
            "edge_request_seconds", "Until the response was sent.", ("route",), buckets=SECONDS, registry=self.registry
        )
        open_ = Gauge("edge_waiting", "Requests that wait for Kafka or an answer.", registry=self.registry)
        open_.set_function(waiting)
        self.registry.register(LiveCollector(live))
        self.registry.register(SharedCollector(shared))
        self.registry.register(AnswersCollector(answers))
        self.registry.register(BreakersCollector(breakers))

    def watch(self, pulse: Pulse, crowded: Crowded) -> None:
        late = Gauge("edge_late_seconds", "How long what takes its turn waits for it.", registry=self.registry)
        late.set_function(lambda: pulse.late)
        self.registry.register(CrowdCollector(crowded))

    def count_sign_ins(self, line: Line) -> None:
        waiting = Gauge("edge_sign_ins", "Requests that wait for identity.", registry=self.registry)
        waiting.set_function(lambda: line.open)
        bound = Gauge("edge_sign_ins_bound", "So many may: fewer where it answers late.", registry=self.registry)
        bound.set_function(lambda: line.bound)

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        return generate_latest(self.registry)


class LiveCollector(Collector):
    """The hub counts in plain numbers; they are read when somebody asks."""

    def __init__(self, live: LiveMetrics) -> None:
        self.live = live

    def collect(self) -> list[Metric]:
        counters = ("frames", "skipped", "conflated", "stale", "resyncs", "gaps", "gap_errors", "refused_origins")
        found: list[Metric] = [GaugeMetricFamily("edge_live_sockets", "Open sockets.", self.live.sockets)]
        found += [
            CounterMetricFamily(f"edge_live_{name}", f"Live: {name}.", getattr(self.live, name)) for name in counters
        ]
        dropped = CounterMetricFamily("edge_live_dropped", "Closed by us, by reason.", labels=["reason"])
        for reason, count in self.live.dropped.items():
            dropped.add_metric([reason], count)
        return [*found, dropped]


class CrowdCollector(Collector):
    def __init__(self, crowded: Crowded) -> None:
        self.crowded = crowded

    def collect(self) -> list[Metric]:
        return [CounterMetricFamily("edge_turned_away", "Refused unread: too many asked.", self.crowded.turned_away)]


class SharedCollector(Collector):
    """How often what everybody sees alike was read, another's reading of it was joined, or a kept one was shown."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    def collect(self) -> list[Metric]:
        found = CounterMetricFamily("edge_shared", "Answers for everybody, by where they are from.", labels=["source"])
        for source in ("read", "joined", "kept"):
            found.add_metric([source], self.counts.get(source, 0))
        return [found]


class AnswersCollector(Collector):
    """Commands that were not answered in time, and the answers that came after that: nobody was there to hear them."""

    def __init__(self, answers: Waiting) -> None:
        self.answers = answers

    def collect(self) -> list[Metric]:
        return [
            CounterMetricFamily("edge_answers_timed_out", "Waited for in vain.", self.answers.timed_out),
            CounterMetricFamily("edge_answers_late", "Dropped: whoever waited was gone.", self.answers.late),
        ]


class BreakersCollector(Collector):
    def __init__(self, breakers: Sequence[Breaker]) -> None:
        self.breakers = breakers

    def collect(self) -> list[Metric]:
        text = "1: it is not asked; 0.5: one probe is."
        found = GaugeMetricFamily("edge_breaker_open", text, labels=["dependency"])
        for breaker in self.breakers:
            found.add_metric([breaker.dependency], LEVELS[breaker.state])
        return [found]
