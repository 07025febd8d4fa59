"""How much damage the detectors find, and how often they cry wolf.

Run: python benchmarks/damage.py CLEAN.jsonl... [--sample N] [--seed N]. Each line of a file has a `text`. Every kind of
damage is put into each clean text at a random place, once; a kind counts as found when a flag of the right kind overlaps
what was put in. False alarms are flags on the undamaged texts, of which some are true (published texts have slips). Also
prints words per second.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from parley import sources
from parley.errors import InputRejected
from parley.records import FlagKind, Report
from parley.sources import damage

Injected = tuple[str, int, int] | None
"""A damaged text and where the damage is; `None` when the text has no place for it."""

# Written for this benchmark; apart from the detectors' data on purpose.
HEADLINES = (
    "Rebels sign truce with army",
    "Envoys meet in Geneva for first time",
    "Minister warns of new attacks near border",
    "Army withdraws troops from northern valley",
    "UN urges restraint after clashes near airport",
    "Opposition rejects draft constitution",
    "Talks resume between government and guerrillas",
    "President vows response to rocket fire",
)
TITLES = (
    "Army Says It Will Withdraw From The Northern Valley After Talks",
    "How The Envoys Met In Secret And Why It Matters Now",
    "President Vows To Hold Vote Before The End Of The Year",
    "Rebels Accuse Army Of Attack On Convoy Near The Border",
)
TEMPLATES = ("{{ headline }}", "&nbsp;", "<br/>", "[INSERT QUOTE]", "</p>", "%(city)s", "${date}", "&#8217;")
# Of terms and words that the data list: it shows that the search works, not how much a machine's inventions it knows.
ODD = (
    "harmony talks",
    "unfamiliar minister",
    "joined nations",
    "demise toll",
    "polite war",
    "leading clergyman",
    "peace battle",
    "furnished forces",
    "sky strikes",
    "amicable bombardment",
)


def garble(text: str, rng: random.Random) -> Injected:
    """A word of letters and digits with an underscore, or a run of consonants."""
    noise = "".join(rng.choices(string.ascii_lowercase + string.digits + "_", k=rng.randint(7, 12)))
    if rng.random() < 0.5:
        noise = "".join(rng.choices("bcdfghjklmnpqrstvwxz", k=rng.randint(6, 10)))
    elif noise.isalpha():
        noise = noise[:4] + str(rng.randint(0, 9)) + noise[4:]
    return _at_word(text, rng, noise)


def digits(text: str, rng: random.Random) -> Injected:
    """A letter inside a word read as a digit."""
    words = list(re.finditer(r"\b[a-z]{2,}[loie][a-z]{2,}\b", text))
    if not words:
        return None
    word = rng.choice(words)
    places = [i for i, c in enumerate(word[0][2:-2], 2) if c in "loie"]
    if not places:
        return None
    place = word.start() + rng.choice(places)
    swapped = {"l": "1", "o": "0", "i": "1", "e": "3"}[text[place]]
    return text[:place] + swapped + text[place + 1 :], word.start(), word.end()


def lost(text: str, rng: random.Random) -> Injected:
    """A character replaced by U+FFFD, or an apostrophe by a question mark."""
    marks = [m.start() for m in re.finditer(r"(?<=[a-z])[’'](?=[a-z])", text)]
    if marks and rng.random() < 0.5:
        place = rng.choice(marks)
        return text[:place] + "?" + text[place + 1 :], place, place + 1
    place = rng.choice([m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)] or [0])
    return text[:place] + "\ufffd" + text[place + 1 :], place, place + 1


def mojibake(text: str, rng: random.Random) -> Injected:
    """A name with an accented letter, read as Windows-1252."""
    name = rng.choice(["Zoé", "Martínez", "François", "Müller", "Zürich", "Bogotá"])
    return _at_word(text, rng, name.encode().decode("cp1252"))


def template(text: str, rng: random.Random) -> Injected:
    """A leftover of a page or template."""
    return _at_word(text, rng, rng.choice(TEMPLATES))


def repeat(text: str, rng: random.Random) -> Injected:
    """A sentence of at least fourteen words said again at the end of another paragraph."""
    sentences = [
        m for m in re.finditer(r"(?<=[.!?] )[A-Z][^.!?\n]{60,400}[.!?]", text) if len(m[0].split()) >= 14
    ]
    ends = [m.start() for m in re.finditer(r"(?<=[.!?])\n\n", text)]
    if not sentences or not ends:
        return None
    sentence, place = rng.choice(sentences), rng.choice(ends)
    return text[:place] + " " + sentence[0] + text[place:], place + 1, place + 1 + len(sentence[0])


def run_on(text: str, rng: random.Random) -> Injected:
    """Two or three headlines put in front of a paragraph without punctuation."""
    titles = rng.sample(HEADLINES, rng.randint(2, 3)) if rng.random() < 0.6 else rng.sample(TITLES, 2)
    starts = [m.end() for m in re.finditer(r"[.!?]\s+(?=The |In |He |She |It )", text)]
    if not starts:
        return None
    place = rng.choice(starts)
    put = " ".join(titles)
    return text[:place] + put + " " + text[place:], place, place + len(put)


def article(text: str, rng: random.Random) -> Injected:
    """The article "a" for "an"."""
    places = [m.start() for m in re.finditer(r"(?<=[a-z] )an (?=[aeio][a-z]{3})", text)]
    if not places:
        return None
    place = rng.choice(places)
    return text[: place + 1] + text[place + 2 :], place, place + 3


def double(text: str, rng: random.Random) -> Injected:
    """A small word written twice."""
    words = list(re.finditer(r"(?<=[a-z] )(?:the|of|to|and|with|from|for|by|was|has)(?= [a-z])", text))
    if not words:
        return None
    word = rng.choice(words)
    return (
        text[: word.end()] + " " + word[0] + text[word.end() :],
        word.start(),
        word.end() + 1 + len(word[0]),
    )


def cut(text: str, rng: random.Random) -> Injected:
    """A paragraph cut off in the middle of its last sentence, after a word that cannot end it or any other."""
    paragraphs = [m for m in re.finditer(r"[^\n]+", text) if len(m[0].split()) >= 30 and m.end() < len(text)]
    if not paragraphs:
        return None
    paragraph = rng.choice(paragraphs)
    words = list(re.finditer(r"\S+", paragraph[0]))
    word = next((w for w in reversed(words[20:-3]) if w[0].isalpha() and w[0].islower()), None)
    if word is None:
        return None
    end = paragraph.start() + word.end()
    return text[:end] + text[paragraph.end() :], end - len(word[0]), end


def paraphrase(text: str, rng: random.Random) -> Injected:
    """An odd paraphrase of a fixed term."""
    return _at_word(text, rng, rng.choice(ODD))


def unclose(text: str, rng: random.Random) -> Injected:
    """A closing quotation mark taken away."""
    marks = [m.start() for m in re.finditer("”", text)]
    if not marks:
        return None
    place = rng.choice(marks)
    start = text.rfind("\n", 0, place) + 1
    return text[:place] + text[place + 1 :], start, place + 1


def _at_word(text: str, rng: random.Random, put: str) -> Injected:
    places = [m.end() for m in re.finditer(r"[a-z] (?=[a-z])", text)]
    if not places:
        return None
    place = rng.choice(places)
    return text[:place] + put + " " + text[place:], place, place + len(put)


KINDS: dict[str, tuple[FlagKind, Callable[[str, random.Random], Injected]]] = {
    "garbled token": (FlagKind.GARBLED_TOKEN, garble),
    "digit in a word": (FlagKind.GARBLED_TOKEN, digits),
    "lost character": (FlagKind.ENCODING_DAMAGE, lost),
    "mojibake": (FlagKind.ENCODING_DAMAGE, mojibake),
    "leftover markup": (FlagKind.LEFTOVER_MARKUP, template),
    "repeated passage": (FlagKind.REPEATED_PASSAGE, repeat),
    "run-on headlines": (FlagKind.RUN_ON_HEADLINE, run_on),
    "a for an": (FlagKind.BROKEN_GRAMMAR, article),
    "doubled word": (FlagKind.BROKEN_GRAMMAR, double),
    "cut paragraph": (FlagKind.BROKEN_GRAMMAR, cut),
    "odd paraphrase": (FlagKind.ODD_PARAPHRASE, paraphrase),
    "unclosed quotation": (FlagKind.UNCLOSED_QUOTATION, unclose),
}


def recall(texts: list[str], seed: int) -> dict[str, tuple[int, int]]:
    """For each kind, how many of the injected were found, and how many were injected."""
    results = {}
    for name, (kind, inject) in KINDS.items():
        rng = random.Random(f"{seed} {name}")
        found = total = 0
        for text in texts:
            injected = inject(text, rng)
            if injected is None:
                continue
            damaged, start, end = injected
            total += 1
            found += _flagged(sources.from_text(damaged, name="x"), kind, start, end)
        results[name] = (found, total)
    return results


def _flagged(report: Report, kind: FlagKind, start: int, end: int) -> bool:
    """Whether a flag of `kind` overlaps the damage; mending may have moved it by a few characters."""
    return any(
        flag.kind is kind and any(s.start < end + 8 and start - 8 < s.end for s in flag.spans)
        for flag in damage.find(report)
    )


def main() -> None:
    """Prints recall per kind, false alarms per clean text, and speed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = [line for file in options.files for line in file.read_text(encoding="utf-8").splitlines()]
    reports = []
    for line in random.Random(options.seed).sample(lines, min(options.sample, len(lines))):
        try:
            reports.append(sources.from_text(json.loads(line)["text"], name="x"))
        except InputRejected:
            continue
    print(f"{len(reports)} texts, seed {options.seed}\n\nrecall")
    hits = tries = 0
    for name, (found, total) in recall([r.text for r in reports], options.seed).items():
        hits, tries = hits + found, tries + total
        print(f"  {name:20} {found / max(total, 1):.3f}  ({found} of {total})")
    print(f"  {'all':20} {hits / max(tries, 1):.3f}\n\nflags per undamaged text")
    begin = time.perf_counter()
    alarms = [
        flag for report in reports for flag in damage.find(report) if flag.kind is not FlagKind.MISSING_DATE
    ]
    seconds = time.perf_counter() - begin
    counts = Counter((flag.severity.value, flag.kind.value) for flag in alarms)
    for (severity, kind), count in sorted(counts.items()):
        print(f"  {severity:8} {kind:20} {count / len(reports):.3f}")
    high = sum(count for (severity, _), count in counts.items() if severity == "high")
    print(f"  {'high':8} {'all':20} {high / len(reports):.3f}")
    print(f"\n{sum(len(r.text.split()) for r in reports) / seconds:,.0f} words per second")


if __name__ == "__main__":
    main()
