"""What a forked worker still has to import, it would import while its buyers wait."""

import subprocess
import sys

FORKED = """
import sys
from ops.runs import runs
runs()
known = set(sys.modules)
from ops.worker import build
build([], print)
import asyncio, anyio
from handlers.payments.stripe_gateway import stripe_gateway
from handlers.payments.settings import StripeSettings
async def run():
    async with anyio.create_task_group(), stripe_gateway(StripeSettings()):
        pass
asyncio.run(run())
from choreography.sight.serve import worker_pages
worker_pages([])
print(*sorted(set(sys.modules) - known))
"""


def test_a_forked_worker_has_nothing_left_to_import() -> None:
    ran = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.split() == []
