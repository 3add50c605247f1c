"""What is recommended, asked for or found in sentences, and to whom it is said."""

import pytest

from pipeline.segment.advice import advice_in


@pytest.mark.parametrize(
    ("text", "kind", "to"),
    [
        ("The committee recommends that the school buy a second set.", "recommendation", None),
        ("Participants suggested that the fee be cut.", "recommendation", None),
        ("It was recommended that members check their meters.", "recommendation", None),
        ("Oskar Lind suggests that every member joins the rota.", "recommendation", None),
        ("The committee encourages Amadou to open a request.", "recommendation", "Amadou"),
        ("NGOs were encouraged to share their camera data.", "recommendation", "NGOs"),
        ("The members requested the Ministry of Health to build a clinic.", "request", "the Ministry of Health"),
        ("The Network asks shelters to report free beds.", "request", "shelters"),
        ("The union requested funds to repair the roof.", "request", None),
        ("The town hall is requested to send a waste lorry once a week.", "request", "The town hall"),
        ("Development partners were invited to nominate a successor.", "request", "Development partners"),
    ],
)
def test_advice_has_a_type_and_an_addressee(text: str, kind: str, to: str | None) -> None:
    advice = advice_in(text)
    assert advice is not None
    assert (advice.kind, advice.addressed_to) == (kind, to)
    assert 0.6 <= advice.confidence <= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Moss asked if the board recommended that.",
        "As requested by the board, the gate was closed.",
        "Members asked for clarification about the fee.",
        "Did the auditors recommend that receipts be kept?",
        "Participants were invited to introduce themselves.",
        "He was asked to leave.",
        "The Committee was invited to support the opening.",
        "The board recommended the following:",
        "She thanked the members for their support.",
    ],
)
def test_talk_of_advice_is_none(text: str) -> None:
    assert advice_in(text) is None
