"""Who says what: each example has its quotations with speaker, and whether a person must look."""

import pytest

from quizgame.bank.draft.drafts import drafts
from quizgame.bank.draft.reading import Article
from quizgame.bank.draft.speech import Speech

PLAIN, LOOK = False, True

_EXAMPLES = {
    "behind": (
        "“We have to wait for the spring,” said Ada Lind, the engineer.",
        [("We have to wait for the spring", "Ada Lind", PLAIN)],
    ),
    "behind, name first": (
        "Ada Lind came early. “We have to wait for the spring,” Ms Lind said on Monday.",
        [("We have to wait for the spring", "Ada Lind", PLAIN)],
    ),
    "in front with a colon": (
        "Ahead of the meeting, Ada Lind said: “We have to wait for the spring.”",
        [("We have to wait for the spring.", "Ada Lind", PLAIN)],
    ),
    "in front with a comma": (
        'In a letter, Ada Lind wrote, "We have to wait for the spring."',
        [("We have to wait for the spring.", "Ada Lind", PLAIN)],
    ),
    "a few words of a sentence": (
        "Mr Lind has said it was a “very difficult decision” to close the bridge.",
        [("very difficult decision", "Lind", PLAIN)],
    ),
    "interrupted": (
        "“We won,” said Ann Marsh, “by luck and nothing else.”",
        [("by luck and nothing else.", "Ann Marsh", PLAIN)],
    ),
    "interrupted, a new sentence": (
        "“We won the whole thing,” said Ann Marsh. “It was luck and nothing else.”",
        [
            ("We won the whole thing", "Ann Marsh", PLAIN),
            ("It was luck and nothing else.", "Ann Marsh", PLAIN),
        ],
    ),
    "a pronoun": (
        "Tom Ray met Ada Lind\u2019s team. “It was a good meeting,” he said.",
        [("It was a good meeting", "Tom Ray", LOOK)],
    ),
    "a pronoun that fits the other one": (
        "Tom Ray met Ada Lind. “It was a good meeting,” she said.",
        [("It was a good meeting", "Ada Lind", LOOK)],
    ),
    "a role": (
        "The mayor, Tom Ray, opened the bridge. “It is a gift to both banks,” the mayor said.",
        [("It is a gift to both banks", "Tom Ray", LOOK)],
    ),
    "a role with its name": (
        "“It is a gift to both banks,” said the mayor, Tom Ray.",
        [("It is a gift to both banks", "Tom Ray", PLAIN)],
    ),
    "a role that nobody has": (
        "“It is a gift to both banks,” said a spokeswoman for the council.",
        [("It is a gift to both banks", "a spokeswoman for the council", LOOK)],
    ),
    "an apposition in front": (
        "Ada Lind, who led the work, said: “It is a gift to both banks.”",
        [("It is a gift to both banks.", "Ada Lind", PLAIN)],
    ),
    "an age": (
        "“It is a gift to both banks,” said Tom Ray, 52, a fisherman.",
        [("It is a gift to both banks", "Tom Ray", PLAIN)],
    ),
    "a body": (
        "The council said the bridge was “a gift to both banks of the river”.",
        [("a gift to both banks of the river", "council", PLAIN)],
    ),
    "a body with a name": (
        "Downing Street said it would “look at every single proposal”.",
        [("look at every single proposal", "Downing Street", PLAIN)],
    ),
    "according to": (
        "According to Ada Lind, the bridge is “a gift to both banks”.",
        [("a gift to both banks", "Ada Lind", PLAIN)],
    ),
    "at the end of the sentence": (
        "The bridge is “a gift to both banks” and will stay, Ada Lind said.",
        [("a gift to both banks", "Ada Lind", PLAIN)],
    ),
    "a participle": (
        "Ada Lind said the bridge was late, adding that it was “a gift to both banks”.",
        [("a gift to both banks", "Ada Lind", PLAIN)],
    ),
    "two who speak in a sentence": (
        "Ada Lind said Tom Ray had told her it was “quite out of the question”.",
        [("quite out of the question", "Tom Ray", LOOK)],
    ),
    "two of a name": (
        "Ada Lind and Karl Lind came. “It is a gift to both banks,” Lind said.",
        [("It is a gift to both banks", "Karl Lind", LOOK)],
    ),
    "two of a name, told apart by the title": (
        "Ada Lind and Karl Lind came. “It is a gift to both banks,” Mr Lind said.",
        [("It is a gift to both banks", "Karl Lind", PLAIN)],
    ),
    "over paragraphs": (
        "Ada Lind said: “It is a gift to both banks.\n\n“We shall look after it.”",
        [
            ("It is a gift to both banks.", "Ada Lind", PLAIN),
            ("We shall look after it.", "Ada Lind", LOOK),
        ],
    ),
    "single marks": (
        "\u2018It\u2019s a gift,\u2019 said Ada Lind. \u2018The farmers\u2019 market stays.\u2019",
        [
            ("The farmers\u2019 market stays.", "Ada Lind", PLAIN),
        ],
    ),
    "straight marks": (
        '"It\'s a gift to both banks," said Ada Lind. "The market stays."',
        [
            ("It's a gift to both banks", "Ada Lind", PLAIN),
            ("The market stays.", "Ada Lind", PLAIN),
        ],
    ),
    "marks within marks": (
        "“My father said \u2018never cross a bridge at night\u2019 and meant it,” said Ada Lind.",
        [
            (
                "My father said \u2018never cross a bridge at night\u2019 and meant it",
                "Ada Lind",
                PLAIN,
            )
        ],
    ),
    "a sign": ("A sign reads “Private Road Beyond This Point”.", []),
    "a title": ("She wrote a novel called “The Long Way Home”. Ada Lind said no more.", []),
    "a nickname": ("The bridge, known as “the old lady of the river”, was closed.", []),
    "nobody": ("The so-called “bridge to nowhere at all” was closed.", []),
    "a passive": ("Ada Lind was told the bridge was “quite out of the question”.", []),
    "they": ("“It is a gift to both banks,” they said.", []),
    "the friend of somebody": ("“It is a gift to both banks,” a friend of Ada Lind said.", None),
    "German marks": ("„Wir warten auf den Frühling“, said Ada Lind.", None),
    "French marks": ("« Nous attendons le printemps », said Ada Lind.", None),
}


@pytest.mark.parametrize("name", _EXAMPLES)
def test_quotations_have_the_speaker_that_a_reader_would_name(name: str) -> None:
    """Words in quotation marks are given to who says them, and to nobody who does not."""
    text, expected = _EXAMPLES[name]
    speech = Speech(Article(text))
    found = []
    for one in speech._article.marks.all:
        voice = speech.voices.get(one.left)
        words = text[one.start : one.end].rstrip(",")
        if voice is not None and voice.name and len(words) >= 15:
            found.append((words, voice.name, bool(voice.confirm)))
    if expected is None:
        assert "Ada Lind" not in [speaker for _words, speaker, look in found if not look] or (
            name in {"German marks", "French marks"}
        )
    else:
        assert found == expected


def test_a_comment_says_why_somebody_has_to_look() -> None:
    """The reason names the pronoun and whom it was taken for."""
    text = "Tom Ray met the council. “It was a good meeting,” he said.\n\n" + "He went on. " * 9
    made = [draft for draft in drafts(text).drafts if draft.kind == "quotation"]
    assert len(made) == 1
    assert '"he"' in made[0].confirm
    assert "Tom Ray" in made[0].confirm
