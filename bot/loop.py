"""The event loop that serves: uvloop takes a third off what a call costs; there is none for Windows."""

import sys

if sys.platform == "win32":
    from asyncio import new_event_loop
else:
    from uvloop import new_event_loop

__all__ = ["new_event_loop"]
