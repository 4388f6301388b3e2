"""What a rule is: truth, facts, the notice, the policy, requirements and assessments. Knows no subject of its own."""
