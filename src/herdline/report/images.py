"""Drawings as files of their own: SVG with its style inside, PNG where the converter is installed."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment

from herdline.errors import MissingExtra
from herdline.report import charts

_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_VARIABLE = re.compile(r"var\(--([a-z]+)\)")
_SCALE = 2.0  # pixels of a PNG for one of the drawing


def svg(environment: Environment, drawing: str, layout: Any) -> str:
    """One of the macros of drawings.html (timeline, months, network) as a file: light scheme, on white.

    Args:
        environment: of ``make_environment``.
        drawing: name of the macro.
        layout: what the function of the same name in charts.py gave.
    """
    module: Any = environment.get_template("drawings.html").make_module({"charts": charts})
    markup = str(getattr(module, drawing)(layout, _size(layout)))
    head, rest = markup.split(">", 1)
    return f'{head}><style>{_style(environment)}</style><rect width="100%" height="100%" fill="#ffffff"/>{rest}'.strip()


def png(text: str) -> bytes:
    """An SVG as PNG.

    Raises:
        MissingExtra: the converter is not installed.
    """
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        raise MissingExtra("PNG needs a converter; run: pip install 'herdline[charts]'") from error
    data: bytes = vl_convert.svg_to_png(text, scale=_SCALE)
    return data


def _size(layout: Any) -> Any:
    from markupsafe import Markup

    return Markup(f'{_NAMESPACE} width="{charts.WIDTH}" height="{layout.height + 24:.0f}"')  # noqa: S704 - numbers


def _style(environment: Environment) -> str:
    """The stylesheet's rules for drawings, the light scheme's colours filled in: viewers of files know no variables."""
    style = str(environment.globals["style"])
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", style.split("@media", 1)[0]))
    rules = re.findall(r"^(?:svg [^{]+\{[^}]*\}\s*)+$", re.sub(r"(?s)@media.*?\}\s*\}", "", style), re.MULTILINE)
    plain = _VARIABLE.sub(lambda m: colours.get(m[1], "#000000"), "".join(rules))
    return plain.replace("svg ", "").replace("inherit", "sans-serif").replace("text{", "text {")
