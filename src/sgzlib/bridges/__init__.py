"""The library for other programs: tables, databases, workbooks, documents, tests and proofs.

Each module loads the library that it needs only when it is used.

    frames, sql, workbook                   judge tables of an engine, by a query of a database, and Excel files
    columns, spellings, alike               what these three share: columns, what cells may say, and equal subjects
    interchange, verification               subjects as documents, and receipts that are checked again
    calendars                               the published rest days
    vectors, testing, strategies, plugin    test cases for any program, a test fixture, and strategies of Hypothesis
    symbols                                 the rules as terms of Z3, for proofs
"""
