"""``python -m herdline`` is the command ``herdline``."""

from herdline.cli import main

if __name__ == "__main__":
    main()
