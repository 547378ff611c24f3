"""`boxoffice docs`: the generated documents, on stdout."""

import json
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

FOLDER = Path(__file__).parents[2] / "docs" / "contracts"


class Document(Enum):
    asyncapi = "asyncapi"
    openapi = "openapi"
    schemas = "schemas"


def docs(document: Annotated[Document, typer.Argument(help="Which one; all are JSON.")]) -> None:
    """Print the AsyncAPI document of all topics, the OpenAPI document of the door, or all message schemas.

    Example: boxoffice docs asyncapi
    """
    if document is Document.schemas:
        schemas = {file.stem: json.loads(file.read_text()) for file in sorted((FOLDER / "schemas").glob("*.json"))}
        typer.echo(json.dumps(schemas, indent=1))
        return
    typer.echo((FOLDER / f"{document.value}.json").read_text(), nl=False)
