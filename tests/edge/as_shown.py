"""What the door really answers has just the fields that its document shows: asked of each answer of each visitor."""

import json
import re
from functools import cache
from typing import Any

import httpx2
import jsonschema

from edge.problem import MEDIA
from ops.generate.source import ROOT

Said = dict[str, Any]
TYPED = re.compile(r"{\w+}")
JSON = "application/json"


@cache
def document() -> Said:
    found: Said = json.loads((ROOT / "docs/contracts/openapi.json").read_text())
    return found


@cache
def routes() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with fewer words left open come first."""
    paths = sorted(document()["paths"], key=lambda path: path.count("{"))
    return tuple(
        (re.compile(TYPED.sub("[^/]+", re.escape(path).replace(r"\{", "{").replace(r"\}", "}"))), path)
        for path in paths
    )


def closed(schema: Any) -> Any:
    """The same, and nothing besides."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(one) for name, one in schema.items()}
    if isinstance(schema.get("properties"), dict) and "type" in schema:
        inner.setdefault("additionalProperties", False)
    return inner


@cache
def shape(method: str, path: str, status: str) -> jsonschema.Draft202012Validator | None:
    """None where there is no body."""
    said = document()["paths"][path][method.lower()]["responses"]
    assert status in said, f"{method} {path} answers {status}, which its document does not say"
    content = said[status].get("content", {})
    return jsonschema.Draft202012Validator(closed(content[JSON]["schema"])) if JSON in content else None


@cache
def problem() -> jsonschema.Draft202012Validator:
    schema = document()["components"]["responses"]["Problem"]["content"][MEDIA]["schema"]
    return jsonschema.Draft202012Validator(closed(schema))


async def as_shown(answer: httpx2.Response) -> None:
    """Raises AssertionError. What is no route, or is not said to be JSON, is left alone."""
    method, asked = answer.request.method, answer.request.url.path
    path = next((path for pattern, path in routes() if pattern.fullmatch(asked)), None)
    media = answer.headers.get("content-type", "").partition(";")[0]
    if path is None or method.lower() not in document()["paths"][path] or media not in (JSON, MEDIA):
        return
    if not (body := await answer.aread()):
        return
    said = json.loads(body)
    if media == MEDIA:
        known = document()["components"]["responses"]["Problem"]["content"][MEDIA]["examples"]
        assert said["code"] in known, said
        wrong = [one.message for one in problem().iter_errors(said)]
    else:
        right = shape(method, path, str(answer.status_code))
        wrong = [f"{one.json_path}: {one.message}" for one in right.iter_errors(said)] if right else [f"a body: {said}"]
    assert not wrong, f"{method} {path} {answer.status_code}: {wrong[:5]}"
