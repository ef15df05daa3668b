"""What each finder takes for an anchor, and what it leaves alone."""

from typing import Any

import pytest

from quizgame.bank.draft.drafts import drafts

# Enough plain English around an example for it to be taken for English.
AROUND = (
    "It was one of those days on which there was not much to do.\n\n{}\n\n"
    "That is all that there is to be said of it, and so it was left as it had been."
)


def _found(kind: str, text: str) -> list[dict[str, Any]]:
    made = drafts(AROUND.format(text)).drafts
    return [dict(draft.question) for draft in made if draft.kind == kind]


def _answers(kind: str, text: str) -> list[Any]:
    found: list[Any] = []
    for question in _found(kind, text):
        options = question.get("options", ())
        found += [option["text"] for option in options if option.get("correct")]
        found += question.get("answers", [])[:1]
        found += [question["answer"]] if "answer" in question else []
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The treaty has 123 signatories.", 123, "signatories"),
        ("They spend 2 per cent of their income.", 2, "per cent"),
        ("They spend 2.5% of their income.", 2.5, "%"),
        ("The work cost \u00a34 million in the end.", 4, "\u00a3"),
        ("The tower is 41 metres high.", 41, "metres"),
        ("They saw the 41-metre tower.", 41, "metre"),
        ("There are three bridges over it.", 3, "bridges"),
        ("There are three old stone bridges over it.", 3, "bridges"),
        ("About 3,500 people live there.", 3500, "people"),
        ("It is two hundred and three miles away.", 203, "miles"),
        ("Some forty-two boats came.", 42, "boats"),
        ("The last boat left Marlow 40 minutes late.", 40, "minutes"),
    ],
)
def test_numbers_with_what_they_count(text: str, value: float, unit: str) -> None:
    """A number is asked for with its unit, which may be typed with it."""
    (question,) = _found("number", text)
    assert question["answer"] == value
    assert unit in question["units"]
    assert "____" in question["stem"]


@pytest.mark.parametrize(
    "text",
    [
        "They came in 1874 and stayed.",
        "They came on 3 May and stayed.",
        "They came at 10.30am and stayed.",
        "They took Route 66 and stayed.",
        "They took the third bridge on the left.",
        "They took one bridge and no other.",
        "There were thousands of boats.",
        "They won by 3-1 in the end.",
        "In the 1990s they stayed.",
    ],
)
def test_what_is_no_number_of_things(text: str) -> None:
    """Years, dates, times, names, ordinals and "one" are not asked for as numbers."""
    assert _found("number", text) == []


def test_numbers_of_one_unit_are_chosen_from() -> None:
    """Where others have the same unit they are the wrong options, never the same value twice."""
    text = "The first is 12 metres high. The next is 15 metres high. The last is 21 metres high."
    (question, *_others) = _found("number", text)
    assert sorted(option["text"] for option in question["options"]) == ["12", "15", "21"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It was opened on Tuesday by the mayor.", "Tuesday"),
        ("It was opened in 1874 by the mayor.", "1874"),
        ("It was opened on 3 May 2021 by the mayor.", "3 May 2021"),
        ("It was opened on May 3, 2021 by the mayor.", "May 3, 2021"),
        ("It was opened in March 2021 by the mayor.", "March 2021"),
        ("It was opened in the 1990s by the mayor.", "1990s"),
        ("It was opened last year by the mayor.", "last year"),
        ("It was opened two years ago by the mayor.", "two years ago"),
        ("It was opened in the 12th century.", "12th century"),
    ],
)
def test_dates_that_tell_when(text: str, answer: str) -> None:
    """Dates, months, years, days and periods are asked for as they are written."""
    assert _answers("date", text) == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on, and they will.",
        "They asked Theresa May and April Jones.",
        "They sold 1874 boats in all.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Verbs, people and counts that look like dates are left alone."""
    assert _found("date", text) == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The summit was held in Vilnius after that.", "Vilnius"),
        ("They went to Lithuania after that.", "Lithuania"),
        ("They lived in Marlow after that.", "Marlow"),
        ("They came to Quennel, a village on the coast.", "Quennel"),
        ("They took the road from Brask to Ruyfort after that.", "Brask"),
        ("They met at Windsor Castle after that.", "Windsor Castle"),
    ],
)
def test_places_where_something_is(text: str, answer: str) -> None:
    """Towns, countries and buildings are found, known ones and those told by what is near."""
    assert answer in _answers("place", text)


@pytest.mark.parametrize(
    "text",
    [
        "They gave it to Ada Lind after that.",
        "They saw Mr Lind in May.",
        "They wrote it in English for once.",
        "In Parliament it was said again.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    """People, months and languages are no places."""
    assert _found("place", text) == []


def test_a_list_of_names_has_others_of_its_kind_as_wrong_options() -> None:
    """All that the list names is right; a town that is named elsewhere is not."""
    text = "They met in Paris, Rome and Berlin. Later they went to Oslo and to London."
    (question,) = _found("list", text)
    assert question["type"] == "multiple-response"
    right = {option["text"] for option in question["options"] if option.get("correct")}
    assert right == {"Paris", "Rome", "Berlin"}
    assert {option["text"] for option in question["options"]} - right == {"Oslo", "London"}


def test_a_list_of_things_leaves_one_out() -> None:
    """Where nothing of the kind stands elsewhere, one item is asked for."""
    assert _answers("list", "They sold timber, slate, salt and herring there.") == ["salt"]


def test_steps_that_the_text_puts_in_order_are_ordered() -> None:
    """First, then, finally: the order is the article's own."""
    text = "First the water was let out, then the gates were taken off, and finally the wall fell."
    (question,) = _found("list", text)
    assert question["type"] == "ordering"
    assert question["items"][0] == "the water was let out"
    assert len(question["items"]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "He came, saw and left.",
        "However, they stayed, and they were glad.",
        "On Monday, 3 May, and on Tuesday they came.",
        "The engineer, Ada Lind, and the mayor came.",
    ],
)
def test_what_is_no_list(text: str) -> None:
    """Verbs, adverbs, dates and appositions between commas are no lists."""
    assert _found("list", text) == []


def test_people_are_matched_with_what_they_are_called() -> None:
    """Names with a role beside them, before or behind, make one question."""
    text = (
        "The engineer, Ada Lind, met Prime Minister Jonas Kallas. Tom Ray, a retired diver, saw it."
        " The fishmonger Bettany Roe did not."
    )
    (question,) = _found("person", text)
    assert question["pairs"] == [
        {"left": "Ada Lind", "right": "engineer"},
        {"left": "Jonas Kallas", "right": "Prime Minister"},
        {"left": "Tom Ray", "right": "retired diver"},
        {"left": "Bettany Roe", "right": "fishmonger"},
    ]


def test_one_person_is_asked_for_by_the_role() -> None:
    """With one role in the article the name is asked for."""
    (question,) = _found("person", "They met the engineer, Ada Lind, at the bridge.")
    assert question["answers"] == ["Ada Lind", "Lind"]
    assert "engineer" in question["stem"]
