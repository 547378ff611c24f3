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

SAYS = """
import sys, ops.worker
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import open_tracer
open_tracer(SightSettings())
print(*sys.modules)
"""


def test_a_worker_without_a_collector_loads_no_tracing() -> None:
    loaded = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True, timeout=60)
    tracing = ("opentelemetry.sdk", "opentelemetry.trace", "opentelemetry.exporter", "opentelemetry.proto")
    assert [name for name in loaded.stdout.split() if name.startswith(tracing)] == []
    assert "choreography.lane" in loaded.stdout


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
