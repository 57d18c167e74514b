"""PU104: credentials, in any file. The samples are put together here, so that no scanner takes this file for a leak."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import cause, findings, incident, postmortem

from faultless.checks import Level
from faultless.checks.secrets import secrets_in

_DIGITS = string.digits
_LETTERS = string.ascii_letters + _DIGITS
_BASE32 = string.ascii_uppercase + "234567"
_HEX = _DIGITS + "abcdef"


def some(count: int, alphabet: str = _LETTERS) -> str:
    """Letters that follow no pattern, the same on every run."""
    chosen = random.Random(f"{count}{alphabet}")
    return "7" + "".join(chosen.choice(alphabet) for _ in range(count - 1))


def key(kind: str) -> str:
    return "-----" + f"BEGIN {kind}PRIVATE KEY-----"


SECRETS = [
    ("AWS access key", "AKIA" + some(16, _BASE32)),
    ("AWS access key", "ASIA" + some(16, _BASE32)),
    ("AWS secret key", "aws_secret_access_key = " + some(40)),
    ("GitHub token", "gh" + "p_" + some(36)),
    ("GitHub token", "github_" + "pat_" + some(60)),
    ("GitLab token", "gl" + "pat-" + some(20)),
    ("Slack token", "xo" + f"xb-{some(12, _DIGITS)}-{some(24)}"),
    ("Slack webhook", "https://hooks.sl" + f"ack.com/services/T0/B0/{some(24)}"),
    ("Stripe key", "sk_" + "live_" + some(24)),
    ("Stripe key", "whs" + "ec_" + some(32)),
    ("Google key", "AI" + "za" + some(35)),
    ("Google access token", "ya" + "29." + some(60)),
    ("JWT", "ey" + f"J{some(20)}.ey" + f"J{some(30)}.{some(43)}"),
    ("npm token", "np" + "m_" + some(36)),
    ("PyPI token", "py" + "pi-AgE" + some(60)),
    ("SendGrid key", "S" + f"G.{some(22)}.{some(43)}"),
    ("Vault token", "hv" + "s." + some(28)),
    ("DigitalOcean token", "do" + "p_v1_" + some(64, _HEX)),
    ("model provider", "sk" + "-ant-" + some(60)),
    ("storage account key", "Account" + f"Key={some(86)}=="),
    ("password of a connection", f"postgres://ledger:{some(10)}@db.example.com/x"),
    ("password of a connection", f"redis://:{some(10)}@cache:6379"),
    ("password of a connection", f"https://amara:{some(9)}@git.example.com/x.git"),
    ("password of a connection", f"Server=db;User Id=x;Password={some(10)};"),
    ("bearer token", f"Authorization: Bearer {some(40)}"),
    ("bearer token", f"curl -H 'authorization: bearer {some(32)}'"),
    ("password for HTTP", f"Authorization: Basic {some(20)}"),
    ("private key", f"{key('RSA ')}\n{some(64)}\n"),
    ("private key", f"{key('')}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n{some(64)}\n"),
    ("private key", f"> {key('OPENSSH ')}\n> {some(64)}\n"),
    ("private key", f'"{key("")}\\n{some(64)}"'),
]

PLACEHOLDERS = [
    "AKIA" + "IOSFODNN7EXAMPLE",
    "gh" + "p_" + "x" * 36,
    "gh" + "p_" + "a" * 36,
    "sk_" + "test_" + some(24),
    "postgres://user:password@host/db",
    "postgres://$USER:$PASSWORD@host/db",
    "https://amara:<password>@git.example.com",
    "https://amara:xxxxxx@git.example.com",
    "https://amara:{{ password }}@git.example.com",
    "Bearer <token>",
    "Authorization: Bearer $TOKEN",
    "the bearer of bad news: nobody authorised it",
    "Server=db;User Id=x;Password=changeme;",
    f"{key('')}\n...\n-----" + "END PRIVATE KEY-----",
    f"{key('')} is how it begins.\n-----" + f"END PRIVATE KEY-----\n{some(64)}",
    "http://example.com:8080/a@b",
    "https://status.example.com/",
    "git@github.com:org/repo.git",
    "commit " + some(40, _HEX),
    "AKIA is the prefix of a key, eyJ that of a token, ghp_ of another",
]


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
def test_a_credential_of_a_known_shape_is_found(kind, secret):
    (found,) = secrets_in(f"we ran {secret} by hand")
    assert kind in found.kind


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_passes(text):
    assert list(secrets_in(f"we ran {text} by hand")) == []


URL = "postgres://ledger:" + "kq81vTz0pd" + "@db.example.com/x"


@pytest.mark.parametrize(
    "files",
    [
        {"incidents/down.md": incident(f"\n## Internal notes\n\n{URL}\n")},
        {"incidents/down.md": incident(f"\n## Internal notes\n\n```\n{URL}\n```\n")},
        {"incidents/down.md": incident(f"\n## Internal notes\n\n<!-- {URL} -->\n")},
        {"incidents/down.md": incident(title=f'"{URL}"')},
        {"postmortems/down.md": postmortem(f"\n## Impact\n\n`{URL}`\n", status="draft")},
        {"root-causes/leak.md": cause() + f"\n{URL}\n"},
        {"handbook/x.md": f"{URL}\n"},
        {"catalogue.yml": f'organisation: {{name: Northstar}}\ninternal_names: ["{URL}"]\n'},
    ],
)
def test_it_is_an_error_wherever_it_stands(tmp_path, files):
    (found,) = findings(tmp_path, files, select=("PU104",))
    assert found.level is Level.ERROR


def test_it_stays_an_error_on_an_imported_record(tmp_path):
    files = {"incidents/down.md": incident(f"\n## Internal notes\n\n{URL}\n", imported="cstate")}
    (found,) = findings(tmp_path, files, select=("PU104",))
    assert found.level is Level.ERROR


def test_a_report_names_the_place_and_not_the_secret(tmp_path):
    files = {"incidents/down.md": incident(f"\n## Internal notes\n\nSee {URL}.\n")}
    (found,) = findings(tmp_path, files, select=("PU104",))
    assert "kq81vTz0pd" not in f"{found.message}{found.suggestion}"
    assert (found.span.line, found.span.column, found.span.end_column) == (10, 23, 33)


def test_one_secret_of_two_shapes_is_one_finding(tmp_path):
    token = "ey" + f"J{some(20)}.ey" + f"J{some(30)}.{some(43)}"
    files = {"incidents/down.md": incident(f"\n## Internal notes\n\nAuthorization: Bearer {token}\n")}
    assert len(findings(tmp_path, files, select=("PU104",))) == 1


@given(st.text(alphabet="AKIAghp_sk-:/@.eyJ BEGINPRVTK\n=xob09", max_size=300))
def test_places_are_within_the_text(text):
    for found in secrets_in(text):
        assert 0 <= found.start < found.end <= len(text)
