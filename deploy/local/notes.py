"""Small remembered facts in one directory: a port, a password; one file each, for our eyes only."""

from pathlib import Path


class Notes:
    """Text by name; every file has mode 0600."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def __setitem__(self, name: str, value: str) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        note = self._directory / name
        note.touch(mode=0o600)
        note.write_text(value)

    def __getitem__(self, name: str) -> str:
        """Answer the text, or raise FileNotFoundError."""
        return (self._directory / name).read_text()

    def __contains__(self, name: str) -> bool:
        return (self._directory / name).exists()
