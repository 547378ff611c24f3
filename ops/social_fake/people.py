"""What the holder of a token is told of its person, by GitHub and by Facebook."""

import hashlib
import hmac

from aiohttp import web

from ops.social_fake.desk import CLIENT, SECRET, Desk, Grant


def holder(desk: Desk, request: web.Request) -> tuple[str, Grant]:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token not in desk.tokens:
        raise web.HTTPForbidden
    return token, desk.tokens[token]


def user(desk: Desk, request: web.Request) -> web.Response:
    return web.json_response({"id": int(holder(desk, request)[1].subject), "login": "somebody"})


def emails(desk: Desk, request: web.Request) -> web.Response:
    _, grant = holder(desk, request)
    other = {"email": "other@example.org", "primary": False, "verified": True}
    return web.json_response([other, {"email": grant.mail, "primary": True, "verified": grant.verified}])


def debug_token(desk: Desk, request: web.Request) -> web.Response:
    grant = desk.tokens.get(request.query.get("input_token", ""))
    if grant is None or request.headers.get("Authorization") != f"Bearer {CLIENT}|{SECRET}":
        return web.json_response({"error": {"message": "no"}}, status=400)
    client = "another" if grant.fault == "foreign" else CLIENT
    return web.json_response({"data": {"app_id": client, "is_valid": True, "user_id": grant.subject}})


def me(desk: Desk, request: web.Request) -> web.Response:
    token, grant = holder(desk, request)
    proof = hmac.digest(SECRET.encode(), token.encode(), hashlib.sha256).hex()
    if request.query.get("appsecret_proof") != proof:
        return web.json_response({"error": {"message": "no"}}, status=400)
    return web.json_response({"id": grant.subject} | ({"email": grant.mail} if grant.verified else {}))
