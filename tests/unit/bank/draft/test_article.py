"""The drafts of the article that came with the program, each against what the article says."""

from functools import cache
from pathlib import Path

from quizgame.bank.confirming import TAG
from quizgame.bank.draft.base import Draft
from quizgame.bank.draft.drafts import Drafts, drafts
from quizgame.bank.quotes import Proof, prove
from quizgame.model.questions.base import Evidence

ARTICLE = (Path(__file__).parents[4] / "seeds" / "article.txt").read_bytes().decode()

# Read off the article by a person: how the words begin, who says them, and whether the article
# leaves that to a pronoun or an earlier paragraph.
QUOTATIONS = {
    "difficult decision": ("Joe Biden", False),
    "As we face new": ("Rishi Sunak", False),
    "The UK is Europe": ("Rishi Sunak", True),
    "We have forged": ("Rishi Sunak", True),
    "Well, the UK": ("Rishi Sunak", True),
    "We will continue": ("Rishi Sunak", True),
    "Russia\u2019s act": ("Rishi Sunak", True),
    "Joe Biden has taken": ("Boris Johnson", True),
    "These are terrible": ("Boris Johnson", True),
}


@cache
def _made() -> Drafts:
    return drafts(ARTICLE)


def _key(draft: Draft) -> list[str]:
    question = draft.question
    found = [str(option["text"]) for option in question.get("options", ()) if option.get("correct")]
    return found or [str(answer) for answer in question.get("answers", [question.get("answer")])]


def test_there_is_something_to_choose_from() -> None:
    """An author gets at least 25 drafts, of every kind, few of which are doubtful."""
    made = _made()
    assert len(made.drafts) >= 25
    assert all(made.count(kind) for kind in ("quotation", "number", "date", "place", "list"))
    assert made.count("person")
    assert made.to_confirm <= 0.4 * len(made.drafts)


def test_every_quotation_has_its_speaker() -> None:
    """Each quotation that is long enough is found, with who says it, marked where it must be."""
    found = {}
    for draft in _made().drafts:
        if draft.kind == "quotation":
            (proof,) = draft.question["evidence"]
            begins = [words for words in QUOTATIONS if proof["exact"].startswith(words)]
            found[begins[0] if begins else proof["exact"]] = (
                proof["speaker"],
                bool(draft.confirm),
            )
            assert _key(draft)[0] == proof["speaker"]
    assert found == QUOTATIONS


def test_no_other_draft_names_a_speaker_unmarked() -> None:
    """What Mr Sunak says in Selby is his, marked; the rest is the article's own voice."""
    said = {
        draft.question["id"]: (proof["speaker"], bool(draft.confirm))
        for draft in _made().drafts
        if draft.kind != "quotation"
        for proof in draft.question["evidence"]
        if "speaker" in proof
    }
    assert set(said.values()) == {("Rishi Sunak", True)}


def test_what_is_marked_carries_the_tag() -> None:
    """The editor's queue finds by its tag each draft whose speaker is to be confirmed."""
    for draft in _made().drafts:
        assert (TAG in draft.question["tags"]) == bool(draft.confirm)
        assert draft.question["status"] == "draft"


def test_every_quotation_is_proven() -> None:
    """What a draft quotes stands in the article, character by character, at its paragraph."""
    for draft in _made().drafts:
        for number, fields in enumerate(draft.question["evidence"]):
            proof = prove(Evidence(**fields), ARTICLE)
            assert isinstance(proof, Proof)
            assert not proof.folded
            assert number or proof.paragraph == draft.paragraph
        assert f"aragraph {draft.paragraph}" in draft.question["explanation"]


def test_what_is_asked_has_the_article_s_answers() -> None:
    """Numbers, days, places, lists and roles have the keys that a reader would give."""
    keys = {draft.question["id"]: _key(draft) for draft in _made().drafts}
    assert keys["number-123-signatories"] == ["123"]
    assert keys["number-2-per-cent"] == ["2"]
    assert keys["date-tuesday"] == ["Tuesday"]
    assert keys["place-selby"] == ["Selby"]
    assert keys["who-is-former-prime-minister"] == ["Boris Johnson"]
    assert keys["which-france-germany-spain"] == ["France", "Germany", "Spain"]
    assert keys["which-us-ukraine-russia"] == ["Russia", "Ukraine", "US"]
    assert keys["which-san-diego-belfast-hiroshima-washington-dc"] == [
        "Belfast",
        "Hiroshima",
        "San Diego",
        "Washington DC",
    ]


def test_no_distractor_is_another_name_of_the_key() -> None:
    """Britain is no wrong answer where the UK is the right one."""
    for draft in _made().drafts:
        texts = {option["text"] for option in draft.question.get("options", ())}
        assert not {"UK", "Britain"} <= texts
