"""The interface in every language: nothing missing, dates and plurals as the language writes them, either direction."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from pages_seen import read
from rendering import everything, incident, site, update

from faultless.outputs import language as languages
from faultless.outputs import render_site
from faultless.outputs.language import language
from faultless.outputs.wording import Wording
from faultless.policy.sections import LANGUAGES

TRANSLATED = sorted(set(LANGUAGES) - {"en"})
_PLACES = re.compile(r"%\((\w+)\)s")
_SPOKEN = {"_": None, "ngettext": (1, 2), "N_": None, "text": None, "html": None, "count": (1, 2)}


def spoken() -> dict[str, tuple[str, ...]]:
    """Every message of the code and the templates, with its plural if it has one."""
    found: dict[str, tuple[str, ...]] = {}
    place = str(languages.LOCALE.parent)
    for method, pattern in (("python", "**.py"), ("jinja2.ext:babel_extract", "templates/**.jinja2")):
        options = {pattern: {"trim_blocks": "true", "lstrip_blocks": "true"}}
        for _, _, message, _, _ in extract_from_dir(place, [(pattern, method)], options_map=options, keywords=_SPOKEN):
            forms = message if isinstance(message, tuple) else (message,)
            if len(forms) > len(found.get(forms[0], ())):
                found[forms[0]] = forms
    return found


def catalogue(code: str):
    with (languages.LOCALE / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_with_all_its_forms_and_places(code):
    known = {one.id if isinstance(one.id, str) else one.id[0]: one for one in catalogue(code) if one.id}
    said = spoken()
    assert len(said) > 150
    assert sorted(set(said) - set(known)) == [], "missing"
    assert sorted(set(known) - set(said)) == [], "said nowhere"
    for message, one in known.items():
        forms = one.string if isinstance(one.string, tuple) else (one.string,)
        assert all(forms), message
        assert not one.fuzzy, message
        assert len(forms) == (catalogue(code).num_plurals if len(said[message]) > 1 else 1), message
        wanted = set(_PLACES.findall("".join(said[message])))
        for form in forms:
            assert set(_PLACES.findall(form)) <= wanted, (message, form)
        assert set(_PLACES.findall(forms[-1])) == wanted, (message, forms)


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_english_sentence_stands_on_a_page_in_another_language(code):
    files = render_site(everything(languages=(code,)))
    english = [one for one in spoken() if len(one.split()) > 2 and "%(" not in one]
    for path, content in files.items():
        if path.endswith(".html"):
            made = read(content.decode())
            assert made.one("html").attributes["lang"] == code
            assert [one for one in english if one in made.text] == [], path


@pytest.mark.parametrize("code", LANGUAGES)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_are_written_as_the_language_writes_them(code, day):
    locale = "en_001" if code == "en" else code
    assert language(code).day(day) == format_date(day, "long", locale)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "14 to 16 March 2026"),
        ("de", "14. bis 16. März 2026"),
        ("fr", "14 à 16 mars 2026"),
        ("es", "14 a 16 de marzo de 2026"),
        ("ja", "2026年3月14日～16日"),
    ],
)
def test_two_days_of_a_month_say_it_once(code, said):
    assert language(code).days(date(2026, 3, 14), date(2026, 3, 16)) == said


@pytest.mark.parametrize(
    ("code", "one", "none"),
    [
        ("en", "1 incident", "0 incidents"),
        ("fr", "1 incident", "0 incident"),
        ("de", "1 Störung", "0 Störungen"),
        ("ja", "障害 1 件", "障害 0 件"),
    ],
)
def test_a_number_chooses_its_plural_form(code, one, none):
    say = language(code).count
    assert say("%(number)s incident", "%(number)s incidents", 1) == one
    assert say("%(number)s incident", "%(number)s incidents", 0) == none


@pytest.mark.parametrize(("code", "said"), [("en", "99.95%"), ("de", "99,95\N{NO-BREAK SPACE}%"), ("ja", "99.95%")])
def test_a_share_is_written_with_the_signs_of_the_language(code, said):
    assert Wording(language(code)).percent(99.953) == said


def test_a_translation_cannot_be_markup():
    say = languages.Language("xx", language("en").forms, {"Since %(start)s": "<b>%(start)s"}).html
    assert say("Since %(start)s", start="<i>") == "&lt;b&gt;&lt;i&gt;"


def test_a_second_language_is_a_second_folder_with_links_between_them():
    made = everything(languages=("en", "de"))
    files = render_site(made)
    german = read(files["de/incidents/a/index.html"].decode())
    assert german.one("html").attributes["lang"] == "de"
    assert "Betroffene Komponenten" in german.main
    assert "../../../feed.rss" in german.links
    assert "../../../de/history/index.html" in german.links
    here = [one for one in german.all("link", rel="alternate") if "hreflang" in one.attributes]
    assert {one.attributes["hreflang"]: one.attributes["href"] for one in here} == {
        "en": "https://status.example.com/incidents/a/",
        "de": "https://status.example.com/de/incidents/a/",
    }
    assert "Deutsch" in read(files["index.html"].decode()).one("footer").text
    pages = {path for path in files if path.endswith("index.html") and not path.startswith(("de/", "issues/"))}
    former = {"incidents/old-c/index.html"}
    assert {f"de/{path}" for path in pages - former} <= set(files)


def pseudo(folder: Path) -> None:
    """A catalogue in which every message is turned into Arabic letters, longer than it was."""
    lines = [
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    ]
    for message, forms in spoken().items():
        said = [f"[م {' '.join(['عربي', *(f'%({one})s' for one in _PLACES.findall(form)), 'نص'])}]" for form in forms]
        if len(forms) > 1:
            lines.append(
                f'msgid "{message}"\nmsgid_plural "{forms[1]}"\nmsgstr[0] "{said[0]}"\nmsgstr[1] "{said[1]}"\n'
            )
        else:
            lines.append(f'msgid "{message}"\nmsgstr "{said[0]}"\n')
    (folder / "ar.po").write_text("\n".join(lines), encoding="utf-8")


def test_a_language_written_from_right_to_left_says_so_on_every_page_and_leaves_no_message_out(tmp_path, monkeypatch):
    pseudo(tmp_path)
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    language.cache_clear()
    files = render_site(everything(languages=("ar",)))
    language.cache_clear()
    for path, content in files.items():
        if path.endswith(".html"):
            made = read(content.decode())
            assert made.one("html").attributes["dir"] == "rtl", path
            if made.all("main"):
                assert re.search("[A-Z][a-z]+ [a-z]+ing", made.main) is None or "looking" in made.main, path


def test_what_a_record_says_is_isolated_from_the_direction_around_it():
    made = read(
        render_site(site(incident(title="توقفت", updates=(update("2026-03-19 09:10"),))))["index.html"].decode()
    )
    assert [one.attributes.get("dir") for one in made.all("h3") if one.text == "توقفت"] == ["auto"]


def test_a_language_is_learnt_once_and_kept(tmp_path):
    from faultless.caching import Kept

    kept = Kept(tmp_path, b"key")
    learnt = language("de", kept)
    assert [one.name for one in tmp_path.iterdir()]
    language.cache_clear()
    again = language("de", kept)
    assert (again.messages, again.forms, again.plural(1)) == (learnt.messages, learnt.forms, learnt.plural(1))
    assert language("de").messages == learnt.messages


def test_an_unknown_language_is_refused():
    with pytest.raises(LookupError, match="no language"):
        language("xx-nonsense")
