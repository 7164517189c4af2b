"""Rooms and people wanted twice, what else is wrong in a programme, and namesakes told apart."""
