"""Sessions of the programme: their row with panel and published version, their life, times and rooms; made and changed."""
