"""What many pages of one site tell of each of its lines: furniture recurs, content does not.

A :class:`~bbclf.site.profile.SiteProfile` counts, for each site, in how many pages a line occurs; the columns of a line
(:mod:`bbclf.site.columns`) are read from these counts, and a model's :class:`~bbclf.site.correction.SiteCorrection`
turns them into a change of the line's log-odds.
"""

from __future__ import annotations

from bbclf.site.address import site_of_url

__all__ = ["site_of_url"]
