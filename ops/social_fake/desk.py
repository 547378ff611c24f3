"""What the fake remembers: codes that it gave, each for once, and tokens."""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "boxoffice", "a-secret-of-the-fake-of-all-providers"
ISSUER, KID = "https://social.fake", "k1"


@dataclass(frozen=True)
class Grant:
    """Whom somebody signed in as, and how they were sent."""

    provider: str
    subject: str
    mail: str
    verified: bool
    fault: str
    nonce: str
    challenge: str
    redirect: str


@dataclass
class Desk:
    codes: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, Grant] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def code(self, grant: Grant) -> str:
        code = secrets.token_urlsafe(16)
        self.codes[code] = grant
        return code

    def token(self, grant: Grant) -> str:
        token = secrets.token_urlsafe(16)
        self.tokens[token] = grant
        return token
