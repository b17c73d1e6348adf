"""The audit log: who did what, for owners."""

from starlette.responses import Response

from bot.ui.console_phrases import ConsolePhrases
from bot.web.console.parts import Visit

A_PAGE = 50
_REFUSED = "refused"
_NAMES = {
    "enter": "deed_enter", "claim": "claim", "release": "release", "answer_by": "answer_title", "close": "answer_title",
    "write": "write_title", "reply": "reply_save", "refuse": "refuse_title", "noise": "noise_button",
    "merge": "merge_button", "split": "split", "undo": "undo",
}  # fmt: skip
_WHY = {
    "no_source": "outcome_no_source", "too_long": "outcome_too_long", "nothing_written": "outcome_nothing_written",
    "changed_meanwhile": "outcome_changed", "gone": "outcome_gone",
}  # fmt: skip


async def audit(visit: Visit) -> Response:
    """One page, newest first."""
    asked = visit.request.query_params.get("page", "1")
    number = int(asked) if asked.isdecimal() and 0 < len(asked) < 7 and int(asked) else 1
    deeds = await visit.console.store.deeds(A_PAGE + 1, (number - 1) * A_PAGE)
    return visit.show(
        "audit.html", deeds=deeds[:A_PAGE], number=number, more=len(deeds) > A_PAGE,
        told_of=lambda what: told_of(visit.words, what),
    )  # fmt: skip


def told_of(words: ConsolePhrases, what: str) -> str:
    """A deed in words: "merge", or "merge:gone" where nothing came of it, or "refused" and what somebody tried."""
    if what.startswith(_REFUSED):
        return words.deed_refused.format(what=what.removeprefix(_REFUSED).strip() or "–")
    name, _, why = what.partition(":")
    deed = str(getattr(words, _NAMES[name])) if name in _NAMES else name
    if why in _WHY:
        return f"{deed}. {getattr(words, _WHY[why])}"
    return words.deed_not_done.format(deed=deed, why=why) if why else deed
