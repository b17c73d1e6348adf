"""What `translate` says, and why a row of a translator's table is refused."""

from bot.core.text import Text

# a row that breaks something
NAME_MISSING = Text(
    kk="{name} жоқ: бастапқы мәтіндегідей жазыңыз",
    ru="нет {name}: напишите как в исходном тексте",
    en="{name} is missing; write it as in the source",
)
NAME_TOO_MANY = Text(
    kk="{name} бастапқы мәтінде жоқ: алып тастаңыз",
    ru="{name} нет в исходном тексте: уберите",
    en="{name} is not in the source; take it out",
)
TAG_MISSING = Text(
    kk="{tag} тегі жоқ: бастапқы мәтіндегідей жазыңыз",
    ru="нет тега {tag}: напишите как в исходном тексте",
    en="the tag {tag} is missing; write it as in the source",
)
TAG_TOO_MANY = Text(
    kk="{tag} тегі бастапқы мәтінде жоқ: алып тастаңыз",
    ru="тега {tag} нет в исходном тексте: уберите",
    en="the tag {tag} is not in the source; take it out",
)
NUMBER_MISSING = Text(
    kk="{number} саны жоқ: бастапқы мәтіндегідей цифрмен жазыңыз",
    ru="нет числа {number}: напишите цифрами, как в исходном тексте",
    en="the number {number} is missing; write it in digits, as in the source",
)
NUMBER_TOO_MANY = Text(
    kk="{number} саны бастапқы мәтінде жоқ: сондағы санды жазыңыз",
    ru="числа {number} нет в исходном тексте: напишите то, что там",
    en="the number {number} is not in the source; write the one that is there",
)
OTHER_LINES = Text(
    kk="бастапқы мәтінде {lines} жолдық тізім: сонша жол жазыңыз",
    ru="в исходном тексте список, строк в нём {lines}: напишите столько же",
    en="the source is a list of {lines} lines, one point a line; write as many",
)
TOO_LONG = Text(
    kk="{length} таңба, ал {most} сыяды: қысқартыңыз",
    ru="знаков {length}, а помещается {most}: сократите",
    en="{length} characters; at most {most} fit here: shorten it",
)
# a row that cannot be taken
NO_SUCH_TEXT = Text(
    kk="ондай мәтін енді жоқ: жолды өшіріңіз",
    ru="такого текста больше нет: удалите строку",
    en="there is no such text in the knowledge base any more; take this row out",
)
IN_SEVERAL_ROWS = Text(
    kk="мәтін {times} жолда тұр: біреуін қалдырыңыз",
    ru="строк с этим текстом {times}: оставьте одну",
    en="this text stands in {times} rows; leave one of them",
)
NOT_TEXT = Text(
    kk="мұнда формула, сан не күн тұр: ұяшықты мәтін етіп, аударманы қайта жазыңыз",
    ru="здесь формула, число или дата: сделайте ячейку текстом и впишите перевод снова",
    en="a formula, a number or a date stands here; make the cell a text and write the translation again",
)
CHANGED_SINCE = Text(
    kk="кесте жасалғалы мәтін өзгерді: қайта шығарып, аударманы көшіріңіз",
    ru="текст изменился после выгрузки: выгрузите снова и перенесите перевод",
    en="the text was changed since this table was made; export again and copy the translation over",
)
# the table
TABLE_TOO_LARGE = Text(
    kk="{file} – translate export кестесінен әлдеқайда үлкен, ештеңе оқылмады",
    ru="{file} намного больше таблицы translate export, ничего не прочитано",
    en="{file} is far larger than a table of translate export; nothing was read",
)
NO_TABLE = Text(
    kk="{file} кесте ретінде оқылмайды: оны .xlsx етіп сақтаңыз ({error})",
    ru="{file} не читается как таблица: сохраните файл как .xlsx ({error})",
    en="{file} cannot be read as a table; save it as .xlsx ({error})",
)
OTHER_COLUMNS = Text(
    kk="{file} бағандары translate export кестесіндегідей емес: бірінші жолды бұрынғыдай қалдырыңыз",
    ru="в {file} не те столбцы, что в таблице translate export: верните первую строку",
    en="{file} has other columns than a table of translate export; leave the first row as it was",
)
# what became of it
NOTHING_TO_TRANSLATE = Text(
    kk="бәрі аударылған, ескірген аударма жоқ",
    ru="переводить нечего: всё переведено и ничего не устарело",
    en="nothing is missing or outdated: there is nothing to translate",
)
NOT_WRITTEN = Text(
    kk="{file} файлына жазылмады: {error}",
    ru="{file}: не удалось записать: {error}",
    en="{file} cannot be written: {error}",
)
EXPORTED = Text(
    kk="аударатын мәтін саны: {count}, кесте: {file}",
    ru="текстов для перевода: {count}, таблица: {file}",
    en="texts to translate: {count}, written to {file}",
)
NOTHING_WRITTEN = Text(kk="{why}\nештеңе жазылмады", ru="{why}\nничего не записано", en="{why}\nnothing was written")
IMPORTED = Text(
    kk="файлдарға енген аударма саны: {count}",
    ru="переводов внесено в файлы: {count}",
    en="translations taken into the files: {count}",
)
NO_ENTRY = Text(
    kk="мынадай жазба жоқ: {ids}. ID – файлдың аты не жазбаның кілті",
    ru="нет такой записи: {ids}. ID – это имя файла или ключ записи",
    en="there is no entry {ids}; an ID is the name of its file, or its key",
)
ACCEPTED = Text(
    kk="белгіленген мәтін саны: {count}, қай тілде де болса ескіргені: {left}",
    ru="отмечено текстов: {count}, из них на каком-то языке устарели: {left}",
    en="texts remembered: {count}; outdated in some language: {left}",
)
