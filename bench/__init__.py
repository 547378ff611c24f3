"""How fast it is, against what. `docs/bench.md` says what is measured and how to read it."""
