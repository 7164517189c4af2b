"""Choices that only so many people can have (places on a tour, in a bus): who has a place, who waits, who moves up."""
