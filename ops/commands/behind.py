"""A group that does something of its own has options; the commands below it have the same, and read only theirs."""

import typer


def said_behind(context: typer.Context) -> None:
    """Raises BadParameter for what stands before the command: it would be lost."""
    said = [one for one in context.command.params if one.name and given(context, one.name)]
    if said:
        names, command = ", ".join(one.opts[0] for one in said), context.invoked_subcommand
        raise typer.BadParameter(f"say it behind `{command}`, where it is read", param_hint=names)


def given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
