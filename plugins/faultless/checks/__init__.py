"""The checks: findings are values; one engine, many doors."""
