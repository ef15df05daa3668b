"""The JSON Schema of the bank format."""

import re
from typing import Any

import pytest

from quizgame.bank.schema import bank_schema
from quizgame.model.questions import QUESTION_TYPES

SCHEMA = bank_schema()
TABLES: dict[str, dict[str, Any]] = {"Bank": SCHEMA, **SCHEMA["$defs"]}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_table_and_key_is_described(name: str) -> None:
    """An editor has a title and a sentence for each table and key, and knows of no others."""
    table = TABLES[name]
    assert table["title"]
    assert table["description"].endswith(".")
    assert table["additionalProperties"] is False
    for key, field in table["properties"].items():
        assert field["description"].strip(), key
        assert field.get("title") or "$ref" in field, key


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
