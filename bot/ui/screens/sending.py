"""Whether messages to those who wait go out, and the button that stops them or lets them go on."""

from datetime import datetime

from bot.core.sending import Stop
from bot.ui.admin_actions import ListClusters, ResumeSending, StopSending
from bot.ui.html import bold, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens.review import frame, last_digits
from bot.ui.view import View, button, column


def sending(reader: Reader, stop: Stop | None, at: datetime | None, waiting: int) -> View:
    """The state. `at` is the time of the stop in Kazakhstan; `waiting` is how many chats are to be told."""
    phrases = reader.phrases
    if stop and at:
        state = reader.say(
            phrases.sending_stopped, id=last_digits(stop.admin_id), date=reader.day(at.date()), time=f"{at:%H:%M}"
        )
        deed = button(phrases.sending_resume, ResumeSending())
    else:
        state, deed = plain(phrases.sending_runs), button(phrases.sending_stop, StopSending())
    text = paragraphs(bold(state), reader.say(phrases.sending_waiting, count=waiting), plain(phrases.sending_about))
    return View(text, (*column(deed), frame(reader, ListClusters(0))))
