"""Stripe's form encoding: `metadata[booking_id]=7` is a map in a map, `types[0]=a` a list kept as a map."""

from urllib.parse import parse_qsl

from ops.stripe_fake.errors import invalid
from ops.stripe_fake.params import Params

MOST_FIELDS, MOST_DEPTH = 200, 5


def decode(form: str) -> Params:
    """A field may stand once and lie five maps deep; 400 for anything else."""
    try:
        pairs = parse_qsl(form, keep_blank_values=True, max_num_fields=MOST_FIELDS, strict_parsing=bool(form))
    except ValueError as wrong:
        raise invalid("Invalid form encoding.") from wrong
    tree: Params = {}
    for name, value in pairs:
        plant(tree, name.replace("]", "").split("["), value)
    return tree


def plant(tree: Params, path: list[str], value: str) -> None:
    if len(path) > MOST_DEPTH:
        raise invalid("Parameters are nested too deeply.", param=path[0])
    *branches, leaf = path
    for name in branches:
        tree = tree.setdefault(name, {})
        if not isinstance(tree, dict):
            raise invalid(f"Invalid {path[0]}: both a value and an object.", param=path[0])
    if leaf in tree:
        raise invalid(f"{path[0]} is given twice.", param=path[0])
    tree[leaf or str(len(tree))] = value
