"""What a rule is: truth, facts, the notice, requirements and rulesets. Knows no city and no subject."""
