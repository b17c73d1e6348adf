"""What operators type: check, ask, show, walk; and a wrong setting."""

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core.text import LANGUAGES, Language
from bot.loader.load import check
from bot.web.server import listening
from main import main
from tests.conftest import EDITIONS, ROOT

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, sample: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.setenv("CACHE_DIR", str(EDITIONS / "sample"))
    monkeypatch.chdir(tmp_path)


def test_check_of_a_good_base_exits_with_0(capsys: Out) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_check_of_another_folder_lists_errors_and_exits_with_1(sample: Path, capsys: Out) -> None:
    (sample / "base.yaml").write_text("released: soon\ntopics: [moving]\n")
    assert main(["check", "--knowledge", str(sample), "--json"]) == 1
    [mistake] = json.loads(capsys.readouterr().out)
    assert (mistake["code"], mistake["line"], mistake["severity"]) == ("KB153", 1, "error")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_KZ.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.KOI8-R"}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "kk_KZ"}, "kk"),
        ({"LANG": "kk_KZ", "LC_ALL": "C", "LC_MESSAGES": "ru_RU"}, "en"),
        ({"LANG": "ru_RU", "LC_ALL": ""}, "ru"),
        ({}, "en"),
    ],
)
def test_check_speaks_the_language_of_the_system(
    environment: dict[str, str], language: Language, sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (sample / "base.yaml").write_text("released: 31.12.2026\ntopics: [moving, pets]\n")
    assert main(["check"]) == 1
    told = capsys.readouterr()
    [mistake] = check(sample)[1]
    assert told.out.strip() == mistake.told(language)
    assert f"docs/mistakes/{language}.md" in told.err
    assert main(["show", "cats"]) == 1
    assert capsys.readouterr().err.strip() == mistake.told(language)


def test_check_speaks_the_language_that_is_asked_for(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    (sample / "base.yaml").write_text("released: 31.12.2026\ntopics: [moving, pets]\n")
    messages = {}
    for language in LANGUAGES:
        main(["check", "--language", language, "--json"])
        [mistake] = json.loads(capsys.readouterr().out)
        messages[language] = mistake.pop("message")
        assert mistake == {
            "file": "knowledge/base.yaml", "line": 1, "column": 1, "severity": "error", "code": "KB153",
            "name": "not-a-date", "values": {"value": "31.12.2026", "right": "2026-12-31"},
        }  # fmt: skip
    assert len(set(messages.values())) == 3


def test_a_pipe_that_lacks_kazakh_letters_gets_the_others(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample / "base.yaml").write_text("released: 31.12.2026\ntopics: [moving, pets]\n")
    piped = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(piped, encoding="cp1251", write_through=True))
    assert main(["check", "--language", "kk"]) == 1
    assert "KB153" in piped.getvalue().decode("cp1251")


def test_github_shows_mistakes_beside_the_lines(sample: Path, tmp_path: Path, capsys: Out) -> None:
    folder = tmp_path / "our, base: 100%"
    shutil.copytree(sample, folder / "knowledge")
    cats = folder / "knowledge/topics/pets/articles/cats.yaml"
    cats.write_text(cats.read_text().replace("short:", "100%,:short:"))
    assert main(["check", "--knowledge", str(folder / "knowledge"), "--github", "--language", "en"]) == 1
    [line] = capsys.readouterr().out.splitlines()
    command, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
    assert command == "error"
    path = "our%2C base%3A 100%25/knowledge/topics/pets/articles/cats.yaml"
    assert properties.split(",") == [f"file={path}", "line=2", "col=1", "title=KB003"]
    assert "'100%25,:short'" in message


def test_github_shows_a_warning_as_one(capsys: Out) -> None:
    assert main(["check", "--date", "2027-02-01", "--github"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith("::warning file=") for line in lines)


def test_check_on_another_day_warns_and_exits_with_0(capsys: Out) -> None:
    assert main(["check", "--date", "2027-02-01"]) == 0
    assert "KB053" in capsys.readouterr().out


def test_ask_prints_one_line_of_json_a_question_in_order(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("кошка\nzander\nгорит дом\n"))
    assert main(["ask", "--language", "kk", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["status"] for line in lines] == ["answered", "unanswered", "answered"]
    assert [line["emergency"] for line in lines] == [False, False, True]
    assert lines[0]["matches"][0] | {"score": 0} == {
        "id": "cats", "topic": "pets", "title": "Мысық тіркеу", "score": 0, "articles": ["moving-law 9"], "guides": [],
    }  # fmt: skip
    assert all(set(line) == {"question", "language", "status", "emergency", "matches"} for line in lines)


def test_show_prints_an_article_whole(capsys: Out) -> None:
    assert main(["show", "moving-help", "--language", "en"]) == 0
    assert "164\u00a0350\u00a0₸" in capsys.readouterr().out


def test_show_of_an_unknown_id_suggests_one(capsys: Out) -> None:
    assert main(["show", "moving-hepl"]) == 1
    assert "Did you mean 'moving-help'?" in capsys.readouterr().err


def test_walk_gives_the_next_step_and_then_the_outcomes(capsys: Out) -> None:
    assert main(["walk", "moving", "rent", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["step"] == "people"
    assert main(["walk", "moving", "rent", "2", "2026-10-01", "money,hands", "--json"]) == 0
    walked = json.loads(capsys.readouterr().out)
    assert [outcome["id"] for outcome in walked["outcomes"]] == ["money", "hands"]
    assert walked["outcomes"][0]["amounts"] == {"total": 12975}


def test_walk_on_another_day_uses_the_values_of_that_day(capsys: Out) -> None:
    assert main(["walk", "moving", "rent", "2", "not-yet", "money", "--date", "2025-06-01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcomes"][0]["amounts"] == {"total": 11796}


def test_an_impossible_answer_names_the_possible_ones(capsys: Out) -> None:
    assert main(["walk", "moving", "rend"]) == 1
    told = capsys.readouterr().err
    assert "rent, own, dont-know" in told
    assert "Did you mean 'rent'?" in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"), ("PORT", "70000"), ("ADMIN_IDS", "me"), ("TELEGRAM_BOT_TOKEN", "secret-token"),
        ("DATABASE_URL", "secret://x"), ("LOG_LEVEL", "LOUD"), ("RETENTION_DAYS", "-77"),
        ("TELEGRAM_API_URL", "nowhere"), ("PUBLIC_URL", "https://bot.example.kz/path"), ("SECRET_KEY", "short-key"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_on_one_line_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["check"]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert value not in told
    assert len(told.splitlines()) == 1


def test_the_local_chat_is_for_this_machine_only(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert main(["run"]) == 2
    assert "HOST" in capsys.readouterr().err


def test_a_taken_port_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    with listening("127.0.0.1", 0) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        assert main(["run"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("PORT cannot be used")
    assert len(told.splitlines()) == 1


def test_who_runs_the_bot_loads_nothing_that_few_need() -> None:
    """Graphviz, PostgreSQL and the calendars of all other countries: 25 MB of memory."""
    program = """if True:
        import sys
        from datetime import date
        import bot.commands.run
        from bot.core.terms import is_working_day
        assert not is_working_day(date(2026, 12, 16))
        print(*sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"pygraphviz", "psycopg", "holidays.countries"} & set(done.stdout.split())
