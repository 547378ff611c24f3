import asyncio
import base64
import hmac
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

from edge.auth.ended import MemoryEnded
from edge.auth.keys import READINGS, Keys
from edge.auth.revocations import Revocations
from edge.auth.tokens import Tokens
from edge.live.ports import TokenRefused
from tests.edge.house import JWK, KEY, token

OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_JWK = RSAAlgorithm.to_jwk(OTHER.public_key(), as_dict=True)


class Published:
    def __init__(self) -> None:
        self.jwks: list[dict[str, Any]] = [JWK]
        self.read = 0

    async def __call__(self) -> list[dict[str, Any]]:
        self.read += 1
        return self.jwks


@pytest.fixture
def published() -> Published:
    return Published()


@pytest.fixture
def tokens(published: Published) -> Tokens:
    return Tokens(Keys(published, ask_again=0.05), Revocations(MemoryEnded()), "boxoffice", "boxoffice", size=2)


async def reason(tokens: Tokens, said: str) -> str:
    with pytest.raises(TokenRefused) as refused:
        await tokens.verify(said)
    return str(refused.value)


async def test_a_good_token_says_who_it_is(tokens: Tokens) -> None:
    user = await tokens.verify(token("ann", roles=["buyer", "organiser"]))
    assert (user.id, user.session, user.roles) == ("ann", "ann-1", {"buyer", "organiser"})


def by_the_public_key() -> str:
    """HS256, with the text of our public key for a secret."""
    secret = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = plain(b'{"alg":"HS256","kid":"k1","typ":"at+jwt"}')
    said = f"{head}.{token().split('.')[1]}"
    return f"{said}.{plain(hmac.digest(secret, said.encode(), 'sha256'))}"


def plain(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


FAR = int(time.time()) + 86_400
BAD = {
    "of another key": token(key=OTHER, exp=FAR),
    "of an unknown key": token(head={"kid": "k9"}, exp=FAR),
    "of another kind": token(head={"typ": "JWT"}, exp=FAR),
    "for somebody else": token(aud="other", exp=FAR),
    "by somebody else": token(iss="other", exp=FAR),
    "without a session": jwt.encode({"sub": "ann", "exp": FAR}, OTHER, "RS256", {"kid": "k1"}),
    "signed by a word": jwt.encode({"sub": "ann"}, "k" * 32, "HS256", {"kid": "k1", "typ": "at+jwt"}),
    "signed by what is public": by_the_public_key(),
    "that brings its key": token(key=OTHER, head={"jwk": OTHER_JWK}, exp=FAR),  # type: ignore[dict-item]
    "that says where its key is": token(
        key=OTHER, head={"jku": "https://evil.example/keys", "x5u": "https://evil.example"}, exp=FAR
    ),
    "for a refresh": token(head={"typ": "rt+jwt"}, exp=FAR),
    "not signed": jwt.encode({"sub": "ann"}, "", "none", {"kid": "k1", "typ": "at+jwt"}),
    "endless": "x" * 5_000,
    "nonsense": "a.b.c",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
async def test_a_token_is_refused(tokens: Tokens, bad: str) -> None:
    assert await reason(tokens, bad) == "token_invalid"


async def test_an_expired_token_is_told_apart(tokens: Tokens) -> None:
    assert await reason(tokens, token(exp=int(time.time()) - 1)) == "token_expired"


async def test_a_known_token_expires_too(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time() + 301
    said = token(exp=int(later) - 1)
    await tokens.verify(said)
    monkeypatch.setattr("edge.auth.tokens.time.time", lambda: later)
    assert await reason(tokens, said) == "token_expired"


async def test_a_revoked_session_counts_for_nothing_at_once(tokens: Tokens) -> None:
    said, ended = token(), list[str]()
    await tokens.verify(said)
    tokens.revoked.ended = ended.append
    tokens.revoked.hear("revoked", b"ann-1", ())
    tokens.revoked.hear("revoked", b"ann-1", ())
    assert await reason(tokens, said) == "session_revoked" and ended == ["ann-1"]


async def test_a_retired_key_proves_nothing_any_more(tokens: Tokens, published: Published) -> None:
    said = token()
    await tokens.verify(said)
    published.jwks = []
    await tokens.keys.refresh()
    assert await reason(tokens, said) == "token_invalid"


async def test_made_up_key_names_do_not_read_the_keys_again_and_again(tokens: Tokens, published: Published) -> None:
    made_up = [token(head={"kid": f"k{n + 5}"}) for n in range(50)]
    await asyncio.gather(*(reason(tokens, one) for one in made_up))
    assert published.read == READINGS


async def test_a_key_that_is_on_its_way_is_waited_for(tokens: Tokens, published: Published) -> None:
    known, published.jwks = published.jwks, []
    await tokens.keys.refresh()
    asking = asyncio.ensure_future(tokens.verify(token("ann")))
    published.jwks = known
    assert (await asking).id == "ann"


async def test_only_so_many_tokens_are_remembered(tokens: Tokens) -> None:
    for who in ("ann", "ben", "cleo"):
        await tokens.verify(token(who))
    assert len(tokens.known) == 2


async def test_who_comes_often_is_remembered_and_who_came_longest_ago_is_forgotten(
    tokens: Tokens, published: Published
) -> None:
    ann, ben, cleo = (token(who) for who in ("ann", "ben", "cleo"))
    for said in (ann, ben, ann, cleo):
        await tokens.verify(said)
    published.jwks = []
    tokens.keys.changed = lambda: None
    await tokens.keys.refresh()
    assert (await tokens.verify(ann)).id == "ann" and (await tokens.verify(cleo)).id == "cleo"
    assert await reason(tokens, ben) == "token_invalid"
