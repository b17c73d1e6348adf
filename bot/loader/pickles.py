"""Pickles that hold knowledge and nothing else: to read one runs no code but that which makes our own values.

A pickle may name any function of any library and have it called. Here it may name the classes of the core, which do
nothing but hold values, and the few others of which these are made. Arrays lie behind it as they lie in memory, so that
a file which is mapped need not be copied for them.
"""

import pickle
from io import BytesIO
from mmap import mmap
from typing import Any

import numpy as np

_PURE = ("bot.core.", "bot.ui.phrases", "bot.ui.console_phrases", "bot.loader.mistakes")
_OTHERS = {
    ("bot.loader.checked", "Checked"),
    ("bot.loader.edition", "Edition"),
    ("bot.loader.load", "Knowledge"),
    ("bot.loader.packing", "Packed"),
    ("datetime", "date"),
    ("fractions", "Fraction"),
    ("numpy", "dtype"),
    ("numpy._core.numeric", "_frombuffer"),
}
_ALIGNED = 16  # bytes, as numpy wants the beginning of an array


def write(value: object) -> bytes:
    """The pickle of a value that `read` takes: the sizes of the parts, as numbers of eight bytes, and the parts."""
    buffers: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
    parts = [pickled, *(bytes(buffer.raw()) for buffer in buffers)]
    sizes = np.array([len(parts), *map(len, parts)], "<i8").tobytes()
    return b"".join(part.ljust(_up(len(part)), b"\0") for part in (sizes, *parts))


def read(memory: mmap | bytes | memoryview, at: int = 0) -> Any:
    """The value of a pickle that begins there. Its arrays are views of the memory, which must not change.

    Raises UnpicklingError for what is no pickle, is cut off, or names anything else.
    """
    try:
        count = int(np.frombuffer(memory, "<i8", 1, at)[0])
        sizes = np.frombuffer(memory, "<i8", count, at + 8).tolist()
        first, *starts = (at + np.cumsum([_up(8 + 8 * count), *map(_up, sizes)])).tolist()
        whole = memoryview(memory)
        buffers = [whole[start : start + size] for start, size in zip(starts, sizes[1:], strict=False)]
        file = memory if isinstance(memory, mmap) else BytesIO(memory)
        file.seek(first)
        return _Reader(file, buffers=buffers).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # a pickle that is no pickle breaks in as many ways as there are bytes
        raise pickle.UnpicklingError(f"this is no pickle of ours: {error!r}") from error


def _up(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


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
