"""Personal data that nobody has, with the right control digits, as people write it; and what only looks like it."""

from collections.abc import Callable, Sequence
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits

from stdnum import iban, luhn

from bot.core.privacy.checksums import iin_control

Maker = Callable[[Random], str]

SENTENCES = (
    "{}",
    "Здравствуйте! {}, ответьте пожалуйста",
    "Получаю 43 407 тенге с 01.02.2026, {} - проверьте, положено ли по ст. 175",
    "мне 45 лет, 3 детей ({})",
    "Сәлеметсіз бе, {}. Жәрдемақы қашан түседі?",
    "2025 жылы өтініш бердім, {}; 139-бап бойынша не істеймін?",
    "Менің балама 3 жас. {}\nҚанша төлейді, 164 350 теңге ме?",
    "Hello, {}, what may I get in 2026?",
    "My son is 12. {}! Is it 85 000 tenge?",
)
PERSONAL_SITES = (
    "t.me",
    "https://t.me",
    "http://telegram.me",
    "wa.me",
    "https://www.instagram.com",
    "vk.com",
    "m.facebook.com",
)
READABLE_LINKS = (
    "https://egov.kz/cms/ru/services/123", "http://egov.kz/cms/en/services/pass156_mtszn", "egov.kz/cms/kk",
    "https://adilet.zan.kz/rus/docs/V2300032993", "https://adilet.zan.kz/kaz/docs/Z050000039_", "www.enbek.kz",
    "https://alau.kz",
    "https://adilet.zan.kz/rus/docs/V2500035901/compare", "https://aleumet.egov.kz/kk/cabinet/offer",
    "gov.kz/memleket/entities",
    "https://baq.kz/2025-zhyly-276-mynnan-astam-qazaqstandyq-zhardemaqyny-otinishsiz-aldy-200029231", "1414.kz/#faq",
    "http://m.egov.kz/cms/en/government-services/for_citizen/pass00703005_mtszn",
    "https://sc.kz/ru/news/page/2024/03/18/",
)  # fmt: skip


def some(random: Random, alphabet: Sequence[str], length: int) -> str:
    return "".join(random.choice(alphabet) for _ in range(length))


def grouped(random: Random, text: str, *shapes: str, joins: Sequence[str] = (" ", "-", "\u00a0", " - ", "–")) -> str:
    """A text in one of the shapes, "3-2-2", with one of the joins. No shape: in one piece."""
    shape, join = random.choice(shapes), random.choice(joins)
    groups, start = [], 0
    for size in map(int, shape.split("-")):
        groups.append(text[start : start + size])
        start += size
    assert start == len(text), (text, shape)
    return join.join(groups)


def day_digits(random: Random) -> str:
    return f"{random.randint(0, 99):02}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def iin_digits(random: Random) -> str:
    while True:
        front = day_digits(random) + str(random.randint(0, 6)) + some(random, digits, 4)
        if control := iin_control(front):
            return front + control


def bin_digits(random: Random) -> str:
    while True:
        front = day_digits(random)[:4] + random.choice("456") + random.choice("0123") + some(random, digits, 5)
        if control := iin_control(front):
            return front + control


def iin(random: Random) -> str:
    number = random.choice((iin_digits, iin_digits, bin_digits))(random)
    written = grouped(
        random, number, "12", "12", "6-6", "6-3-3", "6-1-5", "3-3-3-3", "4-4-4", "2-2-2-6", "2-2-2-2-2-2", "6-2-2-2",
        "1-1-1-1-1-1-1-1-1-1-1-1",
    )  # fmt: skip
    return random.choice(
        ("<{}>", "<{}>", "<{}>", "ИИН <{}>", "ЖСН: <{}>", "my IIN is <{}>", "БСН <{}>", "ЖСН-ім <{}>")
    ).format(written)


def iin_with_a_typo(random: Random) -> str:
    right = iin_digits(random)
    wrong = right[:-1] + str((int(right[-1]) + random.randint(1, 9)) % 10)
    ways = (
        "ИИН <{}>", "иин: <{}>", "ЖСН <{}>", "ЖСН-ім: <{}>", "IIN <{}>", "my iin is <{}>", "ИИН моего сына <{}>",
        "ИИН № <{}>",
        "<{}> - мой ИИН", "баламның жсн нөмірі <{}>", "<{}> ЖСН",
    )  # fmt: skip
    return random.choice(ways).format(grouped(random, wrong, "12", "12", "6-6", joins=" -"))


