"""What `show`, `walk` and `draw` say where there is no such thing."""

from bot.core.text import Text

NO_ENTRY = Text(
    kk="«{id}» деген мақала да, тексеру де жоқ.{near}",
    ru="нет статьи или проверки «{id}».{near}",
    en="no article or guide '{id}'.{near}",
)
NO_GUIDE = Text(kk="«{id}» деген тексеру жоқ.{near}", ru="нет проверки «{id}».{near}", en="no guide '{id}'.{near}")
AFTER_THE_END = Text(
    kk="«{answer}» артық: тексеру бұған дейін бітті",
    ru="«{answer}» лишнее: проверка уже закончилась",
    en="'{answer}' comes after the end of the guide",
)
NO_ANSWER = Text(
    kk="«{answer}» – «{step}» қадамына жауап емес. Болатыны: {expected}.{near}",
    ru="«{answer}» – не ответ на «{step}». Можно: {expected}.{near}",
    en="'{answer}' is no answer to '{step}'; expected: {expected}.{near}",
)
NO_PICTURE = Text(
    kk="«{file}» – сурет файлы емес: аты .svg не .mmd деп бітсін",
    ru="«{file}» – не картинка: имя должно кончаться на .svg или .mmd",
    en="'{file}' is no kind of picture; let the name end in .svg or .mmd",
)
