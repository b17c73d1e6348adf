"""Ends with 0 when the bot of this machine answers at /healthz. For containers, where there is no curl."""

import http.client
import os
import sys


def main() -> int:
    """Ask once. Proxies of the environment are not used: http.client knows none."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8080")), timeout=3)
    try:
        connection.request("GET", "/healthz")
        answered = connection.getresponse().status
    except (OSError, http.client.HTTPException) as problem:
        print(f"no answer: {type(problem).__name__}")
        return 1
    finally:
        connection.close()
    print(f"answered {answered}")
    return 0 if answered == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