MOBILE = ("700", "701", "702", "705", "707", "708", "747", "771", "775", "776", "777", "778")
CITIES = ("7172", "7212", "7252", "7232", "7122", "7112", "7292", "7182", "7152", "7162")
JOINS = (" ", "-", ".", "\u00a0", " - ", "–", "  ")


def mobile(random: Random) -> str:
    code = random.choice((*MOBILE, "727"))
    rest = grouped(
        random, random.choice(digits[1:]) + some(random, digits, 6), "7", "3-2-2", "3-2-2", "3-4", "2-2-3", joins=JOINS
    )
    ways = (
        "+7 {} {}", "+7{}{}", "8 {} {}", "8{}{}", "7{}{}", "8 ({}) {}", "+7({}){}", "8-{}-{}", "8.{}.{}",
        "+7-{}-{}", "({}) {}",
        "8({}){}", "+ 7 {} {}", "7 {} {}", "8{} {}", "+7{} {}", "8 {}-{}", "({}){}", "{} {}", "{}-{}",
    )  # fmt: skip
    return random.choice(ways).format(code, rest)


def glued_mobile(random: Random) -> str:
    return random.choice(("+7", "8", "7", "")) + random.choice(MOBILE) + some(random, digits, 7)


def city(random: Random) -> str:
    rest = grouped(
        random, random.choice("23456789") + some(random, digits, 5), "6", "2-2-2", "2-2-2", "3-3", "2-4", joins=JOINS
    )
    ways = ("8 {} {}", "+7 {} {}", "8({}){}", "8 ({}) {}", "+7 ({}) {}", "({}) {}", "8-{}-{}", "{} {}", "8{}{}")
    return random.choice(ways).format(random.choice(CITIES), rest)


def village(random: Random) -> str:
    rest = grouped(random, some(random, "23456789", 5), "5", "1-2-2", joins=" -")
    return random.choice(("8 ({}) {}", "8 {} {}", "+7 {} {}", "({}) {}", "8-{}-{}")).format(
        some(random, "12", 0) + "71" + some(random, digits, 3), rest
    )


def foreign(random: Random) -> str:
    number = random.choice(("49", "1", "44", "998", "996", "90", "380", "86")) + some(random, digits[1:], 9)
    shape = random.choice(
        (f"{len(number)}", f"{len(number) - 9}-3-3-3", f"{len(number) - 9}-3-2-4", f"{len(number) - 9}-2-3-2-2")
    )
    return "+" + grouped(random, number, shape, joins=(" ", "-"))


def russian(random: Random) -> str:
    rest = grouped(random, some(random, digits[1:], 7), "7", "3-2-2", "3-4", joins=" -")
    return random.choice(("+7 {} {}", "8 ({}) {}", "8 {} {}", "+7{}{}")).format("9" + some(random, digits, 2), rest)


def local(random: Random) -> str:
    words = ("тел <{}>", "тел. <{}>", "тел.: <{}>", "телефон <{}>", "мой номер <{}>", "позвоните мне <{}>",
             "телефоным <{}>", "қоңырау: <{}>", "my phone is <{}>", "call me <{}>", "phone number: <{}>",
             "whatsapp <{}>",
             "тел (<{}>)")  # fmt: skip
    number = random.choice("23456789") + some(random, digits[1:], 6)
    written = random.choice((
        grouped(random, number, "7", "3-2-2", "3-4", joins=" -"),
        grouped(random, number[1:], "2-2-2", joins=" -"),
        grouped(random, number[2:], "1-2-2", joins=" -"),
    ))  # fmt: skip
    return random.choice(words).format(written)


def card(random: Random) -> str:
    kinds = (
        (("4", "5", "2", "62"), 16, ("16", "4-4-4-4", "4-4-4-4", "4-4-4-4", "2-2-2-2-2-2-2-2", "6-10", "8-8")),
        (("34", "37"), 15, ("15", "4-6-5")),
        (("36", "30"), 14, ("14", "4-6-4")),
        (("4",), 13, ("13",)),
        (("62", "6304"), 19, ("19", "4-4-4-4-3", "6-13")),
    )
    begins, length, shapes = random.choice((kinds[0], kinds[0], *kinds))
    begin = random.choice(begins)
    front = begin + some(random, digits[1:], length - 1 - len(begin))
    number = front + luhn.calc_check_digit(front)
    if length == 19 and luhn.is_valid(number[:16]):  # a card of 16 digits, and three more
        return card(random)
    return random.choice(("<{}>", "карта <{}>", "Kaspi картам: <{}>", "card <{}>", "на карту <{}>")).format(
        grouped(random, number, *shapes, joins=(" ", "-", "\u00a0"))
    )


