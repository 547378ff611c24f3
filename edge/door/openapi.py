"""The page about the routes, and the document behind it. Nothing is fetched from elsewhere."""

import json
from html import escape
from typing import Any

from litestar import Request, Router
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.status_codes import HTTP_404_NOT_FOUND

from edge.answered.document import examples_of
from edge.auth.guards import PUBLIC
from edge.door.forms import exact
from edge.problem import not_found

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Boxoffice: routes</title>
<main><h1>Boxoffice</h1><p>The whole document: <a href="/docs/openapi.json">openapi.json</a>.
What is said on the bus: <a href="/docs/asyncapi">messages</a>. What is refused: <a href="#problems">problems</a></p>
{routes}<h2 id="problems">Problems</h2>{problems}</main></html>"""
ROUTE = "<h2>{method} {path}</h2><p>{text}</p><p>{names}</p>{examples}"
EXAMPLE = "<details><summary>{name}</summary><pre>{value}</pre></details>"


class Page(OpenAPIRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        document = exact(openapi_schema)
        found = (
            _route(method, path, said, document["components"]["schemas"])
            for path, methods in sorted(document["paths"].items())
            for method, said in methods.items()
            if isinstance(said, dict)
        )
        refused = examples_of(document["components"]["responses"])
        problems = (_example(f"{one['status']} {code}", one) for _, code, one in refused)
        return PAGE.format(routes="".join(found), problems="".join(problems)).encode()


class Document(JsonRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, exact(openapi_schema))


def _route(method: str, path: str, said: dict[str, Any], schemas: dict[str, Any]) -> str:
    content = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    names = [p["name"] for p in said.get("parameters", []) if "name" in p]
    names += list(schemas.get(name, {}).get("properties", {}))
    told = {"body": said.get("requestBody", {}), **said["responses"]}
    examples = "".join(_example(f"{what} {which}".removesuffix(" one"), one) for what, which, one in examples_of(told))
    return ROUTE.format(
        method=method.upper(), path=escape(path), text=escape(said.get("description", "")),
        names=escape(", ".join(names)), examples=examples,
    )  # fmt: skip


def _example(name: str, value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
    return EXAMPLE.format(name=escape(name), value=escape(text))


def there(response: Any) -> Any:
    """Raises Problem for the framework's own page of what is not there."""
    if response.status_code == HTTP_404_NOT_FOUND:
        raise not_found("document")
    return response


def openapi() -> OpenAPIConfig:
    bearer = SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")
    return OpenAPIConfig(
        title="Boxoffice",
        version="1",
        use_handler_docstrings=True,
        components=Components(security_schemes={"token": bearer}),
        render_plugins=[Page(path="/"), Document()],
        openapi_router=Router(
            path="/docs", route_handlers=[], opt=PUBLIC, include_in_schema=False, after_request=there
        ),
    )
