"""What a validator objects to, in words for people who write banks and never saw Python."""

import dataclasses
import difflib
import types
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError

from quizgame.bank.report import Objection
from quizgame.catalogue import _, plural
from quizgame.documents.layout import Keys
from quizgame.model.questions import QUESTION_TYPES

_GAP_KEYS = {"options": "ChoiceGap", "answers": "TextGap", "answer": "NumberGap"}
_MANY_NAMES = 1000
_GAP_CLASSES = frozenset(_GAP_KEYS.values())
_KINDS = {
    "string_type": "text",
    "int_type": "whole",
    "int_from_float": "whole",
    "float_type": "number",
    "bool_type": "flag",
    "tuple_type": "list",
    "dict_type": "table",
    "dataclass_type": "table",
    "model_attributes_type": "table",
    "date_type": "date",
    "date_from_datetime_inexact": "date",
    "date_from_datetime_parsing": "date",
}


def objections(error: ValidationError, data: Any, root: type | None) -> Iterator[Objection]:
    """Yield what `error` says about `data`, which was to become a `root`.

    `root` is None for a question: its own `type` tells its class.
    """
    if root is None:
        root = QUESTION_TYPES.get(str(data.get("type"))) if isinstance(data, dict) else None
    grouped: dict[Keys, list[dict[str, Any]]] = {}
    for detail in error.errors(include_url=False, include_input=False):
        keys, wanted = _keys(detail["loc"], data, absent=detail["type"] == "missing")
        if wanted:
            grouped.setdefault(keys, []).append(dict(detail))
    for keys, details in grouped.items():
        yield _objection(keys, details, data, root)


def _holds(data: Any, key: str | int) -> bool:
    if isinstance(key, int):
        return isinstance(data, list) and key < len(data)
    return isinstance(data, dict) and key in data


def _keys(location: tuple[str | int, ...], data: Any, *, absent: bool) -> tuple[Keys, bool]:
    """Return the keys in `location` that the author could have written.

    The rest are names of the validator's own: which of several types it tried. The second value
    says whether that is the type the author seems to have meant. `absent` tells that the last key
    is missing from the data.
    """
    keys: list[str | int] = []
    current = data
    for number, part in enumerate(location):
        if part in _GAP_CLASSES:
            if part != _gap_class(current):
                return (), False
        elif _holds(current, part):
            current = current[part]
            keys.append(part)
        elif absent and number == len(location) - 1:
            keys.append(part)
    return tuple(keys), True


def _gap_class(gap: Any) -> str:
    if isinstance(gap, dict):
        for key, name in _GAP_KEYS.items():
            if key in gap:
                return name
    return "NumberGap"


def _objection(
    keys: Keys, details: list[dict[str, Any]], data: Any, root: type | None
) -> Objection:
    # Of several types tried, a fault of the value says more than "this is another type".
    detail = next((d for d in details if d["type"] not in _KINDS), details[0])
    kind, context = detail["type"], detail.get("ctx", {})
    name = _name(keys)
    if kind in {"missing", "union_tag_not_found"}:
        missing = name if kind == "missing" else "type"
        return Objection(keys, "QG009", _("`{key}` is missing").format(key=missing), at_value=False)
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        return unknown_key(keys, known_keys(root, keys[:-1], data), _at(data, keys[:-1]))
    if kind == "union_tag_invalid":
        return _unknown_type(keys, str(data.get("type")) if isinstance(data, dict) else "")
    if len(details) > 1 or kind in _KINDS:
        message = _("`{key}` must be {what}").format(key=name, what=_wanted(details, keys))
        if detail["type"] not in _KINDS:
            message = _value_message(kind, context, name)
        return Objection(keys, "QG010", message, _kind_hint(kind))
    hint = ""
    if kind == "literal_error":
        hint = _nearest_hint(str(_at(data, keys)), tuple(_literals(context)))
    return Objection(keys, "QG010", _value_message(kind, context, name), hint)


