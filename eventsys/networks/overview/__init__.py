"""All networks; a network's cities searched, paged and given out; a city with all that is known of it."""
