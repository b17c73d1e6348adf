"""What a question is stored without, by kind, and what stays in it."""

import re
from random import Random
from time import process_time

import pytest

from bot.core.privacy import redact
from tests.made_data import NEAR_MISSES, PERSONAL, SENTENCES, Maker

CASES = 600
HOSTILE = (
    "1", "1 ", "1-", "1 - ", "12 ", "8 701 ", "700 000 ", "12345 ", "900101300129 ", "4111111111111112 ", "0 00 ",
    "+1 ", "+7", "+ (",
    "1) (", "01.01.", "1 марта ", "a", "a.", "a-", "a@", "@a", "a@b ", "a1.", ".", "/", "[", "http://", "http://a,",
    "x.kz/....", "x.kz/?",
    "иин ", "тел ", "тел. 8", "заявка ", "заявка № a", "паспорт N", "куәлік 123 ", "д.р. ", "дата рождения ",
    "машина 12", "уд",
    "KZ", "KZ1", "KZ12345 ", "N", "A ", "123 AB ", "a собака ", "77011234567N12345678", "\u200b1", "\u0661", " ",
    "\n", "ю", "😀",
)  # fmt: skip


def _sentences(make: Maker) -> list[str]:
    random = Random(20260701)
    return [random.choice(SENTENCES).format(make(random)) for _ in range(CASES)]


def _marked(make: Maker) -> list[str]:
    """Sentences whose personal data stands between < and >."""
    return _sentences(lambda random: made if "<" in (made := make(random)) else f"<{made}>")


def _plain(sentence: str) -> str:
    return re.sub(r"<(.+?)>", r"\1", sentence)


@pytest.mark.parametrize("kind", PERSONAL)
def test_personal_data_is_replaced_by_its_kind_and_nothing_else_is(kind: str) -> None:
    tag, make = PERSONAL[kind]
    wrong = {}
    for sentence in _marked(make):
        said = _plain(sentence)
        if (kept := redact(said)) != re.sub(r"<.+?>", f"[{tag}]", sentence):
            wrong[said] = kept
    assert wrong == {}


@pytest.mark.parametrize("kind", NEAR_MISSES)
def test_what_only_looks_like_personal_data_stays(kind: str) -> None:
    wrong = {said: kept for said in _sentences(NEAR_MISSES[kind]) if (kept := redact(said)) != said}
    assert wrong == {}


def test_redacting_twice_is_the_same_as_once() -> None:
    random = Random(7)
    makers = (*(make for _, make in PERSONAL.values()), *NEAR_MISSES.values())
    joins = ("", " ", ", ", "\n", "-", "[", "@", " ИИН ", " тел ", "№", "/")
    for _ in range(3000):
        text = "".join(
            _plain(random.choice(makers)(random)) + random.choice(joins) for _ in range(random.randint(1, 6))
        )
        once = redact(text)
        assert redact(once) == once, text


def test_several_numbers_in_one_question_keep_their_kinds() -> None:
    said = (
        "ИИН 900101300126 87011234567, KZ86125KZT5004100100 4111 1111 1111 1111 a@b.kz;тел 272-56-78 куәлік 012345678"
    )
    assert redact(said) == "ИИН [IIN] [phone], [IBAN] [card] [e-mail];тел [phone] куәлік [document]"


@pytest.mark.parametrize(
    "said",
    [
        "9\u200b0\u200b0\u200b1\u200b0\u200b1\u200b3\u200b0\u200b0\u200b1\u200b2\u200b6",
        "９００１０１３００１２６",
        "٩٠٠١٠١٣٠٠١٢٦",
        "900101\u00ad300126",
        "900101\u00a0300126",
    ],
)
def test_a_number_does_not_hide_behind_invisible_characters_and_other_digits(said: str) -> None:
    assert redact(said) == "[IIN]"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("90.01.01.300126 и 900101/300126", "[IIN] и [IIN]"),
        ("карта 4400430112345679", "карта [card]"),
        ("IBAN kz86125kzt5004100100теңге", "IBAN [IBAN]теңге"),
        ("обращение ЖТ-2024-01234567 без ответа", "обращение [document] без ответа"),
        ("обращение по делу № 7514-23-00-2/1234", "обращение по делу № 7514-23-00-2/1234"),
        ("дело № 247500121000123", "дело № [number]"),
        ("ребёнок родился 15.03.2026, д.р. 15.03.2026", "ребёнок родился 15.03.2026, д.р. [birth date]"),
        ("пособие 87000000000 тенге, звоните 87011234567", "пособие 87000000000 тенге, звоните [phone]"),
        ("8 707 123 45 67 89 лет", "[phone] 89 лет"),
        ("https://site.kz/users/900101300126/page", "https://site.kz/users/[IIN]/page"),
        ("видели https://egov.kz/cms/ru? (https://x.kz/a?b=1).", "видели https://egov.kz/cms/ru? ([link])."),
    ],
)
def test_decisions_at_the_edge(said: str, kept: str) -> None:
    assert redact(said) == kept


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_time_of_hostile_text_grows_with_its_length_and_no_faster(shape: str) -> None:
    """Four times the text takes about four times the time; backtracking would take sixteen times."""
    for beginning in ("", "x.kz/", "иин заявка тел д.р. "):
        whole = (beginning + shape * 4096)[:4096]
        ratios = (_spent(whole) / _spent(whole[:1024]) for _ in range(5))
        assert any(ratio < 10 for ratio in ratios), beginning


def _spent(text: str) -> float:
    start = process_time()
    redact(text)
    return process_time() - start
