"""What could still change a verdict, and what would: missing facts, questions, remedies."""