def card_with_a_typo(random: Random) -> str:
    return grouped(random, random.choice("456") + some(random, digits[1:], 15), "4-4-4-4", joins=(" ", "-", "."))


def account(random: Random) -> str:
    body = random.choice(("125", "601", "722", "998", "856")) + some(random, digits + "ABCEHKMOPTXZ", 13)
    number = f"KZ{iban.calc_check_digits('KZ00' + body)}{body}"
    if random.random() < 0.2:
        number = f"KZ{some(random, digits, 2)}{body}"  # a typo
    look = random.choice((str, str, str.lower, cyrillic))
    written = grouped(random, look(number), "20", "20", "4-4-4-4-4", "2-2-3-13", "4-3-13", joins=(" ", "-", "\u00a0"))
    return random.choice(("<{}>", "IBAN <{}>", "счёт <{}>", "шотым: <{}>", "мой ИИК <{}>", "account <{}>")).format(
        written
    )


def cyrillic(text: str) -> str:
    return text.translate(str.maketrans("ABCEHKMOPTXZ", "АВСЕНКМОРТХЗ"))


def email(random: Random) -> str:
    name = random.choice(("asel", "a.b", "bolat_k", "i-van", "x", "aigul.1990", "me+bot", "АСЕЛЬ", "90")) + some(
        random, digits, 2
    )
    site = random.choice(("mail.kz", "mail.ru", "gmail.com", "nur.edu.kz", "bk.ru", "inbox-2.kz", "пошта.қаз", "mail"))
    latin = random.choice(("asel", "a.b", "bolat_k", "aigul.1990"))
    ways = (f"{name}@{site}", f"{name}@{site}", f"{name} @ mail.ru", f"{latin} собака mail.ru", f"{latin} (at) mail.kz",
            f"{latin}(собака)gmail.com", f"{latin} [at] mail точка kz")  # fmt: skip
    return random.choice(ways)


def user_name(random: Random) -> str:
    return (
        "@"
        + random.choice(ascii_lowercase + ascii_uppercase)
        + some(random, ascii_lowercase + digits + "_", random.randint(4, 20))
    )


def link(random: Random) -> str:
    token = some(random, ascii_lowercase + ascii_uppercase + digits, random.randint(24, 60))
    hexes = "-".join(some(random, "0123456789abcdef", size) for size in (8, 4, 4, 4, 12))
    ways = (
        f"{random.choice(PERSONAL_SITES)}/{some(random, ascii_lowercase, 8)}", f"t.me/+{token[:16]}",
        f"https://egov.kz/cms/ru?id={token[:5]}", f"egov.kz/check?iin={iin_digits(random)}&x=1",
        f"http://site.kz/?p={token[0]}",
        f"https://idp.egov.kz/idp/reset/{token}a1", f"https://cabinet.kz/a/{hexes}",
        f"https://x.kz/page#token={token}",
        f"https://asel:{token[:6]}@x.kz/", f"www.x.kz/f/{token}b2/view",
        f"https://docs.google.com/document/d/{token}c3/edit",
        f"tg://resolve?domain={some(random, ascii_lowercase, 7)}",
        f"https://wa.me/7{random.choice(MOBILE)}{some(random, digits, 7)}",
    )  # fmt: skip
    return random.choice(ways)


