"""TLS as our own listeners speak it."""

import ssl
from os import PathLike

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""Of TLS 1.2: forward secrecy and authenticated encryption alone. Those of 1.3 all are."""
Path = str | PathLike[str]


def listening(chain: Path, key: Path) -> ssl.SSLContext:
    """Raises OSError and ssl.SSLError."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers(CIPHERS)
    made.load_cert_chain(chain, key)
    return made
