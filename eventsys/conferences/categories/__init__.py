"""What people come as, and how many of them: categories and quotas."""
