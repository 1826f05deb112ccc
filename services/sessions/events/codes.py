"""The small words events and commands are made of: closed lists, codes, lengths."""

from typing import Annotated, Literal

from marshmallow.validate import Length, Range, Regexp

from shared.fields import Personal

# The way to meet that rules about places are for.
IN_PERSON = "in_person"

Band = Literal["minor", "adult"]
Role = Literal["mentor", "mentee"]
Kind = Literal["ordinary", "chemistry"]
Fit = Literal["go_on", "not_a_fit"]
Verdict = Literal["working", "unsure", "not_working"]
Code = Annotated[str, Regexp(r"^[a-z][a-z0-9_]{0,39}$", error="Not a code such as other_public.")]
Label = Annotated[
    str, Regexp(r"^[A-Za-z][A-Za-z0-9_-]{0,39}$", error="Not a label such as NYA or amber.")
]
Minutes = Annotated[int, Range(min=1, max=600)]
Text = Annotated[str, Length(min=1, max=2000)]
Sealed = Annotated[str, Personal(of="mentee_person_id")]
SealedList = Annotated[tuple[str, ...], Personal(of="mentee_person_id")]
