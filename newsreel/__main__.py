"""Runs the command line as `python -m newsreel`."""

from newsreel.cli import main

if __name__ == "__main__":
    main()
