"""Whether a link arrived at the page that it names."""

import pytest

from desktop.library.landing import Landing, judge

THERE, MAYBE, ELSEWHERE = Landing.THERE, Landing.MAYBE, Landing.ELSEWHERE
STORY = "https://www.paper.example/2014/05/how-the-harbour-was-saved"


@pytest.mark.parametrize(
    ("asked", "reached", "verdict"),
    [
        (STORY, "http://paper.example/2014/05/how-the-harbour-was-saved/?utm_source=x", THERE),
        (STORY, "https://new.example/archive/how-the-harbour-was-saved-1.html", THERE),
        (STORY, "https://web.archive.example/web/2015/" + STORY, THERE),
        (STORY, "https://paper.example/", ELSEWHERE),
        (STORY, "https://paper.example/en-gb/home", ELSEWHERE),
        (STORY, "https://paper.example/sport/cup-final-goes-to-penalties", ELSEWHERE),
        (STORY, "https://accounts.paper.example/x", ELSEWHERE),
        (STORY, "https://paper.example/gate?back=%2F2014%2F05%2Fhow-the-harbour-was-saved", ELSEWHERE),
        ("https://t.example/Ab3", STORY, MAYBE),
        ("https://t.example/Ab3", "https://paper.example/", ELSEWHERE),
        ("https://t.example/Ab3", "https://paper.example/sign-in", ELSEWHERE),
        ("https://paper.example/?p=48213", "https://paper.example/48213-harbour", THERE),
        ("https://paper.example/?p=20140502", "https://paper.example/20140502/cup", MAYBE),
        ("https://paper.example/", "https://paper.example/en/", THERE),
        ("https://paper.example/why-login-pages-annoy/login", "https://b.example/why-login-pages-annoy/login", THERE),
    ],
)
def test_addresses(asked: str, reached: str, verdict: Landing) -> None:
    assert judge(asked, reached) is verdict


def test_title_that_the_reader_knows_tells_a_moved_page() -> None:
    reached = "https://paper.example/8812"
    assert judge(STORY, reached) is ELSEWHERE
    assert judge(STORY, reached, "How the harbour was saved", "Paper: how the old harbour was saved") is THERE
    assert judge(STORY, reached, "How the harbour was saved", "Page not found") is ELSEWHERE
