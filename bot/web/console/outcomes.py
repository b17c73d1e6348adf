"""The sentence that an admin gets about what became of a deed."""

from bot.core.text import Language
from bot.review.outcomes import Outcome
from bot.ui.console_phrases import ConsolePhrases


def sentence(words: ConsolePhrases, language: Language, outcome: Outcome, done: str) -> str:
    """What an admin is told. `done` is the sentence of what they wanted."""
    why = "; ".join(outcome.why(language)[:5])
    match outcome.what:
        case "done" if outcome.files_stay:
            return f"{done} {words.outcome_files_stay}"
        case "done":
            return done
        case "claimed":
            return words.outcome_claimed.format(admin=outcome.claimed_by)
        case "gone":
            return words.outcome_gone
        case "read_only":
            return words.outcome_read_only
        case "mistakes":
            return words.outcome_mistakes.format(why=why)
        case "changed_meanwhile":
            return words.outcome_changed
        case "no_source":
            return words.outcome_no_source
        case "too_long":
            return words.outcome_too_long
        case "nothing_written":
            return words.outcome_nothing_written
    return words.outcome_cannot.format(why=why)