def paper(random: Random) -> str:
    """A paper's number beside its word. What is to go stands in braces."""
    nine, eight, seven, six = ("0" + some(random, digits, size) for size in (8, 7, 6, 5))
    pair = random.choice(("АА", "AB", "BC", "КХ"))
    letters, area = some(random, ascii_uppercase, 3), f"{random.randint(1, 20):02}"
    ways = (
        f"удостоверение личности № <{nine}>", f"уд. личности <{nine}>",
        f"удостоверение <{grouped(random, nine, '3-3-3', joins=' ')}>",
        f"жеке куәлігім <{nine}>", f"жеке куәлік № <{nine}>", f"куәлік №<{nine}>", f"ID card <{nine}>",
        f"identity card no. <{nine}>",
        f"паспорт <N{eight}>", f"паспорт № <N{eight}>", f"төлқұжат <N{eight}>", f"passport <N {eight}>",
        f"мой паспорт: <n{eight}>",
        f"паспорт РФ <45 09 {six}>", f"загранпаспорт <{nine}>", f"свидетельство о рождении № <{seven}>",
        f"туу туралы куәлік № <{eight}>", f"birth certificate <{eight}>", f"свидетельство о рождении <АБ № {six}>",
        f"водительское удостоверение <{pair} {six}>", f"жүргізуші куәлігі № <{pair}{six}>",
        f"driving licence <{pair} № {six}>",
        f"СНИЛС <{grouped(random, eight + six[1:4], '3-3-3-2', joins=' -')}>", f"СИК <{some(random, digits, 11)}>",
        f"заявка № <{nine}{six}>", f"номер, заявка №<ЖТ-2024-{eight}>", f"өтініш № <10100{nine}>",
        f"обращение № <{seven}/24-и>",
        f"application number <{eight}>", f"моё заявление под номером <{eight}>", f"өтінішімнің нөмірі <{nine}{six}>",
        f"справка МСЭ № <{seven}>", f"МӘС анықтамасы № <{seven}>", f"справка об инвалидности серия <МСЭ-{seven}>",
        f"лицевой счёт № <{seven}>", f"<{some(random, digits, 3)} {letters} {area}>",
        f"<{some(random, digits, 3)}{letters}{area}>",
        f"госномер <{some(random, digits, 3)} {letters[:2].lower()} {area}>",
        f"машина нөмірі <A {some(random, digits, 3)} {letters}>",
        f"<{some(random, digits, 3)}{letters.lower()}{area}>", f"<{nine}>", f"военный билет <{pair} № {seven}>",
    )  # fmt: skip
    return random.choice(ways)


def birth_date(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1940, 2026)
    written = random.choice((
        f"{day:02}.{month:02}.{year}", f"{day}.{month}.{year % 100:02}", f"{year}-{month:02}-{day:02}",
        f"{day} марта {year}",
        f"{day} наурыз {year}", f"{year} жылғы {day} сәуір", f"{day}/{month}/{year}", f"{day} May {year}",
    ))  # fmt: skip
    ways = ("дата рождения <{}>", "дата рождения ребёнка: <{}>", "д.р. <{}>", "туған күнім <{}>", "туған күні: <{}>",
            "<{}> г.р.", "date of birth <{}>", "DOB: <{}>", "<{}> года рождения", "день рождения <{}>")  # fmt: skip
    return random.choice(ways).format(written)


def long_number(random: Random) -> str:
    while True:
        number = random.choice("17890") + some(random, digits, random.choice((11, 12, 13, 14, 17, 19, 24)))
        if not luhn.is_valid(number) and number[2:4] > "12":
            return random.choice(("<{}>", "дело <{}>", "шифр <{}>", "талон <{}>", "код <{}>")).format(number)


def sum_of_money(random: Random) -> str:
    amount = random.choice(
        (
            random.randint(1, 999),
            random.randint(1, 99) * 500,
            random.randint(1, 99_999) * 1000,
            random.randint(1000, 9_999_999),
            random.randint(1, 9) * 10**9,
        )
    )
    written = f"{amount:,}".replace(",", random.choice((" ", "\u00a0", " ", "\u202f")))
    return random.choice((written, written, f"{amount}" if amount < 10**9 else written)) + random.choice(
        (" тенге", " тг", " теңге", " tenge", "₸", "")
    )


def range_of_sums(random: Random) -> str:
    low = random.randint(1, 900) * 1000
    high = low + random.randint(1, 900) * 1000
    join = random.choice((" - ", " – ", "-", " до ", " және "))
    form = random.choice(("{:,}", "{}"))
    return join.join(form.format(amount).replace(",", " ") for amount in (low, high)) + " тенге"