def unknown_key(keys: Keys, known: tuple[str, ...], table: Any) -> Objection:
    """Return the objection to a key that the format does not have."""
    key = str(keys[-1])
    hint = ""
    if isinstance(table, dict) and "type" in table:
        owners = [name for name, cls in QUESTION_TYPES.items() if key in _fields(cls)]
        if owners:
            hint = _("It belongs to questions of type {types}.").format(types=", ".join(owners))
    hint = hint or _nearest_hint(key, known)
    if not hint and known:
        hint = _("Known here: {keys}.").format(keys=", ".join(known))
    return Objection(keys, "QG008", _("unknown key `{key}`").format(key=key), hint, at_value=False)


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> str:
    """Return the one of `known` that `word` was most likely meant to be, or "".

    Among thousands of names nothing is guessed: it would take long, and many are alike.
    """
    if len(known) > _MANY_NAMES:
        return ""
    plain = {name.lower().replace("_", "-"): name for name in known}
    found = difflib.get_close_matches(word.lower().replace("_", "-"), plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else ""


def _nearest_hint(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    return _("Did you mean `{name}`?").format(name=near) if near else ""


def _unknown_type(keys: Keys, given: str) -> Objection:
    known = tuple(QUESTION_TYPES)
    hint = _nearest_hint(given, known)
    hint = hint or _("The types are {types}.").format(types=", ".join(known))
    message = _("there is no question type `{type}`").format(type=given)
    return Objection((*keys, "type"), "QG010", message, hint)


def _name(keys: Keys) -> str:
    """Return the last name in `keys`, with the number of the item for an item of a list."""
    names = [key for key in keys if isinstance(key, str)]
    name = names[-1] if names else "question"
    if keys and isinstance(keys[-1], int):
        return _("{name}, number {n}").format(name=name, n=keys[-1] + 1)
    return name


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        try:
            data = data[key]
        except (LookupError, TypeError):
            return None
    return data


def _wanted(details: list[dict[str, Any]], keys: Keys) -> str:
    kinds = dict.fromkeys(_KINDS[d["type"]] for d in details if d["type"] in _KINDS)
    if "whole" in kinds and "number" in kinds:
        del kinds["whole"]
    if "date" in kinds:
        return _('a date such as 2023-07-09, or "unknown"')
    words = {
        "text": _("text in quotation marks"),
        "whole": _("a whole number"),
        "number": _("a number"),
        "flag": _("true or false"),
        "list": _("a list in [ ]"),
        "table": _("a table such as { key = value }"),
    }
    if list(kinds) == ["list"] and keys and keys[-1] in {"question", "quiz"}:
        return _("written as [[{name}]], once for each").format(name=keys[-1])
    return _(" or ").join(words[kind] for kind in kinds)


def _kind_hint(kind: str) -> str:
    if kind == "bool_type":
        return _("Without quotation marks: true or false.")
    if kind in {"int_type", "float_type"}:
        return _("Without quotation marks, for example 30.")
    return ""


def _literals(context: Mapping[str, Any]) -> Iterator[str]:
    for part in str(context.get("expected", "")).replace(" or ", ", ").split(", "):
        yield part.strip("'")


def _value_message(kind: str, context: Mapping[str, Any], name: str) -> str:
    if kind == "string_pattern_mismatch":
        return _pattern_message(str(context.get("pattern", "")), name)
    least, most = int(context.get("min_length", 0)), int(context.get("max_length", 0))
    messages = {
        "literal_error": _("`{key}` must be one of: {allowed}"),
        "finite_number": _("`{key}` must be an ordinary number, not nan or inf"),
        "string_too_short": _("`{key}` must not be empty"),
        "string_too_long": plural(
            "`{{key}}` may have at most {n} character",
            "`{{key}}` may have at most {n} characters",
            most,
        ),
        "too_short": plural(
            "`{{key}}` needs at least {n} entry", "`{{key}}` needs at least {n} entries", least
        ),
        "too_long": plural(
            "`{{key}}` may have at most {n} entry", "`{{key}}` may have at most {n} entries", most
        ),
        "greater_than_equal": _("`{key}` must be {ge} or more"),
        "greater_than": _("`{key}` must be more than {gt}"),
        "less_than_equal": _("`{key}` must be {le} or less"),
        "less_than": _("`{key}` must be less than {lt}"),
    }
    message = messages.get(kind, _("the value of `{key}` does not fit here"))
    allowed = ", ".join(_literals(context))
    return message.format(key=name, allowed=allowed, **_bounds(context))


def _bounds(context: Mapping[str, Any]) -> dict[str, Any]:
    return {bound: context.get(bound, "") for bound in ("ge", "gt", "le", "lt")}


def _pattern_message(pattern: str, name: str) -> str:
    if "a-f" in pattern:
        return _("`{key}` must be 64 digits of 0-9 and a-f").format(key=name)
    if "{2,8}" in pattern:
        return _("`{key}` must be a language code such as en or pt-BR").format(key=name)
    if "A-Z" in pattern:
        message = _("`{key}` may have letters, digits, - and _ only, at most 64 of them")
    else:
        message = _("`{key}` may have small letters, digits and - only, at most 64 of them")
    return message.format(key=name)


def known_keys(root: type | None, keys: Keys, data: Any) -> tuple[str, ...]:
    """Return the keys that a `root` may have in the table at `keys`."""
    classes = [root] if root is not None else []
    current = data
    for key in keys:
        current = _at(current, (key,))
        classes = [inner for cls in classes for inner in _inner_classes(cls, key)]
        if len(classes) > 1:
            classes = [cls for cls in classes if cls.__name__ == _gap_class(current)] or classes
    return tuple(name for cls in classes for name in _fields(cls))


def _fields(cls: Any) -> tuple[str, ...]:
    return _names_of(cls)


@cache
def _names_of(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else ()


def _inner_classes(cls: Any, key: str | int) -> list[Any]:
    """Return the classes that the value at `key` of a `cls` can have."""
    origin = get_origin(cls)
    if origin in {tuple, dict}:
        return _unwrapped(get_args(cls)[0 if origin is tuple else 1])
    if dataclasses.is_dataclass(cls):
        return [c for f in dataclasses.fields(cls) if f.name == key for c in _unwrapped(f.type)]
    return []


def _unwrapped(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return [cls for part in get_args(annotation) for cls in _unwrapped(part)]
    return [annotation]
