"""The article, paragraph by paragraph."""

from quizgame.backend.views import ArticleView, Pieces
from quizgame.catalogue import _
from quizgame.line import phrases
from quizgame.line.talk import Ask, Pulse, Talk

_COMMANDS = {
    "back": _("the paragraph before"),
    "first": _("the first paragraph"),
    "close": _("stop reading"),
}


def paragraph_text(pieces: Pieces) -> str:
    """Return a paragraph on one line, with the quoted part between Quote and End quote."""
    out = []
    for text, quoted in pieces:
        words = " ".join(text.split())
        if quoted:
            out.append(_("Quote. {words} End quote.").format(words=words))
        else:
            out.append(words)
    return " ".join(part for part in out if part)


def word_count(article: ArticleView) -> int:
    """Return how many words an article has."""
    return sum(len(text.split()) for pieces in article.paragraphs for text, _quoted in pieces)


def about(article: ArticleView) -> str:
    """Return an article's title, publisher, date and length."""
    parts = [article.title.rstrip(".")]
    if article.publisher:
        parts.append(article.publisher)
    if article.published and article.published != "unknown":
        parts.append(_("published {date}").format(date=article.published))
    else:
        parts.append(_("date unknown"))
    minutes = phrases.reading_minutes(word_count(article))
    parts.append(_("about {minutes} min to read").format(minutes=minutes))
    return f"{', '.join(parts)}."


def read(talk: Talk, article: ArticleView, pulse: Pulse | None = None) -> None:
    """Let an article be read, from its first highlighted paragraph if it has one."""
    count = len(article.paragraphs)
    talk.say(about(article))
    at = max(0, article.first_highlight)
    while 0 <= at < count:
        place = _("Paragraph {number} of {count}.").format(number=at + 1, count=count)
        lines = (place, paragraph_text(article.paragraphs[at]))
        talk.say(*lines)
        prompt = (
            _("Enter for the next paragraph, a number from 1 to {count}, or /close")
            if at + 1 < count
            else _("That was the last paragraph. Enter to close, or a number from 1 to {count}")
        )
        at = _next(talk, Ask(prompt.format(count=count), _COMMANDS, again=lines), at, count, pulse)


def _next(talk: Talk, ask: Ask, at: int, count: int, pulse: Pulse | None) -> int:
    """Return the index of the paragraph to read now, -1 for none."""
    while True:
        said = talk.ask(ask, pulse)
        if said.command:
            return {"back": max(0, at - 1), "first": 0, "close": -1}[said.command]
        if not said.text:
            return at + 1
        if said.text.isdecimal() and 1 <= int(said.text[:9]) <= count:
            return int(said.text) - 1
        talk.say(_("Type a number from 1 to {count}, or Enter.").format(count=count))
