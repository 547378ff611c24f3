"""TLS at the door itself: where no proxy before it ends it."""

import ssl

from edge.settings import EdgeSettings

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""Of TLS 1.2: forward secrecy and authenticated encryption alone. Those of 1.3 all are."""


class Certificate:
    """`context` is None where the settings name no certificate: then the door speaks plain HTTP."""

    def __init__(self, settings: EdgeSettings) -> None:
        self.chain, self.key = settings.tls_certificate, settings.tls_key
        self.context = self._context() if self.chain else None

    def read(self) -> None:
        """Read anew, for all who connect from now on. Raises OSError and ssl.SSLError, and then the old one stays."""
        if self.context:
            self._context()
            self.context.load_cert_chain(self.chain, self.key)

    def _context(self) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.set_ciphers(CIPHERS)
        made.load_cert_chain(self.chain, self.key)
        return made
