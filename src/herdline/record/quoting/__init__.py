"""Who is said to have said what.

text ──quotes──▶ attributions      English: cues, sources and contents by the parse (``record.quoting.cuemodel``)
text ──marks, places──▶ quotations six further languages: what stands in quotation marks
quotations ──cues, sayers──▶ said  by which word of saying, by whom (``saying`` holds each language's words)
attributions ──speakers──▶ names   the full name behind a surname or a pronoun
``quoted`` reads a text of any of these languages.
"""
