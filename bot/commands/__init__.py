"""The commands of `main.py`, a module each: `add` puts it on the command line, with the function that runs it."""
