"""What a terminal sends and is no UTF-8: a stray byte becomes one sign instead of an end."""

import codecs
from collections.abc import Callable
from functools import partial


def read_strays() -> None:
    """Let Textual go on when a terminal sends what is not UTF-8, as those of old encodings do.

    Textual decodes strictly, in a thread whose failure ends the app.
    """
    try:
        from textual.drivers import linux_driver  # noqa: PLC0415 - not on every system
    except ImportError:  # Windows hands characters over, not bytes
        return
    linux_driver.getincrementaldecoder = _lenient  # type: ignore[attr-defined,assignment] # its own


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), "replace")
