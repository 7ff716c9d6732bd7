"""Run the command: ``python -m onrecord``."""

from onrecord.cli import main

if __name__ == "__main__":
    main()
