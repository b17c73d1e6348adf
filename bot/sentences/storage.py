"""Why a database cannot be used, copied or moved. No row of it ever stands in these sentences."""

from bot.core.text import Text

# any database
CLOSED = Text(kk="дерекқор жабық", ru="база данных закрыта", en="the database is closed")
REFUSED = Text(
    kk="дерекқор қабылдамады: {error}",
    ru="база данных отказала: {error}",
    en="the database refused: {error}",
)
NEWER = Text(
    kk="дерекқордың нұсқасы ({version}) бұл боттан жаңа: жаңа ботты қолданыңыз",
    ru="база данных новее ({version}), чем этот бот: возьмите новый бот",
    en="the database is of a newer version ({version}); use a newer bot",
)
# SQLite
CANNOT_BE_OPENED = Text(
    kk="дерекқор ашылмады: {error}",
    ru="базу данных не удалось открыть: {error}",
    en="the database cannot be opened: {error}",
)
FILE_REFUSED = Text(kk="{file} қабылдамады: {error}", ru="{file} отказал: {error}", en="{file} refused: {error}")
IN_USE = Text(
    kk="{file} файлын басқа бот қолданып тұр: алдымен оны тоқтатыңыз",
    ru="{file} занят другим ботом: сначала остановите его",
    en="another bot is using {file}; stop it first",
)
CANNOT_BE_LOCKED = Text(
    kk="{file} файлын құлыптау мүмкін емес: {error}",
    ru="{file} не удалось заблокировать: {error}",
    en="{file} cannot be locked: {error}",
)
# PostgreSQL
NO_REPLY = Text(kk="дерекқор жауап бермейді", ru="база данных не отвечает", en="the database does not answer")
NO_REPLY_BECAUSE = Text(
    kk="дерекқор жауап бермейді: {error}",
    ru="база данных не отвечает: {error}",
    en="the database does not answer: {error}",
)
NO_ADDRESS = Text(
    kk="дерекқордың мекенжайы оқылмайды; ол мынадай болуға тиіс: postgresql://user:password@host/name,"
    " құпиясөздегі таңбалар %XX түрінде",
    ru="адрес базы данных не читается; он должен быть таким: postgresql://user:password@host/name,"
    " знаки в пароле как %XX",
    en="the address of the database cannot be read; it must be like postgresql://user:password@host/name,"
    " signs in the password as %XX",
)
TOO_OLD = Text(
    kk="PostgreSQL нұсқасы – {version}; ең ескісі 14 болуға тиіс",
    ru="версия PostgreSQL – {version}; нужна 14 или новее",
    en="PostgreSQL is of version {version}; 14 is the oldest",
)
NOT_UTF8 = Text(
    kk="дерекқор UTF8 кодтауында емес: ENCODING 'UTF8' деп жаңасын жасаңыз",
    ru="база данных не в UTF8: создайте новую с ENCODING 'UTF8'",
    en="the database is not in UTF8: create one with ENCODING 'UTF8'",
)
BOTS_USE_IT = Text(
    kk="дерекқорды қолданып тұрған бот саны: {count}; алдымен оларды тоқтатыңыз",
    ru="ботов, занятых этой базой данных: {count}; сначала остановите их",
    en="bots that are using the database: {count}; stop them first",
)
# copies
NO_DATABASE = Text(kk="{file} деген дерекқор жоқ", ru="нет базы данных {file}", en="there is no database {file}")
NO_FILE = Text(kk="{file} деген файл жоқ", ru="нет файла {file}", en="there is no file {file}")
NO_BACKUP = Text(
    kk="{file} – бұл боттың көшірмесі емес не жаңарақ боттікі",
    ru="{file} – не копия базы этого бота, или бот был новее",
    en="{file} is no backup of this bot, or of a newer one",
)
BROKEN_BACKUP = Text(
    kk="{file} – бұл боттың көшірмесі емес: {error}",
    ru="{file} – не копия базы этого бота: {error}",
    en="{file} is no backup of this bot: {error}",
)
BACKUP_FAILED = Text(
    kk="көшірме жасалмады: {error}", ru="копию сделать не удалось: {error}", en="the backup failed: {error}"
)
NOT_IN_PLACE = Text(
    kk="көшірме орнына қойылмады: {error}",
    ru="копию не удалось поставить на место: {error}",
    en="the backup could not be put in place: {error}",
)
SAME = Text(
    kk="екі мекенжай – бір дерекқор", ru="оба адреса – одна база данных", en="both addresses are the same database"
)
IN_MEMORY = Text(
    kk="жадтағы дерекқорды көшіру мүмкін емес: ол ботпен бірге жоғалады",
    ru="базу данных в памяти не скопировать: она пропадает вместе с ботом",
    en="a database in memory cannot be copied: it ends with its bot",
)
NOT_EMPTY = Text(
    kk="жазылатын дерекқор бос емес: бос біреуін алыңыз",
    ru="база данных, в которую писать, не пуста: возьмите пустую",
    en="the database to write to is not empty; use an empty one",
)
COPY_DIFFERS = Text(
    kk="{table} кестесінің көшірмесі оқылғанмен бірдей емес; ештеңе өзгерген жоқ",
    ru="копия таблицы {table} не совпала с прочитанным; ничего не изменено",
    en="the copy of the table {table} is not what was read; nothing was changed",
)
