"""A small local mail server: it takes every mail, sends none on, and shows what it took on a web page."""

from ops.mail_sink.box import Box
from ops.mail_sink.serving import Sink, serving

__all__ = ["Box", "Sink", "serving"]
