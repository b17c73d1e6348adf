// The page's own words. The bot's words come from the bot.

export const LANGUAGES = { kk: "Қазақша", ru: "Русский", en: "English" };

/** What the first person is called, so that a name looks at home in its language. */
export const FIRST_NAME = { kk: "Айгүл", ru: "Айгуль", en: "Aigul" };

const WORDS = {
  kk: {
    people: "Адамдар", addPerson: "Адам қосу", name: "Аты", phoneLanguage: "Телефон тілі", add: "Қосу", admin: "әкімші",
    menu: "Адамдар мәзірі", more: "Чат баптаулары", dark: "Күңгірт режим", close: "Жабу", cancel: "Бас тарту",
    chatOf: (name) => `${name}: бот чаты`, bot: "бот", messages: "Хабарламалар", you: "Сіз", typing: "жазып жатыр…",
    start: "Бастау", canDo: "Бұл бот не істей алады?", message: "Хабарлама", send: "Жіберу", commands: "Командалар",
    attach: "Тіркеу", voice: "Дауыстық хабарлама", photo: "Фото", sticker: "Стикер", location: "Геолокация", contact: "Контакт",
    edit: "Хабарламаны өзгерту", editing: "Хабарламаны өзгерту", edited: "өзгертілді", newTab: "жаңа қойындыда ашылады",
    clear: "Чатты тазалау", clearQuestion: "Осы чаттағы барлық хабарлама жойылсын ба?", closeColumn: "Чатты жабу",
    share: "Бөлісу", shareHint: "Сілтемені көшіріңіз немесе басқа адамның чатында ашыңыз.", link: "Сілтеме",
    copy: "Көшіру", copied: "Көшірілді", openAs: (name) => `Ашу: ${name}`,
    notSent: "Жіберілмеді. Бот іске қосулы ма, тексеріңіз.", offline: "Байланыс жоқ, қайта қосылуда…",
    local: "Жергілікті чат: хабарламалар осы компьютерде қалады.", questions: "Жауапсыз сұрақтар",
    openNamed: "Жобалар, кез келген экранды ашу", changed: "Соңғы шығарылымнан кейінгі өзгерістер",
    asOn: (day) => `${day} күнгі көрініс`, today: "Бүгін", wrongDay: "Мекенжайдағы күн қате: 2027-01-01 деп жазыңыз",
  },
  ru: {
    people: "Люди", addPerson: "Добавить человека", name: "Имя", phoneLanguage: "Язык телефона", add: "Добавить", admin: "админ",
    menu: "Список людей", more: "Настройки чата", dark: "Тёмная тема", close: "Закрыть", cancel: "Отмена",
    chatOf: (name) => `${name}: чат с ботом`, bot: "бот", messages: "Сообщения", you: "Вы", typing: "печатает…",
    start: "Начать", canDo: "Что умеет этот бот?", message: "Сообщение", send: "Отправить", commands: "Команды",
    attach: "Прикрепить", voice: "Голосовое сообщение", photo: "Фото", sticker: "Стикер", location: "Геопозиция", contact: "Контакт",
    edit: "Изменить сообщение", editing: "Изменение сообщения", edited: "изменено", newTab: "откроется в новой вкладке",
    clear: "Очистить чат", clearQuestion: "Удалить все сообщения этого чата?", closeColumn: "Закрыть чат",
    share: "Поделиться", shareHint: "Скопируйте ссылку или откройте её в чате другого человека.", link: "Ссылка",
    copy: "Копировать", copied: "Скопировано", openAs: (name) => `Открыть: ${name}`,
    notSent: "Не отправилось. Проверьте, запущен ли бот.", offline: "Нет связи, подключаюсь…",
    local: "Локальный чат: сообщения остаются на этом компьютере.", questions: "Вопросы без ответа",
    openNamed: "Черновики, открыть любой экран", changed: "Что изменилось после выпуска",
    asOn: (day) => `Как на ${day}`, today: "Сегодня", wrongDay: "В адресе не дата: пишите 2027-01-01",
  },
  en: {
    people: "People", addPerson: "Add a person", name: "Name", phoneLanguage: "Phone language", add: "Add", admin: "admin",
    menu: "List of people", more: "Chat settings", dark: "Dark mode", close: "Close", cancel: "Cancel",
    chatOf: (name) => `${name}: chat with the bot`, bot: "bot", messages: "Messages", you: "You", typing: "typing…",
    start: "Start", canDo: "What can this bot do?", message: "Message", send: "Send", commands: "Commands",
    attach: "Attach", voice: "Voice message", photo: "Photo", sticker: "Sticker", location: "Location", contact: "Contact",
    edit: "Edit message", editing: "Editing the message", edited: "edited", newTab: "opens in a new tab",
    clear: "Clear chat", clearQuestion: "Delete all messages of this chat?", closeColumn: "Close chat",
    share: "Share", shareHint: "Copy the link, or open it in another person's chat.", link: "Link",
    copy: "Copy", copied: "Copied", openAs: (name) => `Open: ${name}`,
    notSent: "Not sent. Check that the bot is running.", offline: "No connection, reconnecting…",
    local: "Local chat: messages stay on this computer.", questions: "Unanswered questions",
    openNamed: "Drafts, open any screen", changed: "What changed since the release",
    asOn: (day) => `As on ${day}`, today: "Today", wrongDay: "The address names no day: write 2027-01-01",
  },
};

export const words = (language) => WORDS[language] ?? WORDS.ru;

/** The language of this browser, where it is one of ours; Russian otherwise, as the bot itself guesses. */
export function browserLanguage() {
  return navigator.languages.map((code) => code.slice(0, 2)).find((code) => code in WORDS) ?? "ru";
}

/** 14:05 */
export const clockTime = (seconds) =>
  new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(seconds * 1000);

// Not every browser knows Kazakh dates.
const KAZAKH_MONTHS = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

/** 24 November */
export function dayName(seconds, language) {
  const day = new Date(seconds * 1000);
  if (language === "kk") return `${day.getDate()} ${KAZAKH_MONTHS[day.getMonth()]}`;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long" }).format(day);
}
