"""The W3C trace context, as `Envelope.traceparent` carries it: `00-<trace id>-<span id>-<flags>`."""

import re
import secrets
from hashlib import blake2b

FORM = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
HEAD = 36
"""Up to here a traceparent names the trace."""
TAIL = 52
SAMPLED = "-01"


def sampled(traceparent: str) -> bool:
    """Is the trace recorded? Of what has not the form nothing is."""
    return bool(traceparent and FORM.fullmatch(traceparent) and int(traceparent[-2:], 16) & 1)


def said_by(traceparent: str, service: str, id_: str) -> str:
    """What is carried by all that `service` says on hearing the message `id_`, which carried `traceparent`.

    The span's id follows from what it stands for, so that a step needs no chance, and whoever records the span later
    finds the same id. What is not sampled is carried on as it is.
    """
    if not sampled(traceparent):
        return traceparent
    return f"{traceparent[:HEAD]}{blake2b(f'{service}/{id_}'.encode(), digest_size=8).hexdigest()}{SAMPLED}"


def begun() -> str:
    """The first span of a new sampled trace."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}{SAMPLED}"


def beside(traceparent: str) -> str:
    """Another span of the same trace, of which nothing follows."""
    return f"{traceparent[:HEAD]}{secrets.token_hex(8)}{SAMPLED}"


def trace_id(traceparent: str) -> str:
    return traceparent[3 : HEAD - 1]


def span_id(traceparent: str) -> str:
    return traceparent[HEAD:TAIL]
