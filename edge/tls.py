"""TLS at the door itself: where no proxy before it ends it."""

from choreography.tls import listening
from edge.settings import EdgeSettings


class Certificate:
    """`context` is None where the settings name no certificate: then the door speaks plain HTTP."""

    def __init__(self, settings: EdgeSettings) -> None:
        self.chain, self.key = settings.tls_certificate, settings.tls_key
        self.context = listening(self.chain, self.key) if self.chain else None

    def read(self) -> None:
        """Read anew, for all who connect from now on. Raises OSError and ssl.SSLError, and then the old one stays."""
        if self.context:
            listening(self.chain, self.key)
            self.context.load_cert_chain(self.chain, self.key)
