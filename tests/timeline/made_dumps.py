"""Text dumps of one invented live page, in the manners in which extractors and readers leave such pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ADDRESS = "https://herald.example/torvik/live/dam-2022-03-05"
SENTENCES = (
    "The crew opened the second gate at dawn and let the water run into the lower basin.",
    "Mayor Clara Benton said on Saturday that nobody had been hurt in the lower town.",
    "“We shall stay until the last house is dry,” she told a crowd outside the mill.",
    "Engineers had warned two days ago that the old weir could not hold for another week.",
    "The ministry has sent 40 pumps and promised as many again before Sunday evening.",
    "At the school on Mill Lane, 12 families spent the night on folding beds.",
    "Two hours ago the ferry landed with 30 people who had waited on the island.",
    "A spokesman for the water board, Tom Rell, would not say when the road opens again.",
    "The river had fallen by 20 centimetres at noon, according to the gauge below the bridge.",
    "Nora Finch of the harbour office said the boats would remain where they are.",
)
TITLES = (
    "Second gate opened at dawn",
    "Mayor: nobody hurt in the lower town",
    "Ministry sends 40 more pumps",
    "Ferry brings 30 people from the island",
    "What we know about the old weir",
    "River falls by 20 centimetres",
    "School on Mill Lane takes in families",
    "NATO engineers on their way",
)
PARTS = ("one", "two", "three")
WRITERS = ("Ina Holt", "Mark Tully", "Aoife O'Hara", "Ian McBride")


@dataclass(frozen=True)
class MadePost:
    """One post as its writer wrote it."""

    at: datetime
    title: str
    writer: str
    body: tuple[str, ...]


def made_posts(last: datetime, count: int = 8, gap: int = 23) -> list[MadePost]:
    """Posts of one page, the newest first."""
    posts = []
    for number in range(count):
        body = tuple(
            f"{SENTENCES[(3 * number + k) % len(SENTENCES)]} It is report {number + 1} of the desk, part {PARTS[k]}."
            for k in range(1 + (2 * number + 1) % 3)
        )
        at = last - timedelta(minutes=gap * number + number % 3)
        posts.append(MadePost(at, TITLES[number % len(TITLES)], WRITERS[number % len(WRITERS)], body))
    return posts


def twelve(at: datetime, *, dots: bool = True) -> str:
    """A clock of twelve hours: "8:41 p.m." or "8.41pm"."""
    hour, half = (at.hour - 1) % 12 + 1, "a" if at.hour < 12 else "p"
    return f"{hour}:{at:%M} {half}.m." if dots else f"{hour}.{at:%M}{half}m"


def age(number: int) -> str:
    """An age that grows down the page."""
    minutes = 4 + 17 * number
    return f"{minutes} min ago" if minutes < 60 else f"{minutes // 60} hr {minutes % 60} min ago"


def short_age(number: int) -> str:
    return age(number).replace(" min", "m").replace(" hr", "h")


Head = Callable[[int, MadePost], list[str]]


@dataclass(frozen=True)
class Manner:
    """A way in which a page is left as text.

    Attributes:
        lines: The lines of one post.
        titles: Whether its title is among them.
        times: Whether its clock time is.
        writers: Whether its writer is.
        oldest_first: Whether the page begins with its oldest post.
    """

    lines: Head
    titles: bool = True
    times: bool = True
    writers: bool = False
    oldest_first: bool = False


def _long_date(at: datetime) -> str:
    return f"{at:%B} {at.day}, {at.year}"


def _age_or_clock(number: int, post: MadePost) -> str:
    return age(number) if number < 3 else f"{twelve(post.at)} ET, {_long_date(post.at)}"


MANNERS: dict[str, Manner] = {
    "age, title, byline, doubled caption": Manner(
        lambda n, p: [
            age(n), p.title, f"From Gazette's {p.writer} in Upper Torvik", "A dredger works below the weir.",
            "A dredger works below the weir. Ina Holt/Torvik Herald", *p.body,
        ], times=False, writers=True,
    ),
    "ages above, clocks with dates below": Manner(
        lambda n, p: [_age_or_clock(n, p), p.title, f"From Gazette's {p.writer} in Upper Torvik", *p.body],
        times=False, writers=True,
    ),
    "clock and date": Manner(lambda n, p: [f"{twelve(p.at)} ET, {_long_date(p.at)}", p.title, *p.body]),
    "clock in words of a region": Manner(lambda n, p: [f"{twelve(p.at)} Eastern Time", p.title, *p.body]),
    "clock of 24 hours alone": Manner(lambda n, p: [f"{p.at:%H:%M}", p.title, *p.body]),
    "German clock": Manner(lambda n, p: [f"{p.at:%H.%M} Uhr", p.title, *p.body]),
    "German date and clock": Manner(lambda n, p: [f"{p.at:%d.%m.%Y}, {p.at:%H:%M} Uhr", p.title, *p.body]),
    "French clock": Manner(lambda n, p: [f"{p.at:%Hh%M}", p.title, *p.body]),
    "Spanish clock": Manner(lambda n, p: [f"{p.at:%H:%M} h", p.title, *p.body]),
    "Swedish clock": Manner(lambda n, p: [f"kl. {p.at:%H.%M}", p.title, *p.body]),
    "Dutch clock": Manner(lambda n, p: [f"{p.at:%H:%M} uur", p.title, *p.body]),
    "British clock with zone": Manner(lambda n, p: [f"{p.at:%H.%M} GMT", p.title, *p.body]),
    "posted at": Manner(lambda n, p: [f"Posted at {p.at:%H:%M} {p.at.day} Mar", p.title, *p.body]),
    "age, then clock": Manner(lambda n, p: [short_age(n), f"{p.at:%H.%M} GMT", p.title, *p.body]),
    "clock, then when it was edited": Manner(
        lambda n, p: [f"{p.at:%H.%M} GMT", "Updated at 20.55 GMT", p.title, *p.body]
    ),
    "clock and edit in one line": Manner(
        lambda n, p: [f"{p.at:%H:%M} GMT, updated at 20:55 GMT", p.title, *p.body]
    ),
    "clock and writer in one line": Manner(
        lambda n, p: [f"{p.at:%H:%M} GMT | {p.writer}", p.title, *p.body], writers=True
    ),
    "writer and clock in one line": Manner(
        lambda n, p: [f"By {p.writer}, {p.at:%H:%M} GMT", p.title, *p.body], writers=True
    ),
    "writer above the clock": Manner(
        lambda n, p: [p.writer, f"{_long_date(p.at)}, {twelve(p.at)} ET", p.title, *p.body], writers=True
    ),
    "title above the clock": Manner(lambda n, p: [p.title, f"{p.at:%H:%M} GMT", *p.body]),
    "title above the age": Manner(lambda n, p: [p.title, age(n), *p.body], times=False),
    "label between clock and title": Manner(
        lambda n, p: [f"{p.at:%H:%M} GMT", "KEY EVENT" if n % 2 else "BREAKING", p.title, *p.body]
    ),
    "clock without title": Manner(lambda n, p: [f"{p.at:%H:%M} GMT", *p.body], titles=False),
    "inline clock": Manner(
        lambda n, p: [f"{twelve(p.at, dots=False)}: {p.body[0]}", *p.body[1:]], titles=False, oldest_first=True
    ),
    "inline clock and dash": Manner(lambda n, p: [f"{p.at:%H:%M} – {p.body[0]}", *p.body[1:]], titles=False),
    "inline clock in brackets": Manner(lambda n, p: [f"[{p.at:%H:%M}] {p.body[0]}", *p.body[1:]], titles=False),
    "inline clock and stroke before the title": Manner(lambda n, p: [f"{p.at:%H:%M} | {p.title}", *p.body]),
    "inline clock and blank before the title": Manner(lambda n, p: [f"{p.at:%H:%M} {p.title}", *p.body]),
    "German inline clock and blank": Manner(lambda n, p: [f"{p.at:%H.%M} Uhr {p.body[0]}", *p.body[1:]], titles=False),
    "ticker with plus signs": Manner(lambda n, p: [f"+++ {p.at:%H:%M} {p.title} +++", *p.body]),
    "glued bullets": Manner(
        lambda n, p: [f"  • {short_age(n)} ({p.at:%H:%M} GMT){p.title}{p.body[0]}", *(f"    • {b}" for b in p.body[1:])]
    ),
    "glued age and clock": Manner(lambda n, p: [f"{twelve(p.at)} ET, {_long_date(p.at)}{p.title}", *p.body]),
    "each post one line": Manner(
        lambda n, p: [f"{age(n)}{p.title}From Gazette's {p.writer}{' '.join(p.body)}"], times=False, writers=True
    ),
    "each post one line, no byline": Manner(lambda n, p: [f"{age(n)}{p.title}{''.join(p.body)}"], times=False),
    "German ages": Manner(lambda n, p: [f"vor {4 + 6 * n} Minuten", p.title, *p.body], times=False),
    "French ages": Manner(lambda n, p: [f"il y a {4 + 6 * n} min", p.title, *p.body], times=False),
    "Spanish ages": Manner(lambda n, p: [f"hace {4 + 6 * n} minutos", p.title, *p.body], times=False),
    "Italian ages": Manner(lambda n, p: [f"{4 + 6 * n} minuti fa", p.title, *p.body], times=False),
    "Dutch ages": Manner(lambda n, p: [f"{4 + 6 * n} minuten geleden", p.title, *p.body], times=False),
    "Markdown clocks": Manner(lambda n, p: [f"## {p.at:%H:%M}", f"### {p.title}", *p.body]),
    "Markdown clocks and titles": Manner(lambda n, p: [f"## {p.at:%H:%M} – {p.title}", *p.body]),
}  # fmt: skip


def page(posts: Sequence[MadePost], manner: Manner, head: Sequence[str] = ()) -> str:
    """The whole dump: a headline, what stands above the posts, the posts, and where they come from."""
    shown = list(reversed(posts)) if manner.oldest_first else list(posts)
    lines = ["Dam at Torvik: live updates", "Water rises above the old weir in the night.", *head]
    for number, post in enumerate(shown):
        lines += manner.lines(number, post)
    return "\n\n".join([*lines, f"Source: {ADDRESS}"])
