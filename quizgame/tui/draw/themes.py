"""The themes on offer: colours only. State is carried by the `text-...` tokens alone."""

from textual.theme import Theme

DEFAULT = "quizgame-dark"
ANSI = "ansi"
"""The theme of sixteen colours, also drawn where there is to be no colour at all."""
_FEW_COLOURS = 16


def _theme(name: str, *, dark: bool, ansi: bool = False, **colours: str) -> Theme:
    tokens = {key.replace("_", "-"): value for key, value in colours.items()}
    return Theme(
        name=name,
        primary=colours["text_primary"],
        secondary=colours["text_primary"],
        accent=colours["text_accent"],
        warning=colours["text_warning"],
        error=colours["text_error"],
        success=colours["text_success"],
        foreground=colours["text"],
        background=colours["page"],
        surface=colours["page"],
        panel=colours["raised"],
        dark=dark,
        ansi=ansi,
        variables={
            **tokens,
            # Where there are sixteen colours, bold black is often drawn grey.
            "quote-style": "none" if ansi else "bold",
            "ansi-background": colours["page"],
            "ansi-foreground": colours["text"],
            # A field is drawn in the colours of a chosen row, so what stands out in it has others.
            "input-cursor-background": colours["cursor_text"],
            "input-cursor-foreground": colours["cursor_page"],
            "input-cursor-text-style": "none",
            "input-selection-background": colours["page"],
            "input-selection-foreground": colours["text"],
            "block-cursor-background": colours["cursor_page"],
            "block-cursor-foreground": colours["cursor_text"],
        },
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        DEFAULT,
        dark=True,
        page="#11151d",
        raised="#1b2230",
        text="#e4e8ef",
        text_muted="#9aa6b8",
        text_primary="#8db4ff",
        text_accent="#f2c572",
        text_success="#7fdca0",
        text_error="#ff9a94",
        text_warning="#f2c572",
        line="#4a5568",
        cursor_page="#28395c",
        cursor_text="#ffffff",
        quote_page="#3a3117",
        quote_text="#ffe9b0",
    ),
    _theme(
        "quizgame-light",
        dark=False,
        page="#fbfaf6",
        raised="#efece3",
        text="#1d222b",
        text_muted="#575f6b",
        text_primary="#1c4ea3",
        text_accent="#8a4b00",
        text_success="#12652d",
        text_error="#a51420",
        text_warning="#7d4a00",
        line="#9a9484",
        cursor_page="#d6e3fa",
        cursor_text="#10151d",
        quote_page="#ffefb8",
        quote_text="#2a2100",
    ),
    _theme(
        "high-contrast",
        dark=True,
        page="#000000",
        raised="#000000",
        text="#ffffff",
        text_muted="#e0e0e0",
        text_primary="#9fd0ff",
        text_accent="#ffff66",
        text_success="#66ff99",
        text_error="#ffb0a8",
        text_warning="#ffff66",
        line="#ffffff",
        cursor_page="#ffffff",
        cursor_text="#000000",
        quote_page="#ffff66",
        quote_text="#000000",
    ),
    _theme(
        ANSI,
        dark=True,
        ansi=True,
        page="ansi_black",
        raised="ansi_black",
        text="ansi_bright_white",
        text_muted="ansi_white",
        text_primary="ansi_bright_cyan",
        text_accent="ansi_bright_yellow",
        text_success="ansi_bright_green",
        text_error="ansi_bright_red",
        text_warning="ansi_bright_yellow",
        line="ansi_white",
        cursor_page="ansi_blue",
        cursor_text="ansi_bright_white",
        quote_page="ansi_cyan",
        quote_text="ansi_black",
    ),
)
NAMES: tuple[str, ...] = tuple(theme.name for theme in THEMES)


def known(name: str, *, colours: int | None = None) -> str:
    """Return the theme of that name, or what suits a terminal of so many colours."""
    if name in NAMES:
        return name
    return ANSI if colours is not None and colours <= _FEW_COLOURS else DEFAULT
