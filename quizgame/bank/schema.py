"""The JSON Schema of the bank format, for editors that complete and check while one writes.

The models are its source; what they say of several keys together, which no field can tell alone,
comes from `conditions`, and the words from `descriptions`.
"""

import json
from typing import Any

from quizgame.bank.conditions import CONDITIONS
from quizgame.bank.descriptions import EXAMPLES, FIELDS, TABLES, TITLES
from quizgame.model.bank import BANK_ADAPTER

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def bank_schema() -> dict[str, Any]:
    """Return the schema of a bank's file, as a JSON value of draft 2020-12."""
    schema = BANK_ADAPTER.json_schema()
    definitions = schema.pop("$defs")
    for name, table in {"Bank": schema, **definitions}.items():
        _describe(table, name)
        _merge(table, CONDITIONS.get(name, {}))
    return {"$schema": _DIALECT, **schema, "$defs": definitions}


def _describe(table: dict[str, Any], name: str) -> None:
    table["title"], table["description"] = TABLES[name]
    for key, field in table["properties"].items():
        _as_toml(field)
        own = f"{name}.{key}"
        field["title"] = TITLES.get(own) or TITLES.get(key) or key.replace("_", " ").capitalize()
        field["description"] = FIELDS.get(own) or FIELDS[key]
        examples = EXAMPLES.get(own, EXAMPLES.get(key))
        if examples:
            field["examples"] = examples
    kind = table["properties"].get("type")
    if kind is not None:  # editors show it with each type that they offer
        kind["title"], kind["description"] = table["title"], table["description"]


def _as_toml(field: dict[str, Any]) -> None:
    """Take out of a field's schema what TOML does not have, and close tables of named entries."""
    field.get("items", {}).pop("discriminator", None)
    choices = [choice for choice in field.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del field["anyOf"]
        del field["default"]
        field.update(choices[0])
    elif field.get("default", "") is None:
        del field["default"]
        field["anyOf"] = choices
    if "patternProperties" in field:
        field["additionalProperties"] = False


def _merge(schema: dict[str, Any], more: dict[str, Any]) -> None:
    """Add `more` to `schema`, table by table."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(schema.get(key), dict):
            _merge(schema[key], value)
        else:
            schema[key] = value


def schema_text() -> str:
    """Return the schema as it is kept in `questions/bank.schema.json`."""
    return json.dumps(bank_schema(), ensure_ascii=False, indent=2) + "\n"
