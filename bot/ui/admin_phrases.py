"""The bot's own sentences to admins. They stand in the same files as those to citizens."""

from bot.core.text import Model, Phrase
from bot.ui.console_phrases import ConsolePhrases


class AdminPhrases(Model):
    """Sentences and labels of /review, of the digest and of the console."""

    command_review: Phrase
    review_title: Phrase
    review_title_proposed: Phrase
    review_title_closed: Phrase
    review_title_noise: Phrase
    review_none: Phrase
    review_open: Phrase
    review_proposed_list: Phrase
    review_closed_list: Phrase
    review_noise_list: Phrase
    review_since: Phrase
    review_asked: Phrase
    review_more: Phrase
    review_complaint: Phrase
    review_law_changed: Phrase
    review_wrong_amount: Phrase
    review_unclear: Phrase
    review_not_my_case: Phrase
    review_proposed: Phrase
    review_file_awaited: Phrase
    review_pending: Phrase
    review_yours: Phrase
    review_taken: Phrase
    review_answered: Phrase
    review_replied: Phrase
    review_not_for_us: Phrase
    review_noise_state: Phrase
    review_close: Phrase
    review_find: Phrase
    review_write: Phrase
    review_refuse: Phrase
    review_noise: Phrase
    review_merge: Phrase
    review_split: Phrase
    review_claim: Phrase
    review_release: Phrase
    review_undo: Phrase
    review_find_text: Phrase
    review_found: Phrase
    review_join: Phrase
    review_diff: Phrase
    review_diff_long: Phrase
    review_diff_none: Phrase
    review_confirm: Phrase
    review_without: Phrase
    review_write_text: Phrase
    review_no_source: Phrase
    review_too_long: Phrase
    review_nothing_written: Phrase
    review_preview: Phrase
    review_save: Phrase
    review_write_again: Phrase
    review_ask_refusal: Phrase
    review_refusal_not_law: Phrase
    review_refusal_other_body: Phrase
    review_refusal_own_case: Phrase
    review_refusal_unclear: Phrase
    review_ask_merge: Phrase
    review_ask_split: Phrase
    review_done: Phrase
    review_told: Phrase
    review_written: Phrase
    review_files_stay: Phrase
    review_read_only: Phrase
    review_mistakes: Phrase
    review_changed_meanwhile: Phrase
    review_cannot: Phrase
    review_gone: Phrase
    review_claimed: Phrase
    review_now_answered: Phrase
    digest: Phrase
    sending_is_off: Phrase
    sending_open: Phrase
    sending_open_stopped: Phrase
    sending_runs: Phrase
    sending_stopped: Phrase
    sending_waiting: Phrase
    sending_about: Phrase
    sending_stop: Phrase
    sending_resume: Phrase
    admin_knowledge_refused: Phrase
    admin_knowledge_loaded: Phrase
    admin_store_failed: Phrase
    admin_store_works: Phrase
    # the console
    command_console: Phrase
    console: ConsolePhrases
