"""What MkDocs calls while it builds the site: pages that the code makes, and links to files that are not pages."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from training.documentation.pages import generated_pages, links_to_repository

__all__ = ["on_files", "on_page_content", "on_page_markdown"]

_NO_DESCRIPTION = re.compile(r"–\s*<div class=\"doc-md-description\">\s*</div>")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    for name, text in generated_pages().items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links out of ``docs/`` to the repository."""
    return links_to_repository(markdown, page.file.src_uri, f"{config.repo_url}/blob/main")


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave out the dash before a description where there is none."""
    return _NO_DESCRIPTION.sub("", html)
