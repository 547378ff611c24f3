"""The HTTP side: pages for people, JSON for tests and tools."""

from aiohttp import web

from ops.mail_sink import page
from ops.mail_sink.box import Box, Mail

BOX = web.AppKey("box", Box)
SAFE = {"Content-Security-Policy": page.POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def app(box: Box) -> web.Application:
    found = web.Application()
    found[BOX] = box
    found.router.add_get("/", listing)
    found.router.add_get(r"/mails/{n:\d+}", shown)
    found.router.add_get(r"/mails/{n:\d+}/html", html)
    found.router.add_get("/api/mails", mails)
    found.router.add_get(r"/api/mails/{n:\d+}", whole)
    found.router.add_get("/api/counts", counts)
    return found


async def listing(request: web.Request) -> web.Response:
    return _html(page.listing(request.app[BOX], request.query.get("to", "")))


async def shown(request: web.Request) -> web.Response:
    return _html(page.one(_mail(request)))


async def html(request: web.Request) -> web.Response:
    return _html(_mail(request).part("html"))


async def mails(request: web.Request) -> web.Response:
    """`?to=` narrows it to one recipient; newest first."""
    return web.json_response([mail.summary() for mail in request.app[BOX].to(request.query.get("to", ""))])


async def whole(request: web.Request) -> web.Response:
    mail = _mail(request)
    return web.json_response({**mail.summary(), "text": mail.part("plain"), "html": mail.part("html")})


async def counts(request: web.Request) -> web.Response:
    return web.json_response(request.app[BOX].counts())


def _mail(request: web.Request) -> Mail:
    if (mail := request.app[BOX].find(int(request.match_info["n"]))) is None:
        raise web.HTTPNotFound(text="no such mail, or no longer")
    return mail


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", headers=SAFE)
