"""Credentials that somebody pasted, known by the shapes their issuers give them.

The shapes are those the issuers document, so that a finding is hardly ever wrong; a password in a sentence has no shape
and is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from faultless.patterns import expression

_PRIVATE_KEY = "a private key"
_TOKENS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("an AWS access key", r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b", ("akia", "asia", "abia", "acca")),
    (
        "an AWS secret key",
        r"(?i:aws.{0,20}?secret.{0,20}?|secret_?access_?key\W{1,5})(?<![\w/+])(?P<secret>[A-Za-z0-9/+]{40})(?![\w/+=])",
        ("secret",),
    ),
    ("a GitHub token", r"\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})\b", ("gh", "github_pat_")),
    ("a GitLab token", r"\bgl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|oas)-[A-Za-z0-9_-]{20,255}", ("gl",)),
    ("a Slack token", r"\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{20,255}", ("xox", "xapp-")),
    ("a Slack webhook", r"\bhooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_-]{20,255}", ("hooks.slack",)),
    ("a Stripe key", r"\b(?:[sr]k_live_|whsec_)[A-Za-z0-9+/]{16,255}", ("k_live_", "whsec_")),
    ("a Google key", r"\bAIza[0-9A-Za-z_-]{35}(?![\w-])|\bGOCSPX-[0-9A-Za-z_-]{28}(?![\w-])", ("aiza", "gocspx-")),
    ("a Google access token", r"\bya29\.[0-9A-Za-z_-]{20,2000}", ("ya29.",)),
    ("a signed token (JWT)", r"\beyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{10,4000}", ("eyj",)),
    ("an npm token", r"\bnpm_[A-Za-z0-9]{36}\b", ("npm_",)),
    ("a PyPI token", r"\bpypi-AgE[\w-]{50,1000}", ("pypi-age",)),
    ("a SendGrid key", r"\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])", ("sg.",)),
    ("a Vault token", r"\bhv[sbr]\.[\w-]{24,500}", ("hvs.", "hvb.", "hvr.")),
    ("a DigitalOcean token", r"\bdo[opr]_v1_[a-f0-9]{64}\b", ("_v1_",)),
    ("a model provider's key", r"\bsk-(?:ant-|proj-|svcacct-)[\w-]{32,300}", ("sk-",)),
    ("a storage account key", r"\bAccountKey=(?P<secret>[A-Za-z0-9+/]{80,100}={0,2})", ("accountkey=",)),
    (
        "the password of a connection",
        r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://(?P<user>[^\s:/?#@\"'<>`]{0,64}):(?P<secret>[^\s/?#@\"'<>`]{3,200})@(?=[\w\[])",
        ("://",),
    ),
    (
        "the password of a connection",
        (
            r"(?i:\b(?:server|data source|host|uid|user id)\s?=[^\n]{0,200}?;\s?(?:password"
            r"|pwd)\s?=\s?)(?P<secret>[^\s;\"'`]{4,200})"
        ),
        ("pwd", "password"),
    ),
    (
        "a bearer token",
        r"\b[Bb]earer[ \t]+(?=[A-Za-z._~+/-]{0,200}\d)(?P<secret>[A-Za-z0-9._~+/-]{20,4000}=*)",
        ("bearer",),
    ),
    (
        "a password for HTTP",
        r"\bAuthorization:[ \t]*Basic[ \t]+(?P<secret>[A-Za-z0-9+/]{12,500}={0,2})",
        ("authorization",),
    ),
    (_PRIVATE_KEY, r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----", ("private key",)),
)
"""What it is called, its shape (`secret` is the part that matters, else all of it), and what its text must hold in "
"lower case."""

_SHAPES = tuple((name, expression(shape), literals) for name, shape, literals in _TOKENS)
_KEY_LINE = expression(r"[A-Za-z0-9+/]{40}")
_PLACEHOLDER = expression(
    r"example|placeholder|redact|replace|change.?me|changeit|your|dummy|sample|xxx|\*\*\*|\.\.\.|…|fake|\btest|<|>"
    r"|\{|\}|\$|%|insert"
    r"|not.?a.?real|12345678|abcdefgh|deadbeef",
    re.IGNORECASE,
)
_NO_PASSWORDS = frozenset(
    {
        "password",
        "passwd",
        "pass",
        "pwd",
        "passphrase",
        "secret",
        "user",
        "username",
        "token",
        "key",
        "foo",
        "bar",
        "none",
        "null",
    }
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A credential in a text, by its offsets there, and what it is called, with its article."""

    start: int
    end: int
    kind: str


def secrets_in(text: str) -> Iterator[Secret]:
    """The credentials in any text, code and comments included; examples and placeholders are passed over."""
    low = text.lower()
    for kind, shape, literals in _SHAPES:
        if any(map(low.__contains__, literals)):
            for match in shape.finditer(text):
                start, end = match.span("secret") if "secret" in shape.groupindex else match.span()
                real = _has_key(text, end) if kind is _PRIVATE_KEY else not _is_placeholder(text[start:end])
                if real:
                    yield Secret(start, end, kind)


def _has_key(text: str, after: int) -> bool:
    """Whether a key follows the line that announces one."""
    return _KEY_LINE.search(text[after : after + 800].partition("-----")[0]) is not None


def _is_placeholder(secret: str) -> bool:
    if secret.casefold() in _NO_PASSWORDS or _PLACEHOLDER.search(secret) is not None:
        return True
    return len(secret) >= 16 and len(set(secret)) < 6
