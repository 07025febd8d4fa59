"""Sources: files, standard input, bytes and strings become reports, or are rejected with the reason."""

from parley.sources.intake import (
    MAX_CHARACTERS,
    from_bytes,
    from_path,
    from_stdin,
    from_stream,
    from_text,
)

__all__ = ["MAX_CHARACTERS", "from_bytes", "from_path", "from_stdin", "from_stream", "from_text"]
