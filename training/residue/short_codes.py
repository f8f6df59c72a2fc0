"""Code of a site's software that appears in its text: short-codes, template braces, scripts, stray tags.

Names, attributes, quotes and brackets are drawn at random, many of them invented: the model must learn the form, not
the names of plugins.
"""

from __future__ import annotations

from collections.abc import Callable

from numpy.random import Generator

from training.residue.filler import FORMS, invented_name, pick

__all__ = ["short_code"]

QUOTES = (
    ('"', '"'),
    ("'", "'"),
    ("“", "”"),
    ("”", "″"),  # WordPress's texturiser takes the second for a sign of inches
    ("″", "″"),
    ("«\u00a0", "\u00a0»"),
    ("&quot;", "&quot;"),
    ("&#8221;", "&#8243;"),
    ("", ""),
)


def short_code(rng: Generator) -> str:
    """One piece of code, on one line.

    Parameters
    ----------
    rng : Generator

    Returns
    -------
    str
    """
    write = pick(rng, (_bracketed, _bracketed, _bracketed, _bracketed, _braced, _templated, _scripted, _tagged))
    return write(rng)


def _name(rng: Generator) -> str:
    if rng.random() < 0.6:
        return pick(rng, FORMS["plugins"])
    separator = pick(rng, ("_", "-", ""))
    return separator.join(invented_name(rng, 1 + int(rng.integers(2))) for _ in range(1 + int(rng.integers(3))))


def _address(rng: Generator) -> str:
    ending = pick(rng, ("", f"/{invented_name(rng)}.js", f"/{invented_name(rng)}.jpg", f"/embed/{_number(rng)}"))
    scheme = pick(rng, ("https://", "http://", "//", "https://www."))
    return f"{scheme}{invented_name(rng, 3)}.{pick(rng, ('com', 'net', 'org', 'io', 'info'))}{ending}"


def _number(rng: Generator) -> str:
    return str(int(10 ** rng.uniform(0.5, 6)))


def _value(rng: Generator) -> str:
    writers: tuple[Callable[[Generator], str], ...] = (_number, _address, invented_name)
    words = (
        "left",
        "center",
        "alignnone",
        "true",
        "false",
        "100%",
        "text/javascript",
        "large",
        "post",
        "_blank",
    )
    return pick(rng, words) if rng.random() < 0.3 else pick(rng, writers)(rng)


def _attributes(rng: Generator) -> str:
    opening, closing = pick(rng, QUOTES)
    names = rng.permutation(FORMS["attributes"])[: int(rng.integers(1, 5))]
    return " ".join(f"{name}={opening}{_value(rng)}{closing}" for name in names)


def _bracketed(rng: Generator) -> str:
    name = _name(rng)
    opening = f"[{name} {_attributes(rng)}]" if rng.random() < 0.7 else f"[{name}]"
    forms = (
        opening,
        opening,
        f"[/{name}]",
        f"{opening}[/{name}]",
        f"{opening}{_address(rng)}[/{name}]",
        f"[{opening}]",
        opening.replace("]", " /]"),
    )
    return pick(rng, forms)


def _braced(rng: Generator) -> str:
    name = _name(rng)
    forms = (
        f"{{{name}}}",
        f"{{{name} {_number(rng)}}}",
        f"{{loadposition {name}}}",
        f"{{{name}}}{_address(rng)}{{/{name}}}",
        f"{{{name}|{_number(rng)}|{_number(rng)}}}",
    )
    return pick(rng, forms)


def _templated(rng: Generator) -> str:
    name = _name(rng)
    path = f"{invented_name(rng)}.{invented_name(rng)}"
    forms = (
        f"{{{{ {path} }}}}",
        f"{{{{{name}}}}}",
        f'{{% include "{name}.html" %}}',
        f"<%= {path} %>",
        f"${{{path}}}",
        f"%%{name.upper()}%%",
        f"##{name.upper()}##",
        f"[[{name}:{_number(rng)}]]",
        f"<?php {name}(); ?>",
    )
    return pick(rng, forms)


def _scripted(rng: Generator) -> str:
    name, number = invented_name(rng), _number(rng)
    forms = (
        "(adsbygoogle = window.adsbygoogle || []).push({});",
        f"googletag.cmd.push(function() {{ googletag.display('div-gpt-ad-{number}-0'); }});",
        f"window._{name} = window._{name} || []; _{name}.push({{mode: '{name}', container: '{number}'}});",
        f"var {name} = document.createElement('script'); {name}.src = '{_address(rng)}';",
        f".{name}-{number} {{ display: none; margin: 0 auto; }}",
        f"#{name} .{invented_name(rng)} {{ width: {number}px !important; }}",
        f"document.getElementById('{name}').innerHTML = {name}_{number};",
    )
    return pick(rng, forms)


def _tagged(rng: Generator) -> str:
    forms = (
        f'<iframe src="{_address(rng)}" width="{_number(rng)}" frameborder="0"></iframe>',
        f'<script async src="{_address(rng)}"></script>',
        f"<!-- {_name(rng)} -->",
        f'<div class="{_name(rng)}">',
        f'<img src="{_address(rng)}" alt="" />',
        "</div>",
        "&nbsp;",
        "<!--more-->",
        "<!-- /wp:paragraph -->",
    )
    return pick(rng, forms)
