"""Banks made of random data, each value, key, table and line in a random spelling."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from quizgame.documents.values import toml_value

_WORDS = st.text(st.sampled_from("ab \t'\"\\\n#—é=[],{}"), max_size=6)
_COMMENT = st.text(st.sampled_from("ab#\"'é [=\t"), max_size=5)
_NUMBERS = st.sampled_from(
    [
        "1",
        "+1",
        "-0",
        "1_000",
        "0xDead_Beef",
        "0o17",
        "0b1_0",
        "1.5",
        "1e3",
        "-2E+1_0",
        "inf",
        "-nan",
    ]
)
_DATES = st.sampled_from(
    [
        "1979-05-27",
        "07:32:00",
        "1979-05-27 07:32:00",
        "1979-05-27t07:32:00.5z",
        "1979-05-27T07:32:00-07:00",
    ]
)
_BARE = ("tags", "n", "x-y", "1", "text", "true", "inf")
_ODD = ("a b", "", "é", "a.b", '"', "1.5", "#")
_MOST = 4


class Speller:
    """Spells one bank by drawing from `data`."""

    def __init__(self, data: st.DataObject) -> None:
        """Keep what is drawn from."""
        self._data = data

    def _one_of(self, *options: Any) -> Any:
        return self._data.draw(st.sampled_from(options))

    def _space(self) -> str:
        return str(self._one_of("", " ", "\t", "  "))

    def _comment(self) -> str:
        if self._one_of("yes", "", ""):
            return ""
        return f"{self._space()}#{self._data.draw(_COMMENT)}"

    def _gap(self) -> str:
        """Return what may stand between the parts of a list."""
        lines = self._data.draw(st.integers(0, 2))
        return self._space() + "".join(f"{self._comment()}\n{self._space()}" for _n in range(lines))

    def between(self) -> str:
        """Return lines that belong to nobody: blank ones and comments."""
        kinds = ("", "", "blank", "comment", "comment blank", "blank comment")
        out = ""
        for kind in self._one_of(*kinds).split():
            line = f"{self._space()}\n" if kind == "blank" else f"{self._comment().lstrip()}\n"
            out += line
        return out

    def key(self, name: str) -> str:
        """Return one name of a key."""
        is_bare = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
        ways: list[str] = [toml_value(name)]
        if is_bare:
            ways += [name, name]
        if "'" not in name:
            ways.append(f"'{name}'")
        ways.append('"' + "".join(f"\\u{ord(char):04X}" for char in name) + '"')
        return str(self._one_of(*ways))

    def text(self, value: str) -> str:
        """Return a text in any kind of quotes that can hold it."""
        ways = [toml_value(value)]
        ways.append('"' + "".join(f"\\U{ord(char):08x}" for char in value) + '"')
        if "'" not in value and "\n" not in value:
            ways.append(f"'{value}'")
        if "''" not in value and not value.endswith("'"):
            ways.append(f"'''\n{value}'''")
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        ways += [
            f'"""\n{escaped}"""',
            f'"""\\\n  {escaped}"""' if value.strip() == value else ways[0],
        ]
        return str(self._one_of(*ways))

    def value(self, depth: int = 0) -> str:
        """Return any value."""
        kinds = ["text", "text", "number", "date", "bool"] + ["list", "table"] * (depth < 2)
        kind = self._one_of(*kinds)
        if kind == "text":
            return self.text(self._data.draw(_WORDS))
        if kind == "number":
            return str(self._data.draw(_NUMBERS))
        if kind == "date":
            return str(self._data.draw(_DATES))
        if kind == "bool":
            return str(self._one_of("true", "false"))
        size = self._data.draw(st.integers(0, _MOST - depth))
        if kind == "list":
            return self._list([self.value(depth + 1) for _n in range(size)])
        return self._table(size, depth)

    def _list(self, items: Sequence[str]) -> str:
        out = "[" + self._gap()
        for number, item in enumerate(items):
            is_last = number == len(items) - 1
            comma = self._one_of("", ",") if is_last else ","
            out += item + (self._gap() if comma else "") + comma + self._gap()
        return out + "]"

    def _table(self, size: int, depth: int) -> str:
        names = self._names(size)
        pairs = (
            f"{self.key(n)}{self._space()}={self._space()}{self.value(depth + 1)}{self._space()}"
            for n in names
        )
        return "{" + f",{self._space()}".join(pairs) + "}"

    def _names(self, size: int) -> list[str]:
        names = st.sampled_from((*_BARE, *_BARE, *_ODD))
        return self._data.draw(st.lists(names, max_size=size, unique=True))

    def pairs(self, size: int, lead: str = "", path: str = "") -> str:
        """Return pairs on lines of their own, some of them with dotted keys."""
        return "".join(self._pair(lead, path, name) for name in self._names(size))

    def _pair(self, lead: str, path: str, name: str) -> str:
        start = f"{lead}{path}{self.key(name)}"
        if self._one_of("yes", "", ""):
            dot = f"{self._space()}.{self._space()}"
            return "".join(
                f"{start}{dot}{self.key(inner)} = {self.value(1)}{self._comment()}\n"
                for inner in self._names(2) or ["z"]
            )
        return f"{start}{self._space()}={self._space()}{self.value()}{self._comment()}\n"

    def header(self, *names: str, item: bool = False) -> str:
        """Return the header of a table, or of an entry of a list of tables."""
        dot = f"{self._space()}.{self._space()}"
        inner = f"{self._space()}{dot.join(map(self.key, names))}{self._space()}"
        return f"[[{inner}]]" if item else f"[{inner}]"

    def question(self, name: str) -> str:
        """Return a question, with tables below it."""
        lead = self._one_of("", "", "  ", "\t")
        out = f"{lead}{self.header('question', item=True)}{self._comment()}\n"
        out += f"{lead}{self.key('id')} = {self.text(name)}{self._comment()}\n"
        out += f"{lead}stem = {self.text(self._data.draw(_WORDS))}\n"
        out += self.between() + self.pairs(_MOST, lead) + self.between()
        for _n in range(self._data.draw(st.integers(0, 2))):
            out += f"{lead}{self.header('question', 'options', item=True)}{self._comment()}\n"
            out += self.pairs(2, lead) + self.between()
            if self._one_of("yes", "", ""):
                out += self.header("question", "options", "deep") + "\n" + self.pairs(1)
        for gap in self._data.draw(
            st.lists(st.sampled_from(["g", "h j"]), max_size=2, unique=True)
        ):
            out += f"{lead}{self.header('question', 'gaps', gap)}{self._comment()}\n"
            out += self.pairs(2, lead) + self.between()
        return out

    def bank(self, size: int = 3) -> bytes:
        """Return a bank of so many questions; other tables may stand between them."""
        out = f"format = 1{self._comment()}\n" + self.between()
        rest = ["glossary", "sources"]
        for index in range(size):
            if rest and self._one_of("yes", ""):
                out += f"{self.header(rest.pop(), 'w')}{self._comment()}\n{self.pairs(2)}"
            out += self.between() + self.question("qrst"[index])
        if rest:
            out += f"{self.header(rest.pop())}\n{self.pairs(1)}"
        if self._one_of("yes", "", "", ""):
            out = out.removesuffix("\n")
        line_ends: Callable[[str], str] = self._one_of(
            lambda text: text,
            lambda text: text,
            lambda text: text.replace("\n", "\r\n"),
            self._mixed,
        )
        return bytes(self._one_of(b"", b"", b"\xef\xbb\xbf")) + line_ends(out).encode()

    def _mixed(self, text: str) -> str:
        lines = text.split("\n")
        ends = [self._one_of("\n", "\r\n") for _line in lines[1:]]
        return "".join(map("".join, zip(lines, [*ends, ""], strict=True)))
