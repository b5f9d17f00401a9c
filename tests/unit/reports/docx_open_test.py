"""The sample papers opened by python-docx, which takes a package by its word: a part that is named and not
there, and it opens nothing.

    docx_open_test.py PATH_OF_reports_sample
"""
import pathlib
import subprocess
import sys
import tempfile

import docx


def text_of(document):
    """All of it, paragraphs and cells alike (its own walk over cells is quadratic in the rows)."""
    return "".join(document.element.body.itertext())


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        papers = sorted(pathlib.Path(folder).glob("*.docx"))
        assert len(papers) >= 6, papers
        for paper in papers:
            document = docx.Document(str(paper))
            text = text_of(document)
            assert document.core_properties.title in text, paper.name
            assert "SM3" in text and document.tables, paper.name
            again = paper.with_suffix(".again.docx")
            document.save(str(again))  # and written again by it
            assert text_of(docx.Document(str(again))) == text, paper.name
        letter = text_of(docx.Document(str(pathlib.Path(folder) / "report_to_60.docx")))
        missing = [n for n in range(1, 61) if f"区第{n:03}" not in letter]
        assert not missing, missing
        print(f"{len(papers)} papers opened")


if __name__ == "__main__":
    main()