def day(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1960, 2030)
    first = f"{day:02}.{month:02}.{year}"
    ways = (first, f"{year}-{month:02}-{day:02}", f"{day}.{month}.{year % 100:02}", f"{day}/{month}/{year}",
            f"{day} марта {year} года", f"{year} жылғы {day} наурыз", f"с {first} по {first}", f"{first} - {first}",
            f"{first} 10:30",
            f"{year}-{year + 1}",
            f"{year}, {year + 1}, {year + 2}", f"родился {first}", f"бала {first} туды",
            f"в {year} {year + 1} {year + 2} {year + 3} годах")  # fmt: skip
    return random.choice(ways)


def place_in_law(random: Random) -> str:
    number, other = random.randint(1, 500), random.randint(1, 20)
    ways = (
        f"статья {number}", f"ст. {number} п. {other}", f"{number}-бап", f"№ {number}-VI ЗРК", f"№ {number}-VIII",
        f"приказ № {number}-ө",
        f"№ V23000{10000 + number}", f"приказ № V23000{10000 + number}", f"Z15000{10000 + number}",
        f"K2300000{number:03}",
        f"подпункт {other}) пункта {other} статьи {number}", f"пункт {other}.{other}.{other}",
        f"статьи {number}, {number + 1} и {number + 2}",
        f"статьи {number}-{number + 3}", f"по приказу № V2300032{number:03} и справке",
        f"обращение по делу № 7514-23-00-2/{number}",
        f"заявление по форме № {10000 + number}", f"article {number}({other})", f"паспорт услуги {number}",
        f"заявление № {number}",
        f"обращение по приказу № V2300032{number:03}", f"удостоверение {number}", f"Z050000{number:03}_",
        f"свидетельство по ст. {number}",
    )  # fmt: skip
    return random.choice(ways)


def small_number(random: Random) -> str:
    number, other = random.randint(1, 99), random.randint(2, 60)
    ways = (
        f"{number} МРП", f"{number},{other} АЕК", f"DE-{other}", f"{number}%", f"{number}.{other} %",
        f"мне {number} лет", f"{number} жаста",
        f"{other:02}:{other - 1:02}", "1, 2, 3, 4", ", ".join(map(str, range(other, other + 15))),
        f"{number} из {other}",
        f"5+{number}",
        f"звонил {random.choice(('1414', '111', '112', '109', '102', '103', '115', '150', '1424', '1408'))}",
        "тел. 1414", "позвоните 112",
        random.choice(("8 800 080 7777", "8-800-080-77-77", "88000807777", "+7 800 080 7777",
        "тел. 8 (800) 080 77 77", "8 800 770 12 34")),
        f"дом {number}, кв. {other}", f"{number} сотых", f"индекс 0100{number:02}", f"{number} км, {other} м2",
        f"x{number}y{other}",
        f"C{number}H{other}", f"{number}/{other}", f"справка № {number}", f"бала №{number}", f"+{number} градусов",
        f"{number} USD 20{other:02}",
        f"окно @ {number}", f"{random.randint(1, 999)} KZT {number}", "@ 5", "a @ b",
        f"сотовый за {number} 000 тенге", f"иин есть, доход {number} 000",
        f"телефон {other} 000 тенге", f"+{number} 000 000 тенге", f"ИИН получу через {number} дней",
        f"суд {number}.{other}.2024",
    )  # fmt: skip
    return random.choice(ways)


def readable_link(random: Random) -> str:
    return random.choice(READABLE_LINKS)


PERSONAL: dict[str, tuple[str, Maker]] = {
    "IIN": ("IIN", iin),
    "IIN with a typo": ("IIN", iin_with_a_typo),
    "mobile phone": ("phone", mobile),
    "mobile phone in one piece": ("phone", glued_mobile),
    "phone of a city": ("phone", city),
    "phone of a village": ("phone", village),
    "foreign phone": ("phone", foreign),
    "Russian phone": ("phone", russian),
    "phone beside its word": ("phone", local),
    "card": ("card", card),
    "card with a typo": ("card", card_with_a_typo),
    "account": ("IBAN", account),
    "e-mail": ("e-mail", email),
    "user name": ("user name", user_name),
    "link": ("link", link),
    "paper": ("document", paper),
    "birth date": ("birth date", birth_date),
    "long number": ("number", long_number),
}
NEAR_MISSES: dict[str, Maker] = {
    "sum": sum_of_money,
    "range of sums": range_of_sums,
    "day": day,
    "place in law": place_in_law,
    "small number": small_number,
    "readable link": readable_link,
}
