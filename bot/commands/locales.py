"""The language of the person at the terminal."""

import ctypes
import locale
import os
import sys
from collections.abc import Mapping

from bot.core.text import LANGUAGES, Language


def operator_language(environment: Mapping[str, str] | None = None) -> Language:
    """Kazakh for kk_KZ, Russian for ru_KZ and ru_RU, and English where the system speaks neither or says nothing.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides; on Windows without them the language of its windows.
    """
    environment = os.environ if environment is None else environment
    given = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, given), None) or _of_windows()
    return next((language for language in LANGUAGES if name.lower().startswith(language)), "en")


def _of_windows() -> str:
    if sys.platform == "win32":
        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
