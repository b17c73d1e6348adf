"""The kinds of mistakes that people make in the knowledge files. Their words: bot/loader/mistakes.yaml."""

from enum import StrEnum


class Code(StrEnum):
    """One code for one kind of mistake. A released code keeps its meaning for ever."""

    # The YAML and the file
    NOT_YAML = "KB001"
    KEY_TWICE = "KB002"
    UNREAD_FILE = "KB006"
    ID_TWICE = "KB007"
    FILE_TOO_LARGE = "KB008"
    TOO_NESTED = "KB009"
    FILE_MISSING = "KB100"
    FILE_EMPTY = "KB101"
    NOT_UTF8 = "KB102"
    WRONG_ENDING = "KB103"
    COPIED_FILE = "KB104"
    FILE_NAME = "KB105"
    ALIAS_IN_ANCHOR = "KB108"
    TOO_MANY_ALIASES = "KB109"
    TAB = "KB110"
    QUOTE_NOT_CLOSED = "KB111"
    COLON_IN_TEXT = "KB112"
    INDENTATION = "KB113"
    BRACKET_NOT_CLOSED = "KB114"
    NO_DASH = "KB115"
    INVISIBLE_SIGN = "KB116"
    MERGE_CONFLICT = "KB117"
    CURLY_QUOTES = "KB118"
    QUOTE_IN_QUOTES = "KB119"
    NO_SPACE = "KB120"
    COMMA_IN_BRACES = "KB121"
    SIGN_AT_START = "KB122"
    NO_COLON = "KB123"
    BRACKET_NOT_OPENED = "KB124"

    # Keys and values
    UNKNOWN_KEY = "KB003"
    MISSING_KEY = "KB004"
    NOT_POSSIBLE = "KB005"
    MISSING_LANGUAGE = "KB150"
    EMPTY_VALUE = "KB151"
    NOT_AN_ID = "KB152"
    NOT_A_DATE = "KB153"
    NOT_A_NUMBER = "KB154"
    NOT_TRUE_OR_FALSE = "KB155"
    LIST_EXPECTED = "KB156"
    KEYS_EXPECTED = "KB157"
    TEXT_EXPECTED = "KB158"
    VALUE_REFUSED = "KB159"

    # Ids and sources
    NO_SUCH_ARTICLE = "KB010"
    NOT_IN_ONE_GROUP = "KB011"
    NO_ARTICLE_OF_LAW = "KB012"
    NO_SUCH_GUIDE = "KB013"
    NO_SUCH_CONTACT = "KB014"
    NO_SUCH_SOURCE = "KB015"
    NO_SUCH_REGION = "KB016"
    NO_SUCH_TOPIC = "KB017"
    NO_SUCH_DATE_STEP = "KB018"
    NOBODY_TO_CHECK_WITH = "KB019"
    DRAFT_WITHOUT_SOURCE = "KB062"
    ARTICLE_AND_PAGES = "KB063"

    # Guides
    NO_SUCH_STEP = "KB020"
    STEP_OUT_OF_REACH = "KB021"
    OUTCOME_OUT_OF_REACH = "KB022"
    CIRCLE = "KB023"
    LEADS_NOWHERE = "KB024"
    TOO_MANY_QUESTIONS = "KB025"
    PATH_TOO_LONG = "KB026"
    NO_HELP = "KB027"
    NO_SUCH_OUTCOME = "KB028"
    IDS_TOO_LONG = "KB029"
    CHOICE_SHAPE = "KB160"
    CHOICES_SHAPE = "KB161"
    NO_NEXT = "KB162"
    UNIT_SHAPE = "KB163"
    LAST_HAS_CONDITION = "KB164"

    # Expressions and terms
    UNKNOWN_NAME = "KB030"
    UNKNOWN_OPTION = "KB031"
    NOT_AN_EXPRESSION = "KB032"
    DECIMAL_COMMA = "KB033"
    PERCENT = "KB034"
    CURLY_QUOTES_IN_EXPRESSION = "KB035"
    AS_SPOKEN = "KB036"
    SINGLE_EQUALS = "KB037"
    NOT_ALLOWED = "KB038"
    NO_SUCH_FUNCTION = "KB039"
    NOT_A_TERM = "KB130"
    TERM_TOO_LONG = "KB131"
    EXPRESSION_TOO_LONG = "KB132"
    EXPRESSION_TOO_DEEP = "KB133"
    NUMBER_TOO_LONG = "KB134"

    # Texts
    TEXT_TOO_LONG = "KB040"
    TITLE_TOO_LONG = "KB041"
    TAG_NOT_POSSIBLE = "KB042"
    NO_SUCH_AMOUNT = "KB043"
    MIXED_ALPHABETS = "KB044"
    TOO_MANY_ARTICLES = "KB045"
    BARE_SIGN = "KB046"
    TAG_NOT_CLOSED = "KB047"
    LINK_WITHOUT_ADDRESS = "KB048"
    PLACEHOLDER_MISSING = "KB049"
    FEW_PHRASINGS = "KB060"
    DRAFT_NOT_TRANSLATED = "KB061"
    LONG_SENTENCE = "KB070"
    OFFICIALESE = "KB071"
    NOT_IN_GLOSSARY = "KB072"

    # Dates
    REVIEW_DUE = "KB050"
    REVIEW_BEFORE_CHECK = "KB051"
    VALUES_OVERLAP = "KB052"
    NO_VALUE = "KB053"
    LAW_CHANGED = "KB095"

    # Translations
    TRANSLATION_OUTDATED = "KB090"
    RECORD_BEHIND = "KB091"
    NO_RECORD = "KB092"

    # Scenarios
    OTHER_OUTCOMES = "KB080"
    OUTCOME_WITHOUT_SCENARIO = "KB081"
    ANSWER_WITHOUT_SCENARIO = "KB082"
    OTHER_AMOUNT = "KB083"
    SCENARIO_OF_NO_STEP = "KB084"
    SCENARIO_TOO_SHORT = "KB085"
    SCENARIO_ANSWER_UNUSED = "KB086"
    SCENARIO_ANSWER_IMPOSSIBLE = "KB087"
    SCENARIO_BREAKS = "KB088"


class Fault(ValueError):
    """What stands in a file cannot mean anything: the kind of mistake, and the values that its message names."""

    def __init__(self, code: Code, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.code.name, *(f"{name}={value!r}" for name, value in self.values.items())])
