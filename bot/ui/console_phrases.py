"""The sentences of the console, in the same files as those of the chat, under `console`."""

from bot.core.text import Model, Phrase


class ConsolePhrases(Model):
    """Plain sentences and labels: what stands in {braces} is filled in by the pages."""

    # the frame
    title: Phrase
    skip: Phrase
    navigation: Phrase
    nav_queue: Phrase
    nav_health: Phrase
    health_title: Phrase
    nav_figures: Phrase
    nav_audit: Phrase
    language: Phrase
    log_out: Phrase
    previous: Phrase
    following: Phrase
    page_of: Phrase
    # coming and going
    enter_title: Phrase
    enter_text: Phrase
    enter_button: Phrase
    link: Phrase
    link_open: Phrase
    link_none: Phrase
    refused_title: Phrase
    refused_session: Phrase
    refused_forged: Phrase
    refused_expired: Phrase
    refused_used: Phrase
    refused_role: Phrase
    refused_owner: Phrase
    refused_form: Phrase
    logged_out: Phrase
    unavailable: Phrase
    no_page: Phrase
    to_queue: Phrase
    # the queue
    filters: Phrase
    filter_state: Phrase
    filter_language: Phrase
    any_language: Phrase
    filter_proposed: Phrase
    search: Phrase
    show: Phrase
    queue_count: Phrase
    queue_empty: Phrase
    state_open: Phrase
    state_answered: Phrase
    state_replied: Phrase
    state_not_for_us: Phrase
    state_noise: Phrase
    times: Phrase
    waiting: Phrase
    since: Phrase
    closed_at: Phrase
    claimed_by: Phrase
    claimed_by_me: Phrase
    proposed: Phrase
    answered_with: Phrase
    more_wordings: Phrase
    complaint: Phrase
    complaint_law_changed: Phrase
    complaint_wrong_amount: Phrase
    complaint_unclear: Phrase
    complaint_not_my_case: Phrase
    # a cluster
    cluster_title: Phrase
    wordings: Phrase
    last_asked: Phrase
    split: Phrase
    claim: Phrase
    release: Phrase
    undo_help: Phrase
    undo: Phrase
    answer_title: Phrase
    answer_help: Phrase
    answer_none: Phrase
    answer_label: Phrase
    answer_next: Phrase
    find: Phrase
    find_button: Phrase
    answer_confirm_title: Phrase
    with_phrases: Phrase
    answer_confirm: Phrase
    diff_title: Phrase
    diff_none: Phrase
    problem: Phrase
    write_title: Phrase
    write_help: Phrase
    write_label: Phrase
    write_button: Phrase
    reply_title: Phrase
    reply_preview: Phrase
    reply_not_checked: Phrase
    reply_topic: Phrase
    reply_topic_show: Phrase
    reply_save: Phrase
    reply_change: Phrase
    refuse_title: Phrase
    refuse_help: Phrase
    refuse_button: Phrase
    refusal_not_law: Phrase
    refusal_other_body: Phrase
    refusal_own_case: Phrase
    refusal_unclear: Phrase
    noise_title: Phrase
    noise_help: Phrase
    noise_button: Phrase
    merge_title: Phrase
    merge_help: Phrase
    merge_label: Phrase
    merge_button: Phrase
    merge_none: Phrase
    files_title: Phrase
    files_help: Phrase
    files_none: Phrase
    # what became of it
    done_claimed: Phrase
    done_released: Phrase
    done_answered: Phrase
    done_replied: Phrase
    done_refused: Phrase
    done_noise: Phrase
    done_merged: Phrase
    done_split: Phrase
    done_undone: Phrase
    outcome_files_stay: Phrase
    outcome_claimed: Phrase
    outcome_not_yours: Phrase
    outcome_gone: Phrase
    outcome_read_only: Phrase
    outcome_mistakes: Phrase
    outcome_changed: Phrase
    outcome_no_source: Phrase
    outcome_too_long: Phrase
    outcome_nothing_written: Phrase
    outcome_cannot: Phrase
    choose_reason: Phrase
    choose_cluster: Phrase
    # the health of the knowledge
    health_past: Phrase
    health_soon: Phrase
    health_drafts: Phrase
    health_missing: Phrase
    health_complete: Phrase
    health_outdated: Phrase
    health_warnings: Phrase
    health_scenarios: Phrase
    health_unread: Phrase
    health_not_counted: Phrase
    health_nothing: Phrase
    until: Phrase
    # the guides as pictures
    nav_guides: Phrase
    guides_text: Phrase
    guide_picture: Phrase
    guide_questions: Phrase
    guide_outcomes: Phrase
    drawing_otherwise: Phrase
    drawing_any: Phrase
    drawing_uncovered: Phrase
    # the figures
    figures_text: Phrase
    figures_days: Phrase
    figures_chart: Phrase
    figures_asked: Phrase
    figures_answered: Phrase
    figures_share: Phrase
    figures_day: Phrase
    figures_table: Phrase
    figures_scale: Phrase
    figures_read: Phrase
    figures_ways: Phrase
    figures_finished: Phrase
    figures_helped: Phrase
    figures_yes: Phrase
    figures_no: Phrase
    figures_themes: Phrase
    figures_nothing: Phrase
    # the audit log
    audit_text: Phrase
    audit_time: Phrase
    audit_admin: Phrase
    deed_enter: Phrase
    deed_refused: Phrase
    deed_not_done: Phrase
    audit_deed: Phrase

    def of(self, kind: str, name: str) -> str:
        """The word for one of several: a state, a refusal, a complaint."""
        return str(getattr(self, f"{kind}_{name}"))
