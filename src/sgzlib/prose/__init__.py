"""Writing in Chinese and English: labels, values, and rules as formulas. Knows no judgement."""
