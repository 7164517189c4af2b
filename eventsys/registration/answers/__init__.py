"""What people answer to the organisers' own questions: typed, kept, told, brought by tables and given out in lists."""
