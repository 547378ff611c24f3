"""The `boxoffice` command. Each subcommand has a file of its own; this one only lists them.

One that is asked for is imported alone, for all of them together take longer to import than most take to run.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any

import typer

from ops.operator import CALLED, said

MODULES = {
    "up": "ops.up.command",
    "demo": "ops.commands.demo",
    "buy": "ops.commands.buy",
    "grant": "ops.commands.grant",
    "ban": "ops.commands.ban",
    "second-factor": "ops.commands.second_factor",
    "mail": "ops.commands.mail",
    "check": "ops.commands.check",
    "backup": "ops.commands.backup",
    "status": "ops.commands.status",
    "docs": "ops.commands.docs",
    "credentials": "ops.commands.credentials",
    "stack": "ops.stack.command",
    "simulate": "ops.commands.simulate",
    "saga": "ops.commands.saga",
    "dead": "ops.commands.dead",
    "payments": "ops.commands.payments",
    "money": "ops.commands.money",
    "promotions": "ops.commands.promotions",
    "breakers": "ops.commands.breakers",
    "topics": "ops.commands.topics",
    "views": "ops.commands.views",
    "queue": "ops.commands.queue",
    "maintenance": "ops.commands.maintenance",
    "limits": "ops.commands.limits",
    "plan": "ops.commands.plan",
    "ticket": "ops.commands.ticket",
    "audit": "ops.commands.audit",
    "incidents": "ops.commands.incidents",
}
"""Where each is, under its own name: a function, or a Typer that has commands of its own."""


def commands(names: Iterable[str] = MODULES) -> typer.Typer:
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
    app.callback()(boxoffice)
    for name in names:
        found: Any = getattr(import_module(MODULES[name]), name.replace("-", "_"))
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def boxoffice(
    operator: Annotated[str, typer.Option(envvar=CALLED, help="Who asks, for the audit: by default your login.")] = "",
) -> None:
    """Runs and looks after a Boxoffice.

    Exit codes: 0 done, and all is well; 1 refused, or not well; 2 nobody can be asked, or asked wrongly.
    """
    said.set(operator)


def __getattr__(name: str) -> typer.Typer:
    """`app` is all of it, made when somebody asks for it."""
    if name != "app":
        raise AttributeError(name)
    return commands()


def main() -> None:
    asked = [name for name in sys.argv[1:2] if name in MODULES]
    commands(asked or MODULES)()


if __name__ == "__main__":
    main()
