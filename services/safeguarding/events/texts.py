"""Texts that somebody wrote down: sealed, and never published."""

from typing import Annotated

from marshmallow.validate import Length, Regexp

from shared.fields import Personal

NOT_BLANK = Regexp(r"(?s)\s*\S", error="Must say something.")
LONGEST = Length(max=20_000)

# What is written about a case is sealed with the key of the case, not of a person: a person's
# ordinary right to be forgotten must not open a hole in it, and expunging one case must not blind
# another. What somebody was told has no rule to fail: it must never be lost to a validation.
CaseWords = Annotated[str, Personal(of="case_id")]
CaseText = Annotated[str, NOT_BLANK, LONGEST, Personal(of="case_id")]
ReviewText = Annotated[str, NOT_BLANK, LONGEST, Personal(of="review_id")]
ConcernText = Annotated[str, NOT_BLANK, LONGEST, Personal(of="person_id")]
OccasionText = Annotated[str, Length(max=500), Personal(of="giver_person_id")]
