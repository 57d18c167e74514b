"""The internal wiki: generated pages, and what is added to the pages of the content."""

from faultless.wiki.page import Article, WikiPage
from faultless.wiki.rendering import ASSETS
from faultless.wiki.wiki import Wiki

__all__ = ["ASSETS", "Article", "Wiki", "WikiPage"]
