"""Calendar names: months and weekdays as pages in a few languages write them.

Knows whole names and the usual abbreviations. Never reads a date: it only says which month or weekday a word means.
"""

from typing import Final

_MONTHS: Final = (
    "jan january januar jänner janvier janv enero ene gennaio gen januari janeiro",
    "feb february februar février févr fév febrero febbraio febbr februari fevereiro fev",
    "mar march märz mär mrz mars marzo maart mrt março",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag mei maio",
    "jun june juni juin junio giugno giu junho",
    "jul july juli juillet juil julio luglio lug julho",
    "aug august août aout agosto ago augustus",
    "sep sept september septembre septiembre settembre sett setembro set",
    "oct october oktober okt octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec december dezember dez décembre déc diciembre dic dicembre dezembro",
)
_WEEKDAYS: Final = (
    "mon monday montag lundi lunes lunedì maandag",
    "tue tues tuesday dienstag mardi martes martedì dinsdag",
    "wed weds wednesday mittwoch mercredi miércoles mercoledì woensdag",
    "thu thur thurs thursday donnerstag jeudi jueves giovedì donderdag",
    "fri friday freitag vendredi viernes venerdì vrijdag",
    "sat saturday samstag sonnabend samedi sábado sabato zaterdag",
    "sun sunday sonntag dimanche domingo domenica zondag",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
WEEKDAYS: Final = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}


def month_number(name: str) -> int | None:
    """The month that a name or its abbreviation stands for, January being 1."""
    return MONTHS.get(name.lower().rstrip("."))


def weekday_number(name: str) -> int | None:
    """The weekday that a name or its abbreviation stands for, Monday being 0."""
    return WEEKDAYS.get(name.lower().rstrip("."))
