"""The routes of the edge, from the OpenAPI document that it makes of itself. Nothing where there is no edge."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ops.generate.schemas import as_json
from ops.generate.text import page, table

FILE = "docs/contracts/openapi.json"
APP = "edge.app"
DOCS = "/docs"
METHODS = ("get", "post", "put", "patch", "delete")


@cache
def document() -> dict[str, Any]:
    """Empty if there is no edge."""
    if find_spec(APP) is None:
        return {}
    found: dict[str, Any] = import_module("edge.door.forms").exact(
        import_module(APP).create_app().openapi_schema.to_schema()
    )
    return found


def openapi_file() -> dict[str, str]:
    found = document()
    return {FILE: as_json(found)} if found else {}


def paths() -> dict[str, tuple[str, ...]]:
    """By path, the methods that it takes, in the order of `METHODS`."""
    found = {path: item for path, item in sorted(document().get("paths", {}).items()) if not path.startswith(DOCS)}
    return {path: tuple(one.upper() for one in METHODS if one in item) for path, item in found.items()}


def short() -> str:
    """The routes by the first word of their path, without what they do."""
    under: dict[str, list[str]] = {}
    for path, methods in paths().items():
        under.setdefault(path.split("/")[1], []).append(f"`{' '.join(methods)} {path}`")
    rows = ([f"`/{word}`", ", ".join(some)] for word, some in under.items())
    return page("## Routes of the edge", table(("under", "methods and paths"), rows)) if under else ""


def routes() -> str:
    rows = [
        [f"`{method.upper()} {path}`", " ".join(said.get("description", "").partition("\n\n")[0].split())]
        for path, item in sorted(document().get("paths", {}).items())
        for method, said in item.items()
        if method in METHODS and not path.startswith(DOCS)
    ]
    return page("## Routes of the edge", table(("route", "what it does"), rows)) if rows else ""
