"""What a run reads."""

import os
import socket
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.run.inputs import collect


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("minutes")
    return path


def keys(*paths: Path, output: Path = Path("nowhere")) -> list[str]:
    return [item.key for item in collect(list(paths), output)]


def test_a_folder_gives_its_documents_at_any_depth_sorted_by_key(tmp_path: Path) -> None:
    for name in ("b/z.PDF", "b/a.txt", "a.Docx", "ខែកញ្ញា/កំណត់ហេតុ.txt", "notes.md", "scan.TIF", "film.mp4"):
        write(tmp_path / name)
    assert keys(tmp_path) == ["a.Docx", "b/a.txt", "b/z.PDF", "scan.TIF", "ខែកញ្ញា/កំណត់ហេតុ.txt"]


def test_documents_come_in_the_order_of_their_keys_whatever_the_folders_are_called(tmp_path: Path) -> None:
    names = ("a.txt", "a/x.txt", "a-b.txt", "a b/y.txt", "a.pdf/z.txt", "ក/១.txt", "ក.txt", "b/c/d/e.txt", "B.txt")
    for name in names:
        write(tmp_path / name)
    found = keys(tmp_path)
    assert found == sorted(found)
    assert set(found) == {*names, "a.pdf"}


def test_folders_may_lie_inside_one_another_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    place = os.open(tmp_path / "root", os.O_RDONLY)
    for _ in range(400):
        os.mkdir("d", dir_fd=place)
        below = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    os.close(place)
    (tmp_path / "root/a.txt").write_text("minutes")
    assert keys(tmp_path / "root") == ["a.txt"]


def test_a_place_that_two_links_lead_into_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/deep/b.txt")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "root").mkdir()
    (tmp_path / "root/one").symlink_to(tmp_path / "elsewhere/deep")
    (tmp_path / "root/two").symlink_to(tmp_path / "elsewhere")
    assert keys(tmp_path / "root") == ["one/b.txt"]


def test_hidden_files_and_the_lock_files_of_word_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$draft.docx", ".git/x.txt", "real.txt"):
        write(tmp_path / name)
    assert keys(tmp_path) == ["real.txt"]


def test_the_output_folder_is_not_read_back(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "outputs/a.txt/text.txt")
    assert keys(tmp_path, output=tmp_path / "outputs") == ["a.txt"]
    with pytest.raises(UsageError, match="output folder"):
        keys(tmp_path / "outputs", output=tmp_path / "outputs")


def test_results_of_another_run_are_not_read_as_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "out1/ledger.sqlite", "out1/a.txt/text.txt", "out1/a.txt/report.docx"):
        write(tmp_path / name)
    (tmp_path / "out1/ledger.sqlite").write_bytes(b"SQLite format 3\0 and so on")
    assert keys(tmp_path, output=tmp_path / "out2") == ["a.txt"]
    with pytest.raises(UsageError, match=r"holds the results of a run \(ledger\.sqlite\)"):
        keys(tmp_path / "out1", output=tmp_path / "out2")


def test_a_folder_or_text_of_the_name_of_a_ledger_hides_no_documents(tmp_path: Path) -> None:
    write(tmp_path / "ledger.sqlite/a.txt")
    write(tmp_path / "b/ledger.sqlite")
    write(tmp_path / "b/c.txt")
    assert keys(tmp_path) == ["b/c.txt", "ledger.sqlite/a.txt"]


def test_links_between_folders_never_lead_in_circles_or_to_one_document_twice(tmp_path: Path) -> None:
    write(tmp_path / "root/sub/a.txt")
    write(tmp_path / "elsewhere/b.txt")
    (tmp_path / "root/sub/round").symlink_to(tmp_path / "root")
    (tmp_path / "root/up").symlink_to(tmp_path)
    (tmp_path / "root/again").symlink_to(tmp_path / "root/sub")
    (tmp_path / "root/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "root/linked2").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "root/self").symlink_to("self")
    assert keys(tmp_path / "root") == ["linked/b.txt", "sub/a.txt"]


def test_a_folder_named_like_a_document_is_listed_and_searched(tmp_path: Path) -> None:
    write(tmp_path / "x.pdf/inside.txt")
    assert keys(tmp_path) == ["x.pdf", "x.pdf/inside.txt"]
    assert keys(tmp_path / "x.pdf") == ["inside.txt", "x.pdf"]


def test_a_file_named_on_its_own_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    assert keys(write(tmp_path / "minutes.odt")) == ["minutes.odt"]


def test_two_files_with_one_key_are_refused_and_both_are_named(tmp_path: Path) -> None:
    one, other = write(tmp_path / "a/x.txt"), write(tmp_path / "b/x.txt")
    with pytest.raises(UsageError, match=r"one place, x\.txt: .*/a/x\.txt and .*/b/x\.txt"):
        keys(one, other)


def test_one_file_given_twice_is_read_once(tmp_path: Path) -> None:
    one = write(tmp_path / "x.txt")
    assert keys(one, tmp_path, tmp_path / "." / "x.txt") == ["x.txt"]


def test_a_missing_path_and_a_folder_without_documents_are_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        keys(tmp_path / "missing")
    with pytest.raises(UsageError, match=r"no \.pdf, \.txt, \.docx, .* or \.png"):
        keys(tmp_path)


def test_pipes_and_sockets_are_listed_without_being_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert keys(tmp_path) == ["pipe.pdf", "socket.txt"]


def test_a_name_that_is_not_utf8_is_listed_with_its_problem(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("minutes")
    (item,) = collect([tmp_path], Path("nowhere"))
    assert item.key == "caf\\udce9.txt"
    assert item.problem == "the name is not valid UTF-8; rename the file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may search every folder")
def test_a_folder_that_may_not_be_searched_is_listed_with_its_problem(tmp_path: Path) -> None:
    write(tmp_path / "closed/a.txt")
    (tmp_path / "closed").chmod(0)
    (item,) = collect([tmp_path], Path("nowhere"))
    (tmp_path / "closed").chmod(0o700)
    assert (item.key, item.problem) == ("closed", "the folder cannot be searched: Permission denied")
