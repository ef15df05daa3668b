"""Values as TOML writes them, and a new value in the manner of the one that stood there."""

from typing import Any

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
}
_LITERAL_LINES, _LINES = "'''", '"""'


def toml_key(key: str) -> str:
    """Return `key` as TOML writes it: bare where it may be."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else toml_value(key)


def toml_value(value: Any) -> str:
    """Return `value` as TOML on one line, text with the characters it has wherever possible."""
    if isinstance(value, str):
        return f'"{"".join(map(_escaped, value))}"'
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    # Numbers, booleans, dates: written by the library that knows their rules.
    import tomli_w  # noqa: PLC0415 - editing only

    return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")


def toml_pair(key: str, value: Any, newline: str = "\n") -> str:
    """Return `key = value` as a person would write it in a table of its own.

    Lists of tables get a line for each entry, and texts of several lines keep their lines.
    """
    return f"{toml_key(key)} = {roomy_value(value, newline)}"


def roomy_value(value: Any, newline: str = "\n") -> str:
    """Return `value` as it stands behind a key on a line of its own: see `toml_pair`."""
    if isinstance(value, (list, tuple)) and value and all(isinstance(v, dict) for v in value):
        entries = "".join(f"  {toml_value(entry)},{newline}" for entry in value)
        return f"[{newline}{entries}]"
    if isinstance(value, str) and "\n" in value.strip("\n") and "\r" not in value:
        return _lines(value, newline, opening=newline)
    return toml_value(value)


def like(token: str, value: Any, newline: str = "\n") -> str:
    """Return `value` in the manner of `token`, the TOML that it replaces: its kind of quotes."""
    if not isinstance(value, str):
        return toml_value(value)
    is_plain = not any(c < " " and c not in "\n\t" for c in value) and "\x7f" not in value
    if token.startswith((_LITERAL_LINES, _LINES)):
        body = token[len(_LINES) :]
        opening = newline if body.startswith(("\n", "\r\n")) or value.startswith("\n") else ""
        literal = token.startswith(_LITERAL_LINES)
        if literal and is_plain and _LITERAL_LINES not in value and not value.endswith("'"):
            text = value.replace("\n", newline)
            return f"{_LITERAL_LINES}{opening}{text}{_LITERAL_LINES}"
        return _lines(value, newline, opening=opening)
    if token.startswith("'") and is_plain and "'" not in value and "\n" not in value:
        return f"'{value}'"
    return toml_value(value)


def _lines(value: str, newline: str, *, opening: str) -> str:
    # Three marks in a row would end the text, and so would one more at its end.
    text = "".join(
        char
        if char == "\n" or (char == '"' and value[i - 1 : i] != '"' and i < len(value) - 1)
        else _escaped(char)
        for i, char in enumerate(value)
    )
    return f"{_LINES}{opening}{text.replace(chr(10), newline)}{_LINES}"


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char < " " or char == "\x7f":
        return f"\\u{ord(char):04x}"
    return char
