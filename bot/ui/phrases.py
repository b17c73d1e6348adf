"""The bot's own sentences. One file a language in knowledge/phrases; this is the list of what each must hold."""

from bot.core.text import Phrase
from bot.ui.admin_phrases import AdminPhrases


class Phrases(AdminPhrases):
    """Sentences and labels; {names} in braces are filled in by the screens."""

    language_name: Phrase
    # the frame of every screen
    home: Phrase
    back: Phrase
    choose_language: Phrase
    greeting: Phrase
    home_text: Phrase
    topics_guides: Phrase
    all_checks: Phrase
    ask: Phrase
    ask_text: Phrase
    emergency_numbers: Phrase
    contacts: Phrase
    changes: Phrase
    about: Phrase
    about_text: Phrase
    not_advice: Phrase
    # articles
    section_what: Phrase
    section_who: Phrase
    section_how_much: Phrase
    section_documents: Phrase
    section_steps: Phrase
    section_where: Phrase
    section_deadlines: Phrase
    section_refused: Phrase
    section_good_to_know: Phrase
    sources: Phrase
    source_kind_article: Phrase
    source_kind_pages: Phrase
    checked_on: Phrase
    overdue: Phrase
    check_with: Phrase
    draft: Phrase
    draft_reply: Phrase
    draft_elsewhere: Phrase
    elsewhere: Phrase
    share: Phrase
    related: Phrase
    magazine_said: Phrase
    law_says_now: Phrase
    # amounts and days
    amount: Phrase
    amount_about: Phrase
    amount_since: Phrase
    amount_how: Phrase
    amount_unknown: Phrase
    sum_unknown: Phrase
    last_day: Phrase
    last_day_how: Phrase
    last_day_is: Phrase
    last_day_today: Phrase
    last_day_passed: Phrase
    last_day_note: Phrase
    # guides
    progress: Phrase
    dont_know: Phrase
    still_dont_know: Phrase
    done: Phrase
    mark_several: Phrase
    type_number: Phrase
    type_date: Phrase
    bad_number: Phrase
    bad_date: Phrase
    my_answers: Phrase
    my_answers_text: Phrase
    start_again: Phrase
    guide_changed: Phrase
    several_outcomes: Phrase
    no_outcome: Phrase
    from_your_answers: Phrase
    because: Phrase
    what_now: Phrase
    checklist: Phrase
    shared_outcome: Phrase
    start_guide: Phrase
    unit_tenge: Phrase
    unit_people: Phrase
    unit_children: Phrase
    unit_months: Phrase
    unit_years: Phrase
    # questions
    found: Phrase
    did_you_mean: Phrase
    none_of_these: Phrase
    unknown: Phrase
    unknown_kept: Phrase
    unknown_not_kept: Phrase
    nearest_topic: Phrase
    back_to_step: Phrase
    # danger
    emergency_first: Phrase
    emergency_text: Phrase
    hide: Phrase
    hide_hint: Phrase
    hidden: Phrase
    # what is no question
    not_text: Phrase
    group: Phrase
    outdated: Phrase
    same_place: Phrase
    went_wrong: Phrase
    # contacts
    contacts_text: Phrase
    contacts_anywhere: Phrase
    contacts_none: Phrase
    remember_region: Phrase
    forget_region: Phrase
    contact_checked: Phrase
    next_page: Phrase
    previous_page: Phrase
    serves_emergency: Phrase
    serves_violence: Phrase
    serves_children: Phrase
    serves_disability: Phrase
    serves_benefits: Phrase
    serves_work: Phrase
    serves_pension: Phrase
    serves_housing: Phrase
    serves_courts: Phrase
    serves_complaints: Phrase
    serves_ngo: Phrase
    serves_grants: Phrase
    serves_youth: Phrase
    serves_environment: Phrase
    serves_rural: Phrase
    serves_media: Phrase
    serves_volunteers: Phrase
    serves_legal_aid: Phrase
    serves_education: Phrase
    serves_city_services: Phrase
    serves_corruption: Phrase
    serves_government_services: Phrase
    # what changed since the magazine
    changes_text: Phrase
    # those who wait for an answer, what helped, and what is kept about a chat
    tell_me: Phrase
    tell_linked: Phrase
    tell_failed: Phrase
    withdraw: Phrase
    withdraw_number: Phrase
    withdrawn: Phrase
    answer_exists: Phrase
    open_reply: Phrase
    reply_not_for_us: Phrase
    helped: Phrase
    not_helped: Phrase
    thanks: Phrase
    why_not: Phrase
    complaint_law_changed: Phrase
    complaint_wrong_amount: Phrase
    complaint_unclear: Phrase
    complaint_not_my_case: Phrase
    complaint_kept: Phrase
    complaint_not_kept: Phrase
    my_title: Phrase
    my_language: Phrase
    my_no_language: Phrase
    my_region: Phrase
    my_no_region: Phrase
    my_waits: Phrase
    my_no_waits: Phrase
    my_more: Phrase
    my_besides: Phrase
    my_unavailable: Phrase
    export_mine: Phrase
    exported: Phrase
    delete_mine: Phrase
    delete_ask: Phrase
    delete_yes: Phrase
    deleted: Phrase
    not_deleted: Phrase
    privacy: Phrase
    privacy_text: Phrase
    command_my: Phrase
    command_privacy: Phrase
    # what Telegram shows around the chat
    command_start: Phrase
    command_help: Phrase
    command_language: Phrase
    command_emergency: Phrase
    command_hide: Phrase
    description: Phrase
    short_description: Phrase
    # replies of the organisation, and why there is none
    organisation: Phrase
    refusal_not_law: Phrase
    refusal_other_body: Phrase
    refusal_own_case: Phrase
    refusal_unclear: Phrase

    def section(self, name: str) -> str:
        """The label of an article's section."""
        return str(getattr(self, f"section_{name}"))

    def refusal(self, name: str) -> str:
        """Why a question is not for us, as its asker hears it."""
        return str(getattr(self, f"refusal_{name}"))

    def unit(self, name: str) -> str:
        return str(getattr(self, f"unit_{name}"))

    def complaint(self, name: str) -> str:
        """Why something did not help."""
        return str(getattr(self, f"complaint_{name}"))

    def serves(self, name: str) -> str:
        """What a contact helps with."""
        return str(getattr(self, f"serves_{name.replace('-', '_')}"))


SERVES = tuple(
    name.removeprefix("serves_").replace("_", "-") for name in Phrases.model_fields if name.startswith("serves_")
)
