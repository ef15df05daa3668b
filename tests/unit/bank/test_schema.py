"""The JSON Schema of the bank format."""

import json
import re
from typing import Any, get_type_hints

import pytest
from pydantic import TypeAdapter

from quizgame.bank.schema import bank_schema
from quizgame.model import bank
from quizgame.model.questions import QUESTION_TYPES, arrange, base, choice, cloze, text

SCHEMA = bank_schema()
TABLES: dict[str, dict[str, Any]] = {"Bank": SCHEMA, **SCHEMA["$defs"]}
MODULES = (bank, base, arrange, choice, cloze, text)
CLASSES = {
    name: vars(module)[name] for module in MODULES for name in TABLES if name in vars(module)
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_table_and_key_is_described(name: str) -> None:
    """An editor has a title and a sentence for each table and key, and knows of no others."""
    table = TABLES[name]
    assert table["title"]
    assert table["description"].endswith(".")
    assert table["additionalProperties"] is False
    for key, field in table["properties"].items():
        assert field["description"].strip(), key
        assert field["title"].strip(), key


def says_all(field: dict[str, Any]) -> bool:
    """Return whether a field's schema leaves nothing for an example to say."""
    entry = field.get("items", field)
    of_tables = any("$ref" in str(entry[word]) for word in ("allOf", "oneOf") if word in entry)
    of_tables = of_tables or "$ref" in entry or "patternProperties" in field
    return of_tables or field.get("type") == "boolean" or "const" in field or "enum" in field


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_key_that_needs_an_example_has_one(name: str) -> None:
    """Where a sentence leaves open what to write, an editor shows an example."""
    for key, field in TABLES[name]["properties"].items():
        assert field.get("examples") or says_all(field), key


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_each_example_may_be_written(name: str) -> None:
    """What an editor gives as an example is accepted for its key."""
    hints = get_type_hints(CLASSES[name], include_extras=True)
    for key, field in TABLES[name]["properties"].items():
        for example in field.get("examples", []):
            TypeAdapter(hints[key]).validate_json(json.dumps(example))


def test_the_dialect_is_named() -> None:
    """The schema says which JSON Schema it is written in."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_each_type_is_offered() -> None:
    """A question is one of the eight types, told apart by its type."""
    choices = SCHEMA["properties"]["question"]["items"]["oneOf"]
    names = [choice["$ref"].removeprefix("#/$defs/") for choice in choices]
    types = [TABLES[name]["properties"]["type"]["const"] for name in names]
    assert types == list(QUESTION_TYPES)


def test_nothing_asks_for_what_toml_does_not_have() -> None:
    """There is no null in TOML, so none in its schema; every reference leads somewhere."""
    text = str(SCHEMA)
    assert "'null'" not in text
    assert "None" not in text
    for reference in re.findall(r"#/\$defs/(\w+)", text):
        assert reference in TABLES


def test_a_date_may_be_a_date_or_unknown() -> None:
    """`published` takes what editors make of a TOML date."""
    kinds = [
        choice.get("format") for choice in TABLES["Source"]["properties"]["published"]["anyOf"]
    ]
    assert "date" in kinds
