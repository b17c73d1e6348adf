"""What `links` says."""

from collections.abc import Mapping

from bot.core.text import Text

OFFLINE = Text(
    kk="Бірде-бір сервер жауап бермеді: бұл компьютер желіде емес сияқты. Тексерілмеген мекенжай саны: {count}.",
    ru="Не ответил ни один сервер: похоже, этот компьютер не в сети. Непроверенных адресов: {count}.",
    en="No host answered: this computer seems to be offline. Addresses not checked: {count}.",
)
COUNTED = Text(
    kk="мекенжай саны: {count}; бұрынғыдай жауап беретіні: {fine}, қарайтыны: {rest}",
    ru="адресов: {count}; отвечают как есть: {fine}, посмотреть: {rest}",
    en="addresses: {count}; {fine} answer as they stand, {rest} to look at",
)
STATES: Mapping[str, Text] = {
    "moved": Text(
        kk="көшкен: {url} ({sources}): жаңа мекенжайы {to}",
        ru="переехал: {url} ({sources}): ведёт на {to}",
        en="moved: {url} ({sources}): leads to {to}",
    ),
    "broken": Text(
        kk="істемейді: {url} ({sources}): жауабы {status}",
        ru="не работает: {url} ({sources}): отвечает {status}",
        en="broken: {url} ({sources}): answers {status}",
    ),
    "unreachable": Text(
        kk="жауап жоқ: {url} ({sources}): {problem}",
        ru="не отвечает: {url} ({sources}): {problem}",
        en="unreachable: {url} ({sources}): {problem}",
    ),
}
