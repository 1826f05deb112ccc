"""The rules at hand: rulebooks folded once and kept until their stream has grown."""

from shared.answering import Request
from shared.asked import Asked
from shared.recording import Recorder
from shared.rulebook import Book, book_from, rulebook_of
from shared.store import Store


class Books:
    """Rulebooks by programme. Only a cache: the version read with every decision decides."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.kept: dict[str, tuple[int, Book]] = {}

    def book(self, programme: str, version: int, store: Store) -> Book:
        """The book as of that version of its stream."""
        kept = self.kept.get(programme)
        if kept is None or kept[0] != version:
            events = self.recorder.events(store.read(rulebook_of(programme)))
            kept = self.kept[programme] = (version, book_from(events))
        return kept[1]

    def forget(self) -> None:
        """After a transaction that failed: what was read in it may never have happened."""
        self.kept.clear()

    def circumstances(self, request: Request, begun: int | None, guide: int, store: Store) -> Asked:
        """Who, when and under which rules.

        The rules are those the stream began under, else those of the cause, else those in force,
        but for what those in force mark as not waiting; none outside a programme, and none where
        no policy of it was published yet.
        """
        programme = request.thread.programme
        if programme is None or guide < 0:
            return Asked(request.at, request.by, programme=programme)
        book = self.book(programme, guide, store)
        now = book.at(request.at)
        kept = book.version(begun) or book.version(request.thread.policy_version) or now
        rules = kept and now and book.in_flight(kept, now)
        return Asked(request.at, request.by, rules, now, programme)


def guide_of(programme: str | None) -> str | None:
    """The stream whose version says which rules there are."""
    return None if programme is None else rulebook_of(programme)
