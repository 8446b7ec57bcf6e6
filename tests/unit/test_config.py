"""Settings: what may be written, what is resolved, and where a wrong one stands."""

from datetime import UTC
from pathlib import Path

import pytest

from journal.config import load_config, settings_file
from journal.diagnostics import ContentError
from journal.settings import SETTINGS


def load(folder, text, name="journal.toml", **options):
    folder.put(name, text)
    return load_config(folder.root, **options)


def said(folder, text, name="journal.toml"):
    with pytest.raises(ContentError) as caught:
        load(folder, text, name)
    return str(caught.value)


def test_a_folder_without_settings_has_every_default(folder):
    config = load_config(folder.root)
    assert (config.title, config.zone, config.permalink) == ("My journal", UTC, "/{folder}/{slug}/")
    assert config.output == folder.root.resolve() / "public"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_is_one_that_an_author_may_write(setting):
    assert setting.check(setting.default) == ""
    assert setting.doc


def test_settings_stand_in_a_file_of_their_own_or_in_pyproject(folder):
    assert load(folder, '[project]\nname = "x"\n[tool.journal]\ntitle = "A"\n', "pyproject.toml").title == "A"
    assert load(folder, 'title = "B"\n').title == "B"


def test_a_pyproject_of_something_else_is_passed_over(folder):
    assert load(folder, '[project]\nname = "x"\n', "pyproject.toml").title == "My journal"


def test_the_same_setting_in_each_way_that_toml_has(folder):
    for text in ("[feed]\nlimit = 3\n", "feed.limit = 3\n", "feed = { limit = 3 }\n"):
        assert load(folder, text).feed_limit == 3


def test_a_file_with_a_byte_order_mark_and_windows_line_ends(folder):
    assert load(folder, b'\xef\xbb\xbftitle = "A"\r\nlanguage = "de"\r\n').language == "de"


def test_an_output_on_the_command_line_wins(folder, tmp_path):
    assert load(folder, 'output = "www"\n').output == folder.root.resolve() / "www"
    assert load(folder, 'output = "www"\n', output=Path("/x")).output == Path("/x")


def test_an_author_with_or_without_an_address(folder):
    assert load(folder, 'author = "Ada"\n').author.name == "Ada"
    assert (
        load(folder, 'author = { name = "Ada", url = "https://ada.example/" }\n').author.url == "https://ada.example/"
    )


def test_the_path_of_the_address_is_the_base(folder):
    config = load(folder, 'url = "https://me.example/blog"\n')
    assert (config.url, config.base) == ("https://me.example/blog/", "/blog")
    assert config.absolute("/x/") == "https://me.example/blog/x/"


def test_an_unknown_setting_is_told_at_its_place_with_a_suggestion(folder):
    assert said(folder, '# mine\ntitel = "A"\n') == (
        "journal.toml:2:1: error: unknown setting 'titel'\n"
        '    2 | titel = "A"\n'
        "      | ^^^^^\n"
        "hint: did you mean 'title'?"
    )


def test_an_unknown_setting_like_no_other_leads_to_the_list_of_all(folder):
    assert "hint: all settings are listed in docs/settings.md; your own go under [extra]" in said(folder, "zebra = 1\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[feed]\nlimt = 3\n", "journal.toml:2:1: error: unknown setting 'feed.limt'"),
        ("feed.limt = 3\n", "journal.toml:1:6: error: unknown setting 'feed.limt'"),
        ("feed = { limt = 3 }\n", "journal.toml:1:1: error: unknown setting 'feed.limt'"),
        ("[markdwon]\nemoji = true\n", "journal.toml:1:2: error: unknown setting 'markdwon'"),
        ("[extra]\nlimit = 'x'\n[feed]\nlimit = -1\n", "journal.toml:4:1: error: setting 'feed.limit' must be"),
        ("[[menu]]\ntitle = 'A'\n", "journal.toml:1:3: error: setting 'menu' must be a list of"),
    ],
)
def test_a_setting_is_found_where_it_was_written(folder, text, place):
    assert said(folder, text).startswith(place)


