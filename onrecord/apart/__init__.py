"""Reading in processes of their own, with limits of time and memory, so that no document can take the program down."""
