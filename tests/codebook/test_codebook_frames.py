"""The frame loader: what it reads, what it refuses and where it says the fault lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley import codebook
from parley.codebook import assemble, contexts, lines, load_frames, read_toml
from parley.codebook.crosswalk import crosswalk
from parley.codebook.precedence import rank
from parley.errors import DataFileError
from parley.records import EventType

HEAD = 'type = "EXTORT"\nquad = "material conflict"\ndefinition = "Taking by threat."\n'


def overlay(tmp_path: Path, text: str, name: str = "EXTORT.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def fault(tmp_path: Path, text: str) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        codebook.load(overlay(tmp_path, text))
    return caught.value


def test_every_plover_type_is_there_with_definition_and_quad() -> None:
    book = codebook.load()
    assert set(book.types) == {t.value for t in EventType}
    for entry in book.types.values():
        assert entry.quad is not None
        assert entry.intensity is not None
        assert len(entry.definition) > 60
        assert sum(example.label == entry.name for example in book.tests) >= 5


def test_the_codebook_is_large_enough() -> None:
    assert codebook.load().size >= 1500


def test_modes_of_frames_are_declared_and_used() -> None:
    book = codebook.load()
    used = {(frame.label, frame.mode) for frame in book.frames.frames if frame.mode}
    assert all(mode in book.types[label].modes for label, mode in used)


def test_crosswalk_covers_the_types_and_the_cameo_roots() -> None:
    table = crosswalk()
    assert set(table) == {t.value for t in EventType}
    roots = {root for crossing in table.values() for root in crossing.cameo_roots}
    assert roots == {f"{n:02}" for n in range(2, 21)}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('predicates = ["Extort"]', "is no predicate"),
        ("predicates = []", "at least one"),
        ('predicates = "extort"', "must be a list of strings"),
        ('predicates = ["extort"]\nsorce = ["agent"]', '"sorce" is no key of a frame'),
        ('predicates = ["extort"]\nsource = ["subject"]', '"subject" is no role'),
        ('predicates = ["extort"]\nwhere = { patient = ["farmer"] }', 'write "=farmer"'),
        ('predicates = ["extort"]\nmode = "tax"', 'mode "tax" is not one of'),
        ('predicates = ["{demand} + ransom"]', 'no word class "demand"'),
        ('predicates = ["extort"]\neffect = "robbed"', 'effect "robbed"'),
        ('predicates = ["extort"]\ncomplement = { kind = ["pay"] }', "no test of a complement"),
        ('predicates = ["extort", "extort"]', "listed twice"),
        ('predicates = ["extort"]\npriority = "high"', "must be a whole number"),
        ('predicates = ["extort"]\ntense = "soon"', 'tense "soon"'),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    error = fault(tmp_path, f"{HEAD}\n[[frames]]\n{line}\n")
    assert says in str(error)
    wanted = f"{HEAD}\n[[frames]]\n{line}".count("\n") + 1
    assert error.line == wanted
    assert error.file.endswith("EXTORT.toml")


def test_broken_toml_is_named(tmp_path: Path) -> None:
    error = fault(tmp_path, f"{HEAD}[[frames]\n")
    assert error.line == 4


def test_two_frames_that_tie_name_both_lines(tmp_path: Path) -> None:
    text = f'{HEAD}[modes]\na = "A."\nb = "B."\n[[frames]]\nmode = "a"\npredicates = ["extort"]\n'
    error = fault(tmp_path, text + '[[frames]]\nmode = "b"\npredicates = ["extort"]\n')
    assert "ties with" in str(error)
    assert ":7:" in str(error)
    assert "EXTORT.toml:10" in str(error)


def test_frames_that_exclude_each_other_do_not_tie(tmp_path: Path) -> None:
    text = f'{HEAD}[modes]\na = "A."\nb = "B."\n'
    text += '[[frames]]\nmode = "a"\npredicates = ["extort"]\nwhere = { patient = ["=cash"] }\n'
    text += '[[frames]]\nmode = "b"\npredicates = ["extort"]\nwhere = { patient = ["=grain"] }\n'
    assert len(codebook.load(overlay(tmp_path, text)).frames.get("extort")) == 2


def test_a_new_type_needs_a_definition(tmp_path: Path) -> None:
    error = fault(tmp_path, 'type = "EXTORT"\n[[frames]]\npredicates = ["extort"]\n')
    assert "definition" in str(error)


def test_overlay_frames_win_and_single_predicates_can_go(tmp_path: Path) -> None:
    text = 'type = "ASSAULT"\nremove = ["shoot down"]\n[[frames]]\npredicates = ["shell"]\ntarget = ["at"]\n'
    book = codebook.load(overlay(tmp_path, text, "mine.toml"))
    ours = codebook.load()
    assert book.frames.get("shell")[0].level == 1
    assert ours.frames.get("shoot down")
    assert not book.frames.get("shoot down")
    assert len(book.frames.get("shell")) == len(ours.frames.get("shell")) + 1


def test_overlay_can_replace_a_type(tmp_path: Path) -> None:
    text = 'type = "PROTEST"\nreplace = true\n[[frames]]\npredicates = ["protest"]\n'
    book = codebook.load(overlay(tmp_path, text, "mine.toml"))
    assert [f.predicates for f in book.frames.frames if f.label == "PROTEST"] == [("protest",)]


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"no \.toml file"):
        codebook.load(tmp_path)
    with pytest.raises(DataFileError, match="is no folder"):
        codebook.load(tmp_path / "nowhere")


def test_the_loader_serves_other_subjects(tmp_path: Path) -> None:
    path = overlay(tmp_path, '[[frames]]\nact = "promise"\nverb = true\npredicates = ["vow"]\n', "acts.toml")
    frames = load_frames(read_toml(path / "acts.toml"), label="act", labels=["promise"], extra={"verb": bool})
    assert [(f.label, f.extra) for f in frames] == [("promise", {"verb": True})]
    assert assemble(frames).get("vow") == tuple(frames)


def test_precedence_counts_content_words_before_constraints() -> None:
    book = codebook.load()
    light = next(f for f in book.frames.get("impose + sanction"))
    noun = next(f for f in book.frames.get("sanction/n"))
    assert rank(light, "impose + sanction") > rank(noun, "sanction/n")


def test_line_index_survives_comments_and_long_strings() -> None:
    text = '# [x]\na = """\n[no]\n"""\n[[frames]] # one\nb = ["x", # y\n "z"]\n[[frames]]\nc = { d = "e" }\n'
    found = lines.index(text)
    assert found.of("frames", 0) == 5
    assert found.of("frames", 0, "b", "z") == 7
    assert found.of("frames", 1, "c") == 9
    assert lines.headers(text) == {("frames", 0): 5, ("frames", 1): 8}


def test_contexts_of_frames_are_the_manuals() -> None:
    known = {name for names in contexts.words().values() for name in names}
    for frame in codebook.load().frames.frames:
        assert set(frame.contexts) <= known
