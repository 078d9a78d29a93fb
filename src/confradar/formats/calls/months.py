"""The names of the months, by language, and where a text names one: each line (a `\\` ends none)
holds one language's twelve, spellings of one month joined by `/`; the last has slips of the pen."""

import re

from confradar.formats.lazy_pattern import lazy

_NAMES = """
january/jan february/feb march/mar april/apr may june/jun \
july/jul august/aug september/sept/sep october/oct november/nov december/dec
januar/jänner februar/feber märz/maerz april mai juni \
juli august september oktober/okt november dezember/dez
janvier/janv février/fevrier/févr mars avril/avr mai juin \
juillet/juil août/aout septembre octobre novembre décembre/decembre/déc
enero/ene febrero marzo abril/abr mayo junio \
julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic
gennaio/gen febbraio marzo aprile maggio/mag giugno/giu \
luglio/lug agosto settembre/sett/set ottobre/ott novembre dicembre
janeiro fevereiro/fev março/marco abril maio/mai junho \
julho agosto setembro outubro/out novembro dezembro
januari februari maart/mrt april mei juni juli augustus september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
ledna února března dubna května června července srpna září října listopadu prosince
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januari februari maret april mei juni juli agustus september oktober november desember
januar februar mars april mai juni juli august september oktober november desember/des
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
január február március április május június július augusztus szeptember október november december
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta \
heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου/μαίου ιουνίου \
ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
января/янв февраля/фев марта/мар апреля/апр мая июня/июн \
июля/июл августа/авг сентября/сен октября/окт ноября/ноя декабря/дек
janurary/januray febuary/feburary/febrary march arpil/aprill may june \
july agust/augest septemeber/setember/septmber ocotber novemeber/novermber decemeber/decmber
"""

MONTHS: dict[str, int] = {
    spelling: number
    for line in _NAMES.strip().splitlines()
    for number, spellings in enumerate(line.split(), start=1)
    for spelling in spellings.split("/")
}
"""Month number (1 to 12) by its lower-case name or abbreviation, without a full stop."""

MONTH = r"[^\W\d_]{3,12}(?![^\W\d_])"
"""A pattern of the words that may be a month's name: whether one is, `MONTHS` says.

All names as one pattern would take longer to compile than a page takes to read.
"""
_WORDS = lazy(rf"(?<![^\W\d_])(?:(?<=\d)(?:st|nd|rd|th))?({MONTH})", re.IGNORECASE)


def names_month(text: str) -> bool:
    """Whether a word of `text` is a month's name."""
    return any(word.lower() in MONTHS for word in _WORDS.findall(text))
