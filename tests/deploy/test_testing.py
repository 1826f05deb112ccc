"""`make test` ends with one line that counts all its parts."""

from deploy.local import testing


def test_the_closing_line_counts_all_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(testing, "_ROOM", tmp_path)
    for name, numbers in {"one": (5, 1, 0, 1), "two": (3, 0, 1, 0)}.items():
        tests, failures, errors, skipped = numbers
        (tmp_path / f"{name}.xml").write_text(
            f'<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}"'
            f' skipped="{skipped}"/></testsuites>'
        )

    assert testing._closing_line(["one", "two"]) == "5 passed, 2 failed, 1 skipped"
