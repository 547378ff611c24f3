"""Where a browser is sent. `subject`, `mail`, `verified` and `fault`, added to the address, say who signs in and what
goes wrong then; without them there is a form to say it in.

Faults: `nonce`, `audience`, `issuer`, `key`, `secret` and `stale`, of a token of identity; `foreign`, of a token that
another application was given; `expired`, of the code; `error` and `slow`.
"""

from html import escape
from urllib.parse import urlencode

from aiohttp import web

from ops.social_fake.desk import CLIENT, Desk, Grant

NEEDED = ("client_id", "redirect_uri", "state", "code_challenge")
FORM = """<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>{provider}</title><main><form><h1>{provider}, not really</h1>{hidden}
<p><label>Who signs in <input name=subject value=1001></label>
<p><label>Their mail <input name=mail value=ann@example.org></label>
<p><button>Sign in</button></form></main></html>"""


def authorized(desk: Desk, provider: str, request: web.Request) -> web.Response:
    said = request.query
    if said.get("client_id") != CLIENT or said.get("code_challenge_method") != "S256" or not all(map(said.get, NEEDED)):
        raise web.HTTPBadRequest(text="not as it must be")
    if "subject" not in said:
        hidden = "".join(f'<input type=hidden name="{escape(k)}" value="{escape(v)}">' for k, v in said.items())
        return web.Response(text=FORM.format(provider=provider, hidden=hidden), content_type="text/html")
    grant = Grant(
        provider, said["subject"], said.get("mail", ""), said.get("verified", "1") == "1", said.get("fault", ""),
        said.get("nonce", ""), said["code_challenge"], said["redirect_uri"],
    )  # fmt: skip
    back = urlencode({"code": desk.code(grant), "state": said["state"]})
    return web.Response(status=302, headers={"Location": f"{said['redirect_uri']}?{back}"})
