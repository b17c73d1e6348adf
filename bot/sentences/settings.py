"""What is said of a wrong setting. A value never stands in it: it may be a secret."""

from collections.abc import Mapping

from bot.core.text import Text

WRONG = Text(
    kk="Баптау қате. {settings}",
    ru="Неверная настройка. {settings}",
    en="A setting is wrong. {settings}",
)
MUST_BE = Text(
    kk="{name}: керегі – {what}",
    ru="{name}: ожидается {what}",
    en="{name} must be {what}",
)
_IDS = Text(
    kk="Telegram нөмірлерінің тізімі, үтір арқылы",
    ru="список номеров Telegram через запятую",
    en="Telegram ids of people, separated by commas",
)
_KEY = Text(
    kk="ешкім таба алмайтын кемінде 32 таңба",
    ru="строка не короче 32 знаков, которую никто не угадает",
    en="at least 32 characters that nobody can guess",
)
_FOLDER = Text(kk="қалта", ru="папка", en="a folder")
WHAT: Mapping[str, Text] = {
    "telegram_bot_token": Text(
        kk="@BotFather берген токен, мысалы 123456:ABC…",
        ru="токен от @BotFather, например 123456:ABC…",
        en="a token from @BotFather, such as 123456:ABC…",
    ),
    "telegram_api_url": Text(
        kk="мекенжай, мысалы https://api.telegram.org/bot",
        ru="адрес, например https://api.telegram.org/bot",
        en="an address such as https://api.telegram.org/bot",
    ),
    "admin_ids": _IDS,
    "owner_ids": _IDS,
    "public_url": Text(
        kk="бот беттерінің мекенжайы, соңында жол жоқ, мысалы https://bot.example.kz",
        ru="адрес страниц бота, без пути в конце, например https://bot.example.kz",
        en="the address at which people reach this bot's pages, without a path, such as https://bot.example.kz",
    ),
    "secret_key": _KEY,
    "metrics_token": _KEY,
    "digest_hour": Text(kk="0 мен 23 аралығындағы сағат", ru="час от 0 до 23", en="an hour from 0 to 23"),
    "database_url": Text(
        kk="мекенжай, мысалы sqlite:///data/bot.sqlite3 не postgresql://user:password@host/name",
        ru="адрес, например sqlite:///data/bot.sqlite3 или postgresql://user:password@host/name",
        en="an address such as sqlite:///data/bot.sqlite3 or postgresql://user:password@host/name",
    ),
    "knowledge_dir": _FOLDER,
    "cache_dir": _FOLDER,
    "host": Text(kk="компьютер аты не мекенжай", ru="имя компьютера или адрес", en="a name or address"),
    "port": Text(kk="0 мен 65535 аралығындағы сан", ru="число от 0 до 65535", en="a number from 0 to 65535"),
    "log_level": Text(
        kk="DEBUG, INFO, WARNING не ERROR", ru="DEBUG, INFO, WARNING или ERROR", en="DEBUG, INFO, WARNING or ERROR"
    ),
    "log_format": Text(kk="text не json", ru="text или json", en="text or json"),
    "retention_days": Text(
        kk="1 мен 3650 аралығындағы күн саны", ru="число дней от 1 до 3650", en="a number of days from 1 to 3650"
    ),
}
# what only the start shows
PORT_TAKEN = Text(
    kk="PORT бос емес ({why}): басқасын таңдаңыз",
    ru="PORT нельзя занять ({why}): выберите другой",
    en="PORT cannot be used ({why}); choose another one",
)
TOKEN_REFUSED = Text(
    kk="Telegram TELEGRAM_BOT_TOKEN мәнін қабылдамады: оны @BotFather чатынан қайта көшіріңіз",
    ru="Telegram не принял TELEGRAM_BOT_TOKEN: скопируйте его у @BotFather заново",
    en="TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather",
)
LOCAL_CHAT_OUTSIDE = Text(
    kk="жергілікті чатта HOST тек 127.0.0.1 болады; Telegram үшін TELEGRAM_BOT_TOKEN беріңіз",
    ru="для локального чата HOST – только 127.0.0.1; для Telegram задайте TELEGRAM_BOT_TOKEN",
    en="HOST must be 127.0.0.1 for the local chat; set TELEGRAM_BOT_TOKEN to serve Telegram",
)
