"""Why files cannot be changed as an admin or a translator wants."""

from bot.core.text import Text

# the folder and its files
CANNOT_BE_WRITTEN = Text(
    kk="Білім базасының қалтасына жазылмады: {error}.",
    ru="В папку базы знаний не удалось записать: {error}.",
    en="The folder of the knowledge base cannot be written: {error}.",
)
CHANGED_MEANWHILE = Text(
    kk="{file} файлын біреу осы арада өзгертті: қайта қарап, әрекетті қайталаңыз.",
    ru="{file} за это время изменили: посмотрите ещё раз и повторите.",
    en="{file} was changed meanwhile; look at it again, then repeat the change.",
)
OUTSIDE = Text(
    kk="{file} білім базасының қалтасында тұрған жоқ.",
    ru="{file} лежит вне папки базы знаний.",
    en="{file} is not in the knowledge base.",
)
CHANGED_TWICE = Text(
    kk="{file} бір мезгілде екі рет өзгермек: өзгерістерді бірінен соң бірін жасаңыз.",
    ru="{file} меняют два раза сразу: сделайте изменения по очереди.",
    en="{file} is to be changed twice at once; make one change after the other.",
)
NOT_UTF8 = Text(
    kk="{file} UTF-8 кодтауында емес: алдымен UTF-8 етіп сақтаңыз.",
    ru="{file} не в кодировке UTF-8: сначала сохраните его в UTF-8.",
    en="{file} is not UTF-8; save it as UTF-8 first.",
)
NO_FILE = Text(kk="{file} деген файл жоқ.", ru="Нет файла {file}.", en="There is no file {file}.")
NO_ENTRY = Text(
    kk="«{id}» деген мақала да, тексеру де жоқ.",
    ru="Нет статьи или проверки «{id}».",
    en="There is no article or guide '{id}'.",
)
UNREADABLE = Text(kk="Файл оқылмайды. {why}", ru="Файл не читается. {why}", en="The file cannot be read. {why}")
IN_FILE = Text(kk="{file} файлында: {why}", ru="В файле {file}: {why}", en="In {file}: {why}")
# places in a file
NO_PLACE = Text(
    kk="Бұл файлда «{place}» жоқ.",
    ru="В этом файле нет «{place}».",
    en="There is no '{place}' in this file.",
)
NO_LIST = Text(
    kk="«{place}» орнында тізім жоқ.",
    ru="На месте «{place}» нет списка.",
    en="There is no list at '{place}'.",
)
NO_MAPPING = Text(
    kk="«{place}» орнына «{key}» кілтін қосу мүмкін емес.",
    ru="На месте «{place}» некуда добавить «{key}».",
    en="There is nothing at '{place}' that '{key}' could be added to.",
)
SEVERAL_VALUES = Text(
    kk="«{place}» орнында бірнеше мән тұр.",
    ru="На месте «{place}» не одно значение.",
    en="More than one value stands at '{place}'.",
)
NO_TEXT = Text(
    kk="«{place}» орнында ондай мәтін жоқ: қолмен жазыңыз.",
    ru="На месте «{place}» нет такого текста: измените вручную.",
    en="There is no such text at '{place}'; edit it by hand.",
)
WOULD_BREAK = Text(
    kk="Файл бұл өзгерісті көтермейтіндей жазылған: қолмен өзгертіңіз.",
    ru="Файл написан так, что это изменение его сломает: измените вручную.",
    en="The file is written in a way that this change would break; edit it by hand.",
)
# what an admin writes
NO_WORD = Text(
    kk="Бұл сұрақта бірде-бір сөз жоқ.",
    ru="В этой фразе нет ни одного слова.",
    en="There is no word in this phrase.",
)
NOT_IDS = Text(
    kk="«{topic}» мен «{article}» атау бола алмайды: латынның кіші әріптері a-z, сандар және сызықша ғана.",
    ru="«{topic}» и «{article}» должны быть именами: строчные латинские буквы a-z, цифры и дефис.",
    en="'{topic}' and '{article}' must be ids: small letters a-z, digits and '-'.",
)
DRAFT_INCOMPLETE = Text(
    kk="Жобаға тақырып, қысқа жауап, дереккөз және ұйымның аты керек.",
    ru="Черновику нужны заголовок, короткий ответ, источник и название организации.",
    en="A draft needs a title, a short answer, a source and the name of the organisation.",
)
ID_TAKEN = Text(
    kk="«{id}» деген мақала не тексеру бар.",
    ru="Статья или проверка «{id}» уже есть.",
    en="There is an article or guide '{id}' already.",
)
UNUSUAL_SIGNS = Text(
    kk="Бұл мәтіндерді жазу мүмкін емес: сирек таңбаларды алып тастаңыз.",
    ru="Эти тексты не записать: уберите необычные знаки.",
    en="These texts cannot be written down; leave out unusual signs.",
)
NO_GROUP = Text(
    kk="Бұл тақырыпта мақалалар тобы жоқ.",
    ru="В этой теме нет группы статей.",
    en="This topic has no group of articles.",
)
