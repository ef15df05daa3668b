"""Capital letters and digits drawn five cells wide and five lines tall, to be read from afar."""

HEIGHT = 5
_WIDTH = 5

# Five lines of a glyph each, top to bottom; every line five cells as a number of base 32.
_GLYPHS = {
    "A": "ehvhh",
    "B": "uhuhu",
    "C": "fgggf",
    "D": "uhhhu",
    "E": "vgugv",
    "F": "vgugg",
    "G": "fgjhf",
    "H": "hhvhh",
    "I": "e444e",
    "J": "7222c",
    "K": "hiski",
    "L": "ggggv",
    "M": "hrlhh",
    "N": "hpljh",
    "O": "ehhhe",
    "P": "uhugg",
    "Q": "ehlid",
    "R": "uhuih",
    "S": "fge1u",
    "T": "v4444",
    "U": "hhhhe",
    "V": "hhha4",
    "W": "hhlrh",
    "X": "ha4ah",
    "Y": "ha444",
    "Z": "v248v",
    "0": "ejlpe",
    "1": "4c44e",
    "2": "u1egv",
    "3": "u1e1u",
    "4": "iiv22",
    "5": "vgu1u",
    "6": "eguhe",
    "7": "v1244",
    "8": "ehehe",
    "9": "ehf1e",
    "-": "00e00",
    " ": "00000",
}


def can_draw(text: str) -> bool:
    """Return whether there is a drawing for each character of a text."""
    return bool(text) and all(char in _GLYPHS for char in text.upper())


def width(text: str) -> int:
    """Return how many cells a text takes when it is drawn."""
    return len(text) * (_WIDTH + 1) - 1


def draw(text: str, ink: str = "█") -> tuple[str, ...]:
    """Return a text that can be drawn as five lines of `ink` and spaces, all equally wide."""
    return tuple(
        " ".join(
            "".join(
                ink if int(_GLYPHS[char][line], 32) >> bit & 1 else " "
                for bit in reversed(range(_WIDTH))
            )
            for char in text.upper()
        )
        for line in range(HEIGHT)
    )
