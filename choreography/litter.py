"""How often the interpreter looks for what nobody refers to any more but itself."""

import gc

SELDOM = (50_000, 20, 100)
"""Objects more than before at which the young are walked, and so many walks before the older and the oldest are. With
Python's own bounds (700, 10, 10) a batch of messages is walked many times while it is still in use: 7 % of what
simulated days cost a processor, 3 % with these. At a door each walk over all is one over what tens of thousands of
sockets are made of, and nobody is answered meanwhile.
"""


def collected_seldom() -> None:
    """In this process, from now on. What batches and requests leave behind goes with the young."""
    gc.set_threshold(*SELDOM)
