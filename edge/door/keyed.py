"""The idempotency key in the document of the routes: at each change for which it counts; at others, why not."""

from typing import Any

from edge.asking.unkeyed import UNKEYED
from edge.ids import KEY_AT_MOST

CHANGES = ("post", "put", "patch", "delete")
NAME = "IdempotencyKey"
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body are one change, and the same answer; another body is idempotency_key_reused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": KEY_AT_MOST, "pattern": "^[!-~]+$"},
}


def keyed(paths: dict[str, Any]) -> dict[str, Any]:
    return {path: {method: _one(method, path, said) for method, said in item.items()} for path, item in paths.items()}


def _one(method: str, path: str, said: Any) -> Any:
    if method not in CHANGES:
        return said
    if why := UNKEYED.get(f"{method.upper()} {path}"):
        return {**said, "description": f"{said.get('description', '')}\n\nNo Idempotency-Key counts here. {why}."}
    return {**said, "parameters": [*(said.get("parameters") or []), {"$ref": f"#/components/parameters/{NAME}"}]}
