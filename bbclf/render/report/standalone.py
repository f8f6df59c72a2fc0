"""One HTML file that needs no other, and may do nothing but what it was made to do."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape

__all__ = ["StandaloneHtml"]


@dataclass(frozen=True, slots=True)
class StandaloneHtml:
    """The start and the end of a file, between which its body is written.

    Its Content-Security-Policy allows this style and this script, by their digests, and nothing else: no other script,
    no request.

    Attributes
    ----------
    style, script : str
        CSS and JavaScript; neither holds text of a page.
    """

    style: str
    script: str = ""

    def start(self, title: str) -> str:
        """The head of the file and the opening of its body."""
        policy = (
            f"default-src 'none'; style-src '{_digest(self.style)}'; script-src '{_digest(self.script)}';"
            " base-uri 'none'; form-action 'none'"
        )
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n<style>{self.style}</style>\n</head>\n<body>\n"
        )

    def end(self) -> str:
        """The script, and what closes the file."""
        script = f"<script>{self.script}</script>\n" if self.script else ""
        return f"{script}</body>\n</html>\n"


def _digest(text: str) -> str:
    """The source of a Content-Security-Policy that allows a text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
