"""What is said on a badge, and the facts on its back: Wi-Fi, emergency number, the programme at a glance."""
