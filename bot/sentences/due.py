"""What `due` says."""

from collections.abc import Mapping

from bot.core.text import Text

OVERDUE = Text(kk="мерзімі өткен", ru="срок прошёл", en="overdue")
NO_DATE = Text(kk="мерзімі жоқ", ru="без срока", en="no date")
ALL_TOPICS = Text(kk="барлық тақырып", ru="все темы", en="all topics")
NOTHING = Text(kk="тексеретін ештеңе жоқ", ru="проверять нечего", en="nothing is due")
WORK: Mapping[str, Text] = {
    "law": Text(kk="заң өзгерді: {about}", ru="закон изменился: {about}", en="the law changed: {about}"),
    "review": Text(kk="заңмен салыстыру", ru="сверить с законом", en="review"),
    "value": Text(kk="соңғы мәннің мерзімі бітеді", ru="кончается последнее значение", en="its last value ends"),
    "draft": Text(
        kk="жоба, {about} күнінен бері күтіп тұр",
        ru="черновик, ждёт с {about}",
        en="a draft, waits since {about}",
    ),
}
UNREAD: Mapping[str, Text] = {
    "native speaker": Text(
        kk="{about}: ана тілінде сөйлейтін адам әлі оқымаған мәтіндер: {count}",
        ru="{about}: носитель языка ещё не читал, текстов: {count}",
        en="{about}: texts that no native speaker has read yet: {count}",
    ),
    "lawyer": Text(
        kk="заңгер әлі оқымаған мәтіндер: {count}",
        ru="юрист ещё не читал, текстов: {count}",
        en="texts that no lawyer has read yet: {count}",
    ),
}
