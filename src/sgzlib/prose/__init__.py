"""Writing in Chinese and English: labels, values, formulas and documents, for the packages above.

    language, asking                 values, dates and lists in one language, and which values a fact takes
    statuses, outcomes, subjects     what statuses, outcomes and subjects are called and how they are shown
    formula_text, explain            formulas as text, and tables of the requirements of a ruleset
    html, views, tables, law_views   answers and the law as HTML and as tables
    documents, typed                 answers as JSON documents, and their JSON Schema
    files                            archives with equal bytes for equal content

No module here judges a subject.
"""
