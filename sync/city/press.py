"""Makes pages: templates, one stylesheet within each page, and headers that let nothing else in and nothing be kept."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.responses import Response


class PagePress:
    """Renders templates of `sync/city/pages` with one stylesheet of the same folder."""

    def __init__(self, stylesheet: str) -> None:
        self._css = _read(stylesheet)
        self._templates = Environment(
            loader=FunctionLoader(_read),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        allowed = b64encode(sha256(self._css.encode()).digest()).decode()
        self._headers = {
            "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{allowed}'; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page as an answer."""
        text = self._templates.get_template(template).render(css=self._css, **values)
        return Response(text, status_code=status, media_type="text/html", headers=self._headers)


@cache
def _read(name: str) -> str:
    return files("sync.city").joinpath("pages", name).read_text("utf-8")
