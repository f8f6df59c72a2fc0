"""Labels from repetition within an outlet: by hand, on a made-up one."""

from __future__ import annotations

from training.residue.repetition import label_outlet

CALL = "Get our app on your phone"


def article(number: int, *lines: str) -> str:
    subject = ["river", "harbour", "market", "bridge", "school", "library"][number]
    first = f"The {subject} was closed again this week, said the people who have lived beside the {subject} for years."
    return "\n".join(
        [f"Why the {subject} had to be closed again", first, *lines, f"Nobody at the {subject} knows why."]
    )


def labels(texts: list[str]) -> list[dict[str, str]]:
    """Lines of each text with ``+`` content, ``-`` boilerplate, ``?`` not decided."""
    return [
        {
            line: "?" if not weight else "-" if noise else "+"
            for line, noise, weight in zip(text.split("\n"), label.is_boilerplate, label.weight, strict=True)
        }
        for text, label in zip(texts, label_outlet(texts), strict=True)
    ]


def test_what_recurs_is_residue_and_what_occurs_once_is_content() -> None:
    found = labels([article(number, CALL) for number in range(3)])
    assert [list(page.values()) for page in found] == [["+", "+", "-", "?"]] * 3


def test_two_articles_are_too_few() -> None:
    assert [page[CALL] for page in labels([article(0, CALL), article(1, CALL), article(2)])[:2]] == ["?", "?"]


def test_copies_of_one_article_are_one_article() -> None:
    found = labels([article(0)] * 5)
    assert "-" not in {label for page in found for label in page.values()}


def test_a_head_that_recurs_marks_its_lines() -> None:
    texts = [article(number, f"For more: How the {name} burnt down last year") for number, name in
             enumerate(("mill", "town hall", "bakery"))]  # fmt: skip
    assert [page[text.split("\n")[2]] for page, text in zip(labels(texts), texts, strict=True)] == ["-"] * 3


def test_a_head_before_speech_is_no_label() -> None:
    texts = [article(number, f'He added: "We shall look at the {name}."') for number, name in
             enumerate(("pumps", "pipes", "gates"))]  # fmt: skip
    assert "-" not in {label for page in labels(texts) for label in page.values()}


def test_a_head_that_opens_headlines_is_no_label() -> None:
    lines = ["Egypt: Farmers ask for more water", "Egypt: A new bridge at last", "Egypt: Wheat is dear again"]
    texts = [f"{line}\n{article(number, line)}" for number, line in enumerate(lines)]
    assert "-" not in {label for page in labels(texts) for label in page.values()}


def test_an_address_is_no_label() -> None:
    texts = [article(number, f"https://{name}.example/a/longer/address here and there") for number, name in
             enumerate(("a", "b", "c", "d"))]  # fmt: skip
    assert "-" not in {label for page in labels(texts) for label in page.values()}


def test_the_headline_of_another_article_is_residue() -> None:
    texts = [article(0, "Why the market had to be closed again"), article(1), article(2)]
    assert labels(texts)[0]["Why the market had to be closed again"] == "-"
    assert labels(texts)[2]["Why the market had to be closed again"] == "+"


def test_headlines_below_a_label_are_residue() -> None:
    other = ["A mayor who swims every morning", "Two owls move into the tower"]
    texts = [article(0, "Read also", *other), article(1, "Read also"), article(2, "Read also")]
    found = labels(texts)[0]
    assert [found[line] for line in ("Read also", *other)] == ["-", "-", "-"]


def test_names_that_close_texts_are_not_decided() -> None:
    texts = [f"{article(number)}\nM. Okafor" for number in range(4)]
    assert [page["M. Okafor"] for page in labels(texts)] == ["?"] * 4


def test_captions_with_a_credit_are_not_decided() -> None:
    lines = [f"Some people of the town stand in front of the {name} on Monday. Photo: A. Name" for name in
             ("mill", "pumps", "gates")]  # fmt: skip
    texts = [article(number, line) for number, line in enumerate(lines)]
    assert [page[line] for page, line in zip(labels(texts), lines, strict=True)] == ["?"] * 3


def test_a_line_that_begins_as_residue_does_is_not_decided() -> None:
    credit = "Picture by Great Agency"
    caption = f"{credit} Two people of the town look at the water that has come up to the door of the mill."
    texts = [article(0, credit, caption), article(1, credit), article(2, credit)]
    found = labels(texts)[0]
    assert (found[credit], found[caption]) == ("-", "?")


def test_nothing_of_nothing() -> None:
    assert label_outlet([]) == []
    (label,) = label_outlet([""])
    assert label.weight.shape == (0,)
