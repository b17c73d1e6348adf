"""Numbers of papers beside the words for them, car plates, days of birth that are called so."""

import re

from bot.core.privacy.kinds import DASH, GAP, JOIN, NUMBER_SIGN, rule, up_to_a_digit, within, word

_START = r"(?<!\w)"
# a sum beside a document is no number of it
_END = r"(?!\w)(?!\s?(?:тенге|теңге|тг|₸|tenge|kzt|руб|мың|тыс|млн))"
_CAPITAL = "(?-i:[A-ZА-ЯӘІҢҒҮҰҚӨҺ])"
_SERIES = rf"{_CAPITAL}{{1,3}}(?:{DASH}{_CAPITAL}{{1,3}})?"
_NINE = rf"\d{{3}}{JOIN}?\d{{3}}{JOIN}?\d{{3}}"

_IDENTITY = (
    r"удостоверени\w{1,3}", r"уд\w{0,6}\.?\s?л(?:ич\w{0,6})?", r"удост\w{0,3}", r"ку[әа]л[іи]\w{0,8}",
    r"id(?:[- ]?card)?", r"identity (?:card|document)", r"документ\w{0,3}", r"құжат\w{0,6}",
)  # fmt: skip
_WITH_SERIES = (
    r"(?:загран)?паспорт\w{0,3}", r"т[өо]л[қк][ұу]жат\w{0,6}", r"passport",
    r"свидетельств\w{1,2}", r"свид", r"метрик\w{1,2}", r"ту(?:у|ған|ган)\w{0,3} (?:туралы )?ку[әа]л[іи]\w{0,8}",
    r"неке\w{0,4} (?:туралы )?ку[әа]л[іи]\w{0,8}", r"certificate",
    r"водительск\w{2,3}", r"права", r"в/у", r"ву", r"ж[үу]рг[іи]зуш[іи]\w{0,6}", r"(?:driving|driver'?s) licen[cs]e",
    r"военн\w{2,3} билет\w{0,2}", r"[әа]скери билет\w{0,4}",
)  # fmt: skip
_APPLICATION = (
    r"заявк\w{1,3}", r"заявлени\w{1,3}", r"обращени\w{1,3}", r"[өо]т[іи]н[іи][шм]\w{0,6}", r"жалоб\w{1,3}",
    r"шағым\w{0,5}", r"application", r"request", r"complaint", r"талон\w{0,3}", r"ticket", r"справк\w{1,3}",
    r"аны[қк]тама\w{0,5}", r"мсэ", r"м[әа]с", r"лицев\w{2,3} сч[её]т\w{0,2}", r"дербес шот\w{0,4}",
)  # fmt: skip
_SOCIAL_NUMBER = (r"снилс", r"сик", r"әжк", r"snils", r"sic")
_PLATE = (
    r"гос\.?\s?номер\w{0,3}", r"номер\w{0,3} (?:машин|авто)\w{0,6}", r"(?:авто)?машин\w{1,6}", r"авто\w{0,8}",
    r"к[өо]л[іи]к\w{0,5}", r"(?:number )?plate", r"car",
)  # fmt: skip
# An act, a case or a form that is spoken of in an application has a public number.
_OF_LAW = (
    r"(?<!\w)(?:приказ|закон|форм|стать|пункт|постан|дел[оуае]\b|бұйр|заң|іс\b|ереже|(?:act|order|law|case|form)\b)"
)
_ACT = re.compile(r"[a-z]\d{9,10}_?", re.IGNORECASE)
_PHONE = re.compile(r"[78]7\d{9}")

_REGION = r"(?:0[1-9]|1\d|2[01])"
_IS_NO_PLATE = r"(?!(?:KZT|USD|EUR|RUB|GBP|CNY|TRY|UZS|KGS|MRP|MCI|AEK|II|III|IV|VI|VII|IX|XI|XII)\b)"
_LOOKALIKES = "[АВЕКМНОРСТУХ]"

