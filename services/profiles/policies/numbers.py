"""Certificate numbers that anyone can check: prefix, twelve characters, and one check character.

The check is ISO 7064 MOD 37,2 over everything: it notices any single wrong character and any two
neighbours exchanged. Numbers that would need the thirty-seventh character, `*`, are passed over.
"""

from itertools import count
from uuid import UUID

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
LENGTH, MODULUS = 12, 37


def certificate_number(prefix: str, certificate_id: UUID) -> str:
    """The number of a certificate, such as `RIVERSIDE-7Q2M9D4K1XWZ-C`."""
    for bits in count(certificate_id.int):
        body = "".join(READABLE[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
        stem = f"{prefix.upper()}-{body}"
        check = (1 - run(compact(stem))) % MODULUS
        if check < len(DIGITS):
            return f"{stem}-{DIGITS[check]}"
    raise AssertionError("the next number has another check")


def compact(number: str) -> str:
    """The number as it is compared: capital letters and digits only."""
    return "".join(one for one in number.upper() if one in DIGITS)


def well_formed(number: str) -> bool:
    """Whether the check character fits; says nothing about whether it was ever issued."""
    found = compact(number)
    return len(found) > LENGTH and (run(found[:-1]) + DIGITS.index(found[-1])) % MODULUS == 1


def run(text: str) -> int:
    check = 0
    for one in text:
        check = (check + DIGITS.index(one)) * 2 % MODULUS
    return check
