"""The small words events and commands are made of: closed lists, codes, lengths."""

from typing import Annotated, Literal

from marshmallow.validate import Length, Range, Regexp

from shared.fields import Personal

Band = Literal["minor", "adult"]
Role = Literal["mentor", "mentee"]
Verdict = Literal["working", "unsure", "not_working"]
Code = Annotated[str, Regexp(r"^[a-z][a-z0-9_]{0,39}$", error="Not a code such as other_public.")]
Minutes = Annotated[int, Range(min=1, max=600)]
Text = Annotated[str, Length(min=1, max=2000)]
Sealed = Annotated[str, Personal(of="mentee_person_id")]
SealedList = Annotated[tuple[str, ...], Personal(of="mentee_person_id")]
