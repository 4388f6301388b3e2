"""What a user holds: findings and assessments, and what is computed from them over readings, days and sources.

    assessment, batch, finding, finding_data      the result for one subject, for many, and for one requirement
    reasons, computed, beside                     why a finding is so, outcomes, and what stands beside a finding
    sources, decisions                            how facts are known, and what an authority decided
    readings                                      the verdict under every reading
    timeline, status_changes, chart, marks        the days on which a verdict changes, as data and as a drawing
    receipts, progress, progress_text             a result that others can repeat, and the difference of two of them
    report, worklist, views, rows, documents      an assessment as text, as lists by actor, as HTML, tables and JSON
    forms                                         an assessment as a form to print, sign and file

`law.judging` computes the statuses, and `advice` what could change them.
"""
