"""Who works at the command line: the login name of the operating system, or who they say they are."""

import os
import pwd
from contextvars import ContextVar

CALLED = "BOXOFFICE_OPERATOR"
AT_MOST = 60
"""Letters of a name: with its prefix it fits into an envelope."""
said: ContextVar[str] = ContextVar("operator", default="")
"""By `boxoffice --operator`."""


def name() -> str:
    """A claim and no proof: whoever may run the command may say any name."""
    return (said.get() or login())[:AT_MOST]


def login() -> str:
    """Of who runs this process; its number where it has no name, as in a container."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def actor() -> str:
    """As the audit has it."""
    return f"command line: {name()}"
