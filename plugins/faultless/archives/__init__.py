"""Folders of postmortems that nobody prepared for us: their files, days, titles and kinds."""

from faultless.archives.dates import Dated, dated
from faultless.archives.kinds import POSTMORTEM, kind_of
from faultless.archives.paper import Paper, papers
from faultless.archives.titles import title_of

__all__ = ["POSTMORTEM", "Dated", "Paper", "dated", "kind_of", "papers", "title_of"]
