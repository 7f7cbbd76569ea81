"""Calendar names: months and weekdays as pages in many languages write them.

Knows whole names, in the case in which dates have them, and the usual abbreviations, with their accents and, as in
addresses, without. Never reads a date: it only says which month or weekday a word means. A word that means one month
in one language and another in the next ("listopada", "srpnja") stands for none.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

_MONTHS: Final = (
    "jan january januar jänner janvier janv enero ene gennaio gen januari janeiro stycznia января січня ledna ocak "
    "ianuarie tammikuuta ιανουαρίου",
    "feb february februar février févr fév febrero febbraio febbr februari fevereiro fev lutego февраля лютого února "
    "şubat februarie helmikuuta φεβρουαρίου",
    "mar march märz mär mrz mars marzo maart mrt março marca marts марта березня března mart martie "
    "maaliskuuta μαρτίου",
    "apr april avril avr abril abr aprile kwietnia апреля квітня dubna nisan aprilie huhtikuuta απριλίου",
    "may mai mayo maggio mag mei maio maj maja мая травня května mayıs toukokuuta μαΐου",
    "jun june juni juin junio giugno giu junho czerwca июня червня června haziran iunie kesäkuuta ιουνίου",
    "jul july juli juillet juil julio luglio lug julho lipca июля липня července temmuz iulie heinäkuuta ιουλίου",
    "aug august août aout agosto ago augustus augusti sierpnia августа серпня srpna ağustos elokuuta αυγούστου",
    "sep sept september septembre septiembre settembre sett setembro set września сентября вересня září eylül "
    "septembrie syyskuuta σεπτεμβρίου",
    "oct october oktober okt octobre octubre ottobre ott outubro out października октября жовтня října ekim octombrie "
    "lokakuuta οκτωβρίου",
    "nov november novembre noviembre novembro ноября kasım noiembrie marraskuuta νοεμβρίου",
    "dec december dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia декабря грудня "
    "prosince aralık decembrie joulukuuta δεκεμβρίου",
)
_WEEKDAYS: Final = (
    "mon monday montag lundi lunes lunedì maandag mandag måndag poniedziałek понедельник понеділок pondělí pazartesi",
    "tue tues tuesday dienstag mardi martes martedì dinsdag tirsdag tisdag wtorek вторник вівторок úterý salı",
    "wed weds wednesday mittwoch mercredi miércoles mercoledì woensdag onsdag środa среда середа středa çarşamba",
    "thu thur thurs thursday donnerstag jeudi jueves giovedì donderdag torsdag czwartek четверг четвер čtvrtek "
    "perşembe",
    "fri friday freitag vendredi viernes venerdì vrijdag fredag piątek пятница пʼятниця pátek",
    "sat saturday samstag sonnabend samedi sábado sabato zaterdag lørdag lördag sobota суббота субота cumartesi",
    "sun sunday sonntag dimanche domingo domenica zondag søndag söndag niedziela воскресенье неділя neděle pazar",
)
# Common words of English too, so they are weekdays only before a sign and a figure: "Sa., 12.02."
SHORT_GERMAN_WEEKDAYS: Final = ("mo", "di", "mi", "do", "fr", "sa", "so")


def _numbered(names: Sequence[str], first: int) -> Iterator[tuple[str, int]]:
    for number, forms in enumerate(names, first):
        for form in forms.split():
            yield form, number
            yield _plain(form), number


def _plain(word: str) -> str:
    """A word as addresses write it, without the marks on its letters."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


MONTHS: Final = dict(_numbered(_MONTHS, 1))
WEEKDAYS: Final = dict(_numbered(_WEEKDAYS, 0))
_ALL_WEEKDAYS: Final = WEEKDAYS | {name: number for number, name in enumerate(SHORT_GERMAN_WEEKDAYS)}


def month_number(name: str) -> int | None:
    """The month that a name or its abbreviation stands for, January being 1."""
    return MONTHS.get(name.lower().rstrip("."))


def weekday_number(name: str) -> int | None:
    """The weekday that a name or its abbreviation stands for, Monday being 0."""
    return _ALL_WEEKDAYS.get(name.lower().rstrip("."))
