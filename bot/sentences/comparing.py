"""What `diff` says."""

from collections.abc import Mapping

from bot.core.text import Text

NOBODY = Text(
    kk="Ешкімнің жауабы өзгермейді.",
    ru="Ни у кого ответ не изменится.",
    en="Nobody gets another answer.",
)
NO_REVISION = Text(
    kk="git ішінде {folder} қалтасының «{revision}» нұсқасы жоқ: {error}",
    ru="в git нет «{revision}» для {folder}: {error}",
    en="git has no '{revision}' of {folder}: {error}",
)
BROKEN = Text(
    kk="«{revision}» нұсқасының базасында қателер бар, сондықтан салыстыру мүмкін емес:\n{mistakes}",
    ru="в базе «{revision}» есть ошибки, поэтому сравнить с ней нельзя:\n{mistakes}",
    en="the knowledge of '{revision}' has errors, so nothing can be compared with it:\n{mistakes}",
)
# headings
GUIDE = Text(kk="{id} тексеруі: {title}", ru="Проверка {id}: {title}", en="Guide {id}: {title}")
SCENARIOS = Text(kk="Сценарийлер", ru="Сценарии", en="Scenarios")
PARAMETERS = Text(kk="Шамалар", ru="Величины", en="Parameters")
SUMS = Text(kk="Мақалалардағы сомалар", ru="Суммы в статьях", en="Sums of articles")
QUESTIONS = Text(
    kk="Сұрақтар: {asked} сұрақтың ішінде басқа жауап табатыны {changed}",
    ru="Вопросы: другое находят {changed} из {asked}",
    en="Questions: {changed} of {asked} find something else",
)
TEXTS = Text(kk="Мәтіндер", ru="Тексты", en="Texts")
MORE = Text(
    kk="… тағы {count} (толық тізім: --json)",
    ru="… и ещё {count} (все: --json)",
    en="… and {count} more (--json lists all)",
)
FOLD = Text(kk="мәтіндер", ru="тексты", en="texts")
# changes of a guide
NO_LONGER_PROMISED = Text(
    kk="енді уәде етілмейді: {name}",
    ru="больше не обещано: {name}",
    en="no longer promised: {name}",
)
PROMISED_NOW = Text(kk="енді уәде етіледі: {name}", ru="теперь обещано: {name}", en="promised now: {name}")
WAYS = Text(kk="{day}: {of} жолдың {ways} жолы", ru="{day}: путей {ways} из {of}", en="{ways} of {of} ways on {day}")
IN_SCENARIOS = Text(kk="сценарийлер: {names}", ru="сценарии: {names}", en="scenarios: {names}")
CHANGED: Mapping[str, Text] = {
    "outcomes": Text(kk="нәтижелер", ru="результаты", en="outcomes"),
    "question": Text(kk="сұрақ", ru="вопрос", en="question"),
    "note": Text(kk="ескертпелер", ru="примечания", en="notes"),
    "amount": Text(kk="сома", ru="сумма", en="amount"),
    "last day": Text(kk="соңғы күн", ru="последний день", en="last day"),
}
# what stands before and after
QUESTION = Text(kk="«{name}» сұрағы", ru="вопрос «{name}»", en="the question '{name}'")
NO_OUTCOME = Text(kk="нәтиже жоқ", ru="нет результата", en="no outcome")
NOTHING = Text(kk="ештеңе", ru="ничего", en="nothing")
UNKNOWN = Text(kk="белгісіз", ru="неизвестно", en="unknown")
ON_DAY = Text(kk="{day}: {before} → {after}", ru="на {day}: {before} → {after}", en="on {day}: {before} → {after}")
WORSE = Text(kk="нашарлады", ru="хуже", en="worse")
BETTER = Text(kk="жақсарды", ru="лучше", en="better")
FOUND: Mapping[str, Text] = {
    "emergency": Text(kk="төтенше жағдай", ru="экстренный случай", en="emergency"),
    "answered": Text(kk="жауап бар", ru="ответ", en="answered"),
    "suggested": Text(kk="ұсыныс", ru="предложено", en="suggested"),
    "unanswered": Text(kk="жауапсыз", ru="без ответа", en="unanswered"),
}
ENTRY_NEW = Text(kk="{kind} {id}: қосылды", ru="{kind} {id}: добавлено", en="{kind} {id} is new")
ENTRY_GONE = Text(kk="{kind} {id}: алынып тасталды", ru="{kind} {id}: удалено", en="{kind} {id} is gone")
