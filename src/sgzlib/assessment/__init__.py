"""What a user holds: findings and assessments, readings compared, reports, timelines, receipts."""
