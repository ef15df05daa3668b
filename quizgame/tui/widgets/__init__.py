"""The widgets that screens share: canvases of prepared rows.

The field to type in is not listed here: most screens do without it and without importing it.
"""

from quizgame.tui.widgets.canvas import Canvas
from quizgame.tui.widgets.heading import Heading
from quizgame.tui.widgets.keybar import Hint, KeyBar
from quizgame.tui.widgets.sheet import Menu, Sheet

__all__ = ["Canvas", "Heading", "Hint", "KeyBar", "Menu", "Sheet"]
