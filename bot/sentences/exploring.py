"""What `explore` says."""

from bot.core.text import Text

# what may be wrong
BREAKS = Text(kk="бот істен шығады: {error}", ru="бот ломается: {error}", en="the bot breaks: {error}")
NO_OUTCOME = Text(
    kk="бұл жауаптар ешқандай нәтижеге апармайды",
    ru="эти ответы не ведут ни к какому результату",
    en="these answers lead to no outcome",
)
NOT_COMPUTED = Text(
    kk="соманы есептеу мүмкін емес: {error}",
    ru="сумму не вычислить: {error}",
    en="the sum cannot be computed: {error}",
)
NO_VALUE = Text(
    kk="{day} күніне мәні жоқ шама: {names}",
    ru="нет значения на {day}: {names}",
    en="no value on {day}: {names}",
)
BELOW_NOUGHT = Text(kk="сома нөлден кем: {sum}", ru="сумма меньше нуля: {sum}", en="the sum is below nought: {sum}")
NO_NUMBER = Text(
    kk="сома берілуге тиіс, керектің бәрі белгілі, ал сан шықпады",
    ru="сумма положена, всё нужное известно, а числа нет",
    en="the sum is due, all that it needs is known, and it is no number",
)
TOO_LONG = Text(
    kk="таңба саны {length} ({language}), ал Telegram {most} таңба қабылдайды",
    ru="знаков {length} ({language}), а Telegram принимает {most}",
    en="{length} characters ({language}); Telegram takes {most}",
)
PLACEHOLDER = Text(
    kk="мәтінде {name} тұр ({language})",
    ru="в тексте стоит {name} ({language})",
    en="{name} stands in the text ({language})",
)
NO_SUM = Text(
    kk="мәтіндегі сома бұл жауаптардан шықпайды ({language})",
    ru="в тексте названа сумма, которой при этих ответах нет ({language})",
    en="a text names a sum that these answers do not give ({language})",
)
BUTTON_TOO_LONG = Text(
    kk="«{label}» батырмасына жауаптар сыймайды",
    ru="в кнопку «{label}» не помещаются все ответы",
    en="the button '{label}' holds too many answers",
)
# how it is told
FAULT = Text(
    kk="# {what} ({walks} жүрістің {times} жүрісінде). Файлы: {file}",
    ru="# {what} (проходов {times} из {walks}). Для файла {file}:",
    en="# {what} ({times} of {walks} walks). For {file}:",
)
WRITE_OUTCOME = Text(
    kk="қандай нәтиже шығуға тиіс екенін жазыңыз",
    ru="напишите, что должно получиться",
    en="write what should come out",
)
WRITE_SUM = Text(kk="дұрыс соманы жазыңыз", ru="напишите верную сумму", en="write the sum that is right")
COUNTED = Text(
    kk="--seed {seed}: тексеру саны {guides}, әрқайсысы {walks} рет; {all} нәтиженің {met} шықты. Қате: {faults}",
    ru="--seed {seed}: проверок {guides}, каждая по {walks} раз; результатов {met} из {all}. Ошибок: {faults}",
    en="--seed {seed}: {guides} guides, {walks} walks each; {met} of {all} outcomes met. Faults: {faults}",
)
