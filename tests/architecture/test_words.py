"""Words in their places: the domain's in the services, the workshop's nowhere in the product."""

import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
DOMAIN_WORDS = {
    "agenda", "carer", "chaperone", "charity", "charities", "cohort",
    "coordinator", "disclosure", "disclosures", "gift", "gifts", "guardian", "induction",
    "institution", "institutions", "lesson", "mentee", "mentees", "mentor", "mentors", "parental",
    "premises", "pupil", "pupils", "referral", "safeguarding", "school", "schools", "screening",
    "teacher", "training", "volunteer", "volunteers", "workshop",
}  # fmt: skip
READABLE = {".py", ".sql", ".md", ".yaml", ".yml", ".toml", ".txt", ".csv", ".json", ".sh", ""}


def words(text):
    """Every word, also those run together as in MentorTrained or mentor_trained."""
    return {
        word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text.replace("_", " "))
    }


def ours():
    """The files that are in the repository or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:  # an unpacked archive is no clone
        found = (path for path in ROOT.rglob("*") if path.relative_to(ROOT).parts[0] != "var")
    else:
        found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in found if path.is_file() and path.suffix in READABLE]


def test_shared_knows_no_word_of_the_domain():
    strays = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in ours()
        if path.is_relative_to(ROOT / "shared")
        if (found := words(path.read_text(encoding="utf-8")) & DOMAIN_WORDS)
    }

    assert strays == {}


def test_no_code_knows_a_programme():
    """A programme is a document: its name, and its operator's, stand there and nowhere in code."""
    known = [
        yaml.safe_load(path.read_text(encoding="utf-8"))["programme"]
        for path in (ROOT / "deploy" / "programmes").glob("*.yaml")
    ]
    names = {one.get(key) for one in known for key in ("id", "operator", "delivery_partner")}
    pattern = "|".join(rf"\b{re.escape(name)}\b(?!-\d)" for name in sorted(filter(None, names)))
    spoken = re.compile(pattern, re.IGNORECASE)
    strays = {
        str(path.relative_to(ROOT)): sorted(set(found))
        for path in ours()
        if path.suffix in {".py", ".sql"} and path.relative_to(ROOT).parts[0] != "tests"
        if (found := spoken.findall(path.read_text(encoding="utf-8")))
    }

    assert known
    assert strays == {}


def test_nothing_but_ci_knows_what_lies_beside_the_checkout():
    beside = ("../" + "shared", "/work/" + "shared")
    strays = [
        str(path.relative_to(ROOT))
        for path in ours()
        if not path.is_relative_to(ROOT / ".ci")
        if any(word in path.read_text(encoding="utf-8", errors="replace") for word in beside)
    ]

    assert strays == []
