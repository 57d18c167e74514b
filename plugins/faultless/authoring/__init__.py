"""What people write with and send: so far the digest."""

from faultless.authoring.digest import Digest, digest_of
from faultless.authoring.letter import as_html, as_mail, as_markdown
from faultless.authoring.since import BadSpan, since_of

__all__ = ["BadSpan", "Digest", "as_html", "as_mail", "as_markdown", "digest_of", "since_of"]
