"""What is shown of this process, and where."""

from typing import Any

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from choreography.secrets import Where

ONESELF = ("127.0.0.1", "::1", "localhost")


class PlainText(Exception):
    """Names the variable by which something would leave this machine without TLS."""


class SightSettings(BaseSettings):
    """Environment variables `BOXOFFICE_<NAME>`. Times are in seconds. In production making them raises PlainText."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    otlp_endpoint: str = ""
    """Where spans go, as `https://collector:4318`, the same for the edge and all workers. Empty: nothing is traced."""
    otlp_ca: str = ""
    """File of the authority that the collector's certificate has to be from; empty: the system's own."""
    otlp_logs: bool = False
    """Log lines go there too, besides to standard error."""
    trace_ratio: float = 0.01
    """The share of the edge's requests that is traced; what follows from a request is traced if it is."""
    trace_trust: bool = False
    """Is a client's own `traceparent` obeyed when it says that it is sampled? Then any client can have all traced."""
    trace_waiting: int = 8192
    """Spans that wait to be sent; further ones are lost."""
    trace_every: float = 2.0
    """Between two sendings."""
    health_port: int = 0
    """Where `/metrics`, `/health/live` and `/health/ready` are served. 0: nowhere."""
    health_host: str = "127.0.0.1"
    health_certificate: str = ""
    health_key: str = ""
    """PEM files: with them these pages speak TLS. In production they have to, unless nobody else reaches them."""
    look_every: float = 5.0
    """Between two looks at lag, waiting messages and open effects; only while there is a health port."""
    log_level: str = "INFO"

    @model_validator(mode="after")
    def _encrypted(self) -> Any:
        if Where().production:
            self._refuse_plain()
        return self

    def _refuse_plain(self) -> None:
        if self.otlp_endpoint and not self.otlp_endpoint.startswith("https://"):
            raise PlainText("BOXOFFICE_OTLP_ENDPOINT: in production it has to begin with https://")
        shown = self.health_port and self.health_host not in ONESELF
        if shown and not (self.health_certificate and self.health_key):
            raise PlainText("BOXOFFICE_HEALTH_CERTIFICATE, BOXOFFICE_HEALTH_KEY: others ask over TLS alone")
