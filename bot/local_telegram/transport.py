"""python-telegram-bot's seam: its requests go to the Telegram in memory instead of the network."""

import json

from telegram.request import BaseRequest, RequestData

from bot.local_telegram.rules import Refused
from bot.local_telegram.server import LocalTelegram


class LocalRequest(BaseRequest):
    """Answers every call of the Bot API from a LocalTelegram."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  # named as in the base class
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        # The values as JSON would carry them: python-telegram-bot's enums become plain texts and numbers.
        parameters = json.loads(json.dumps(request_data.parameters)) if request_data else {}
        # Files are no JSON; their bytes travel as the letters of the same numbers.
        for name, (file_name, content, mime_type) in (request_data.multipart_data if request_data else {}).items():
            data = content if isinstance(content, bytes) else content.read()
            parameters[name] = {"file_name": file_name, "mime_type": mime_type, "content": data.decode("latin-1")}
        try:
            result = await self._telegram.call(url.rpartition("/")[2], parameters)
        except Refused as refused:
            answer = {"ok": False, "error_code": refused.code, "description": refused.description}
            return refused.code, json.dumps(answer).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()
