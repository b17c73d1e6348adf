"""Why the process that reads the knowledge brought none."""

from bot.core.text import Text

OTHER_CODE = Text(
    kk="боттың коды іске қосылғалы өзгерді: білім базасын оқу үшін ботты қайта іске қосыңыз",
    ru="код бота изменился после запуска: перезапустите его, чтобы он прочитал базу знаний",
    en="the code of the bot is another one than at its start: restart it to read the knowledge",
)
EDITION_GONE = Text(
    kk="білім базасы оқылмады: дайын болған басылым жоғалып кетті",
    ru="базу знаний не удалось прочитать: готовая редакция пропала",
    en="the knowledge could not be read: the edition that was made is gone",
)
PROCESS_ENDED = Text(
    kk="білім базасы оқылмады: оны оқыған процесс {status} кодымен аяқталды",
    ru="базу знаний не удалось прочитать: процесс закончился с кодом {status}",
    en="the knowledge could not be read: the process for it ended with {status}",
)