def test_in_pyproject_the_keys_of_other_tools_are_not_mistaken_for_ours(folder):
    text = '[project]\ndescription = "x"\n\n[tool.journal]\ndescription = 3\n'
    assert said(folder, text, "pyproject.toml").startswith("pyproject.toml:5:1: error: setting 'description' must be")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 3", "setting 'title' must be a text in quotes"),
        ("paginate = -1", "setting 'paginate' must be a whole number of at least 0"),
        ("paginate = true", "setting 'paginate' must be a whole number of at least 0"),
        ('git_dates = "yes"', "setting 'git_dates' must be true or false"),
        ('url = "me.example"', "setting 'url' must be a whole address, as in \"https://me.example/blog/\""),
        ('timezone = "Mars/Base"', "setting 'timezone' must be a time zone this machine knows"),
        ('timezone = "../../etc/passwd"', "setting 'timezone' must be a time zone this machine knows"),
        ('permalink = "/{slog}/"', "setting 'permalink' may hold only {year}, {month}, {day}, {slug}"),
        ('permalink = "/{year}/"', "setting 'permalink' must hold {slug}"),
        ('permalink = "/{slug.__class__}/"', "setting 'permalink' may hold only"),
        ('permalink = "/{slug!r}/"', "setting 'permalink' may hold only"),
        ('date_format = "{day:>9999}"', "setting 'date_format' may hold only"),
        ('month_names = ["a"]', "setting 'month_names' has 1 names, not 12"),
        ('disable = "archive"', "setting 'disable' must be a list of texts"),
        ('feed.content = "half"', "setting 'feed.content' must be one of 'full', 'excerpt'"),
        ("author = 3", "setting 'author' must be a name"),
        ('author = { nom = "x" }', "setting 'author' must be a name"),
        ("output = ''", "setting 'output' must be a folder"),
        ("extra = 1", "setting 'extra' must be a table"),
        ('menu = ["a"]', "setting 'menu' must be a list of"),
    ],
)
def test_a_value_that_a_setting_cannot_take(folder, text, message):
    assert message in said(folder, text + "\n")


def test_every_wrong_setting_is_told_in_one_go(folder):
    assert said(folder, "titel = 1\npaginate = -1\nurl = 3\n").count("error:") == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"title =\n", "journal.toml:1:8: error: not valid TOML: Invalid value"),
        (b'title = "a\n', "journal.toml:1:11: error: not valid TOML: Illegal character"),
        (b"title = '\xff'\n", "journal.toml: error: not UTF-8 text\nhint: save the file as UTF-8"),
        (b"a = " + b"[" * 5000, "journal.toml: error: nested too deeply"),
        (b"a = " + b"9" * 5000, "journal.toml: error: a number with far too many digits"),
    ],
)
def test_settings_that_cannot_be_read(folder, data, message):
    assert said(folder, data).startswith(message)


def test_settings_that_are_a_folder(folder):
    (folder.root / "journal.toml").mkdir()
    with pytest.raises(ContentError, match=r"journal\.toml: error: cannot be read: "):
        load_config(folder.root)


def test_a_table_that_is_none(folder):
    assert (
        said(folder, "[tool]\njournal = 3\n", "pyproject.toml")
        == "pyproject.toml: error: [tool.journal] must be a table"
    )


def test_a_home_in_the_output_is_that_of_the_author(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder.root / "home"))
    monkeypatch.setenv("USERPROFILE", str(folder.root / "home"))
    assert load(folder, 'output = "~/www"\n').output == (folder.root / "home/www").resolve()
    assert load(folder, 'output = "~nobody-by-this-name/x"\n').output.name == "x"


@pytest.mark.parametrize("name", ["feed", "markdown"])
def test_a_table_of_settings_that_is_no_table_is_told_as_one(folder, name):
    assert said(folder, f"{name} = 3\n") == (
        f"journal.toml:1:1: error: setting {name!r} must be a table\n"
        f"    1 | {name} = 3\n"
        f"      | {'^' * len(name)}\n"
        f"hint: write its settings below a line [{name}]"
    )


@pytest.mark.parametrize("language", ["", "xx-invalid-!", "English", "en_US", "e", "en-", "en\\n"])
def test_a_language_is_a_language_tag(folder, language):
    assert 'setting \'language\' must be a language tag such as "en" or "pt-BR"' in said(
        folder, f'language = "{language}"\n'
    )


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant-TW", "gsw", "de-1996", "es-419"])
def test_any_language_tag_will_do(folder, language):
    assert load(folder, f'language = "{language}"\n').language == language


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({}, "journal.toml"),
        ({"journal.toml": ""}, "journal.toml"),
        ({"pyproject.toml": "[project]\n"}, "journal.toml"),
        ({"pyproject.toml": "[tool.journal]\n"}, "pyproject.toml"),
        ({"pyproject.toml": "[tool.journal]\n", "journal.toml": ""}, "journal.toml"),
    ],
)
def test_the_file_that_settings_are_told_of_is_the_one_that_is_read(folder, files, name):
    for path, text in files.items():
        folder.put(path, text)
    assert settings_file(load_config(folder.root)) == name
