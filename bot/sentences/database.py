"""What `backup`, `restore` and `migrate-store` say."""

from bot.core.text import Text

BACKED_UP = Text(
    kk="дерекқордың көшірмесі: {file}",
    ru="копия базы данных: {file}",
    en="the database was copied to {file}",
)
RESTORED = Text(kk="{file} енді дерекқор болды", ru="{file} теперь база данных", en="{file} is now the database")
KEPT = Text(kk="; бұрынғысы: {file}", ru="; прежняя: {file}", en="; the one before is {file}")
MIGRATED = Text(
    kk="екі жақта да бірдей; бұрынғы дерекқор өзгерген жоқ",
    ru="на обеих сторонах одно и то же; прежняя база данных не изменилась",
    en="the same on both sides; the database before is as it was",
)
WHERE = Text(
    kk="құпиясөзі жоқ мекенжай немесе мекенжай тұрған айнымалының аты, мысалы DATABASE_URL",
    ru="адрес без пароля или имя переменной, в которой он стоит, например DATABASE_URL",
    en="an address without a password, or the name of a variable that holds one, such as DATABASE_URL",
)
NO_DATABASE = Text(
    kk="бұл дерекқор емес; керегі: {where}",
    ru="это не база данных; нужно: {where}",
    en="this is no database: give {where}",
)
PASSWORD_SHOWN = Text(
    kk="командадағы құпиясөзді осы компьютердегі басқалар оқи алады; керегі: {where}",
    ru="пароль в команде могут прочитать другие на этом компьютере; нужно: {where}",
    en="others on this computer can read a password in a command: give {where}",
)
