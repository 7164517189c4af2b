"""What badges, print files and hand-overs keep about a person."""
