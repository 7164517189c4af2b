"""What the room says and hears: values, and a sentence for each. No file, no network, no PDF library."""
