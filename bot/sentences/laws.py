"""What `laws` says."""

from bot.core.text import Text

_CLONE = "  git clone --no-checkout https://github.com/kazakhstan-law/codes\n  python main.py laws --mirror codes"
HOW = Text(
    kk="Мемлекеттік тізілімнің көшірмесі – git репозиторийі, онда әр актіге бір қалта. Біреуі мұнда:"
    " https://github.com/kazakhstan-law (codes ішінде кодекстер мен заңдар, жарты гигабайттай):\n" + _CLONE,
    ru="Копия государственного реестра – это репозиторий git, в нём папка на каждый акт. Одна есть здесь:"
    " https://github.com/kazakhstan-law (в codes кодексы и законы, около половины гигабайта):\n" + _CLONE,
    en="A mirror of the state register is a git repository with a folder an act. One is kept at"
    " https://github.com/kazakhstan-law (codes holds the codes and laws, about half a gigabyte):\n" + _CLONE,
)
NO_MIRROR = Text(kk="{why}\n" + HOW.kk, ru="{why}\n" + HOW.ru, en="{why}\n" + HOW.en)
NO_FOLDER = Text(kk="{folder} деген қалта жоқ.", ru="Нет папки {folder}.", en="{folder} is no folder.")
NO_CLONE = Text(
    kk="{folder} – актілері бар көшірменің клоны емес ({error}).",
    ru="{folder} – не клон копии с актами ({error}).",
    en="{folder} is no clone of a mirror with acts in it ({error}).",
)
UNREADABLE = Text(
    kk="көшірме оқылмады: {error}",
    ru="копию не удалось прочитать: {error}",
    en="the mirror could not be read: {error}",
)
# what changed
ARTICLE_CHANGED = Text(
    kk="{source}: {article}-бап {day} күні өзгерді, негізі: {by}",
    ru="{source}: статья {article} изменилась {day}, основание: {by}",
    en="{source}: article {article} changed on {day} by {by}",
)
ACT_CHANGED = Text(
    kk="{source}: акт {day} күні өзгерді, негізі: {by}",
    ru="{source}: акт изменился {day}, основание: {by}",
    en="{source}: the act changed on {day} by {by}",
)
MOVED = Text(
    kk="; мәтіні енді {article}-бапта",
    ru="; её текст теперь в статье {article}",
    en="; its text is article {article} now",
)
MORE_LINES = Text(kk="… тағы {count} жол", ru="… строк ещё: {count}", en="… {count} more lines")
READ_AGAIN = Text(kk="қайта оқыңыз: {entries}", ru="прочитайте снова: {entries}", en="read again: {entries}")
# what cannot be followed
NO_SUCH_ARTICLE = Text(
    kk="{source}: актіде мұндай бап жоқ: {articles}. Қай бап екенін анықтаңыз",
    ru="{source}: в акте нет статьи {articles}: найдите, что имелось в виду",
    en="{source}: the act has no article {articles}; look up what is meant",
)
NOT_IN_MIRROR = Text(
    kk="{source}: бұл акт ешбір көшірмеде жоқ",
    ru="{source}: этого акта нет ни в одной копии",
    en="{source}: no mirror has this act",
)
COUNTED = Text(
    kk="қаралған акт саны: {acts}, өзгеріс саны: {changes}",
    ru="актов просмотрено: {acts}, изменений: {changes}",
    en="acts followed: {acts}, changes: {changes}",
)
WRITTEN = Text(
    kk="; қайта оқитыны {file} файлында",
    ru="; что перечитать, записано в {file}",
    en="; what is to be read stands in {file}",
)
