"""Ages: "12 min ago" and how other languages say it.

Knows the units of time in the languages of the pages that are read, and the words that make a span an age. Never says
when that was: an age counts from a moment that only the page knows.
"""

import re
from dataclasses import dataclass
from typing import Final

SECOND: Final = 1
MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 86400
WEEK: Final = 604800
MONTH: Final = 2629800
YEAR: Final = 31557600

_UNIT_NAMES: Final = {
    SECOND: "s sec secs second seconds sekunde sekunden sek seconde secondes segundo segundos secondo secondi seconden "
    "sekunder sekund",
    MINUTE: "m min mins minute minutes minuten minuto minutos minuti minuut minuter minutter minutt minut",
    HOUR: "h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren timme timmar time timer",
    DAY: "d day days tag tage tagen jour jours j día días dia dias giorno giorni dag dagen dagar dage",
    WEEK: "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka veckor uge",
    MONTH: "mo month months monat monate monaten mois mes meses mese mesi maand maanden",
    YEAR: "y yr yrs year years jahr jahre jahren an ans année années año años ano anos anno anni jaar",
}
UNITS: Final = {name: seconds for seconds, names in _UNIT_NAMES.items() for name in names.split()}
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_ONE = r"an?|one|ein(?:e[rmn]?)?|une?|un[ao]?|uma?|een|en|ett?"
_MORE = (
    r"(?:,?\s*(?:and\s+|und\s+|et\s+|y\s+|e\s+)?(?P<{more}>\d{{1,2}})\s*"
    r"(?P<{unit}>h|hrs?|hours?|m|mins?|minutes?|minuten|minut[oi]s?)\.?)?"
)
# A word may follow that is no part of it ("12 min agoFirst title"), so its end is not the end of a word.
_END = r"(?-i:(?![a-zß-öø-ÿ]))"
AGE_FORM: Final = (
    rf"(?:(?P<first>\d{{1,4}}|{_ONE})\s*(?P<unit>{_UNIT})(?![a-zß-ÿ])\.?{_MORE.format(more='second', unit='unit2')}"
    rf"\s+(?:ago|geleden|fa|sedan|siden|atrás){_END}"
    rf"|(?:vor|il y a|hace|há)\s+(?P<first_after>\d{{1,4}}|{_ONE})\s*(?P<unit_after>{_UNIT})"
    rf"{_END}\.?{_MORE.format(more='second_after', unit='unit2_after')})"
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age such as "12 min ago": how long ago at least, and how wide the statement is.

    Units:
        Seconds.
    """

    seconds: int
    width: int


def read_age(found: re.Match[str]) -> Age:
    """The age that a match of `AGE_FORM`, or of its compact kin with the same groups, states."""
    groups = found.groupdict()
    count = groups["first"] or groups["first_after"]
    unit = UNITS[(groups["unit"] or groups["unit_after"]).lower()]
    more = groups["second"] or groups.get("second_after")
    number = int(count) if count.isdigit() else 1
    if not more:
        return Age(number * unit, unit)
    smaller = UNITS[(groups["unit2"] or groups["unit2_after"]).lower()]
    return Age(number * unit + int(more) * smaller, smaller)
