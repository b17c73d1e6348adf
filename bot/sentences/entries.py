"""What the entries of the knowledge, and those who look after them, are called in lists."""

from collections.abc import Mapping

from bot.core.text import Text

KINDS: Mapping[str, Text] = {
    "article": Text(kk="мақала", ru="статья", en="article"),
    "guide": Text(kk="тексеру", ru="проверка", en="guide"),
    "outcome": Text(kk="нәтиже", ru="результат", en="outcome"),
    "emergency": Text(kk="төтенше жағдай", ru="экстренный случай", en="emergency"),
    "parameter": Text(kk="шама", ru="величина", en="parameter"),
    "contact": Text(kk="байланыс", ru="контакт", en="contact"),
    "topic": Text(kk="тақырып", ru="тема", en="topic"),
    "source": Text(kk="дереккөз", ru="источник", en="source"),
}
PEOPLE: Mapping[str, Text] = {
    "lawyer": Text(kk="заңгер", ru="юрист", en="lawyer"),
    "operator": Text(kk="оператор", ru="оператор", en="operator"),
    "native speaker": Text(kk="ана тілінде сөйлейтін адам", ru="носитель языка", en="native speaker"),
}
