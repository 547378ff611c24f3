"""The page about the routes, and the document behind it. Nothing is fetched from elsewhere."""

from html import escape
from typing import Any

from litestar import Request, Router
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from edge.auth.guards import PUBLIC
from edge.door.forms import exact

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Boxoffice: routes</title>
<h1>Boxoffice</h1><p>The whole document: <a href="/docs/openapi.json">openapi.json</a>.
What is said on the bus: <a href="/docs/asyncapi">messages</a></p>{routes}</html>"""
ROUTE = "<h2>{method} {path}</h2><p>{text}</p><p>{names}</p>"


class Page(OpenAPIRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        schemas = openapi_schema.get("components", {}).get("schemas", {})
        found = (
            _route(method, path, said, schemas)
            for path, methods in sorted(openapi_schema["paths"].items())
            for method, said in methods.items()
            if isinstance(said, dict)
        )
        return PAGE.format(routes="".join(found)).encode()


class Document(JsonRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, exact(openapi_schema))


def _route(method: str, path: str, said: dict[str, Any], schemas: dict[str, Any]) -> str:
    content = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    names = [p["name"] for p in said.get("parameters", [])] + list(schemas.get(name, {}).get("properties", {}))
    text = said.get("description", "")
    return ROUTE.format(method=method.upper(), path=escape(path), text=escape(text), names=escape(", ".join(names)))


def openapi() -> OpenAPIConfig:
    bearer = SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")
    return OpenAPIConfig(
        title="Boxoffice",
        version="1",
        use_handler_docstrings=True,
        components=Components(security_schemes={"token": bearer}),
        render_plugins=[Page(path="/"), Document()],
        openapi_router=Router(path="/docs", route_handlers=[], opt=PUBLIC, include_in_schema=False),
    )
