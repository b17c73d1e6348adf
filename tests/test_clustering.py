"""Which questions meet in one cluster, and which do not."""

import pytest

from bot.core.review import Complaint, State
from bot.review.clustering import Candidate, Wording, alike, joins


def cluster(number: int, *wordings: Wording, state: State = "open") -> Candidate:
    return Candidate(number, state, wordings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зейнеткер қайтыс болса жерлеуге қанша төлейді?", "зейнеткер қайтыс болса жерлеуге қанша береді"),
        ("какие бумаги приложить", "а какие бумаги приложить"),
        ("мысықты қалай тіркеймін", "МЫСЫКТЫ КАЛАЙ ТИРКЕЙМИН?"),
        ("where can I fish for zander", "Where can I fish for zanders?"),
        ("сколько платят за третьего ребёнка", "сколько плотят за третьего ребенка"),
        ("?!", "?!"),
    ],
)
def test_the_same_question_in_other_words_is_alike(one: str, other: str) -> None:
    assert alike(one, other) >= 1
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("конституциялык соттын шешимине шагымдануга бола ма",
         "мәслихаттың шешімін Конституциялық Сотта тексертуге бола ма"),
        ("конституциялық сотқа өтініш үлгісі", "конституциялық сотта тегін адвокат"),
        ("защитное придписание срок", "что запрещает защитное предписание"),
        ("and how much does it cost", "how much of the price does the akimat cover"),
        ("костыли и ходунки бесплатно", "ЕНТ пробный бесплатно"),
        ("налог", "залог"),
        ("?", "!!!a"),
    ],
)  # fmt: skip
def test_another_question_about_the_same_subject_is_not(one: str, other: str) -> None:
    assert alike(one, other) < 1


def test_languages_meet_at_the_same_near_entry_only() -> None:
    asked = cluster(1, Wording("сколько стоит фургон", "moving-help"))
    assert joins(Wording("жүк көлігі қанша тұрады", "moving-help"), [asked]) == 1
    assert joins(Wording("жүк көлігі қанша тұрады", "notice"), [asked]) is None
    assert joins(Wording("жүк көлігі қанша тұрады"), [asked, cluster(2, Wording("и ещё"))]) is None


def test_words_count_before_entries() -> None:
    by_entry = cluster(1, Wording("совсем о другом", "notice"))
    by_words = cluster(2, Wording("где прописаться в деревне", "moving-help"))
    assert joins(Wording("где прописаться в деревне?", "notice"), [by_entry, by_words]) == 2


@pytest.mark.parametrize("state", ["noise", "not_for_us"])
def test_what_is_ignored_or_refused_takes_the_same_words_but_not_a_neighbour(state: State) -> None:
    closed = cluster(1, Wording("напиши стихи про переезд", "moving-help"), state=state)
    assert joins(Wording("Напиши стихи про переезд!", "moving-help"), [closed]) == 1
    assert joins(Wording("сколько стоит фургон", "moving-help"), [closed]) is None


@pytest.mark.parametrize(
    ("about", "complaint", "meets"),
    [("notice", "unclear", True), ("notice", "law_changed", False), ("moving-help", "unclear", False)],
)
def test_complaints_meet_by_entry_and_reason(about: str, complaint: Complaint, meets: bool) -> None:
    known = [cluster(1, Wording("notice", "notice")), cluster(2, Wording("", None, "notice", "unclear"))]
    assert joins(Wording("", None, about, complaint), known) == (2 if meets else None)


def test_a_question_never_joins_complaints() -> None:
    assert joins(Wording("", "notice"), [cluster(1, Wording("", None, "notice", "unclear"))]) is None