_MONTH = (
    r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,8}"
)
_DAY = (
    rf"(?<!\d)(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\d{{1,2}}{GAP}{_MONTH},?{GAP}\d{{4}}"
    rf"|\d{{4}}{GAP}?(?:ж\.|жылғы|жылы){GAP}\d{{1,2}}{GAP}{_MONTH})(?!\d)"
)
_BORN = word(
    r"дат\w{1,2} рожд\w{1,5}", r"д(?:ень|ня|нём) рожд\w{1,5}", r"д\.\s?р\.?",
    r"ту(?:ыл)?[ғг]ан (?:к[үу]н|жыл|ай)\w{0,8}",
    r"date of birth", r"birth ?da(?:te|y)", r"dob",
)  # fmt: skip
_BORN_AFTER = r"(?:г\.\s?р\.?|г(?:\.|ода?) рожд\w{1,5}|жылы ту\w{1,8}|ж\.\s?т\.?)(?!\w)"


def _is_personal(datum: str) -> bool:
    """Whether what stands in the place of a paper's number is not an act, which is public, or a phone, which has a tag.

    >>> _is_personal("V2300032523"), _is_personal("87011234567"), _is_personal("N12345678")
    (False, False, True)
    """
    return not (_ACT.fullmatch(datum) or _PHONE.fullmatch(datum))


def _beside(words: tuple[str, ...], *shapes: str, limit: int = 40) -> str:
    return rf"{word(*words)}{within(limit)}{_START}(?P<datum>{'|'.join(shapes)}){_END}"


NUMBERED_PAPERS = (
    rule(
        "document",
        _beside(_WITH_SERIES, rf"{_SERIES}{JOIN}?(?:№{GAP}?)?\d{{6,8}}", r"[^\W\d_]{1,2}\d{6,8}"),
        _is_personal,
    ),
    rule(
        "document",
        rf"{word(*_APPLICATION, *_IDENTITY, *_WITH_SERIES)}(?:(?!{_OF_LAW})[^\d\n\[,;]){{0,25}}?"
        rf"{NUMBER_SIGN}[:\s]{{0,2}}(?P<datum>(?:(?:[^\W\d]|[/–-])*+\d){{5}}[\w/–-]*+)",
        _is_personal,
    ),
    rule("document", _beside(_SOCIAL_NUMBER, rf"{_NINE}{JOIN}?\d\d", rf"{_CAPITAL}{{0,4}}\d{{8,16}}")),
)

DOCUMENTS = (
    rule("document", _beside(_WITH_SERIES, rf"\d\d{JOIN}?\d\d{JOIN}?(?:№{GAP}?)?\d{{6}}", r"\d{7,11}"), _is_personal),
    rule("document", _beside(_IDENTITY, _NINE)),
    rule(
        "document",
        _beside(
            _PLATE,
            rf"\d{{3}}{JOIN}?(?:[a-z]|{_CAPITAL}){{2,3}}{JOIN}?{_REGION}",
            rf"(?:[a-z]|{_CAPITAL}){JOIN}?\d{{3}}{JOIN}?(?:[a-z]|{_CAPITAL}){{2,3}}(?:{JOIN}?{_REGION})?",
            limit=25,
        ),
    ),
    # These shapes are nothing else, with a word or without; the first is that of eOtinish.
    rule("document", rf"{_START}{_CAPITAL}{{2}}-20\d\d-\d{{5,9}}(?!\w)"),
    rule("document", rf"{_START}[nн]{DASH}?\d{{8}}(?!\w)"),
    rule("document", r"(?<![\w.,])0\d{8}(?!\w)"),
    rule("document", rf"{_START}\d{{3}}(?-i:{GAP}?{_IS_NO_PLATE}[A-Z]{{2,3}}{GAP}?|{_LOOKALIKES}{{3}}){_REGION}(?!\w)"),
    rule("document", rf"{_START}\d{{3}}[a-z]{{3}}{_REGION}(?!\w)"),
    rule("birth date", rf"{_BORN}{up_to_a_digit(25)}(?P<datum>{_DAY})"),
    rule(
        "birth date", rf"{_BORN}{within(25)}(?<!\w)(?=[adfjmnos])(?P<datum>{_MONTH}{GAP}\d{{1,2}},?{GAP}\d{{4}})(?!\d)"
    ),
    rule("birth date", rf"(?P<datum>{_DAY})(?=\s{{0,2}}{_BORN_AFTER})"),
)
