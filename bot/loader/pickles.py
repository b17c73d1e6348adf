"""Pickles that hold knowledge and nothing else: to read one runs no code but that which makes our own values.

A pickle may name any function of any library and have it called. Here it may name the classes of the core, which do
nothing but hold values, and the few others of which these are made.
"""

import pickle
from typing import IO, Any

_PURE = ("bot.core.", "bot.ui.phrases", "bot.ui.console_phrases")
_OTHERS = {
    ("bot.loader.edition", "Edition"),
    ("bot.loader.load", "Knowledge"),
    ("bot.loader.mistakes", "Mistake"),
    ("datetime", "date"),
    ("fractions", "Fraction"),
    ("numpy", "dtype"),
    ("numpy._core.numeric", "_frombuffer"),
}


def write(value: object) -> bytes:
    """The pickle of a value that `read` takes."""
    return pickle.dumps(value, protocol=5)


def read(file: IO[bytes]) -> Any:
    """The value of a pickle. Raises UnpicklingError for what is no pickle, is cut off, or names anything else."""
    try:
        return _Reader(file).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # a pickle that is no pickle breaks in as many ways as there are bytes
        raise pickle.UnpicklingError(f"this is no pickle of ours: {error!r}") from error


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if module.startswith(_PURE) or module == "ast":
            found = super().find_class(module, name)
            # no functions, and nothing that a module has only imported
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in the knowledge")
