"""What a person typed into a page's form: a few short fields, or nothing at all."""

from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

_MOST = 40_000  # bytes


async def read_typed(request: Request) -> dict[str, str]:
    """The fields of a form, trimmed; empty when it is none or too large."""
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST:
                return {}
        pairs = parse_qsl(body.decode("utf-8"), max_num_fields=20)
    except (ClientDisconnect, ValueError):
        return {}
    return {name: text.strip() for name, text in pairs}
