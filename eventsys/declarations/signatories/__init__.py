"""Who signs for whom, in which order and until when; how a signature was made, what that proves, and what a box shows."""
