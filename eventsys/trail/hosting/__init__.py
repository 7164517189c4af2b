"""What is done before and at a plenary, as the trail calls it: accounts, cities, people, programme, badges."""
