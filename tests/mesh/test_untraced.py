"""Without a collector nothing is traced, and nothing is loaded for it."""

import subprocess
import sys

import pytest

from choreography.sight import request, spans
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import SILENT, Span, open_tracer
from handlers.inventory.rows import Hold
from tests.choreography.sight.notebook import ROOT
from tests.mesh.profiles import memory_mesh
from tests.mesh.test_purchase import on_sale, wish

TRACER = """
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import open_tracer
open_tracer(SightSettings())
"""
WORKER = f"import ops.worker{TRACER}"
EDGE = "import edge.__main__\nfrom edge.app import create_app\ncreate_app()"
NURSERY = f"import ops.nursery\nops.nursery.runs()\n{EDGE}{TRACER}"
TRACING = ("metrics", "sdk", "trace", "exporter", "proto", "context", "baggage", "propagate")


@pytest.mark.parametrize(
    ("process", "loads"),
    [(WORKER, "choreography.lane"), (EDGE, "redis.asyncio"), (NURSERY, "ops.worker")],
    ids=["a worker", "the edge", "the nursery and what it forks"],
)
def test_without_a_collector_no_tracing_is_loaded(process: str, loads: str) -> None:
    says = f"import sys\n{process}\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True, timeout=60)
    assert [
        name for name in ran.stdout.split() if name.startswith(tuple(f"opentelemetry.{one}" for one in TRACING))
    ] == []
    assert loads in ran.stdout.split()


def test_what_is_hidden_from_one_import_is_there_for_the_next() -> None:
    says = "import edge.plain_redis, opentelemetry.sdk.metrics, opentelemetry.metrics"
    assert subprocess.run([sys.executable, "-c", says], check=True, timeout=60).returncode == 0


def test_the_default_is_silence() -> None:
    assert open_tracer(SightSettings(otlp_endpoint="")) is SILENT
    assert request.begin(SILENT, 1.0, ROOT, trust=True) is request.UNTRACED


async def test_a_purchase_without_a_collector_makes_no_span_even_of_what_is_sampled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = list[object]()
    for module in (spans, request):
        monkeypatch.setattr(module, "Span", lambda *args, **fields: made.append(Span(*args, **fields)) or made[-1])
    async with memory_mesh() as mesh:
        event = await on_sale(mesh)
        await mesh.say(asked := wish(event, "stalls-A1"), traceparent=ROOT)
        await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")
    assert made == []
